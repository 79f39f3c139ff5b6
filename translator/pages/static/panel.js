// Lays over the article the panel that says why a sentence reads so. Without this script each sentence has a link to
// the same words on a page of their own.
(() => {
  "use strict";
  const root = document.documentElement;
  const fetched = new Map();
  let article = null;
  let panel = null;
  let button = null;
  let shown = "";
  let opener = null;

  const buildUrl = (segment) => `${article.dataset.segments}${encodeURIComponent(segment)}`;

  // What is scrolled to must come to stand above the panel.
  function measure() {
    root.style.setProperty("--panel", `${panel.offsetHeight}px`);
  }

  async function load(segment) {
    if (!fetched.has(segment)) {
      const answer = await fetch(`${buildUrl(segment)}?part=panel`, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      fetched.set(segment, await answer.text());
    }
    return fetched.get(segment);
  }

  async function fill(segment) {
    shown = segment;
    panel.setAttribute("aria-busy", "true");
    try {
      const words = await load(segment);
      // The reader may have gone on meanwhile.
      if (shown !== segment) return false;
      panel.innerHTML = words;
    } catch {
      location.href = buildUrl(segment);
      return false;
    }
    panel.removeAttribute("aria-busy");
    panel.querySelector(".close").textContent = panel.dataset.close;
    panel.scrollTop = 0;
    measure();
    passages.clear("explained-now");
    for (const each of passages.findById(segment)) each.classList.add("explained-now");
    panel.dispatchEvent(new CustomEvent("panel:filled", { bubbles: true, detail: { segment } }));
    return true;
  }

  async function open(passage, { moves }) {
    opener = passage;
    panel.hidden = false;
    root.classList.add("panel-open");
    button.remove();
    if (!(await fill(passage.dataset.segment))) return;
    if (moves) panel.querySelector("#why").focus({ preventScroll: true });
    passages.show(passage);
  }

  function close() {
    panel.hidden = true;
    panel.replaceChildren();
    shown = "";
    root.classList.remove("panel-open");
    passages.clear("explained-now");
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }

  // Beside the line where the passage ends, where it covers no text.
  function offer(passage) {
    const mark = passage.nextElementSibling;
    (mark?.matches(".mark") ? mark : passage).after(button);
  }

  function onPassage(event) {
    const passage = event.target;
    if (panel.hidden) offer(passage);
    else if (passage.dataset.segment !== shown) open(passage, { moves: false });
    else opener = passage;
  }

  function onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      close();
      return;
    }
    const current = passages.find(event.target);
    if (event.key === "Enter" && current && event.target === current) {
      event.preventDefault();
      open(current, { moves: true });
    }
  }

  function onPanelClick(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.matches(".close")) {
      event.preventDefault();
      close();
    } else if (link.matches('[rel="prev"], [rel="next"]')) {
      event.preventDefault();
      const segment = decodeURIComponent(new URL(link.href).pathname.split("/").pop());
      const pair = [...passages.findById(segment)];
      opener = pair.find((each) => passages.getSide(each) === passages.getSide(opener)) ?? pair[0];
      const goal = link.rel;
      fill(segment).then((isFilled) => {
        if (!isFilled) return;
        // What is folded away unfolds, or the panel would speak of a sentence that nobody sees.
        opener.closest("details")?.setAttribute("open", "");
        passages.show(opener);
        (panel.querySelector(`[rel="${goal}"]`) ?? panel.querySelector("#why")).focus({ preventScroll: true });
      });
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    article = document.querySelector(".bilingual[data-segments]");
    panel = document.getElementById("panel");
    if (!article || !panel) return;
    button = document.createElement("button");
    button.type = "button";
    button.className = "why";
    button.setAttribute("aria-label", panel.dataset.why);
    button.addEventListener("click", () => open(passages.find(button.parentElement.querySelector(".segment")), { moves: true }));
    document.addEventListener("passage", onPassage);
    document.addEventListener("keydown", onKey);
    panel.addEventListener("click", onPanelClick);
    new ResizeObserver(measure).observe(panel);
  });
})();
