// Material puts the copy button of each block of code into a `nav`; dozens of landmarks without a name
// are noise to a screen reader.
new MutationObserver(() => {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) {
    nav.setAttribute("role", "presentation");
  }
}).observe(document.body, { childList: true, subtree: true });
