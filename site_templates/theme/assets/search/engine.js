/* The engine: which units of which parts hold all clauses of a query, how well, and what they are. */
(() => {
  const { tokens, parse, dayOf } = briefingSearch;
  const FACETS = ["kind", "topic", "source", "said_by", "subject", "country", "certainty", "standing", "language", "year", "month"];
  // What a hit weighs: in a title or label (the shorter, the more), in a passage, elsewhere.
  const OWN = 3;
  const WHOLE_OWN = 2;
  const PASSAGE = 2;
  const ELSEWHERE = 1;
  const LONGER_WORD = 0.5;
  const PHRASES_VERIFIED = 300;

  const known = new WeakMap(); // of each clause, its hits by part

  const shares = (word, wanted) => {
    let i = 0;
    while (i < word.length && word[i] === wanted[i]) i++;
    return i;
  };

  /** Where a word stands in a part, and where longer ones do.
   *
   * Where none begins so, Pagefind takes the longest that the query itself begins with: good for
   * « ambassadeurs », where there is « ambassade », and not for nonsense that begins like « x ».
   */
  async function places(part, word) {
    const found = await part.places(word);
    const [first] = found;
    if (!first || [...found.values()].some(({ exact }) => exact.length)) return found;
    const shown = await part.shown(first[0]);
    const there = tokens(shown.words[shown.word[first[1].longer[0]]]);
    const enough = Math.min(word.length, Math.max(3, word.length - 4));
    return there.some((one) => shares(one, word) >= enough) ? found : new Map();
  }

  /** Hits of a clause by record: where they start, how many tokens, and whether it is the word. */
  function hits(part, clause) {
    if (!known.has(clause)) known.set(clause, new Map());
    const parts = known.get(clause);
    if (!parts.has(part)) parts.set(part, looked(part, clause));
    return parts.get(part);
  }

  async function looked(part, clause) {
    const found = new Map();
    for (const way of clause.ways) {
      const each = [];
      for (const word of way) each.push(await places(part, word));
      const last = each.at(-1);
      for (const record of last.keys()) {
        const before = each.slice(0, -1).map((one) => new Set(one.get(record)?.exact));
        const add = (ends, exact) => {
          for (const end of ends) {
            const start = end - before.length;
            if (!before.every((one, i) => one.has(start + i))) continue;
            if (!found.has(record)) found.set(record, []);
            found.get(record).push({ start, length: way.length, exact });
          }
        };
        const { exact, longer } = last.get(record);
        add(exact, true);
        if (!clause.exact) add(longer, false);
      }
    }
    return clause.exact ? verified(part, clause.ways[0], found) : found;
  }

  /** Without hits where another form of the words stands: the index only knows their stems. */
  async function verified(part, phrase, found) {
    let left = PHRASES_VERIFIED;
    for (const [record, all] of found) {
      if (!left--) break;
      const { words, word } = await part.shown(record);
      const here = (start) => {
        const there = words.slice(word[start], word[start + phrase.length - 1] + 1).flatMap(tokens).join(" ");
        return ` ${there} `.includes(` ${phrase.join(" ")} `);
      };
      const kept = all.filter(({ start }) => here(start));
      kept.length ? found.set(record, kept) : found.delete(record);
    }
    return found;
  }

  /** Only hits of the very word, where it is known to stand somewhere. */
  function only(exact, found) {
    if (!exact) return found;
    const kept = new Map();
    for (const [record, all] of found) {
      const some = all.filter((hit) => hit.exact);
      if (some.length) kept.set(record, some);
    }
    return kept;
  }

  const inside = (start, length, [first, end]) => start >= first && start + length <= end;

  /** How well a unit holds a clause; 0: not at all. */
  function weight(part, unit, record, hits) {
    const [own, all, source] = [part.own[unit], part.tokens[unit], part.source[record]];
    const page = unit === part.first[record];
    let best = 0;
    for (const { start, length, exact } of hits) {
      let found = 0;
      if (inside(start, length, own)) found = OWN + WHOLE_OWN * Math.min(1, length / (own[1] - own[0]));
      else if (inside(start, length, all)) found = page ? ELSEWHERE : PASSAGE;
      else if (inside(start, length, source)) found = ELSEWHERE;
      best = Math.max(best, exact ? found : found * LONGER_WORD);
    }
    return best;
  }

  /** Units of a part that hold every clause; all of its units where there is none. */
  function units(part, clauses) {
    const found = [];
    if (!clauses.length) {
      for (let unit = 0; unit < part.record.length; unit++) found.push({ part, unit, score: 0 });
      return found;
    }
    const [rarest] = [...clauses].sort((a, b) => a.size - b.size);
    for (const record of rarest.keys()) {
      if (!clauses.every((hits) => hits.has(record))) continue;
      for (let unit = part.first[record]; unit < part.first[record + 1]; unit++) {
        const weights = clauses.map((hits) => weight(part, unit, record, hits.get(record)));
        if (weights.every(Boolean)) found.push({ part, unit, score: weights.reduce((sum, one) => sum + one) });
      }
    }
    return found;
  }

  /** Newest parts first, and of two as new the one in the interface's language. */
  function inOrder({ parts, language }) {
    const seen = {};
    const places = parts.map((part) => {
      seen[part.language] = (seen[part.language] ?? 0) + 1;
      return [part, seen[part.language] * 2 - (part.language === language.split("-")[0])];
    });
    return places.sort((a, b) => a[1] - b[1]).map(([part]) => part);
  }

  const newest = (a, b) => (b.part.day(b.unit) ?? -Infinity) - (a.part.day(a.unit) ?? -Infinity) || 0;
  const stable = (a, b) => (a.part.name < b.part.name ? -1 : +(a.part.name > b.part.name)) || a.unit - b.unit;
  const ORDERS = {
    relevance: (a, b) => b.score - a.score || newest(a, b) || stable(a, b),
    date: (a, b) => newest(a, b) || b.score - a.score || stable(a, b),
  };

  /** A search, which tells what it has found after each part of the archive.
   *
   * A word that stands anywhere as it is (or in another form of it) is taken to be meant; one that
   * does not is taken for the beginning of a longer one.
   */
  async function* search(query) {
    const manifest = await briefingSearch.manifest();
    const clauses = parse(query, manifest);
    const told = { clauses, also: clauses.flatMap((clause) => clause.also), units: [], unknown: [] };
    if (query.trim() && !clauses.length) return yield { ...told, empty: true, done: true };
    const all = new Map();
    const [stands, begins] = [new Set(), new Set()];
    let found = null;
    const unitsOf = (part) => units(part, all.get(part).map((one, i) => only(stands.has(clauses[i]), one)));
    for (const part of inOrder(manifest)) {
      await part.open();
      all.set(part, await Promise.all(clauses.map((clause) => hits(part, clause))));
      all.get(part).forEach((one, i) => {
        if (one.size) begins.add(clauses[i]);
        if (only(true, one).size) stands.add(clauses[i]);
      });
      if (stands.size < clauses.length) continue;
      found = found ? found.concat(unitsOf(part)) : [...all.keys()].flatMap(unitsOf);
      yield { ...told, units: found, done: false };
    }
    found ??= [...all.keys()].flatMap(unitsOf);
    yield { ...told, units: found, unknown: clauses.filter((clause) => !begins.has(clause)), done: true };
  }

  /** Make ready what every query begins with. */
  async function prepare() {
    const [newest] = inOrder(await briefingSearch.manifest());
    await newest?.open();
  }

  /** The first units for a query that is being typed, newest parts first, until there are enough. */
  async function* typed(query, enough) {
    const manifest = await briefingSearch.manifest();
    const clauses = parse(query, manifest);
    const told = { clauses, also: clauses.flatMap((clause) => clause.also) };
    let found = [];
    for (const part of clauses.length ? inOrder(manifest) : []) {
      await part.open();
      const each = await Promise.all(clauses.map((clause) => hits(part, clause)));
      found = found.concat(units(part, each)).sort(ORDERS.relevance);
      if (found.length >= enough) break;
      if (found.length) yield { ...told, units: found, done: false };
    }
    // Where there were enough, older parts may have others.
    yield { ...told, units: found, more: found.length >= enough, done: true };
  }

  /** Units that fit what was chosen, and how many there would be with each other value.
   *
   * `chosen`: sets of values by facet, of which one must fit; `from`, `to`: ISO days or empty.
   */
  function narrow(all, { chosen, from, to }) {
    const [first, last] = [dayOf(from) ?? -Infinity, dayOf(to) ?? Infinity];
    const dated = Boolean(from || to);
    const asked = FACETS.flatMap((facet, i) => (chosen[facet]?.size ? [i] : []));
    const fits = ([values], facet) =>
      values.map((some) => !chosen[facet]?.size || some.some((value) => chosen[facet].has(value)));
    // By combination of values, of which a part has few: there may be a hundred thousand units.
    const tables = new Map();
    const tableOf = (part) => {
      const columns = FACETS.map((facet) => part.facets[facet]);
      const table = { columns, fit: columns.map((column, i) => fits(column, FACETS[i])), tally: columns.map(([values]) => new Uint32Array(values.length)) };
      tables.set(part, table);
      return table;
    };
    const kept = [];
    for (const one of all) {
      const { part, unit } = one;
      const { columns, fit, tally } = tables.get(part) ?? tableOf(part);
      const day = part.day(unit);
      if (dated && (day === null || day < first || day > last)) continue;
      let [misses, missed] = [0, -1];
      for (const i of asked) if (!fit[i][columns[i][1][unit]]) [misses, missed] = [misses + 1, i];
      if (misses > 1) continue;
      // What fits but for one facet is what its other values would add.
      if (misses) tally[missed][columns[missed][1][unit]]++;
      else {
        kept.push(one);
        for (let i = 0; i < columns.length; i++) tally[i][columns[i][1][unit]]++;
      }
    }
    return { kept, counts: summed(tables.values()) };
  }

  /** How many units there are with each value, by facet. */
  function summed(tables) {
    const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
    for (const { columns, tally } of tables) {
      FACETS.forEach((facet, i) => {
        tally[i].forEach((count, combination) => {
          if (!count) return;
          for (const value of columns[i][0][combination]) counts[facet].set(value, (counts[facet].get(value) ?? 0) + count);
        });
      });
    }
    return counts;
  }

  Object.assign(briefingSearch, { FACETS, ORDERS, search, prepare, typed, narrow, hits });
})();
