/* Results: a unit with its words marked, filled into the page's own template. */
(() => {
  const { ROOT, hits, isoDay } = briefingSearch;
  const WORDS = 34;
  const BEFORE = 8;

  /** Numbers of all words that a query's clauses hit in a record. */
  async function located(part, record, clauses, word) {
    const found = new Set();
    for (const clause of clauses) {
      const all = (await hits(part, clause)).get(record) ?? [];
      const exact = all.filter((hit) => hit.exact);
      for (const { start, length } of exact.length ? exact : all) {
        for (let i = 0; i < length; i++) found.add(word[start + i]);
      }
    }
    return found;
  }

  /** The stretch of `[start, end)` with most hits: where it begins and ends. */
  function densest(locations, start, end) {
    const inside = [...locations].filter((at) => at >= start && at < end).sort((a, b) => a - b);
    let [best, most] = [start, 0];
    for (let i = 0, j = 0; i < inside.length; i++) {
      while (j < inside.length && inside[j] < inside[i] + WORDS - BEFORE) j++;
      if (j - i > most) [best, most] = [inside[i], j - i];
    }
    const first = most ? Math.max(start, Math.min(best - BEFORE, end - WORDS)) : start;
    return { first, last: Math.min(first + WORDS, end), hit: most ? best : null };
  }

  /** Words as text, those that were hit in `<mark>`. */
  function marked(words, first, last, locations) {
    const fragment = document.createDocumentFragment();
    for (let at = first; at < last; at++) {
      if (at > first) fragment.append(" ");
      if (!locations.has(at)) {
        fragment.append(words[at]);
        continue;
      }
      const mark = document.createElement("mark");
      mark.textContent = words[at];
      fragment.append(mark);
    }
    return fragment;
  }

  /** Everything that is shown of one unit. */
  async function told({ part, unit }, clauses) {
    const [own, tokens] = [part.own[unit], part.tokens[unit]];
    const record = part.record[unit];
    const { url, language, words, word, blocks, anchors, units } = await part.shown(record);
    const page = part.first[record];
    const [anchor, title, titleLanguage, kind, source, certainty, retracted] = units[unit - page];
    const locations = await located(part, record, clauses, word);
    // Of a page: its text, between its head and the labels of its claims.
    const labels = page + 1 < part.first[record + 1] ? part.own[page + 1][0] : tokens[1];
    const [first, last] = anchor ? tokens : [part.source[record][1], labels];
    let [start, stop] = [word[first], last > first ? word[last - 1] + 1 : word[first]];
    const { hit } = densest(locations, start, stop);
    const block = hit === null ? -1 : blocks.findLastIndex((token) => word[token] <= hit);
    if (!anchor && blocks.length) {
      // An excerpt does not run on from a paragraph, or a heading, into the next.
      if (block >= 0) start = Math.max(start, word[blocks[block]]);
      const next = block + 1 < blocks.length ? word[blocks[block + 1]] : stop;
      if (next > start) stop = Math.min(stop, next); // without a summary nothing is before the first
    }
    const excerpt = densest(locations, start, stop);
    const titled = title.split(/\s+/);
    const at = word[own[0]];
    const says = titled.every((one, i) => one === words[at + i]);
    return {
      name: url + (anchor && `#${anchor}`),
      href: new URL(url, ROOT).href + (anchor || anchors[block] ? `#${anchor || anchors[block]}` : ""),
      title: says ? marked(words, at, at + titled.length, locations) : document.createTextNode(title),
      titleLanguage,
      excerpt: marked(words, excerpt.first, excerpt.last, locations),
      before: excerpt.first > start,
      after: excerpt.last < stop,
      language,
      kind,
      source,
      certainty,
      retracted,
      day: part.day(unit),
    };
  }

  function speak(element, language) {
    if (!language) return;
    element.lang = language;
    element.dir = "auto";
  }

  /** What a value is called, as content, and in which language, where that is not the page's. */
  function called(labels, value) {
    const known = Object.hasOwn(labels, value) ? labels[value] : value; // it may be anybody's address
    return Array.isArray(known) ? [[known[0]], known[1]] : [[known], ""];
  }

  /** A list item for a unit, made from a template of the page. */
  async function item(one, { labels, language }, clauses, template) {
    const shown = await told(one, clauses);
    const made = template.content.firstElementChild.cloneNode(true);
    const slot = (name) => made.querySelector(`[data-slot="${name}"]`);
    made.dataset.unit = shown.name;
    made.dataset.kind = shown.kind;
    made.querySelector("a").href = shown.href;
    const fill = (name, content, language) => {
      const element = slot(name);
      if (!element) return; // a desk's template may do without
      if (content === undefined) return element.remove();
      element.replaceChildren(...content);
      speak(element, language);
    };
    const named = (facet, value) => (value ? called(labels[facet], value) : []);
    const [kind, source, certainty] = [named("kind", shown.kind), named("source", shown.source), named("certainty", shown.certainty)];
    fill("title", [shown.title], shown.titleLanguage);
    fill("excerpt", [shown.before ? "… " : "", shown.excerpt, shown.after ? " …" : ""], shown.language);
    fill("kind", ...kind);
    fill("source", ...source);
    fill("certainty", ...certainty);
    slot("certainty")?.classList.add(shown.certainty);
    if (!shown.retracted) slot("retracted")?.remove();
    fill("date", shown.day === null ? undefined : [dayInWords(shown.day, language)]);
    return made;
  }

  const dayInWords = (day, language) =>
    new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(isoDay(day)));

  Object.assign(briefingSearch, { item, called, speak, dayInWords });
})();
