// While an article is translated: the button says so and cannot be pressed twice.
(() => {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form.draft");
    if (!form) return;
    const button = form.querySelector("button.send");
    const status = document.getElementById("sending");
    const idle = button.textContent;

    form.addEventListener("submit", () => {
      button.disabled = true;
      button.textContent = button.dataset.busy;
      status.textContent = button.dataset.busy;
    });
    // Coming back by the Back button finds the page as it was left.
    addEventListener("pageshow", () => {
      button.disabled = false;
      button.textContent = idle;
      status.textContent = "";
    });
  });
})();
