import { element } from "./element.js";
import { formulas } from "./formulas.js";
import { count, grouped, KINDS, product, tuple } from "./more_layers.js";
import { reach } from "./reach.js";

const untrained = (fixed) => `${grouped(fixed)}개는 훈련하지 않음`;
const kilobytes = (values) => `${((values * 4) / 1024).toLocaleString("ko-KR", { maximumFractionDigits: 2 })} KB`;

/** The count of a stack, each row with what it sees of the input. */
export function counted(stack) {
  const { rows, error } = count(stack);
  const seen = reach(stack, rows);
  return { rows: rows.map((row, i) => ({ ...row, ...seen[i] })), error };
}

/** What stands below the i-th layer: its row of the count, or why there is none. */
export function layerResult({ rows, error }, i, stack) {
  if (rows[i]) return described(rows[i], stack.input, formulas(stack, rows, i));
  if (error.index === i) return [element("strong", {}, "쌓을 수 없다. "), error.message];
  return [error.index < 0 ? "입력부터 고친다." : "위의 층부터 고친다."];
}

function described({ shape, parameters, fixed, multiplications, field, reached }, input, formulas) {
  return [
    element("strong", {}, `출력 ${tuple(shape)}`),
    ` 값 ${grouped(product(shape))}개, 파라미터 ${grouped(parameters)}개`,
    fixed ? ` (${untrained(fixed)})` : "",
    `, 곱셈 ${grouped(multiplications)}번, ${seen(field, reached, input)}`,
    element("br"),
    ...formulas.map((formula) => element("span", { class: "worked" }, formula)),
  ];
}

/** What one value sees; of a Dense unit, what reaches it at all. */
function seen(field, reached, input) {
  if (Number.isNaN(field)) return "수용 영역은 자리마다 다를 수 있어 셈하지 않음";
  if (Number.isSafeInteger(field)) return `수용 영역 ${field}×${field}`;
  if (Number.isFinite(field)) return "수용 영역은 너무 커서 셀 수 없음";
  const whole = input.slice(0, 2).join("×");
  const part = input.slice(0, 2).map((n, side) => reached?.[side] ?? n).join("×");
  return `출력에 닿는 입력 ${part === whole ? "전체" : `${part} (${whole} 중)`}`;
}

/** What the whole stack gives and costs, or where it fails. */
export function stackResult({ rows, error }, { input, layers }) {
  if (error) {
    const where = error.index < 0 ? "입력" : `${error.index + 1}번 층 ${KINDS[layers[error.index].kind]}`;
    return [`${where}: ${error.message}`];
  }
  const sum = (name) => rows.reduce((before, row) => before + (row[name] ?? 0), 0);
  const values = rows.map((row) => product(row.shape));
  const [parameters, fixed] = [sum("parameters"), sum("fixed")];
  const note = fixed ? `${untrained(fixed)}, ` : "";
  return [
    `출력 ${tuple(rows.at(-1)?.shape ?? input)}, 파라미터 ${grouped(parameters)}개 (${note}float32로 ${kilobytes(parameters)}) `,
    element("span", { class: "worked" },
      `이미지 한 장에 곱셈 ${grouped(sum("multiplications"))}번, ` +
      `층의 출력은 가장 큰 것이 ${kilobytes(Math.max(0, ...values))}, 모두 ${kilobytes(values.reduce((a, b) => a + b, 0))}`),
  ];
}
