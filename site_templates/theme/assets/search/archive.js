/* The archive: loads the files of the search, which a browser lets a page on file:// have only as
   classic scripts, and hands them to an untouched Pagefind as if it had fetched them. */
(() => {
  const { Unreadable, script } = briefingSearch;
  // Reserved by RFC 2606: nobody can ever answer there, so a request that gets out is a mistake.
  const NOWHERE = "https://search.invalid/";
  const DAY = 86400000;
  // Pagefind weighs a place by how much longer its word is than the one looked for: 0.89 where it
  // is the same, below 0.68 where it is not (word_length_bonus in its search.rs).
  const EXACT = 0.8;
  // It tells the weight of places only with a result's text, which it needs none of: packs have it.
  const FRAGMENT = {
    arrayBuffer: async () => new TextEncoder().encode('pagefind_dcd{"url":"","content":"","meta":{},"anchors":[]}').buffer,
  };

  const delivered = new Map();
  let source = "";
  let told = null;

  /** The script that delivers the file `name`: `<part>/pack/3` or `<part>/pagefind-entry.json`. */
  function home(name) {
    if (!name.includes("/")) return `search/${name}.js`;
    return /\/(index\/|pack\/|facets$)/.test(name) ? `search/${name}.js` : `search/${name.split("/")[0]}/part.js`;
  }

  async function bytes(name) {
    await script(home(name));
    if (!delivered.has(name)) throw new Unreadable(home(name)); // it ran, and was cut short
    const content = delivered.get(name);
    if (name.includes("/")) delivered.delete(name); // nobody asks twice, but for the programs
    return content;
  }

  async function unpacked(name) {
    const deflated = new Blob([await bytes(name)]).stream();
    try {
      return await new Response(deflated.pipeThrough(new DecompressionStream("deflate"))).json();
    } catch {
      throw new Unreadable(home(name));
    }
  }

  /** One part of the archive: its columns, and Pagefind over its words. */
  class Part {
    constructor({ name, language }) {
      Object.assign(this, { name, language });
      this.failed = null;
      this.postings = new Map();
      this.packs = new Map();
    }

    /** Make it ready; twice is once, but for a failure. */
    open() {
      this.opening ??= this.#open().catch((error) => {
        this.opening = this.failed = null;
        throw error;
      });
      return this.opening;
    }

    async #open() {
      const { name, day, units, source, start, length, own, packs } = await unpacked(`${this.name}/columns`);
      this.number = new Map(name.map((one, number) => [one, number]));
      this.days = day;
      this.packed = packs;
      this.first = []; // of each record, its page's unit; its claims follow
      this.record = new Uint32Array(length.length);
      this.tokens = new Array(length.length);
      this.own = new Array(length.length);
      this.source = new Array(units.length);
      let [unit, at] = [0, 0];
      units.forEach((count, record) => {
        const page = unit;
        this.first.push(page);
        for (; unit < page + count; unit++) {
          at += start[unit];
          this.tokens[unit] = [at, at + length[unit]];
          this.record[unit] = record;
        }
        this.own[page] = [0, own[page]];
        this.source[record] = [own[page], own[page] + source[record]];
        let end = this.tokens[page][1]; // the claims' own come last
        for (let claim = unit - 1; claim > page; claim--) {
          this.own[claim] = [end - own[claim], end];
          end -= own[claim];
        }
      });
      this.first.push(unit);
      this.pagefind = await instance(this);
    }

    /** Make it ready to be narrowed: by facet, all combinations of values, and each unit's. */
    openFacets() {
      this.narrowing ??= unpacked(`${this.name}/facets`).then((facets) => {
        this.facets = { ...facets, year: this.#published(4), month: this.#published(7) };
      });
      return this.narrowing;
    }

    /** A facet of the first letters of the day of publication. */
    #published(letters) {
      const values = new Map();
      const of = this.days.map((day) => {
        const value = day === null ? "" : briefingSearch.isoDay(day).slice(0, letters);
        if (!values.has(value)) values.set(value, values.size);
        return values.get(value);
      });
      return [[...values.keys()].map((value) => (value ? [value] : [])), Array.from(this.record, (record) => of[record])];
    }

    /** Where a word stands, in any form, and where longer ones do: lists of places by record. */
    places(word) {
      if (!this.postings.has(word)) {
        // One word after the other: Pagefind keeps the places of the last in the record it hands out.
        const turn = (this.turn ?? Promise.resolve()).then(() => this.#places(word));
        this.turn = turn.catch(() => {});
        this.postings.set(word, turn);
      }
      return this.postings.get(word);
    }

    async #places(word) {
      const found = await this.pagefind.search(word);
      if (this.failed) throw this.failed; // Pagefind itself goes on without what it cannot load
      const told = await Promise.all(found.results.map((result) => result.data()));
      const places = new Map();
      found.results.forEach(({ id }, i) => {
        const [exact, longer] = [[], []];
        for (const { location, weight, balanced_score: score } of told[i].weighted_locations) {
          (score > EXACT * (24 * weight) ** 2 ? exact : longer).push(location);
        }
        places.set(this.number.get(id), { exact, longer });
      });
      return places;
    }

    /** What results show of a record. */
    async shown(record) {
      const number = this.packed.findLastIndex((first) => first <= record);
      if (!this.packs.has(number)) this.packs.set(number, this.#pack(number));
      return (await this.packs.get(number))[record - this.packed[number]];
    }

    async #pack(number) {
      const pack = await unpacked(`${this.name}/pack/${number}`);
      return pack.map((shown) => {
        const words = shown.words.split(" ");
        return { ...shown, words, word: wordsOfTokens(words.length, shown.odd) };
      });
    }

    /** The day of its publication, since 1970; null for what has none. */
    day(unit) {
      return this.days[this.record[unit]];
    }
  }

  /** For each token the number of its word; `odd`: see columns.py. */
  function wordsOfTokens(count, odd) {
    const counts = new Uint16Array(count).fill(1);
    for (let i = 0, at = 0; i < odd.length; i += 2) counts[(at += odd[i])] = odd[i + 1];
    const word = [];
    counts.forEach((tokens, number) => {
      for (let i = 0; i < tokens; i++) word.push(number);
    });
    word.push(count);
    return word;
  }

  const modules = new Map();
  const turns = new Map();

  /* A module for each language: Pagefind stems all queries of one with the program it loaded first,
     and that of another language finds only half. For the same reason parts are instances and are
     not joined by `mergeIndex`, which besides sorts by score whatever it is asked to sort by.
     One after the other: two that start at once load two programs, and mix their memory. */
  function instance(part) {
    const turn = (turns.get(part.language) ?? Promise.resolve()).then(() => made(part));
    turns.set(
      part.language,
      turn.catch(() => {}),
    );
    return turn;
  }

  async function made(part) {
    if (!modules.has(part.language)) modules.set(part.language, module());
    const { createInstance } = await modules.get(part.language);
    const pagefind = createInstance({ basePath: `${NOWHERE}${part.name}/`, noWorker: true });
    await pagefind.init();
    if (part.failed) throw part.failed;
    return pagefind;
  }

  async function module() {
    await script("search/pagefind.js");
    if (!source) throw new Unreadable("search/pagefind.js");
    const ours = "const fetch = (url) => globalThis.briefingSearch.answer(url);\n";
    const url = URL.createObjectURL(new Blob([ours, source], { type: "text/javascript" }));
    const pagefind = await import(url);
    URL.revokeObjectURL(url);
    return pagefind;
  }

  async function answer(url) {
    const [, part, path] = /^([^/]*)\/([^?]*)/.exec(url.slice(NOWHERE.length));
    if (path.startsWith("fragment/")) return FRAGMENT;
    try {
      return new Response(await bytes(path.startsWith("wasm.") ? path : `${part}/${path}`));
    } catch (error) {
      told.parts.find(({ name }) => name === part).failed = error;
      throw error;
    }
  }

  Object.assign(briefingSearch, {
    answer,
    program(text) {
      source = text;
    },
    deliver(name, base64) {
      const binary = atob(base64);
      const content = new Uint8Array(binary.length);
      for (let i = 0; i < binary.length; i++) content[i] = binary.charCodeAt(i);
      delivered.set(name, content);
    },
    open(manifest) {
      told = { ...manifest, parts: manifest.parts.map((part) => new Part(part)) };
    },
    name(labels) {
      Object.assign(told.labels, labels);
    },
    /** The manifest with the names of all that results may be narrowed by. */
    async names() {
      const manifest = await briefingSearch.manifest();
      await script("search/labels.js");
      return manifest;
    },
    /** What there is to search: parts, labels, aliases. */
    async manifest() {
      await script("search/index.js");
      if (!told) throw new Unreadable("search/index.js");
      return told;
    },
    isoDay: (day) => new Date(day * DAY).toISOString().slice(0, 10),
    dayOf: (iso) => (iso ? Date.parse(`${iso}T00:00:00Z`) / DAY : null),
  });
})();
