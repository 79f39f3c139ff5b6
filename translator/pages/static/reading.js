// Links each passage with its partner: by pointer, by focus, by tap and by keys. What else works on passages is in
// scripts of its own, which use what this one returns.
const passages = (() => {
  "use strict";
  const KEYS = { j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous", ArrowLeft: "partner", ArrowRight: "partner" };
  const root = document.documentElement;
  const columns = { s: [], t: [] };
  let lettersBox = null;

  const find = (target) => (target instanceof Element ? target.closest(".segment") : null);
  const findById = (segment) => document.querySelectorAll(`[data-segment="${segment}"]`);
  const listPair = (passage) => findById(passage.dataset.segment);
  const getSide = (passage) => passage.id[0];
  const isVisible = (passage) => passage.checkVisibility();

  function mark(passage, name, isOn) {
    for (const each of listPair(passage)) each.classList.toggle(name, isOn);
  }

  function clear(name) {
    for (const each of document.querySelectorAll(`.${name}`)) each.classList.remove(name);
  }

  // One stop for the Tab key in the whole text: the passage that was read last.
  function makeStop(passage) {
    for (const each of document.querySelectorAll('.segment[tabindex="0"]')) each.tabIndex = -1;
    passage.tabIndex = 0;
  }

  function getCurrent() {
    return find(document.activeElement);
  }

  function findFirstInView(side = "s") {
    const bar = document.querySelector(".columns").getBoundingClientRect();
    const isBelow = (each) => isVisible(each) && each.getBoundingClientRect().top >= Math.max(bar.bottom, 0);
    return columns[side].find(isBelow) ?? columns[side].find(isVisible);
  }

  function step(from, direction) {
    const column = columns[getSide(from)];
    const stride = direction === "next" ? 1 : -1;
    let at = column.indexOf(from) + stride;
    // What is folded away is stepped over.
    while (column[at] && !isVisible(column[at])) at += stride;
    return column[at];
  }

  function findPartner(passage) {
    return [...listPair(passage)].find((each) => each !== passage);
  }

  // Focus scrolls a passage into view; its partner may be longer or, on a phone, below.
  function reach(passage) {
    if (!passage) return;
    if (!isVisible(passage)) passage.dispatchEvent(new CustomEvent("passage:hidden", { bubbles: true }));
    if (!isVisible(passage)) return;
    passage.focus();
    show(passage);
  }

  function show(passage) {
    findPartner(passage)?.scrollIntoView({ block: "nearest" });
    passage.scrollIntoView({ block: "nearest" });
  }

  function isTyping(target) {
    return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  function onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (isTyping(event.target)) return;
    const current = getCurrent();
    if (event.key === "Escape") {
      root.classList.add("notes-away");
      clear("hovered");
      current?.blur();
      return;
    }
    const move = KEYS[event.key];
    if (!move) return;
    if (!current) {
      const mayStart = document.activeElement === document.body || document.activeElement?.id === "main";
      if (event.key.length > 1 || !lettersBox.checked || !mayStart) return;
    }
    event.preventDefault();
    if (!current) reach(findFirstInView() ?? findFirstInView("t"));
    else reach(move === "partner" ? findPartner(current) : step(current, move));
  }

  function onClick(event) {
    const passage = find(event.target);
    if (!passage || event.target.closest("a")) return;
    // A second tap lets go; with a mouse it would break selecting a word.
    if (passage.classList.contains("tapped")) {
      passage.classList.remove("tapped");
      passage.blur();
      return;
    }
    clear("tapped");
    passage.focus({ preventScroll: true });
    if (event.pointerType === "touch") passage.classList.add("tapped");
  }

  function watchFocus() {
    document.addEventListener("focusin", (event) => {
      const passage = find(event.target);
      root.classList.remove("notes-away");
      // The button that asks about a passage belongs to it.
      if (event.target.closest?.(".why")) return;
      clear("current");
      if (!passage) return;
      mark(passage, "current", true);
      makeStop(passage);
      passage.dispatchEvent(new CustomEvent("passage", { bubbles: true }));
    });
    document.addEventListener("focusout", (event) => {
      if (!event.relatedTarget?.closest(".why")) clear("current");
    });
  }

  function watchPointer() {
    document.addEventListener("pointerover", (event) => {
      clear("hovered");
      root.classList.remove("notes-away");
      const passage = find(event.target);
      if (passage && event.pointerType !== "touch") mark(passage, "hovered", true);
    });
    document.addEventListener("pointerleave", () => clear("hovered"));
  }

  function keepLetters() {
    lettersBox = document.getElementById("letters");
    try { lettersBox.checked = localStorage.getItem("letters") !== "off"; } catch { /* the default stands */ }
    lettersBox.addEventListener("change", () => {
      try { localStorage.setItem("letters", lettersBox.checked ? "on" : "off"); } catch { /* lasts for this page */ }
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    keepLetters();
    for (const each of document.querySelectorAll(".segment")) columns[getSide(each)].push(each);
    if (!columns.s.length) return;
    makeStop(columns.s[0]);
    watchFocus();
    watchPointer();
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
  });

  return { columns, clear, find, findById, findFirstInView, findPartner, getCurrent, getSide, isTyping, isVisible, mark, reach, show, step };
})();
