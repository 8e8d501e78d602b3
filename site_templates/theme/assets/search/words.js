/* Words: a query as the index has its words (see words.py), and what else a name is called. */
(() => {
  const LETTERS = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const ELISION = /^[^\p{L}\p{N}]*(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’ʼ](?=[\p{L}\p{N}])/u;
  const TOKEN = /\p{Nd}+|[\p{L}\p{Nl}\p{No}]+/gu;
  const PHRASE = /["“”„«»]\s*([^"“”„«»]+?)\s*["“”„«»]/gu;
  const LONGEST_NAME = 6;

  /** The tokens of a word: `espagne` of `d’Espagne,`, two of `F-16`, none of a dash. */
  function tokens(word) {
    const letters = word.toLowerCase().replace(ELISION, "").normalize("NFD").replace(/\p{M}/gu, "");
    return letters.replace(/[œæßøłđðþı]/gu, (letter) => LETTERS[letter]).match(TOKEN) ?? [];
  }

  const cut = (text) => text.split(/\s+/).flatMap(tokens);
  const key = (text) => cut(text).join(" ");

  const within = (words, others) =>
    others.some((_, i) => words.every((word, j) => others[i + j] === word));

  /** Without those that hold another: who finds « Austin » finds « Lloyd Austin ». */
  const shortest = (all) => all.filter((one) => !all.some((other) => other !== one && within(other, one)));

  /** A query, cut into clauses that must all hold.
   *
   * A clause has `said` (as typed), `ways` (lists of tokens that follow one another, of which one
   * must be found), `exact` (whether these very forms), `also` (names that were added), and
   * `common` (whether it says nothing by itself).
   */
  function parse(query, manifest) {
    const { function_words: functions } = manifest;
    const names = spelled(manifest);
    const clauses = [];
    const rest = query.replace(PHRASE, (said, words) => {
      if (cut(words).length) clauses.push({ said, ways: [cut(words)], exact: true, also: [], common: false });
      return " ";
    });
    const typed = rest.split(/\s+/).filter((word) => tokens(word).length);
    for (let i = 0; i < typed.length; ) {
      const [length, groups] = longestName(typed.slice(i, i + LONGEST_NAME), names);
      const said = typed.slice(i, i + (length || 1)).join(" ");
      clauses.push(length ? named(said, groups.flat()) : single(said, functions));
      i += length || 1;
    }
    const telling = clauses.filter((clause) => !clause.common);
    return (telling.length ? telling : clauses).filter(({ ways: [way] }) => way.join("").length > 1 || /\d/.test(way[0]));
  }

  const spellings = new WeakMap();

  /** Groups of names by each of their spellings; made once, and not at every letter. */
  function spelled(manifest) {
    if (!spellings.has(manifest)) {
      const names = new Map();
      for (const group of manifest.aliases) {
        for (const name of group) names.set(key(name), [...(names.get(key(name)) ?? []), group]);
      }
      spellings.set(manifest, names);
    }
    return spellings.get(manifest);
  }

  function longestName(typed, names) {
    for (let length = typed.length; length; length--) {
      const groups = names.get(key(typed.slice(0, length).join(" ")));
      if (groups) return [length, groups];
    }
    return [0, []];
  }

  function named(said, names) {
    const distinct = new Map([[key(said), said], ...names.map((name) => [key(name), name]).reverse()]);
    distinct.delete(key(said));
    const ways = shortest([cut(said), ...[...distinct.values()].reverse().map(cut)]);
    const also = ways.map((way) => distinct.get(way.join(" "))).filter(Boolean);
    return { said, ways, exact: false, also, common: false };
  }

  function single(said, functions) {
    const way = tokens(said);
    return { said, ways: [way], exact: false, also: [], common: way.length === 1 && functions.includes(way[0]) };
  }

  /** Names that are spelled nearly like `word`: at most two letters away. */
  function near(word, { aliases }) {
    const wanted = tokens(word).join("");
    if (wanted.length < 4) return [];
    const close = aliases.flat().filter((name) => cut(name).some((part) => distance(part, wanted) <= 2));
    return [...new Set(close)].slice(0, 3);
  }

  function distance(one, other) {
    let above = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one[i - 1] !== other[j - 1]));
      }
      above = row;
    }
    return above[other.length];
  }

  Object.assign(briefingSearch, { tokens, parse, near });
})();
