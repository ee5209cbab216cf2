// Light, dark, or as the device has it. What is kept has the form that Material's inline script reads, which sets
// the colours of the next page before it is drawn.
{
  const options = [...document.querySelectorAll("#palette input")];
  const light = matchMedia("(prefers-color-scheme: light)");
  let chosen = __md_get("__palette")?.index ?? 0;

  const show = () => {
    // The first option is the device's; the second is light, the third dark.
    const { mdColorScheme } = options[chosen || (light.matches ? 1 : 2)].dataset;
    document.body.dataset.mdColorScheme = mdColorScheme;
    options[chosen].checked = true;
    for (const [i, option] of options.entries()) option.nextElementSibling.hidden = i !== chosen;
  };

  const choose = (index) => {
    chosen = index;
    const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } =
      options[index].dataset;
    __md_set("__palette", { index, color: { media, scheme, primary, accent } });
    show();
  };

  for (const [i, option] of options.entries()) option.addEventListener("change", () => choose(i));
  document.querySelector("#palette").addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      choose((chosen + 1) % options.length);
      options[chosen].focus();
    }
  });
  light.addEventListener("change", show);
  show();
}
