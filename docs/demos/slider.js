import { element } from "./element.js";

/** A range from 0 to `max` that shows its value; a screen reader says it anyway. */
export function slider(text, value, max, oninput) {
  const says = element("b", { "aria-hidden": "true" }, String(value));
  const input = element("input", {
    type: "range", min: 0, max, value,
    oninput: () => {
      says.textContent = input.value;
      oninput(Number(input.value));
    },
  });
  return element("label", {}, element("span", {}, `${text} `, says), input);
}
