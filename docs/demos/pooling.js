import { ActiveGrid } from "./active_grid.js";
import { choice, element, mount, written } from "./element.js";
import { Grid } from "./grid.js";
import { slider } from "./slider.js";

const KINDS = { max: "최대", average: "평균", global_max: "전역 최대", global_average: "전역 평균" };
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const isGlobal = (kind) => kind.startsWith("global");

/** One value for each window of `size`; what is left at the end is dropped. */
function pool(values, kind, size) {
  const keep = kind.endsWith("max") ? (window) => Math.max(...window) : mean;
  if (isGlobal(kind)) return [[keep(values.flat())]];
  const places = Math.floor(values.length / size);
  return Array.from({ length: places }, (_, row) =>
    Array.from({ length: places }, (_, column) =>
      keep(values.slice(row * size, (row + 1) * size).flatMap((line) =>
        line.slice(column * size, (column + 1) * size)))));
}

/** Moved to the right; zeros come in from the left. */
const shifted = (values, by) => values.map((line) => [...Array(by).fill(0), ...line.slice(0, line.length - by)]);

/** How many values of two grids of one size differ. */
const changes = (a, b) => a.flat().filter((value, i) => Math.abs(value - b.flat()[i]) > 1e-9).length;

/** Whether the last digit is read with a final consonant, which decides between 로 and 으로. */
const hasFinal = (number) => /[036]$/.test(number);

/** What becomes of the pooled values when the input moves. */
class Pooling {
  #kind = "max";
  #size = 2;
  #shift = 0;
  #brush = 9;
  #said = element("p", { role: "status", class: "said" });
  #moved = element("figcaption");
  #before = new ActiveGrid("입력. 화살표 키로 칸을 고르고 숫자 키로 값을 바꾼다", {
    set: (row, column, digit) => {
      this.values[row][column] = digit ?? this.#brush;
      this.#show();
    },
  });
  #pooledBefore = new Grid("풀링한 값");
  #after = new Grid("옮긴 입력");
  #pooledAfter = new Grid("옮긴 입력을 풀링한 값");

  constructor(values) {
    this.values = values;
    this.#show();
    this.elements = [
      this.#settings(),
      this.#said,
      element("div", { class: "stage pair" },
        element("figure", {}, this.#before.element, element("figcaption", {}, "입력: 칸을 눌러 칠한다")),
        element("figure", {}, this.#pooledBefore.element, element("figcaption", {}, "풀링한 값"))),
      element("div", { class: "stage pair" },
        element("figure", {}, this.#after.element, this.#moved),
        element("figure", {}, this.#pooledAfter.element, element("figcaption", {}, "풀링한 값: 바뀐 칸에 테두리"))),
    ];
  }

  #settings() {
    return element("div", { class: "controls" },
      choice("풀링", KINDS, (kind) => { this.#kind = kind; this.#show(); }),
      choice("구역", { 2: "2×2", 3: "3×3", 4: "4×4" }, (size) => { this.#size = Number(size); this.#show(); }),
      slider("오른쪽으로 옮기기", this.#shift, 4, (by) => { this.#shift = by; this.#show(); }),
      slider("칠할 값", this.#brush, 9, (value) => { this.#brush = value; }));
  }

  #show() {
    const after = shifted(this.values, this.#shift);
    const [was, is] = [this.values, after].map((values) => pool(values, this.#kind, this.#size));
    const zone = (row, column) => this.#zone(row, column);
    const changed = (row, column) => Math.abs(was[row][column] - is[row][column]) > 1e-9;
    this.#before.draw(this.values, { largest: 9, mark: zone });
    this.#after.draw(after, { largest: 9, mark: zone });
    this.#pooledBefore.draw(was, { largest: 9 });
    this.#pooledAfter.draw(is, { largest: 9, mark: (row, column) => (changed(row, column) ? "lit" : "") });
    this.#moved.textContent = `오른쪽으로 ${this.#shift}칸 옮긴 입력`;
    this.#said.textContent = `${KINDS[this.#kind]} 풀링: ${this.#verdict(was, is)}`;
  }

  /** The classes of a cell: where its window ends. */
  #zone(row, column) {
    const size = this.#size;
    if (isGlobal(this.#kind)) return "";
    const end = this.values.length - (this.values.length % size); // what does not fill a window is dropped
    if (row >= end || column >= end) return "padded";
    return `${(row + 1) % size ? "" : "low"} ${(column + 1) % size ? "" : "right"}`;
  }

  #verdict(before, after) {
    const shift = this.#shift;
    if (shift === 0) return "슬라이더를 밀어 입력을 옮겨 본다.";
    const edge = this.#edge();
    const count = changes(before, after);
    if (isGlobal(this.#kind)) {
      const [was, is] = [before, after].map(([[value]]) => written(value));
      return count === 0 ? `${shift}칸 옮겨도 ${is} 그대로이다(불변).${edge}` :
        `${was}에서 ${is}${hasFinal(is) ? "으로" : "로"} 바뀌었다.${edge}`;
    }
    const cells = before.flat().length;
    if (count === 0) return `${cells}칸이 모두 그대로이다.${edge}`;
    return `${cells}칸 가운데 ${count}칸이 바뀌었다.${this.#why(before, after)}${edge}`;
  }

  /** What of the input no window sees: beyond its edge, or in the columns that fill none. */
  #edge() {
    const [shift, size] = [this.#shift, this.#size];
    const any = (lines, from) => lines.some((line) => line.slice(from).some((value) => value > 0));
    if (any(this.values, this.values.length - shift)) return " 오른쪽 끝에서 밀려 나간 값이 있다.";
    const end = this.values.length - (this.values.length % size);
    return !isGlobal(this.#kind) && any(shifted(this.values, shift), end)
      ? " 구역을 채우지 못해 버려지는 칸에 들어간 값이 있다." : "";
  }

  #why(before, after) {
    const [shift, size] = [this.#shift, this.#size];
    return shift % size === 0 && changes(shifted(before, shift / size), after) === 0
      ? ` 옮긴 칸 수가 구역의 한 변 ${size}의 배수라서, 풀링한 값은 ${shift / size}칸 옮겨졌다(등변).`
      : ` 옮긴 칸 수가 구역의 한 변 ${size}의 배수가 아니어서, 구역의 경계가 값을 다르게 나눈다.`;
  }
}

mount("pooling", ({ values }) => new Pooling(values).elements);
