/** How the numbers of a count come about, as text. */
import { grouped } from "./more_layers.js";
import { covered } from "./window.js";

/** The lines for the i-th layer of a stack. */
export function formulas({ input, layers }, rows, i) {
  const layer = layers[i];
  const { shape: before, field, jump } = rows[i - 1] ?? { shape: input, field: 1, jump: 1 };
  const row = rows[i];
  const window = covered(layer);
  if (window) {
    const sides = before[0] === before[1] ? ["한 변"] : ["높이", "너비"];
    return [
      ...(layer.dilation > 1 ? [`커널이 덮는 한 변: (${layer.kernel} − 1)·${layer.dilation} + 1 = ${window}`] : []),
      ...sides.map((name, side) => `${name}: ${places(layer, before[side], window)} = ${row.shape[side]}`),
      ...costs(layer, before, row),
      ...(Number.isSafeInteger(row.field) ? [`수용 영역: ${field} + (${window} − 1)·${jump} = ${row.field}`] : []),
    ];
  }
  return {
    g: () => [`채널마다 ${before[0]}·${before[1]} = ${grouped(before[0] * before[1])}개의 평균`],
    f: () => [`펼치기: ${before.join("·")} = ${grouped(row.shape[0])}`],
    d: () => costs(layer, before, row),
    b: () => [`파라미터: 4·${grouped(before.at(-1))} = ${grouped(row.parameters)}`, "곱셈: 값마다 한 번"],
    o: () => [],
  }[layer.kind]();
}

function places({ kind, stride, padding }, n, window) {
  if (kind === "t") return padding === "same" ? `${n}·${stride}` : `(${n} − 1)·${stride} + ${Math.max(window, stride)}`;
  return padding === "same" ? `⌈${n}/${stride}⌉` : `⌊(${n} − ${window})/${stride}⌋ + 1`;
}

/** Parameters and multiplications, each a product of what one place has and how many there are. */
function costs({ kind, kernel, filters, units, multiplier, groups, bias }, before, { shape, parameters, multiplications }) {
  const channels = grouped(before.at(-1));
  const window = `${kernel}·${kernel}`;
  const deep = multiplier > 1 ? `${channels}·${multiplier}` : channels;
  const whole = `${window}·${channels}${groups > 1 ? `/${groups}` : ""}`;
  const summed = (inputs, outputs) => (bias ? `(${inputs} + 1)·${outputs}` : `${inputs}·${outputs}`);
  const [all, weights] = {
    c: () => [summed(whole, filters), `${whole}·${filters}`],
    t: () => [summed(whole, filters), `${whole}·${filters}`],
    w: () => [summed(window, deep), `${window}·${deep}`],
    s: () => [`${window}·${deep} + ${summed(deep, filters)}`, `${window}·${deep} + ${deep}·${filters}`],
    d: () => [summed(channels, units), `${channels}·${units}`],
  }[kind]?.() ?? [];
  if (!all) return [];
  const times = (kind === "d" || kind === "t" ? before : shape).slice(0, -1);
  return [
    `파라미터: ${all} = ${grouped(parameters)}`,
    `곱셈: ${times.length ? `${times.join("·")}·(${weights})` : weights} = ${grouped(multiplications)}`,
  ];
}
