/* search.html: results with facets, whose state is the page's hash, so that a view can be mailed. */
(() => {
  const PAGE = 20;
  const VALUES = 8;
  const by = (id) => document.getElementById(id);
  const form = by("search-form");
  const query = by("search-query");
  const results = by("search-results");
  const status = by("search-status");
  const template = form.parentElement.querySelector("template[data-for=result]");
  const facetTemplate = form.parentElement.querySelector("template[data-for=value]");
  const fieldsets = [...document.querySelectorAll("fieldset[data-facet]")];
  const facets = fieldsets.map((fieldset) => fieldset.dataset.facet);
  let turn = 0;
  let searched = null;
  let limit = PAGE;
  const unfolded = new Set();

  /** What the hash says: words, chosen values, days, order. */
  function state() {
    const given = new URLSearchParams(location.hash.slice(1));
    const chosen = Object.fromEntries(facets.map((facet) => [facet, new Set(given.getAll(facet))]));
    const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(given.get(name) ?? "") ? given.get(name) : "");
    return { q: given.get("q") ?? "", chosen, from: day("from"), to: day("to"), sort: given.get("sort") === "date" ? "date" : "relevance" };
  }

  function hash({ q, chosen, from, to, sort }) {
    const told = new URLSearchParams();
    if (q.trim()) told.set("q", q.trim());
    for (const facet of facets) for (const value of chosen[facet]) told.append(facet, value);
    if (from) told.set("from", from);
    if (to) told.set("to", to);
    if (sort !== "relevance") told.set("sort", sort);
    return `#${told}`;
  }

  /** Of what the form says; `lasting` makes it a step that Back returns from. */
  function change(lasting, changed = {}) {
    const now = state();
    const wanted = hash({ ...now, q: query.value, from: by("search-from").value, to: by("search-to").value, sort: by("search-sort").value, ...changed });
    if (wanted === (location.hash || "#")) return;
    if (lasting) location.hash = wanted;
    else location.replace(wanted);
  }

  async function run() {
    const mine = ++turn;
    const asked = location.hash;
    const now = state();
    if (query.value.trim() !== now.q.trim()) query.value = now.q;
    by("search-from").value = now.from;
    by("search-to").value = now.to;
    by("search-sort").value = now.sort;
    results.setAttribute("aria-busy", "true");
    try {
      await briefingSearch.load();
      if (searched?.q !== now.q) {
        for await (const found of briefingSearch.search(now.q)) {
          if (mine !== turn) return;
          if (found.done) searched = { q: now.q, found };
          else await draw(found, now, mine);
        }
      }
      await draw(searched.found, now, mine);
      by("search-failure").hidden = true;
    } catch (error) {
      if (mine !== turn) return;
      results.replaceChildren();
      for (const id of ["search-also", "search-none", "search-more"]) by(id).hidden = true;
      status.textContent = "";
      by("search-failure").hidden = false;
      by("search-failure").querySelector("code").textContent = error.file ?? error.message;
      console.error(error);
    }
    if (mine !== turn) return;
    results.dataset.state = asked; // the hash itself changes before anything is drawn
    results.setAttribute("aria-busy", "false");
  }

  async function draw(found, now, mine) {
    const manifest = await briefingSearch.names();
    await Promise.all([...new Set(found.units.map(({ part }) => part))].map((part) => part.openFacets()));
    const { kept, counts } = briefingSearch.narrow(found.units, now);
    const order = now.q.trim() ? now.sort : "date";
    kept.sort(briefingSearch.ORDERS[order]);
    const shown = kept.slice(0, limit);
    const items = await Promise.all(shown.map((one) => briefingSearch.item(one, manifest, found.clauses, template)));
    if (mine !== turn) return;
    results.replaceChildren(...items);
    by("search-more").hidden = kept.length <= limit;
    for (const fieldset of fieldsets) drawFacet(fieldset, counts, now, manifest);
    if (found.done) conclude(found, kept.length, now, manifest);
  }

  function conclude(found, count, now, manifest) {
    const number = new Intl.NumberFormat(manifest.language).format(count);
    status.textContent = found.empty ? status.dataset.short : status.dataset.found.replace("{n}", number);
    by("search-also").hidden = !found.also.length;
    by("search-also").querySelector("span").textContent = found.also.join(", ");
    by("search-none").hidden = count > 0 || found.empty;
    if (!count && !found.empty) {
      const offers = looser(found, now, manifest);
      const told = by("search-none").querySelector("p");
      told.dataset.offers ??= told.textContent;
      told.textContent = offers.length ? told.dataset.offers : told.dataset.alone;
      by("search-none").querySelector("ul").replaceChildren(...offers);
    }
  }

  /** Searches that may find what this one does not, as links. */
  function looser(found, now, manifest) {
    const say = by("search-none").dataset;
    const offers = [];
    const offer = (text, changed) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = hash({ ...now, ...changed });
      link.textContent = text;
      item.append(link);
      offers.push(item);
    };
    const bare = Object.fromEntries(facets.map((facet) => [facet, new Set()]));
    if (found.units.length) offer(say.anything, { chosen: bare, from: "", to: "" });
    for (const { said, exact } of found.unknown) {
      for (const name of briefingSearch.near(said, manifest)) offer(say.instead.replace("{words}", name), { q: now.q.replace(said, name) });
      if (found.clauses.length > 1) offer(say.without.replace("{words}", said), { q: now.q.replace(said, " ").replace(/\s+/g, " ").trim() });
      if (exact) offer(say.loose, { q: now.q.replace(/["“”„«»]/g, " ").replace(/\s+/g, " ").trim() });
    }
    if (!found.units.length && !found.unknown.length) {
      for (const { said } of found.clauses) offer(say.only.replace("{words}", said), { q: said });
    }
    return offers;
  }

  function drawFacet(fieldset, counts, now, manifest) {
    const { facet } = fieldset.dataset;
    const labels = manifest.labels[facet] ?? {};
    const counted = counts[facet];
    for (const value of now.chosen[facet]) if (!counted.has(value)) counted.set(value, 0);
    const ranked = Object.keys(labels);
    const values = [...counted.keys()];
    const dates = facet === "year" || facet === "month";
    const fixed = ["kind", "certainty", "standing"].includes(facet);
    values.sort((a, b) => {
      if (dates) return a < b ? 1 : -1;
      return (fixed ? 0 : counted.get(b) - counted.get(a)) || ranked.indexOf(a) - ranked.indexOf(b);
    });
    const focused = document.activeElement?.name === facet ? document.activeElement.value : null;
    const more = fieldset.querySelector("button");
    const some = values.filter((value, i) => i < VALUES || unfolded.has(facet) || now.chosen[facet].has(value));
    fieldset.hidden = !values.length;
    more.hidden = some.length === values.length;
    const made = some.map((value) => {
      const row = facetTemplate.content.firstElementChild.cloneNode(true);
      const box = row.querySelector("input");
      Object.assign(box, { name: facet, value, checked: now.chosen[facet].has(value) });
      const name = row.querySelector("[data-slot=label]");
      if (facet === "month") name.textContent = monthInWords(value, manifest.language);
      else {
        const [content, language] = briefingSearch.called(labels, value);
        name.replaceChildren(...content);
        briefingSearch.speak(name, language);
      }
      row.querySelector(".search-facet__count").textContent = new Intl.NumberFormat(manifest.language).format(counted.get(value));
      return row;
    });
    fieldset.querySelector("ul").replaceChildren(...made);
    if (focused) made.map((row) => row.querySelector("input")).find((box) => box.value === focused)?.focus();
  }

  const monthInWords = (month, language) =>
    new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${month}-01`));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(true);
  });
  query.addEventListener("input", () => change(false));
  form.addEventListener("change", ({ target }) => {
    if (target.type === "checkbox") {
      const { chosen } = state();
      target.checked ? chosen[target.name].add(target.value) : chosen[target.name].delete(target.value);
      change(true, { chosen });
    } else if (target.type === "date") {
      // While a year is typed, it is 0002, 0020 and 0202 first.
      if (!/^0/.test(target.value)) change(true);
    } else if (target !== query) change(true);
  });
  for (const fieldset of fieldsets) {
    fieldset.querySelector("button").addEventListener("click", () => {
      unfolded.add(fieldset.dataset.facet);
      run().then(() => fieldset.querySelector(`li:nth-child(${VALUES + 1}) input`)?.focus());
    });
  }
  by("search-more").addEventListener("click", async () => {
    const before = results.children.length;
    limit += PAGE;
    await run();
    results.children[before]?.querySelector("a")?.focus();
  });
  addEventListener("hashchange", () => {
    limit = PAGE;
    run();
  });

  form.hidden = false;
  // On a phone the filters stand before the results, and are longer than the screen.
  if (matchMedia("(width < 48em)").matches) document.querySelector(".search-page__narrow").open = false;
  const asked = new URLSearchParams(location.search).get("q"); // the box before its script had loaded
  if (asked && !location.hash) location.replace(`#${new URLSearchParams({ q: asked })}`);
  else run();
  if (!location.hash) query.focus({ preventScroll: true });
})();
