/**
 * A stack of layers, counted as Keras counts: {input: [height, width, channels], layers}, each layer with its
 * `kind`, a letter in KINDS, and that kind's FIELDS.
 */
import { outputSize, padded } from "./window.js";

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
export const LARGEST = 4096; // of any number in a stack; shapes and parameters stay exact
export const MOST = 30; // layers
const NAMES = { filters: "필터 수", kernel: "커널", stride: "보폭", size: "창", units: "유닛 수" };

/**
 * For each layer its output shape (without the batch axis), parameters, multiplications for one image (those with
 * padded zeros too), and receptive field. Counting ends at the first layer that
 * cannot stand there.
 *
 * @returns {rows, error}: `error` is {index, message}, index −1 for the input; absent where all is well.
 */
export function count({ input, layers }) {
  const rows = [];
  let state = { shape: input, field: 1, jump: 1, windows: [] };
  const wrong = input.map((n, i) => outOfRange(["입력 높이", "입력 너비", "입력 채널"][i], n)).find(Boolean);
  if (wrong) return { rows, error: { index: -1, message: wrong } };
  for (const [index, layer] of layers.entries()) {
    const message = complaint(layer, state.shape);
    if (message) return { rows, error: { index, message } };
    state = { ...state, parameters: 0, multiplications: 0, ...after(layer, state) };
    if (state.field !== Infinity && state.field > Number.MAX_SAFE_INTEGER) {
      return { rows, error: { index, message: "수용 영역이 너무 커서 셀 수 없다. 앞의 보폭을 줄인다." } };
    }
    rows.push(state);
  }
  return { rows };
}

const product = (shape) => shape.reduce((before, n) => before * n, 1);
const grouped = (n) => n.toLocaleString("ko-KR");
/** As Python writes it: `(10,)`. */
export const tuple = (shape) => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;

function outOfRange(name, n) {
  if (Number.isInteger(n) && n >= 1 && n <= LARGEST) return "";
  return `${name}에는 1에서 ${grouped(LARGEST)}까지의 정수를 적는다.`;
}

/** Why the layer cannot take this shape, in Korean; empty where it can. */
function complaint(layer, shape) {
  const { kind, padding, rate } = layer;
  for (const [field, name] of Object.entries(NAMES)) {
    const wrong = field in layer && outOfRange(name, layer[field]);
    if (wrong) return wrong;
  }
  if (kind === "o" && !(rate >= 0 && rate <= 1)) return "드롭아웃 비율에는 0에서 1까지의 수를 적는다.";
  const window = layer.kernel ?? layer.size;
  if (window === undefined && kind !== "g") return "";
  if (shape.length !== 3) {
    return `${KINDS[kind]}는 (높이, 너비, 채널)을 받는데 앞의 출력이 ${tuple(shape)}이다. Flatten보다 앞에 둔다.`;
  }
  const least = Math.min(shape[0], shape[1]);
  if (padding === "valid" && window > least) {
    return `${window}×${window} 창이 ${shape[0]}×${shape[1]}보다 커서 놓을 자리가 없다. ` +
      `${kind === "c" ? "커널을" : "창을"} 줄이거나, 패딩을 same으로 바꾸거나, 입력을 키우거나 앞의 층에서 덜 줄인다.`;
  }
  return "";
}

function after(layer, { shape, field, jump, windows }) {
  const { kind, filters, kernel, stride, units } = layer;
  const window = kernel ?? layer.size;
  if (window !== undefined) {
    const [sides, channels] = [shape.slice(0, 2), shape[2]];
    const outputs = sides.map((n) => outputSize(n, window, layer));
    const weights = kind === "c" ? window * window * channels * filters : 0;
    const parameters = kind === "c" ? weights + filters : 0;
    const wider = field + (window - 1) * jump;
    return {
      shape: [...outputs, filters ?? channels],
      parameters,
      multiplications: outputs[0] * outputs[1] * weights,
      field: wider,
      jump: jump * stride,
      windows: [...windows, sides.map((n, i) => ({ n, out: outputs[i], window, stride, before: padded(n, window, layer) }))],
    };
  }
  if (kind === "g") return { shape: shape.slice(-1), ...everything(windows) };
  if (kind === "f") return { shape: [product(shape)] };
  if (kind === "o") return {};
  const inputs = shape.at(-1);
  const parameters = (inputs + 1) * units;
  return {
    shape: [...shape.slice(0, -1), units],
    parameters,
    multiplications: product(shape) * units,
    ...(shape.length === 1 && everything(windows)),
  };
}

/** What sees all of its input sees of the image what the windows before it have reached. */
const everything = (windows) => ({ field: Infinity, reached: [0, 1].map((side) => reached(windows, side)) });

/** How many rows (side 0) or columns (side 1) of the input reach any output; nothing where no window was. */
function reached(windows, side) {
  let used;
  for (const { n, out, window, stride, before } of windows.map((sides) => sides[side]).reverse()) {
    const inputs = Array(n).fill(false);
    for (let place = 0; place < out; place++) {
      if (used && !used[place]) continue;
      const start = place * stride - before;
      inputs.fill(true, Math.max(start, 0), Math.max(start + window, 0));
    }
    used = inputs;
  }
  return used?.filter(Boolean).length;
}
