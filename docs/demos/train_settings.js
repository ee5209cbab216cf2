/** What a reader can choose, how an address says it, and the stack and settings that follow for `Training`. */
import { choice, element } from "./element.js";
import { count, KINDS, tuple } from "./stack.js";

const ACTIVATIONS = { relu: "relu", tanh: "tanh", swish: "swish", linear: "없음" };
const POOLING = { m: "최대 2×2", a: "평균 2×2", n: "없음" };
const KERNELS = { 3: "3×3", 5: "5×5" };
const PADDING = { valid: "valid", same: "same" };
const same = (...values) => Object.fromEntries(values.map((value) => [value, value]));

/** Groups of fields: name in the address, label, values with their texts, the default. */
const FIELDS = {
  데이터: [
    ["data", "이미지", { mnist: "손글씨 숫자", fashion_mnist: "옷 사진" }, "mnist"],
    ["images", "훈련 이미지 수", same(100, 500, 2000, 5000), "5000"],
    ["labels", "레이블", { right: "그대로", shuffled: "뒤섞음" }, "right"],
  ],
  "합성곱 1": [
    ["filters1", "필터", same(4, 8, 16), "8"],
    ["kernel1", "커널", KERNELS, "3"],
    ["padding1", "패딩", PADDING, "valid"],
    ["activation1", "활성화", ACTIVATIONS, "relu"],
    ["pooling1", "풀링", POOLING, "m"],
  ],
  "합성곱 2": [
    ["filters2", "필터", { 0: "층 없음", ...same(4, 8, 16) }, "16"],
    ["kernel2", "커널", KERNELS, "3"],
    ["padding2", "패딩", PADDING, "valid"],
    ["activation2", "활성화", ACTIVATIONS, "relu"],
    ["pooling2", "풀링", POOLING, "m"],
  ],
  분류: [
    ["end", "펼치기", { f: "Flatten", g: "전역 평균 풀링" }, "f"],
    ["dense", "밀집 층의 유닛", { 0: "층 없음", ...same(16, 32, 64, 128) }, "0"],
    ["dropout", "드롭아웃", { 0: "없음", ...same(0.25, 0.5) }, "0"],
  ],
  훈련: [
    ["optimizer", "옵티마이저", { sgd: "SGD", momentum: "SGD와 모멘텀 0.9", adam: "Adam" }, "adam"],
    ["rate", "학습률", same(0.00001, 0.0001, 0.001, 0.003, 0.008, 0.03, 0.1, 0.3, 1, 10), "0.008"],
    ["batch", "배치 크기", same(1, 8, 32, 128, 256), "32"],
    ["initial", "처음 커널", { glorot: "무작위", zeros: "모두 0" }, "glorot"],
    ["seed", "시드", same(1, 2, 3, 4, 5), "1"],
  ],
};
const ALL = Object.entries(FIELDS).flatMap(([group, fields]) =>
  fields.map(([name, label, values, first]) => ({ name, label, values, first, named: /\d/.test(name) ? `${group} ${label}` : label })));

export const DEFAULT = Object.fromEntries(ALL.map(({ name, first }) => [name, first]));

/** The choices that a query says; what it leaves out is the default. `unknown`: what is none, in words. */
export function read(query) {
  const asked = new URLSearchParams(query);
  const chosen = { ...DEFAULT };
  const unknown = [];
  for (const { name, label, values } of ALL) {
    const value = asked.get(name) ?? chosen[name];
    if (Object.hasOwn(values, value)) chosen[name] = value;
    else unknown.push(`${label} 「${value}」`);
  }
  return { chosen, unknown: unknown.join(", ") };
}

/** `?rate=0.1&batch=8`: what differs from the default. */
export const write = (chosen) =>
  `?${new URLSearchParams(ALL.filter(({ name, first }) => chosen[name] !== first).map(({ name }) => [name, chosen[name]]))}`;

/** In which settings two runs differ, in words. */
export function differences(before, now) {
  const differing = ALL.filter(({ name }) => before[name] !== now[name]);
  return differing.map(({ name, named, values }) => `${named} ${values[before[name]]} → ${values[now[name]]}`).join(", ");
}

/** The stack as stack.js has it, with activations; one without a second convolution has no pooling after it. */
export function stackOf(chosen) {
  const layers = [];
  for (const nth of [1, 2]) {
    const of = (name) => chosen[name + nth];
    if (of("filters") === "0") continue;
    layers.push({
      kind: "c", filters: Number(of("filters")), kernel: Number(of("kernel")), stride: 1, padding: of("padding"),
      activation: of("activation"),
    });
    if (of("pooling") !== "n") layers.push({ kind: of("pooling"), size: 2, stride: 2, padding: "valid" });
  }
  layers.push({ kind: chosen.end });
  if (chosen.dense !== "0") layers.push({ kind: "d", units: Number(chosen.dense), activation: "relu" });
  if (chosen.dropout !== "0") layers.push({ kind: "o", rate: Number(chosen.dropout) });
  return { input: [28, 28, 1], layers: [...layers, { kind: "d", units: 10 }] };
}

/** What `Training` takes besides. */
export const settingsOf = ({ optimizer, rate, batch, initial, images, labels }) => ({
  optimizer: optimizer === "adam" ? "adam" : "sgd",
  momentum: optimizer === "momentum" ? 0.9 : 0,
  learningRate: Number(rate),
  batch: Number(batch),
  initial,
  count: Number(images),
  shuffled: labels === "shuffled",
});

/** The fields, which change `chosen`. */
export const fieldsFor = (chosen, onchange) => Object.entries(FIELDS).map(([group, fields]) =>
  element("fieldset", { class: "controls" }, element("legend", {}, group), ...fields.map(([name, label, values]) =>
    choice(label, values, (value) => {
      chosen[name] = value;
      onchange();
    }, chosen[name]))));

const grouped = (n) => n.toLocaleString("ko-KR");

/** A table of the layers: shapes, parameters, multiplications of one image. */
export function summary(stack) {
  const { rows } = count(stack);
  const sum = (what) => grouped(rows.reduce((before, row) => before + row[what], 0));
  const line = (tag, ...cells) => element("tr", {}, ...cells.map((cell) => element(tag, {}, cell)));
  return element("table", { class: "numbers" },
    element("caption", {}, "이미지 한 장이 지나는 층"),
    line("th", "층", "출력", "파라미터", "곱셈"),
    ...rows.map(({ shape, parameters, multiplications }, i) =>
      line("td", KINDS[stack.layers[i].kind], tuple(shape), grouped(parameters), grouped(multiplications))),
    line("th", "모두", "", sum("parameters"), sum("multiplications")));
}
