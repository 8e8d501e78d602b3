// What to write down of a fact: made from its row, so that no page holds the same words twice, and
// laid on the clipboard. Without it “Cite” leads to the fact: its address is that of the page then.
(function () {
  "use strict";

  const script = document.currentScript;
  const { fact: ofFact, claim: ofClaim, quoted, copied } = script.dataset;
  const root = new URL("..", script.src).href;
  const QUOTATION = /^[«“„"][^«»“”„"]*[»”“"]$/;

  const words = (...nodes) => nodes.map((node) => node.textContent).join("").replace(/[ \n]+/g, " ").trim();
  const filled = (pattern, named) => pattern.replace(/\{(\w+)\}/g, (_, name) => named[name]);

  /** Where the fact is at home on the web; or within the site, whose folder on a disk is nobody's business. */
  function address(link) {
    const page = document.querySelector('link[rel="canonical"]') ?? location;
    return new URL(link.getAttribute("href"), page.href).href.replace(root, "");
  }

  const teller = (claim) => words(...claim.querySelectorAll(":scope > :is(b, strong, a:not(.words))"));

  function toldBy(claim) {
    const nodes = [...claim.childNodes];
    const certainty = nodes.findIndex((node) => node.tagName === "B");
    const said = nodes.findIndex((node) => node.matches?.(".wording, .words"));
    const wording = claim.querySelector(".wording");
    const passage = words(claim.querySelector(".words"));
    return filled(ofClaim, {
      who: words(...nodes.slice(certainty + 1, said)),
      certainty: (wording ? words(wording) + ", " : "") + words(nodes[certainty]),
      passage: QUOTATION.test(passage) ? passage : filled(quoted, { passage }),
    }) + [...claim.querySelectorAll(".withdrawal")].map((note) => ` ${words(note)}`).join("");
  }

  /** Line by line: the fact and how well it stands, who says so in which passage, where to read on. */
  function citation(link) {
    const standsAs = [...link.parentElement.querySelectorAll(":scope > .standing")].map((badge) => words(badge)).join(", ");
    const row = link.closest("[id]");
    const claims = [...row.querySelectorAll("ul > li")];
    const standing = claims.filter((claim) => !claim.matches(".withdrawn"));
    // Each teller once, with the newest passage.
    const newest = new Map();
    for (const claim of standing.length ? standing : claims) {
      newest.delete(teller(claim)); // in the order of these
      newest.set(teller(claim), claim);
    }
    return [
      filled(ofFact, { fact: link.dataset.fact ?? words(row.querySelector("p")), standing: standsAs }),
      ...[...newest.values()].map(toldBy),
      ...[...row.querySelectorAll(".dispute")].map((dispute) => words(dispute)),
      address(link),
    ].join("\n");
  }

  async function copy(shown, text) {
    getSelection().selectAllChildren(shown);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (!document.execCommand("copy")) return; // it stands there, selected
    }
    shown.dataset.copied = copied;
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a.cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const before = link.nextElementSibling;
    if (before?.matches(".citation")) return before.remove();
    const shown = document.createElement("p");
    shown.className = "citation";
    shown.setAttribute("role", "status");
    link.after(shown);
    shown.textContent = citation(link);
    copy(shown, shown.textContent);
  });
})();
