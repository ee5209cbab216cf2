/** What all demos share: making elements, taking the place of a still picture. */

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value || value === 0 || value === "") made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** A control under its name. */
export const labelled = (text, control) => element("label", {}, element("span", {}, text), control);

/** A choice among `names`, an object of value to text. */
export function choice(text, names, onchange, chosen) {
  const options = Object.entries(names).map(([value, name]) =>
    element("option", { value, selected: value === String(chosen) }, name),
  );
  const select = element("select", { onchange: () => onchange(select.value) }, ...options);
  return labelled(text, select);
}

export const button = (text, onclick) => element("button", { type: "button", onclick }, text);

/** With a minus sign and at most `digits` decimals. */
export const written = (value, digits = 2) =>
  String(Number(value.toFixed(digits)) || 0).replace("-", "−");

/** Put what `build` makes before the demo's still form, which is for print from then on; where it fails that stays. */
export function mount(name, build) {
  // As exercise.js: when a reader is a window away, not while a phone makes the page.
  const near = new IntersectionObserver((entries) => {
    for (const { target: place } of entries.filter(({ isIntersecting }) => isIntersecting)) {
      near.unobserve(place);
      const parts = build(JSON.parse(place.dataset.start ?? "{}"), place);
      place.replaceChildren(...parts, element("div", {}, ...place.childNodes));
      place.dataset.ready = "";
    }
  }, { rootMargin: "100% 0px" });
  for (const place of document.querySelectorAll(`[data-demo="${name}"]`)) near.observe(place);
}
