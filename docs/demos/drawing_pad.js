import { button, element } from "./element.js";

const SIDE = 280;
const PEN = 22;
const STEP = 10; // of the pen by an arrow key
const ARROWS = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };

/** Where a reader draws: with mouse or finger, or with arrow keys and the space bar. */
export class DrawingPad {
  #at = [SIDE / 2, SIDE / 2];
  #down = false;
  #asked = false;
  #canvas = element("canvas", {
    width: SIDE, height: SIDE, tabindex: 0, class: "pad", role: "application",
    "aria-label": "그림판. 화살표 키로 붓을 옮기고, 스페이스 키로 붓을 대거나 떼고, 백스페이스 키로 모두 지운다",
    onpointerdown: (event) => this.#follow(event),
    onpointermove: (event) => this.#follow(event),
    onkeydown: (event) => this.#key(event),
    onblur: () => { [this.#down, this.#brush.hidden] = [false, true]; },
  });
  #brush = element("span", { class: "brush", hidden: true });
  #pen = this.#canvas.getContext("2d", { willReadFrequently: true });
  element = element("figure", {},
    element("div", { class: "board" }, this.#canvas, this.#brush),
    element("figcaption", {}, "여기에 숫자를 쓴다"),
    button("지우기", () => this.#clear()));

  /** @param onchange called at most once a frame with the brightness (0–255) of side × side pixels, and side */
  constructor(onchange) {
    this.onchange = onchange;
    Object.assign(this.#pen, { lineWidth: PEN, lineCap: "round", strokeStyle: "#fff" });
  }

  #changed() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.onchange(this.#pen.getImageData(0, 0, SIDE, SIDE).data.filter((_, i) => i % 4 === 3), SIDE);
    });
  }

  #stroke(to) {
    this.#pen.beginPath();
    this.#pen.moveTo(...this.#at);
    this.#pen.lineTo(to[0] + 0.01, to[1]); // a line without length draws no dot
    this.#pen.stroke();
    this.#changed();
  }

  #clear() {
    this.#pen.clearRect(0, 0, SIDE, SIDE);
    this.#changed();
  }

  #follow(event) {
    if (!event.isPrimary || event.button > 0) return; // a palm; another button
    if (event.type === "pointerdown") this.#canvas.setPointerCapture(event.pointerId);
    else if (!this.#canvas.hasPointerCapture(event.pointerId)) return;
    const to = [event.offsetX, event.offsetY].map((offset) => (offset * SIDE) / this.#canvas.clientWidth);
    if (event.type === "pointerdown") this.#at = to;
    this.#stroke(to);
    this.#at = to;
  }

  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    event.stopPropagation(); // from the theme, which turns the page at "." and ","
    if (event.repeat && event.key === " ") return event.preventDefault();
    if (event.key in ARROWS) {
      const to = this.#at.map((from, i) => Math.max(0, Math.min(SIDE, from + ARROWS[event.key][i])));
      if (this.#down) this.#stroke(to);
      this.#at = to;
    } else if (event.key === " ") {
      this.#down = !this.#down;
      if (this.#down) this.#stroke(this.#at);
    } else if (event.key === "Backspace") this.#clear();
    else return;
    event.preventDefault();
    this.#brush.hidden = false;
    this.#brush.classList.toggle("down", this.#down);
    [this.#brush.style.left, this.#brush.style.top] = this.#at.map((part) => `${(100 * part) / SIDE}%`);
  }
}
