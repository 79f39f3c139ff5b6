// While an update is under way: what is told of it is asked for again every few seconds. Without this a link does it.
(() => {
  "use strict";
  const shown = document.getElementById("update");
  const PAUSE = 3000;
  // Not allowed, no longer there: looking again would change nothing.
  const GONE = [401, 403, 404];

  const look = async () => {
    try {
      const answer = await fetch(shown.dataset.part, { headers: { Accept: "text/html" } });
      if (GONE.includes(answer.status)) return;
      if (!answer.ok) throw new Error(answer.statusText);
      const text = await answer.text();
      const part = new DOMParser().parseFromString(text, "text/html").querySelector("section[data-state]");
      if (!part) return; // another page: one has to sign in first
      const before = shown.querySelector("section");
      // What is the same is left alone, so that nobody hears it twice and no focus gets lost.
      if (part.textContent !== before.textContent) {
        const held = before.contains(document.activeElement) && document.activeElement.className;
        before.replaceWith(part);
        if (held) (part.querySelector(`.${held}`) ?? part.querySelector("a"))?.focus();
      }
      if (!part.querySelector("form")) return;
    } catch {
      // The network or the site may be back the next time.
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
})();
