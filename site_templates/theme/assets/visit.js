/* What is new since the reader's last visit: kept in this browser, and nowhere else. */
(() => {
  const told = document.querySelector("[data-visit]");
  if (!told) return;
  const root = new URL("..", document.currentScript.src).pathname; // pages on a disk share one store
  const KEY = `briefing-visit:${root}`;
  const now = { day: told.dataset.day, ids: told.dataset.ids.split(" ").filter(Boolean) };
  let last = null;
  try {
    // The visit lasts as long as the tab: another page of it, or this one again, shows the same.
    last = JSON.parse(sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY));
    sessionStorage.setItem(KEY, JSON.stringify(last));
    localStorage.setItem(KEY, JSON.stringify(now));
  } catch {
    return; // a browser that keeps nothing
  }
  if (!last?.day || !Array.isArray(last.ids)) return;
  const seen = new Set(last.ids);
  const unseen = [...document.querySelectorAll("[data-change]")].filter(({ dataset: { change } }) => {
    const day = change.slice(0, 10);
    return day > last.day || (day === last.day && !seen.has(change));
  });
  for (const line of unseen) {
    const mark = document.createElement("b");
    mark.className = "unseen";
    mark.textContent = told.dataset.word;
    line.classList.add("change--unseen");
    line.prepend(mark, " ");
  }
  told.textContent = told.dataset.visit.replace("{n}", unseen.length);
  told.hidden = false;
})();
