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
    let [under, painting] = [undefined, false];
    listen("focusin", (event, row, column) => {
      this.#focusable(event.target);
      if (event.target.matches(":focus-visible")) point(row, column); // else the pointer has pointed
    });
    // Not `pointerover`: that also comes where the page moves under a mouse at rest.
    listen("pointermove", (event, row, column) => {
      if (!mouse(event) || event.target === under) return;
      under = event.target;
      point(row, column);
      if (painting) set(row, column);
    });
    this.element.addEventListener("pointerleave", () => { under = undefined; });
    document.addEventListener("pointerup", () => { painting = false; });
    listen("pointerdown", (event, row, column) => {
      if (!mouse(event) || event.button !== 0) return;
      painting = true;
      set(row, column);
    });
    // A finger that scrolls ends in `pointercancel`: only a tap paints.
    listen("pointerup", (event, row, column) => {
      if (mouse(event)) return;
      point(row, column);
      set(row, column);
    });
    listen("keydown", (event, row, column) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      event.stopPropagation(); // from the theme, which turns the page at "." and ","
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
    for (const [row, line] of this.cells.entries()) {
      for (const [column, cell] of line.entries()) {
        Object.assign(cell, { at: [row, column], tabIndex: -1 });
        cell.setAttribute("role", "gridcell");
      }
    }
    this.#focusable(this.cells[0][0]);
  }

  #focusable(cell) {
    if (this.#current) this.#current.tabIndex = -1;
    cell.tabIndex = 0;
    this.#current = cell;
  }
}
