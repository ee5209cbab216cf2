import { element, written } from "./element.js";

const RED = [202, 0, 32];
const BLUE = [0, 114, 178];

/** White at 0, blue (or red, where values may be negative) as far as black figures stay readable. */
function shade(value, largest, signed) {
  const share = Math.min(Math.abs(value) / (largest || 1), 1) * 0.6;
  const colour = signed && value > 0 ? RED : BLUE;
  return `rgb(${colour.map((part) => Math.round(255 + (part - 255) * share)).join(" ")})`;
}

/** A table of numbers to look at; `label` is its name for a screen reader. */
export class Grid {
  cells = [];

  constructor(label) {
    this.element = element("table", { class: "grid", "aria-label": label });
  }

  /**
   * @param values rows of numbers; null is a cell not computed yet
   * @param style {largest, signed, digits, mark(row, column) → class names}
   */
  draw(values, { largest, signed = false, digits = 1, mark = () => "" } = {}) {
    largest ??= Math.max(...values.flat().map(Math.abs));
    if (this.cells.length !== values.length || this.cells[0].length !== values[0].length) {
      this.build(values.length, values[0].length);
    }
    let longest = 1;
    for (const [row, line] of values.entries()) {
      for (const [column, value] of line.entries()) {
        const cell = this.cells[row][column];
        const text = value === null ? "" : written(value, Math.abs(value) < 10 ? digits : 0);
        if (cell.textContent !== text) cell.textContent = text;
        longest = Math.max(longest, text.length);
        cell.style.backgroundColor = value === null ? "" : shade(value, largest, signed);
        cell.className = mark(row, column);
      }
    }
    this.element.style.setProperty("--chars", longest);
  }

  build(rows, columns) {
    this.cells = Array.from({ length: rows }, () => Array.from({ length: columns }, () => element("td")));
    const lines = this.cells.map((line) => element("tr", {}, ...line));
    this.element.replaceChildren(element("tbody", {}, ...lines));
    this.element.style.setProperty("--columns", columns);
  }
}
