// The button that theme/hooks.py puts beside each block of code. Material's own puts each into a `nav`,
// which is dozens of landmarks without a name, and takes a phone half a second on a long page.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.(".copy");
  if (button) {
    await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent.trimEnd());
    button.textContent = "복사했다";
    setTimeout(() => (button.textContent = "복사"), 2000);
  }
});
