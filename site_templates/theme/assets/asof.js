/* A board on any day, as known on any day: the ledger's rule, over the claims that the page holds. */
(() => {
  /** The state of a subject on `on`, from what was published by `known` (days as 2024-11-20).
   *
   * The same as `Ledger.status_at`: the latest day at or before `on` wins, and of equal days with
   * different states all are given; an unconfirmed claim stands beside and displaces nothing.
   */
  function statusAt(claims, on, known) {
    const valid = claims.filter(
      (claim) =>
        (claim.known ?? claim.day) <= known &&
        claim.day <= on &&
        !(claim.retracted && claim.retracted <= known) &&
        !(claim.until && claim.until < on),
    );
    const counting = valid.filter((claim) => !claim.unconfirmed);
    const latest = counting.reduce((last, { day }) => (day > last ? day : last), "");
    const carrying = counting.filter(({ day }) => day === latest);
    return {
      states: [...new Set(carrying.map(({ state }) => state))].sort(),
      claims: carrying,
      unconfirmed: valid.filter((claim) => claim.unconfirmed && claim.day >= latest),
    };
  }

  const element = (name, of = {}, ...content) => {
    const made = Object.assign(document.createElement(name), of);
    made.append(...content);
    return made;
  };

  function start(board) {
    const form = board.querySelector("form");
    const shown = form.querySelector("[role=status]");
    const { states, subjects } = JSON.parse(board.querySelector("script").textContent);
    const order = Object.keys(states);
    const passages = new Map([...document.querySelectorAll(".facts--status a.words")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const today = form.on.value;
    const language = document.documentElement.lang;
    const inWords = (day) =>
      new Intl.DateTimeFormat(language, { dateStyle: "full", timeZone: "UTC" }).format(new Date(day));
    const badge = (state) =>
      element("b", { className: `state ${states[state].tone}` }, states[state].word);

    function row(claims, on, known) {
      const name = passages.get(claims[0]?.at)?.closest("tr").querySelector("th").textContent;
      const now = statusAt(claims, on, known);
      if (!name) return null;
      const worst = Math.min(order.length, ...now.states.map((state) => order.indexOf(state)));
      const item = element("li", {}, element("strong", {}, name), " ");
      for (const state of now.states) item.append(badge(state), " ");
      if (!now.states.length) item.append(shown.dataset.none, " ");
      if (now.states.length > 1) item.append(`(${shown.dataset.contested}) `);
      const links = (of) =>
        of.flatMap(({ at }, i) => {
          const passage = passages.get(at);
          if (!passage) return [];
          const source = passage.parentElement.querySelector("a").textContent;
          return [i ? ", " : "", element("a", { href: passage.getAttribute("href") }, source)];
        });
      item.append(element("span", { className: "change__from" }, ...links(now.claims)));
      for (const claim of now.unconfirmed)
        item.append(element("span", { className: "change__from" }, shown.dataset.unconfirmed, " ", badge(claim.state), " ", ...links([claim])));
      return { item, worst, name };
    }

    function draw() {
      const asked = new URLSearchParams(location.hash.slice(1));
      const last = (day) => (day < today ? day : today); // of days to come nothing is known
      const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(asked.get(name) ?? "") ? last(asked.get(name)) : "");
      const [on, known] = [day("on"), day("known")];
      form.on.value = on || today;
      form.known.value = known;
      shown.replaceChildren();
      if (!on && !known) return;
      board.open = true;
      const at = [on || today, known || today];
      const rows = subjects.map((subject) => row(subject, ...at)).filter(Boolean);
      rows.sort((a, b) => a.worst - b.worst);
      const told = shown.dataset.told.replace("{on}", inWords(at[0])).replace("{known}", inWords(at[1]));
      shown.append(
        element("p", { className: "asof-board__told" }, told),
        rows.length
          ? element("ul", { className: "changes" }, ...rows.map(({ item }) => item))
          : element("p", {}, shown.dataset.none),
      );
    }

    form.addEventListener("change", () => {
      const told = new URLSearchParams();
      // While a year is typed, it is 0002, 0020 and 0202 first.
      for (const name of ["on", "known"]) if (form[name].value && !form[name].value.startsWith("0")) told.set(name, form[name].value);
      if (told.get("on") === today && !told.has("known")) told.delete("on");
      location.hash = told;
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      location.hash = "";
    });
    addEventListener("hashchange", draw);
    board.hidden = false;
    draw();
  }

  globalThis.briefingStatusAt = statusAt;
  document.querySelectorAll("[data-asof]").forEach(start);
})();
