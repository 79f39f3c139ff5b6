// Runs before the first paint, so that a chosen scheme never flashes in the other one.
(() => {
  "use strict";
  const KEY = "scheme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  // Storage may be refused: the switch then works until the page is left.
  const recall = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const keep = (scheme) => {
    try {
      if (scheme) localStorage.setItem(KEY, scheme);
      else localStorage.removeItem(KEY);
    } catch { /* nothing to mend */ }
  };
  const getSystem = () => (system.matches ? "dark" : "light");
  const getScheme = () => root.dataset.scheme ?? getSystem();

  const kept = recall();
  if (kept === "dark" || kept === "light") root.dataset.scheme = kept;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("scheme");
    const show = () => button.setAttribute("aria-pressed", String(getScheme() === "dark"));
    button.addEventListener("click", () => {
      const wanted = getScheme() === "dark" ? "light" : "dark";
      // What the system shows anyway needs no choice, and goes on following the system.
      if (wanted === getSystem()) {
        delete root.dataset.scheme;
        keep(null);
      } else {
        root.dataset.scheme = wanted;
        keep(wanted);
      }
      show();
    });
    system.addEventListener("change", show);
    show();
  });
})();
