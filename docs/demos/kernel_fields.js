import { choice, element } from "./element.js";
import { SIZE } from "./feature_map.js";

const KERNELS = {
  edge: ["세로로 선 윤곽선", [-1, 0, 1, -1, 0, 1, -1, 0, 1]],
  sobel_x: ["소벨 가로 (세로로 선 윤곽선)", [-1, 0, 1, -2, 0, 2, -1, 0, 1]],
  sobel_y: ["소벨 세로 (가로로 누운 윤곽선)", [-1, -2, -1, 0, 0, 0, 1, 2, 1]],
  around: ["사방의 윤곽선", [0, -1, 0, -1, 4, -1, 0, -1, 0]],
  blur: ["흐리게", Array(9).fill(1 / 9)],
  sharpen: ["날카롭게", [0, -1, 0, -1, 5, -1, 0, -1, 0]],
  identity: ["항등", [0, 0, 0, 0, 1, 0, 0, 0, 0]],
};
const OWN = "own";

/** The kernel: one of those that have a name, or nine weights of the reader's own. */
export class KernelFields {
  #names = Object.fromEntries(Object.entries(KERNELS).map(([key, [name]]) => [key, name]));
  #weights = Array.from({ length: SIZE * SIZE }, (_, i) =>
    element("input", {
      type: "number", step: "any", min: -99, max: 99,
      "aria-label": `커널 ${Math.floor(i / SIZE) + 1}행 ${(i % SIZE) + 1}열`,
      oninput: () => this.#choose(OWN),
    }),
  );
  preset = choice("커널", { ...this.#names, [OWN]: "직접 적기" }, (name) => this.#choose(name));
  element = element("fieldset", { class: "kernel" }, element("legend", {}, "커널"), ...this.#weights);

  /** @param onchange called with the nine weights, and what is wrong with those that were typed */
  constructor(onchange) {
    this.onchange = onchange;
    this.#choose("edge");
  }

  #choose(name) {
    this.preset.lastChild.value = name;
    if (name === OWN) return this.#read();
    const [, kernel] = KERNELS[name];
    this.#weights.forEach((input, i) => { input.value = Number(kernel[i].toFixed(3)); });
    this.onchange(kernel);
  }

  #read() {
    const given = this.#weights.map((input) => input.valueAsNumber);
    const kernel = given.map((value) => (Number.isFinite(value) ? Math.max(-99, Math.min(99, value)) : 0));
    const inRange = given.every((value) => Math.abs(value) <= 99);
    this.onchange(kernel, inRange ? "" :
      "커널에는 −99에서 99까지의 수를 적는다. 넘는 수는 −99나 99로, 빈 칸은 0으로 계산한다.");
  }
}
