import { element } from "./element.js";
import { KINDS, tuple } from "./stack.js";

/** What stands below the i-th layer: its row of the count, or why there is none. */
export function layerResult({ rows, error }, i, stack) {
  if (rows[i]) return described(rows[i], stack.input, formulas(stack, rows, i));
  if (error.index === i) return [element("strong", {}, "쌓을 수 없다. "), error.message];
  return [error.index < 0 ? "입력부터 고친다." : "위의 층부터 고친다."];
}

function described({ shape, parameters, field, reached }, input, formulas) {
  return [
    element("strong", {}, `출력 ${tuple(shape)}`),
    ` 파라미터 ${parameters.toLocaleString("ko-KR")}개, ${seen(field, reached, input)}`,
    element("br"),
    ...formulas.map((formula) => element("span", { class: "worked" }, formula)),
  ];
}

/** What one value sees; of a Dense unit, what reaches it at all. */
function seen(field, reached, input) {
  if (Number.isFinite(field)) return `수용 영역 ${field}×${field}`;
  const whole = input.slice(0, 2).join("×");
  const part = input.slice(0, 2).map((n, side) => reached?.[side] ?? n).join("×");
  return `출력에 닿는 입력 ${part === whole ? "전체" : `${part} (${whole} 중)`}`;
}

/** What the whole stack gives and costs, or where it fails. */
export function stackResult({ rows, error }, { input, layers }) {
  if (error) {
    const where = error.index < 0 ? "입력" : `${error.index + 1}번 층 ${KINDS[layers[error.index].kind]}`;
    return `${where}: ${error.message}`;
  }
  const sum = rows.reduce((before, row) => before + row.parameters, 0);
  const kilobytes = ((sum * 4) / 1024).toLocaleString("ko-KR", { maximumFractionDigits: 2 });
  const shape = rows.at(-1)?.shape ?? input;
  return `출력 ${tuple(shape)}, 파라미터 ${sum.toLocaleString("ko-KR")}개 (float32로 ${kilobytes} KB)`;
}

const grouped = (n) => n.toLocaleString("ko-KR");

/** The numbers of the i-th layer's row, as they come about. */
export function formulas({ input, layers }, rows, i) {
  const { kind, kernel, size, filters, stride, padding, units } = layers[i];
  const { shape: before, field, jump } = rows[i - 1] ?? { shape: input, field: 1, jump: 1 };
  const { shape, parameters, field: wider } = rows[i];
  const [channels, window] = [before.at(-1), kernel ?? size];
  const cost = (inputs, outputs) => `파라미터: (${inputs} + 1)·${outputs} = ${grouped(parameters)}`;
  if (kind === "g") return [`채널마다 ${before[0]}·${before[1]} = ${grouped(before[0] * before[1])}개의 평균`];
  if (kind === "f") return [`펼치기: ${before.join("·")} = ${grouped(shape[0])}`];
  if (kind === "d") return [cost(grouped(channels), units)];
  if (kind === "o") return [];
  const sides = before[0] === before[1] ? ["한 변"] : ["높이", "너비"];
  return [
    ...sides.map((name, side) => {
      const n = before[side];
      const places = padding === "same" ? `⌈${n}/${stride}⌉` : `⌊(${n} − ${window})/${stride}⌋ + 1`;
      return `${name}: ${places} = ${shape[side]}`;
    }),
    ...(kind === "c" ? [cost(`${window}·${window}·${channels}`, filters)] : []),
    `수용 영역: ${field} + (${window} − 1)·${jump} = ${wider}`,
  ];
}
