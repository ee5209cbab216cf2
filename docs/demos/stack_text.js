/**
 * A stack of layers as text.
 *
 * `28x28x1_c32k3s2same_m2_f_d10`: the input's height, width and channels; then Conv2D with filters,
 * kernel, stride and padding, MaxPooling2D, Flatten, Dense (each by its letter in KINDS). What is left out is the layer's default.
 */
import { FIELDS, MOST } from "./stack.js";

const NUMBER = "(-?\\d+(?:\\.\\d+)?)";
const FORMS = {
  c: new RegExp(`^c${NUMBER}k${NUMBER}(?:s${NUMBER})?(same)?$`),
  m: new RegExp(`^m${NUMBER}(?:s${NUMBER})?(same)?$`),
  a: new RegExp(`^a${NUMBER}(?:s${NUMBER})?(same)?$`),
  g: /^g$/,
  f: /^f$/,
  d: new RegExp(`^d${NUMBER}$`),
  o: new RegExp(`^o${NUMBER}$`),
};

/** The stack that a text says. Throws an Error that tells the reader which part is not one. */
export function parse(text) {
  const [input, ...parts] = text.split("_");
  const size = new RegExp(`^${NUMBER}x${NUMBER}x${NUMBER}$`).exec(input);
  if (!size) throw new Error(`입력 「${input}」: 28x28x1처럼 높이x너비x채널로 적어야 한다.`);
  if (parts.length > MOST) throw new Error(`층이 ${parts.length}개이다. ${MOST}개까지 쌓을 수 있다.`);
  return { input: size.slice(1).map(Number), layers: parts.map(layerOf) };
}

function layerOf(text) {
  const kind = text[0];
  const found = FORMS[kind]?.exec(text);
  if (!found) throw new Error(`층 「${text}」: c32k3, m2, a2, f, d10, o0.5처럼 적어야 한다.`);
  const layer = { kind, ...FIELDS[kind] };
  if ("size" in layer) layer.stride = Number(found[1]);
  Object.keys(FIELDS[kind]).forEach((field, i) => {
    const given = found[i + 1];
    if (given !== undefined) layer[field] = field === "padding" ? given : Number(given);
  });
  return layer;
}

/** The text of a stack; `parse` gives the same stack back. */
export function write({ input, layers }) {
  return [input.join("x"), ...layers.map(textOf)].join("_");
}

function textOf({ kind, filters, kernel, size, stride, padding, units, rate }) {
  const same = padding === "same" ? "same" : "";
  if (kind === "c") return `c${filters}k${kernel}${stride === 1 ? "" : `s${stride}`}${same}`;
  if (size !== undefined) return `${kind}${size}${stride === size ? "" : `s${stride}`}${same}`;
  return `${kind}${units ?? rate ?? ""}`;
}
