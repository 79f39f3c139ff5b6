// Checks a correction while it is typed, and saves it by Ctrl + Enter. Without this script the button "Check" does.
(() => {
  "use strict";
  const PAUSE = 400;
  let timer = 0;
  let asked = 0;

  const findForm = (target) => (target instanceof Element ? target.closest("form.correction") : null);

  function tell(form, issues) {
    const found = form.querySelector(".found");
    if (!issues.length) {
      const line = document.createElement("p");
      line.textContent = found.dataset.none;
      found.replaceChildren(line);
      return;
    }
    const list = document.createElement("ul");
    for (const issue of issues) {
      const item = document.createElement("li");
      item.textContent = issue.text;
      item.classList.toggle("error", issue.is_error);
      list.append(item);
    }
    found.replaceChildren(list);
  }

  async function check(form) {
    const turn = ++asked;
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, target: form.elements.target.value });
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body, credentials: "same-origin" });
      // A later text may have been checked meanwhile.
      if (answer.ok && turn === asked) tell(form, (await answer.json()).issues);
    } catch { /* the button still checks */ }
  }

  document.addEventListener("input", (event) => {
    const form = findForm(event.target);
    if (!form || event.target.name !== "target") return;
    clearTimeout(timer);
    timer = setTimeout(() => check(form), PAUSE);
  });

  document.addEventListener("keydown", (event) => {
    const form = findForm(event.target);
    if (!form || event.key !== "Enter") return;
    const isSaving = event.ctrlKey || event.metaKey;
    if (isSaving) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[value="save"]'));
    }
  });
})();
