// What the theme's own script, twenty times as long, would do for a site like this one: colours,
// the page's title in the header, the folded part that a link leads into. It is read before the
// page, so that a dark one does not flash.
(function () {
  "use strict";

  const inputs = [...document.querySelectorAll('[data-md-component="palette"] input')];
  const place = new URL("..", document.currentScript.src).pathname + ".__palette"; // a site's own
  const kept = JSON.parse(stored());

  function stored() {
    try {
      return localStorage.getItem(place);
    } catch {
      return null; // a browser that keeps nothing
    }
  }

  function show(chosen) {
    for (const name of ["scheme", "primary", "accent"]) {
      document.body.setAttribute("data-md-color-" + name, chosen.getAttribute("data-md-color-" + name));
    }
    chosen.checked = true;
    for (const input of inputs) {
      const label = input.nextElementSibling;
      if (label && label.htmlFor) label.hidden = input !== chosen;
    }
  }

  function wanted() {
    const now = (input) => !input.dataset.mdColorMedia || matchMedia(input.dataset.mdColorMedia).matches;
    return (kept && inputs[kept.index]) || inputs.find(now) || inputs[0];
  }

  function choose(input) {
    const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = input.dataset;
    try {
      localStorage.setItem(place, JSON.stringify({ index: inputs.indexOf(input), color: { media, scheme, primary, accent } }));
    } catch {
      // a browser that keeps nothing
    }
    show(input);
  }

  // On a phone the navigation is a drawer: closed, it is out of the reader's way, and so its handle
  // is a button, which a keyboard and a screen reader find. Enter opens a part of it.
  function nameDrawer() {
    const drawer = document.getElementById("__drawer");
    const label = document.querySelector('.md-header label[for="__drawer"]');
    if (!drawer || !label) return;
    const handle = document.createElement("button");
    handle.className = label.className;
    handle.type = "button";
    handle.ariaLabel = document.querySelector(".md-nav--primary").ariaLabel;
    handle.append(...label.childNodes);
    label.replaceWith(handle);
    document.documentElement.classList.add("drawer");
    const tell = () => (handle.ariaExpanded = String(drawer.checked));
    tell();
    drawer.addEventListener("change", tell);
    handle.addEventListener("click", () => drawer.click());
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && drawer.checked) {
        drawer.click();
        handle.focus();
      } else if (event.key === "Enter" && event.target.matches("label[tabindex]")) {
        event.target.click();
      }
    });
  }

  function unfold() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = place; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
  }

  if (inputs.length) {
    show(wanted());
    for (const input of inputs) input.addEventListener("change", () => choose(input));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show(wanted()));
  }

  document.addEventListener("DOMContentLoaded", function () {
    const title = document.querySelector('[data-md-component="header-title"]');
    const heading = document.querySelector("article h1");
    if (title && heading) {
      new IntersectionObserver(function ([seen]) {
        const passed = !seen.isIntersecting && seen.boundingClientRect.top < 0;
        title.classList.toggle("md-header__title--active", passed);
      }).observe(heading);
    }
    nameDrawer();
    unfold();
  });
  addEventListener("hashchange", unfold);
})();
