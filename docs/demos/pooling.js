import { ActiveGrid } from "./active_grid.js";
import { choice, element, mount, slider, written } from "./element.js";
import { Grid } from "./grid.js";

const KINDS = { max: "최대", average: "평균", global_max: "전역 최대", global_average: "전역 평균" };
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** One value for each window of `size`; what is left at the end is dropped. */
function pool(values, kind, size) {
  const keep = kind.endsWith("max") ? (window) => Math.max(...window) : mean;
  if (kind.startsWith("global")) return [[keep(values.flat())]];
  const places = Math.floor(values.length / size);
  return Array.from({ length: places }, (_, row) =>
    Array.from({ length: places }, (_, column) =>
      keep(values.slice(row * size, (row + 1) * size).flatMap((line) =>
        line.slice(column * size, (column + 1) * size)))));
}

/** Moved to the right; zeros come in from the left. */
const shifted = (values, by) => values.map((line) => [...Array(by).fill(0), ...line.slice(0, line.length - by)]);

const same = (a, b) => a.flat().every((value, i) => Math.abs(value - b.flat()[i]) < 1e-9);

function build({ values }) {
  const state = { kind: "max", size: 2, shift: 0, brush: 9 };
  const said = element("p", { role: "status", class: "said" });
  const grids = {
    before: new ActiveGrid("입력. 화살표 키로 칸을 고르고 숫자 키로 값을 바꾼다", { set: paint }),
    pooledBefore: new Grid("풀링한 값"),
    after: new Grid("옮긴 입력"),
    pooledAfter: new Grid("옮긴 입력을 풀링한 값"),
  };
  const moved = element("figcaption");

  function paint(row, column, digit) {
    values[row][column] = digit ?? state.brush;
    show();
  }

  function show() {
    const { kind, size, shift } = state;
    const after = shifted(values, shift);
    const [pooledBefore, pooledAfter] = [pool(values, kind, size), pool(after, kind, size)];
    const global = kind.startsWith("global");
    const end = values.length - (values.length % size); // what does not fill a window is dropped
    const zone = (row, column) => {
      if (global) return "";
      if (row >= end || column >= end) return "padded";
      return `${(row + 1) % size ? "" : "low"} ${(column + 1) % size ? "" : "right"}`;
    };
    const changed = (row, column) => Math.abs(pooledBefore[row][column] - pooledAfter[row][column]) > 1e-9;
    grids.before.draw(values, { largest: 9, mark: zone });
    grids.after.draw(after, { largest: 9, mark: zone });
    grids.pooledBefore.draw(pooledBefore, { largest: 9 });
    grids.pooledAfter.draw(pooledAfter, { largest: 9, mark: (row, column) => (changed(row, column) ? "lit" : "") });
    moved.textContent = `오른쪽으로 ${shift}칸 옮긴 입력`;
    said.textContent = verdict(pooledBefore, pooledAfter);
  }

  function verdict(before, after) {
    const { kind, size, shift } = state;
    const name = `${KINDS[kind]} 풀링`;
    if (shift === 0) return `${name}: 슬라이더를 밀어 입력을 옮겨 본다.`;
    const lost = values.some((line) => line.slice(line.length - shift).some((value) => value > 0));
    const dropped = input.some((line) => line.slice(line.length - line.length % size).some((value) => value > 0));
    const edge = lost ? " 오른쪽 끝에서 밀려 나간 값이 있다."
      : dropped && !kind.startsWith("global") ? " 구역을 채우지 못해 버려지는 칸에 들어간 값이 있다." : "";
    if (kind.startsWith("global")) {
      const [was, is] = [written(before[0][0]), written(after[0][0])];
      return same(before, after) ? `${name}: ${shift}칸 옮겨도 ${is} 그대로이다(불변).${edge}` :
        `${name}: ${was}에서 ${is}${hasFinal(is) ? "으로" : "로"} 바뀌었다.${edge}`;
    }
    const cells = before.flat().length;
    const count = before.flat().filter((value, i) => Math.abs(value - after.flat()[i]) > 1e-9).length;
    if (count === 0) return `${name}: ${cells}칸이 모두 그대로이다.${edge}`;
    const whole = shift % size === 0 && same(shifted(before, shift / size), after);
    const why = whole
      ? ` 옮긴 칸 수가 구역의 한 변 ${size}의 배수라서, 풀링한 값은 ${shift / size}칸 옮겨졌다(등변).`
      : ` 옮긴 칸 수가 구역의 한 변 ${size}의 배수가 아니어서, 구역의 경계가 값을 다르게 나눈다.`;
    return `${name}: ${cells}칸 가운데 ${count}칸이 바뀌었다.${why}${edge}`;
  }

  show();
  const kinds = choice("풀링", KINDS, (kind) => { state.kind = kind; show(); });
  const sizes = choice("구역", { 2: "2×2", 3: "3×3", 4: "4×4" }, (size) => { state.size = Number(size); show(); });
  return [
    element("div", { class: "controls" }, kinds, sizes, 
      slider("오른쪽으로 옮기기", state.shift, 4, (by) => { state.shift = by; show(); }),
      slider("칠할 값", state.brush, 9, (value) => { state.brush = value; })),
    said,
    element("div", { class: "stage pair" },
      element("figure", {}, grids.before.element, element("figcaption", {}, "입력: 칸을 눌러 칠한다")),
      element("figure", {}, grids.pooledBefore.element, element("figcaption", {}, "풀링한 값"))),
    element("div", { class: "stage pair" },
      element("figure", {}, grids.after.element, moved),
      element("figure", {}, grids.pooledAfter.element, element("figcaption", {}, "풀링한 값: 바뀐 칸에 테두리"))),
  ];
}

/** Whether the last digit is read with a final consonant, which decides between 로 and 으로. */
const hasFinal = (number) => /[036]$/.test(number);

mount("pooling", build);
