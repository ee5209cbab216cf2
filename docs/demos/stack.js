/**
 * A stack of layers: written as text, and counted as Keras counts.
 *
 * `28x28x1_c32k3s2same_m2_f_d10`: the input's height, width and channels; then Conv2D with filters,
 * kernel, stride and padding, MaxPooling2D, Flatten, Dense (each by its letter in KINDS). What is left out is the layer's default.
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
export const LARGEST = 4096; // of any number in a stack; products stay exact
export const MOST = 30; // layers
const NAMES = { filters: "필터 수", kernel: "커널", stride: "보폭", size: "창", units: "유닛 수" };
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

/**
 * For each layer its output shape (without the batch axis), parameters, receptive field and the
 * formulas with their numbers. Counting ends at the first layer that cannot stand there.
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
    state = { ...state, parameters: 0, formulas: [], ...after(layer, state) };
    if (state.field !== Infinity && state.field > Number.MAX_SAFE_INTEGER) {
      return { rows, error: { index, message: "수용 영역이 너무 커서 셀 수 없다. 앞의 보폭을 줄인다." } };
    }
    rows.push(state);
  }
  return { rows };
}

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
    const parameters = kind === "c" ? (window * window * channels + 1) * filters : 0;
    const wider = field + (window - 1) * jump;
    const names = sides[0] === sides[1] ? ["한 변"] : ["높이", "너비"];
    return {
      shape: [...outputs, filters ?? channels],
      parameters,
      field: wider,
      jump: jump * stride,
      windows: [...windows, sides.map((n, i) => ({ n, out: outputs[i], window, stride, before: padded(n, window, layer) }))],
      formulas: [
        ...names.map((name, i) => `${name}: ${sizeFormula(sides[i], window, layer)} = ${outputs[i]}`),
        kind === "c" &&
          `파라미터: (${window}·${window}·${channels} + 1)·${filters} = ${grouped(parameters)}`,
        `수용 영역: ${field} + (${window} − 1)·${jump} = ${wider}`,
      ].filter(Boolean),
    };
  }
  if (kind === "g") {
    const [height, width, channels] = shape;
    const formulas = [`채널마다 ${height}·${width} = ${grouped(height * width)}개의 평균`];
    return { shape: [channels], ...everything(windows), formulas };
  }
  if (kind === "f") {
    const flat = shape.reduce((product, n) => product * n, 1);
    return { shape: [flat], formulas: [`펼치기: ${shape.join("·")} = ${grouped(flat)}`] };
  }
  if (kind === "o") return { formulas: [] };
  const inputs = shape.at(-1);
  const parameters = (inputs + 1) * units;
  return {
    shape: [...shape.slice(0, -1), units],
    parameters,
    ...(shape.length === 1 && everything(windows)),
    formulas: [`파라미터: (${grouped(inputs)} + 1)·${units} = ${grouped(parameters)}`],
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

const sizeFormula = (n, window, { padding, stride }) =>
  padding === "same" ? `⌈${n}/${stride}⌉` : `⌊(${n} − ${window})/${stride}⌋ + 1`;
