/**
 * A stack of layers, counted as Keras counts: {input: [height, width, channels], layers}, each layer with its
 * `kind`, a letter in KINDS, and that kind's FIELDS. more_layers.js adds kinds and fields to these tables.
 */
import { covered, outputSize } from "./window.js";

export const KINDS = {
  c: "Conv2D", m: "MaxPooling2D", a: "AveragePooling2D", g: "GlobalAveragePooling2D",
  f: "Flatten", d: "Dense", o: "Dropout",
};
export const FIELDS = {
  c: { filters: 32, kernel: 3, stride: 1, padding: "valid" },
  m: { size: 2, stride: 2, padding: "valid" },
  a: { size: 2, stride: 2, padding: "valid" },
  g: {},
  f: {},
  d: { units: 10 },
  o: { rate: 0.5 },
};
export const LARGEST = 4096; // of any number in a stack
export const MOST = 30; // layers
export const NAMES = { filters: "필터 수", kernel: "커널", stride: "보폭", size: "창", units: "유닛 수" };

/** What a layer of each kind makes of a shape: {shape, parameters, multiplications}; what is left out stays or is 0. */
export const RULES = {
  c: (layer, shape) => sliding(layer, shape, layer.filters, layer.kernel ** 2 * shape[2] * layer.filters, layer.filters),
  m: (layer, shape) => sliding(layer, shape, shape[2]),
  a: (layer, shape) => sliding(layer, shape, shape[2]),
  g: (_, shape) => ({ shape: shape.slice(2) }),
  f: (_, shape) => ({ shape: [product(shape)] }),
  d: ({ units }, shape) => ({
    shape: [...shape.slice(0, -1), units],
    parameters: (shape.at(-1) + 1) * units,
    multiplications: product(shape) * units,
  }),
  o: () => ({}),
};

/** Why a layer of a kind cannot take a shape though its numbers are in range, in Korean; empty where it can. */
export const COMPLAINTS = { c: tooWide, m: tooWide, a: tooWide };

/**
 * For each layer its output shape (without the batch axis), parameters, and multiplications for one image (those with
 * padded zeros too). Counting ends at the first layer that cannot stand there.
 *
 * @returns {rows, error}: `error` is {index, message}, index −1 for the input; absent where all is well.
 */
export function count({ input, layers }) {
  const rows = [];
  let shape = input;
  const wrong = input.map((n, i) => outOfRange(["입력 높이", "입력 너비", "입력 채널"][i], n)).find(Boolean);
  if (wrong) return { rows, error: { index: -1, message: wrong } };
  for (const [index, layer] of layers.entries()) {
    const message = complaint(layer, shape);
    if (message) return { rows, error: { index, message } };
    const row = { shape, parameters: 0, multiplications: 0, ...RULES[layer.kind](layer, shape) };
    shape = row.shape;
    if (![product(shape), row.parameters, row.multiplications].every(Number.isSafeInteger)) {
      return { rows, error: { index, message: "수가 너무 커서 정확히 셀 수 없다. 앞의 층에서 줄인다." } };
    }
    rows.push(row);
  }
  return { rows };
}

export const product = (shape) => shape.reduce((before, n) => before * n, 1);
export const grouped = (n) => n.toLocaleString("ko-KR");
/** As Python writes it: `(10,)`. */
export const tuple = (shape) => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;

/** A row of `weights` used once wherever the window stands. */
export function sliding(layer, [height, width], filters, weights = 0, biases = 0) {
  const outputs = [height, width].map((n) => outputSize(n, covered(layer), layer));
  return { shape: [...outputs, filters], parameters: weights + biases, multiplications: product(outputs) * weights };
}

function outOfRange(name, n) {
  if (Number.isInteger(n) && n >= 1 && n <= LARGEST) return "";
  return `${name}에는 1에서 ${grouped(LARGEST)}까지의 정수를 적는다.`;
}

function complaint(layer, shape) {
  const { kind, rate } = layer;
  for (const [field, name] of Object.entries(NAMES)) {
    const wrong = field in layer && outOfRange(name, layer[field]);
    if (wrong) return wrong;
  }
  if (kind === "o" && !(rate >= 0 && rate <= 1)) return "드롭아웃 비율에는 0에서 1까지의 수를 적는다.";
  if ((covered(layer) || kind === "g") && shape.length !== 3) {
    return `${KINDS[kind]}는 (높이, 너비, 채널)을 받는데 앞의 출력이 ${tuple(shape)}이다. Flatten보다 앞에 둔다.`;
  }
  return COMPLAINTS[kind]?.(layer, shape);
}

export function tooWide(layer, [height, width]) {
  const window = covered(layer);
  if (layer.padding === "same" || window <= Math.min(height, width)) return "";
  return `${window}×${window} 창이 ${height}×${width}보다 커서 놓을 자리가 없다. ` +
    `${layer.kernel ? "커널을" : "창을"} 줄이거나, 패딩을 same으로 바꾸거나, 입력을 키우거나 앞의 층에서 덜 줄인다.`;
}
