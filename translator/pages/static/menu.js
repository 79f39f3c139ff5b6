// The person's menu opens and closes without this; here it also closes by Escape and by a click beside it.
(() => {
  "use strict";
  const menu = document.querySelector("details.person");
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
