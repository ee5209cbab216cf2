import { button, element } from "./element.js";

const SIDE = 280;
const PEN = 22;
const STEP = 10; // of the pen by an arrow key
const ARROWS = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };

/**
 * Where a reader draws: with mouse or finger, or with arrow keys and the space bar.
 *
 * @param onchange called at most once a frame with the brightness (0–255) of side × side pixels, and side
 */
export function drawingPad(onchange) {
  const canvas = element("canvas", {
    width: SIDE, height: SIDE, tabindex: 0, class: "pad", role: "application",
    "aria-label": "그림판. 화살표 키로 붓을 옮기고, 스페이스 키로 붓을 대거나 떼고, 백스페이스 키로 모두 지운다",
  });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  Object.assign(pen, { lineWidth: PEN, lineCap: "round", strokeStyle: "#fff" });
  const brush = element("span", { class: "brush", hidden: true });
  let [at, down, asked] = [[SIDE / 2, SIDE / 2], false, false];

  function changed() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      onchange(pen.getImageData(0, 0, SIDE, SIDE).data.filter((_, i) => i % 4 === 3), SIDE);
    });
  }

  function stroke(to) {
    pen.beginPath();
    pen.moveTo(...at);
    pen.lineTo(to[0] + 0.01, to[1]); // a line without length draws no dot
    pen.stroke();
    changed();
  }

  function clear() {
    pen.clearRect(0, 0, SIDE, SIDE);
    changed();
  }

  function follow(event) {
    if (!event.isPrimary || event.button > 0) return; // a palm; another button
    if (event.type === "pointerdown") canvas.setPointerCapture(event.pointerId);
    else if (!canvas.hasPointerCapture(event.pointerId)) return;
    const to = [event.offsetX, event.offsetY].map((offset) => (offset * SIDE) / canvas.clientWidth);
    if (event.type === "pointerdown") at = to;
    stroke(to);
    at = to;
  }

  function key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    event.stopPropagation(); // from the theme, which turns the page at "." and ","
    if (event.repeat && event.key === " ") return event.preventDefault();
    if (event.key in ARROWS) {
      const to = at.map((from, i) => Math.max(0, Math.min(SIDE, from + ARROWS[event.key][i])));
      if (down) stroke(to);
      at = to;
    } else if (event.key === " ") {
      down = !down;
      if (down) stroke(at);
    } else if (event.key === "Backspace") clear();
    else return;
    event.preventDefault();
    brush.hidden = false;
    brush.classList.toggle("down", down);
    [brush.style.left, brush.style.top] = at.map((part) => `${(100 * part) / SIDE}%`);
  }

  const leave = () => { [down, brush.hidden] = [false, true]; };
  for (const [type, use] of Object.entries({ pointerdown: follow, pointermove: follow, keydown: key, blur: leave })) {
    canvas.addEventListener(type, use);
  }
  return element("figure", {},
    element("div", { class: "board" }, canvas, brush),
    element("figcaption", {}, "여기에 숫자를 쓴다"),
    button("지우기", clear));
}
