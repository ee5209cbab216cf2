// On the way to the printer: the day, for the foot of the page; and Material opens no answer.
addEventListener("beforeprint", (event) => {
  event.stopImmediatePropagation();
  const date = new Date().toLocaleDateString("sv"); // as in 2026-01-31
  document.querySelector("link[rel=canonical]")?.setAttribute("data-printed", ` · ${date}에 인쇄`);
}, true);
