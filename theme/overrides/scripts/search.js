// Who touches the search is about to type: theme/overrides/search/worker.js will ask for the index.
{
  const index = new URL("../search/index.json", document.currentScript.src);
  document.forms.search.addEventListener("focusin", async () => (await fetch(index)).text(), { once: true });
}
