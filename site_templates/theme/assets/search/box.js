/* The box in the header: the first results for what is being typed, by keyboard as by hand. */
(() => {
  const ROOT = new URL("../../", document.currentScript.src);
  const SCRIPTS = ["archive.js", "words.js", "engine.js", "results.js"].map((name) => `assets/search/${name}`);
  const HITS = 8;
  const scripts = new Map();
  let ready;

  /** A file of the search is missing or damaged; `file` says which. */
  class Unreadable extends Error {
    constructor(file) {
      super(`cannot read ${file}`);
      this.file = file;
    }
  }

  /** Run the script at `path` (from the site's folder), once; with `inOrder` after those before it. */
  function script(path, inOrder = false) {
    if (!scripts.has(path)) {
      const loading = new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = new URL(path, ROOT);
        element.async = !inOrder;
        element.onload = resolve;
        element.onerror = () => reject(new Unreadable(path));
        document.head.append(element);
      });
      scripts.set(path, loading);
      loading.catch(() => scripts.delete(path)); // a stick may be put back, a network return
    }
    return scripts.get(path);
  }

  /** Load what searches, when it is first needed: most pages are only read. */
  function load() {
    ready ??= Promise.all(SCRIPTS.map((path) => script(path, true))).catch((error) => {
      ready = undefined;
      for (const path of SCRIPTS) scripts.delete(path); // each needs those before it
      throw error;
    });
    return ready;
  }
  globalThis.briefingSearch = { ROOT, Unreadable, script, load };

  const form = document.querySelector(".search-box");
  if (!form) return;
  const input = document.getElementById("briefing-search");
  const panel = form.querySelector(".search-box__panel");
  const list = document.getElementById("briefing-search-list");
  const status = document.getElementById("briefing-search-status");
  const also = form.querySelector(".search-box__also");
  const all = form.querySelector(".search-box__all");
  const failure = form.querySelector(".search-box__failure");
  const template = form.querySelector("template");
  let turn = 0;
  let cameFrom = null;

  const address = () => `${form.action.split(/[?#]/)[0]}#${new URLSearchParams({ q: input.value.trim() })}`;
  const links = () => [...panel.querySelectorAll("a[href]")].filter((link) => link.offsetParent);

  function show(open) {
    panel.hidden = !open;
    if (!open) list.setAttribute("aria-busy", "false"); // whatever was looked for is not waited for
  }

  function close() {
    turn++;
    input.value = "";
    form.classList.remove("search-box--open");
    show(false);
    (cameFrom?.isConnected ? cameFrom : input).focus();
    if (document.activeElement === input) input.blur();
    cameFrom = null;
  }

  function focus() {
    if (document.activeElement !== input) cameFrom = document.activeElement;
    form.classList.add("search-box--open");
    input.focus();
    input.select();
  }

  async function look() {
    const mine = ++turn;
    const query = input.value.trim();
    if (!query) return show(false);
    list.setAttribute("aria-busy", "true");
    all.href = address();
    try {
      await load();
      const manifest = await briefingSearch.manifest();
      for await (const found of briefingSearch.typed(query, HITS)) {
        const shown = found.units.slice(0, HITS);
        const items = await Promise.all(shown.map((one) => briefingSearch.item(one, manifest, found.clauses, template)));
        if (mine !== turn) return;
        list.replaceChildren(...items);
        also.hidden = !found.also.length;
        also.querySelector("span").textContent = found.also.join(", ");
        failure.hidden = true;
        all.hidden = !items.length && !found.done;
        show(true);
        if (found.done) say(items.length, found.more);
      }
    } catch (error) {
      if (mine !== turn) return;
      list.replaceChildren();
      form.classList.remove("search-box--none");
      also.hidden = true;
      status.textContent = "";
      failure.hidden = false;
      failure.querySelector("code").textContent = error.file ?? error.message;
      show(true);
      console.error(error);
    }
    if (mine === turn) list.setAttribute("aria-busy", "false");
  }

  function say(count, more) {
    const { found, first, none } = status.dataset;
    status.textContent = count ? (more ? first : found).replace("{n}", count) : none;
    form.classList.toggle("search-box--none", !count);
  }

  function move(step) {
    const targets = [input, ...links()];
    const at = targets.indexOf(document.activeElement);
    targets[Math.min(Math.max(at + step, 0), targets.length - 1)].focus();
  }

  input.addEventListener("input", look);
  input.addEventListener("focus", () => {
    form.classList.add("search-box--open");
    load()
      .then(() => briefingSearch.prepare())
      .catch(() => {}); // said when something is looked for
    if (input.value.trim() && panel.hidden) look();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.classList.contains("search-box--open")) return focus();
    const first = list.querySelector("a[href]");
    const current = list.getAttribute("aria-busy") === "false" && all.href === address();
    if (!input.value.trim()) return input.focus();
    location.href = current && first && !panel.hidden ? first.href : address();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" && !panel.hidden) move(1);
    else if (event.key === "ArrowUp" && !panel.hidden) move(-1);
    else return;
    event.preventDefault();
  });
  panel.addEventListener("click", (event) => {
    if (event.target.closest("a")) show(false); // it may lead to another place of this page
  });
  document.addEventListener("click", (event) => {
    if (form.contains(event.target)) return;
    form.classList.remove("search-box--open");
    show(false);
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) show(false);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!slash && !k) return;
    event.preventDefault();
    focus();
  });
})();
