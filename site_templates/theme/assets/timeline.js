/* A timeline narrowed: to a topic, to facts of a standing, to its last days. It tells what it hides. */
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const DAY = 86400000;
  /** Words of an axis at most, as in `pages/ticks.py`. */
  const FEW = 6;
  const FEWEST_DAYS = 3;

  const drawn = (name, attributes, words = "") => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = words;
    return made;
  };
  const share = (element, name) => parseFloat(element.getAttribute(name));

  function start(form) {
    const { first, days: all, today } = form.dataset;
    const total = Number(all);
    const until = Number(today) + 1; // what is announced comes after it
    const status = document.querySelector("[data-timeline-status]");
    const sections = [...form.topic.options].map(({ value }) => value && document.getElementById(value).closest("section")).filter(Boolean);
    const lanes = [...document.querySelectorAll(".timeline__lane")];
    const axes = [...document.querySelectorAll(".timeline__axis")].map((axis) => [axis, [...axis.childNodes]]);
    const custom = form.days.querySelector("[data-custom]");
    const inWords = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", timeZone: "UTC" });
    const dayOf = (number) => inWords.format(new Date(Date.parse(first) + number * DAY));

    /** Whether a fact is of another standing; bands have none. */
    const isOther = (link, standing) => Boolean(standing) && link.classList.contains("timeline__mark") && !link.classList.contains(`timeline__mark--${standing}`);

    const shapesOf = (link) => [...link.querySelectorAll("rect, circle, svg")];

    /** The day on which what is drawn of a topic begins. */
    function beginning(section) {
      const begins = [...section.querySelectorAll(".timeline__lane a")].flatMap(shapesOf).map((s) => share(s, s.localName === "circle" ? "cx" : "x") || 0);
      return begins.length ? Math.floor((Math.min(...begins) / 100) * total) : 0;
    }

    /** The lanes from the day of this number on; what that leaves out: marks and bands, facts of lists. */
    function zoom(begin, standing) {
      const from = (begin / total) * 100;
      const wide = (100 / (100 - from)) * 100;
      let left = 0;
      const [before, since] = [new Set(), new Set()];
      for (const lane of lanes) {
        lane.setAttribute("width", `${wide}%`);
        if (begin) lane.style.marginLeft = `${100 - wide}%`;
        else lane.removeAttribute("style");
        for (const link of lane.querySelectorAll("a")) {
          const text = link.querySelector("text");
          const shapes = shapesOf(link);
          const ends = shapes.map((s) => (s.localName === "rect" ? share(s, "x") + share(s, "width") : share(s, "cx") || share(s, "x") || 0));
          const end = shapes.length ? Math.max(...ends) : share(text, "x") + 0.01;
          const out = end <= from;
          const other = isOther(link, standing);
          link.classList.toggle("timeline__out", out || other);
          left += out && !other && !lane.closest("section").hidden;
          (out ? before : since).add(link.getAttribute("href"));
          // A band that began before keeps its word in sight, where it still has room.
          if (!text || !shapes.length || out) continue;
          const x = Math.max(share(shapes[0], "x"), from);
          text.setAttribute("x", `${x}%`);
          text.classList.remove("timeline__out");
          const room = ((end - x) / (100 - from)) * lane.parentElement.clientWidth;
          if (begin && text.getComputedTextLength() + 12 > room) text.classList.add("timeline__out");
        }
      }
      for (const [axis, ticks] of axes) {
        const shown = total - begin;
        const every = Math.ceil(shown / FEW);
        const made = [];
        for (let day = total - 1; day >= begin; day -= every) {
          const x = `${((day - begin) / shown) * 100}%`;
          made.push(drawn("line", { x1: x, x2: x, y1: 0, y2: 22 }));
          const late = (day - begin) / shown > 0.82;
          made.push(drawn("text", { x, y: 16, dx: late ? -4 : 4, "text-anchor": late ? "end" : "start" }, dayOf(day)));
        }
        axis.replaceChildren(...(begin ? made : ticks));
      }
      for (const fact of since) before.delete(fact);
      return { left, before };
    }

    /** Facts of other standings, and those of `before`, out of the lists too; how many the standing hides. */
    function filter(standing, before) {
      const hidden = new Set();
      for (const mark of document.querySelectorAll("section:not([hidden]) .timeline__mark")) {
        if (isOther(mark, standing)) hidden.add(mark.getAttribute("href"));
      }
      for (const line of document.querySelectorAll(".factlist > li")) {
        const badge = [...line.querySelectorAll("b[class]")].at(-1);
        const other = Boolean(standing) && !badge?.classList.contains(standing);
        const fact = line.querySelector("a").getAttribute("href");
        line.hidden = other || before.has(fact);
        if (other && !line.closest("section").hidden) hidden.add(fact);
      }
      return hidden.size;
    }

    const choice = () => {
      const asked = new URLSearchParams(location.hash.slice(1));
      const known = (name) => ([...form[name].options].some(({ value }) => value === asked.get(name)) ? asked.get(name) : "");
      const days = /^\d{1,5}$/.test(asked.get("days") ?? "") ? Math.max(Number(asked.get("days")), FEWEST_DAYS) : 0;
      return { topic: known("topic"), standing: known("standing"), days: days < until ? days : 0 };
    };

    function draw() {
      const { topic, standing, days } = choice();
      form.topic.value = topic;
      form.standing.value = standing;
      custom.value = days;
      custom.textContent = custom.dataset.custom.replace("{days}", days);
      custom.hidden = [...form.days.options].some((option) => option !== custom && option.value === String(days || ""));
      form.days.value = days || "";
      const only = topic && document.getElementById(topic).closest("section");
      for (const section of sections) section.hidden = Boolean(only) && section !== only;
      // All days of a topic are those since it began.
      const begin = days ? until - days : only ? Math.max(Math.min(beginning(only), until - FEWEST_DAYS), 0) : 0;
      const { left, before } = zoom(begin, standing);
      const hidden = {
        topics: sections.filter((section) => section.hidden).length,
        earlier: left,
        facts: filter(standing, before),
      };
      const told = Object.entries(hidden).filter(([, n]) => n);
      const words = told.map(([name, n]) => status.dataset[name].replace("{n}", n).replace("{day}", dayOf(begin)));
      status.textContent = words.length ? status.dataset.hidden.replace("{what}", words.join(" · ")) : "";
      form.fewer.disabled = (days || until) <= FEWEST_DAYS;
      form.more.disabled = !days;
    }

    function choose(days) {
      const told = new URLSearchParams();
      if (form.topic.value) told.set("topic", form.topic.value);
      if (form.standing.value) told.set("standing", form.standing.value);
      if (days && days < until) told.set("days", days);
      location.hash = told;
    }

    form.addEventListener("change", () => choose(Number(form.days.value)));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      location.hash = "";
    });
    form.fewer.addEventListener("click", () => choose(Math.max(FEWEST_DAYS, Math.floor((choice().days || until) / 2))));
    form.more.addEventListener("click", () => choose(choice().days * 2));
    addEventListener("hashchange", () => {
      draw();
      // A topic that was hidden until now, and that a link of the page leads to.
      if (location.hash && !location.hash.includes("=")) document.getElementById(location.hash.slice(1))?.scrollIntoView();
    });
    form.hidden = false;
    draw();
  }

  document.querySelectorAll("[data-timeline]").forEach(start);
})();
