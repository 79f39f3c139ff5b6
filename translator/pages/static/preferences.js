// Makes the reader's choices of layout and type at once; without this script the form is sent and the page comes anew.
(() => {
  "use strict";
  const LIFETIME = 365 * 24 * 3600;
  let article = null;
  let form = null;

  const read = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name in article.dataset));

  function keep(chosen) {
    if (form.method !== "post") return;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `reading=${new URLSearchParams(chosen)}; path=/; max-age=${LIFETIME}; samesite=lax${secure}`;
  }

  // The cells of a row, as the server builds them: one of each side, or one for each sentence of each side.
  function arrange(row, { layout, order }) {
    const names = order === "target" ? ["target", "source"] : ["source", "target"];
    const sides = names.map((name) => {
      const cells = [...row.querySelectorAll(`:scope > .${name}`)];
      return { cell: cells[0], units: cells.flatMap((each) => [...each.childNodes]) };
    });
    const isCut = layout === "sentences" && sides[0].cell.querySelector(".unit");
    const count = isCut ? sides[0].units.length : 1;
    const cells = [];
    for (let at = 0; at < count; at += 1) {
      for (const { cell, units } of sides) {
        const copy = cell.cloneNode(false);
        copy.append(...(isCut ? [units[at]] : units));
        cells.push(copy);
      }
    }
    row.replaceChildren(...cells);
  }

  function findAnchor() {
    const visible = (each) => each && passages.isVisible(each);
    return [passages.getCurrent(), passages.findFirstInView("s"), passages.findFirstInView("t")].find(visible);
  }

  // What the reader was at stays where it was, or its partner where it is no longer shown.
  function hold(change) {
    const anchor = findAnchor();
    const focused = document.activeElement;
    const top = anchor?.getBoundingClientRect().top;
    const isRead = scrollY > 0;
    change();
    if (focused !== document.activeElement) focused?.focus({ preventScroll: true });
    if (!anchor || !isRead) return;
    const stayed = passages.isVisible(anchor) ? anchor : passages.findPartner(anchor);
    scrollBy({ top: stayed.getBoundingClientRect().top - top, behavior: "instant" });
  }

  function apply() {
    const chosen = read();
    const isMoved = chosen.order !== article.dataset.order
      || (chosen.layout === "sentences") !== (article.dataset.layout === "sentences");
    hold(() => {
      Object.assign(article.dataset, chosen);
      if (!isMoved) return;
      for (const row of article.querySelectorAll(".row")) arrange(row, chosen);
      const bar = article.querySelector(".columns");
      bar.append(bar.querySelector(chosen.order === "target" ? ".source" : ".target"));
    });
    keep(chosen);
    article.dispatchEvent(new CustomEvent("reading:changed", { bubbles: true }));
  }

  // The arrow keys cross to the other language, which may be the one that is not shown.
  function onCross(event) {
    if (!["source", "target"].includes(article.dataset.layout)) return;
    const layout = passages.getSide(event.target) === "s" ? "source" : "target";
    form.querySelector(`[name="layout"][value="${layout}"]`).checked = true;
    apply();
  }

  document.addEventListener("DOMContentLoaded", () => {
    article = document.querySelector(".bilingual");
    form = document.getElementById("reading");
    if (!article || !form) return;
    // A page that the browser brought back may hold other choices than it was made with.
    for (const input of form.elements) if (input.type === "radio") input.checked = article.dataset[input.name] === input.value;
    form.addEventListener("change", apply);
    document.addEventListener("passage:hidden", onCross);
  });
})();
