// The button that theme/hooks.py puts beside each block of code. Material's own puts each into a `nav`,
// which is dozens of landmarks without a name, and takes a phone half a second on a long page.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.(".copy");
  if (button) {
    const code = button.parentElement.querySelector("code").textContent.trimEnd();
    // Only pages that came by https (or from this machine) may write to the clipboard.
    const copied = await navigator.clipboard?.writeText(code).then(() => true, () => false);
    button.textContent = copied ? "복사했다" : "복사하지 못했다";
    setTimeout(() => { button.textContent = "복사"; }, 2000);
  }
});
