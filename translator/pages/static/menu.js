// The person's menu opens and closes without this; here it also closes by Escape, by a click beside it, and once the focus
// has left it, as it lies over what comes next.
(() => {
  "use strict";
  const menu = document.querySelector("details.person");
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
