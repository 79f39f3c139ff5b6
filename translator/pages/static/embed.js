// Tells the page around the frame how high the article is, whenever that changes; it may follow or not.
"use strict";

const tellHeight = () => {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  window.parent.postMessage({ type: "vis-a-vis:height", path: location.pathname, height }, "*");
};

if (window.parent !== window) new ResizeObserver(tellHeight).observe(document.body);
