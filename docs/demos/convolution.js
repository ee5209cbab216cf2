import { ActiveGrid } from "./active_grid.js";
import { button, choice, element, mount, written } from "./element.js";
import { FeatureMap, SIZE } from "./feature_map.js";
import { KernelFields } from "./kernel_fields.js";
import { Player } from "./player.js";
import { slider } from "./slider.js";

/** A kernel that slides over an image, value by value of the feature map. */
class Convolution {
  #at = [0, 0];
  #brush = 9;
  #said = element("p", { role: "status", class: "said" });
  #sum = element("p", { class: "sum" });
  #size = element("p", { class: "worked" });
  #player = new Player({
    begin: () => this.#map.isFull && this.#restart(),
    step: () => this.#fill(),
    finish: () => this.#finish(),
  });
  #imageGrid = new ActiveGrid("이미지. 화살표 키로 칸을 고르고 숫자 키로 값을 바꾼다", {
    point: (row, column) => this.#point(...this.#map.nearest(row, column)),
    set: (row, column, digit) => this.#paint(row - this.#map.padding, column - this.#map.padding, digit),
  });
  #mapGrid = new ActiveGrid("특성 맵. 화살표 키로 창을 옮긴다", {
    point: (row, column) => this.#point(row, column),
  });
  #map;
  #kernel;

  /** @param images of name to rows of numbers; the first is shown */
  constructor(images) {
    this.images = images;
    this.#map = new FeatureMap(Object.values(images)[0]);
    this.#restart();
    this.#kernel = new KernelFields((kernel, trouble) => this.#use(kernel, trouble));
    this.elements = [
      this.#settings(),
      this.#steps(),
      this.#said,
      element("div", { class: "stage" },
        element("figure", {}, this.#imageGrid.element, element("figcaption", {}, "이미지: 칸을 누르면 칠해진다")),
        element("figure", {}, this.#mapGrid.element,
          element("figcaption", {}, "특성 맵: 칸을 가리키거나 눌러 창을 옮긴다"))),
      this.#size,
      element("div", { class: "stage" }, this.#kernel.element, this.#sum),
    ];
  }

  #settings() {
    const names = Object.fromEntries(Object.keys(this.images).map((name) => [name, name]));
    const flip = element("input", { type: "checkbox", onchange: () => this.#restart({ flipped: flip.checked }) });
    return element("div", { class: "controls" },
      choice("이미지", names, (name) => this.#restart({ image: this.images[name] })),
      this.#kernel.preset,
      choice("패딩", { 0: "0", 1: "1", 2: "2" }, (value) => this.#restart({ padding: Number(value) })),
      choice("보폭", { 1: "1", 2: "2", 3: "3" }, (value) => this.#restart({ stride: Number(value) })),
      element("label", { class: "check" }, flip, element("span", {}, "커널 뒤집기 (수학의 합성곱)")),
      slider("칠할 값", this.#brush, 9, (value) => { this.#brush = value; }));
  }

  #steps() {
    return element("div", { class: "controls" },
      button("이전", () => { this.#player.stop(); this.#step(-1); }),
      button("다음", () => { this.#player.stop(); this.#step(1) || this.#finish(); }),
      this.#player.button,
      button("처음으로", () => this.#restart()));
  }

  #restart(change = {}) {
    this.#player.stop();
    Object.assign(this.#map, change).clear();
    const { image: { length: n }, padding, stride } = this.#map;
    this.#size.textContent =
      `출력 한 변 = ⌊(${n} + 2·${padding} − ${SIZE})/${stride}⌋ + 1 = ${this.#map.outputSize(n)}`;
    this.#visit(0, 0);
  }

  #visit(row, column, quietly = false) {
    this.#at = [row, column];
    this.#map.compute(row, column);
    this.#show(quietly);
  }

  #point(row, column) {
    if (!this.#player.isPlaying) this.#visit(row, column);
  }

  #step(by) {
    const { length: rows, 0: { length: columns } } = this.#map.values;
    const next = this.#at[0] * columns + this.#at[1] + by;
    if (next < 0 || next >= rows * columns) return false;
    this.#visit(Math.floor(next / columns), next % columns);
    return true;
  }

  /** On to the first place that is still empty. */
  #fill() {
    const place = this.#map.values.flat().indexOf(null);
    if (place < 0) return false;
    const columns = this.#map.values[0].length;
    this.#visit(Math.floor(place / columns), place % columns, true);
    return true;
  }

  #finish() {
    const { values, isFull } = this.#map;
    this.#said.textContent = isFull
      ? `특성 맵 ${values.length}×${values[0].length}칸을 모두 채웠다.`
      : "마지막 칸까지 왔다. 건너뛴 칸은 비어 있다.";
  }

  #paint(row, column, digit) {
    const { image } = this.#map;
    if (image[row]?.[column] === undefined) {
      this.#said.textContent = "바깥에 채운 0은 바꾸지 못한다. 안쪽 칸을 고른다.";
      return;
    }
    image[row][column] = digit ?? this.#brush;
    this.#map.recompute();
    this.#show();
  }

  #use(kernel, trouble) {
    this.#map.kernel = kernel;
    this.#map.recompute();
    this.#show();
    if (trouble) this.#said.textContent = trouble;
  }

  #show(quietly = false) {
    const map = this.#map;
    const [row, column] = this.#at;
    const { terms, sum } = map.windowAt(row, column);
    const covered = new Set(terms.map(({ y, x }) => `${y + map.padding} ${x + map.padding}`));
    this.#imageGrid.draw(map.padded(), {
      largest: 9,
      mark: (y, x) => (covered.has(`${y} ${x}`) ? "lit " : "") + (map.isPadding(y, x) ? "padded" : ""),
    });
    this.#mapGrid.draw(map.values, { signed: true, mark: (y, x) => (y === row && x === column ? "lit" : "") });
    this.#sum.replaceChildren(...sumOfProducts(terms, sum, map.kernel.every(Number.isInteger)));
    if (!quietly) this.#said.textContent = `특성 맵 ${row + 1}행 ${column + 1}열의 값은 ${written(sum)}이다.`;
  }
}

/** The products, a line for each row of the kernel, and their sum. */
function sumOfProducts(terms, sum, exact) {
  const product = ({ value, weight }) => `${value}×${weight < 0 ? `(${written(weight)})` : written(weight)}`;
  const lines = [0, SIZE, 2 * SIZE].map((i) => terms.slice(i, i + SIZE).map(product).join(" + "));
  return [
    ...lines.flatMap((line, i) => [i ? "+ " : "", line, element("br")]),
    element("strong", {}, `= ${written(sum)}`),
    ...(exact ? [] : [element("br"), "적힌 커널의 값과 합은 반올림한 것이고, 합은 반올림하지 않은 커널로 구했다."]),
  ];
}

function build({ images }) {
  return new Convolution({
    ...Object.fromEntries(images.map(([name, rows]) => [name, rows.map((row) => Array.from(row, Number))])),
    "빈 격자": Array.from({ length: 8 }, () => Array(8).fill(0)),
  }).elements;
}

mount("convolution", build);
