import { Grid } from "./grid.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * A grid whose cells are pointed at, and changed. One cell at a time takes the focus; arrow keys move it.
 *
 * @param on {point(row, column), set(row, column, digit)}: a cell that the mouse or the focus has
 *   reached; a cell to change, to `digit` where one was typed
 */
export class ActiveGrid extends Grid {
  #current;

  constructor(label, { point = () => {}, set = () => {} }) {
    super(label);
    this.element.setAttribute("role", "grid");
    const listen = (type, use) =>
      this.element.addEventListener(type, (event) => {
        const cell = event.target.closest("td");
        if (cell) use(event, ...cell.at);
      });
    const mouse = ({ pointerType }) => pointerType === "mouse";
    listen("focusin", (event, row, column) => {
      this.#focusable(event.target);
      point(row, column);
    });
    listen("pointerover", (event, row, column) => {
      if (!mouse(event)) return;
      point(row, column);
      if (event.buttons === 1) set(row, column);
    });
    listen("pointerdown", (event, row, column) => mouse(event) && set(row, column));
    // A finger that scrolls ends in `pointercancel`: only a tap paints.
    listen("pointerup", (event, row, column) => mouse(event) || set(row, column));
    listen("keydown", (event, row, column) => {
      const [down, right] = ARROWS[event.key] ?? [];
      if (event.key in ARROWS) this.cells[row + down]?.[column + right]?.focus();
      else if (/^\d$/.test(event.key)) set(row, column, Number(event.key));
      else if (event.key === " " || event.key === "Enter") set(row, column);
      else return;
      event.preventDefault();
    });
  }

  build(rows, columns) {
    super.build(rows, columns);
    this.cells.forEach((line, row) =>
      line.forEach((cell, column) => {
        Object.assign(cell, { at: [row, column], tabIndex: -1 });
        cell.setAttribute("role", "gridcell");
      }),
    );
    this.#focusable(this.cells[0][0]);
  }

  #focusable(cell) {
    if (this.#current) this.#current.tabIndex = -1;
    cell.tabIndex = 0;
    this.#current = cell;
  }
}
