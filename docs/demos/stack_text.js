/**
 * A stack of layers as text.
 *
 * `28x28x1_c32k3s2same_m2_f_d10`: the input's height, width and channels; then Conv2D with filters, kernel, stride and
 * padding, MaxPooling2D, Flatten, Dense: each its letter in KINDS and its FIELDS in their order, the first without a
 * sign, the others with that of SIGNS. What is left out is the layer's default. Kernels and windows are square here.
 */
import { FIELDS, MOST } from "./more_layers.js";

const NUMBER = "(-?\\d+(?:\\.\\d+)?)";
const SIGNS = { kernel: "k", stride: "s", multiplier: "x", dilation: "d", groups: "g" };
/** The one other value of a field that is no number. */
const WORDS = { padding: ["same", "same"], bias: ["nobias", false] };

const FORMS = Object.fromEntries(Object.entries(FIELDS).map(([kind, fields]) => {
  const forms = Object.keys(fields).map((field, i) => {
    if (field in WORDS) return `(${WORDS[field][0]})?`;
    if (i === 0) return NUMBER;
    return field === "kernel" ? `k${NUMBER}` : `(?:${SIGNS[field]}${NUMBER})?`;
  });
  return [kind, new RegExp(`^${kind}${forms.join("")}$`)];
}));

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
  if (!found) throw new Error(`층 「${text}」: c32k3, w3, s64k3, t8k2, m2, a2, g, b, f, d10, o0.5처럼 적어야 한다.`);
  const layer = { kind, ...FIELDS[kind] };
  if ("size" in layer) layer.stride = Number(found[1]);
  Object.keys(FIELDS[kind]).forEach((field, i) => {
    const given = found[i + 1];
    if (given !== undefined) layer[field] = field in WORDS ? WORDS[field][1] : Number(given);
  });
  return layer;
}

/** The text of a stack; `parse` gives the same stack back. */
export function write({ input, layers }) {
  return [input.join("x"), ...layers.map(textOf)].join("_");
}

function textOf(layer) {
  const defaults = { ...FIELDS[layer.kind], ...("size" in layer && { stride: layer.size }) };
  const parts = Object.keys(defaults).map((field, i) => {
    if (i > 0 && field !== "kernel" && layer[field] === defaults[field]) return "";
    return field in WORDS ? WORDS[field][0] : `${i > 0 ? SIGNS[field] : ""}${layer[field]}`;
  });
  return layer.kind + parts.join("");
}
