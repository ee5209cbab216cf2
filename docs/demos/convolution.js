import { ActiveGrid } from "./active_grid.js";
import { button, choice, element, mount, reducedMotion, slider, written } from "./element.js";

const SIZE = 3;
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
const PACE = 120; // milliseconds a step

/** Where the window stands, what it covers, and the sum of the products. */
function windowAt(state, row, column) {
  const used = state.flipped ? [...state.kernel].reverse() : state.kernel;
  const terms = used.map((weight, i) => {
    const y = row * state.stride - state.padding + Math.floor(i / SIZE);
    const x = column * state.stride - state.padding + (i % SIZE);
    return { y, x, weight, value: state.image[y]?.[x] ?? 0 };
  });
  return { terms, sum: terms.reduce((sum, { value, weight }) => sum + value * weight, 0) };
}

const outputSize = (state, n) => Math.floor((n + 2 * state.padding - SIZE) / state.stride) + 1;

function build({ images }) {
  const pictures = {
    ...Object.fromEntries(images.map(([name, rows]) => [name, rows.map((row) => Array.from(row, Number))])),
    "빈 격자": Array.from({ length: 8 }, () => Array(8).fill(0)),
  };
  const state = { kernel: KERNELS.edge[1], flipped: false, stride: 1, padding: 0, brush: 9 };
  let filled = []; // the feature map as far as it is computed
  let at = [0, 0];
  let timer;

  const imageGrid = new ActiveGrid("이미지. 화살표 키로 칸을 고르고 숫자 키로 값을 바꾼다", {
    point: (row, column) => timer || visit(...outputUnder(row, column)),
    set: (row, column, digit) => paint(row - state.padding, column - state.padding, digit),
  });
  const mapGrid = new ActiveGrid("특성 맵. 화살표 키로 창을 옮긴다", { point: (row, column) => timer || visit(row, column) });
  const said = element("p", { role: "status", class: "said" });
  const sum = element("p", { class: "sum" });
  const size = element("p", { class: "worked" });
  const weights = Array.from({ length: SIZE * SIZE }, (_, i) =>
    element("input", {
      type: "number", step: "any", min: -99, max: 99,
      "aria-label": `커널 ${Math.floor(i / SIZE) + 1}행 ${(i % SIZE) + 1}열`,
      oninput: () => setKernel(OWN),
    }),
  );
  const preset = choice("커널", { ...mapValues(KERNELS, ([name]) => name), [OWN]: "직접 적기" }, setKernel);
  const play = button("재생", () => (timer ? stop() : start()));
  const paddings = choice("패딩", { 0: "0", 1: "1", 2: "2" }, (value) => restart({ padding: Number(value) }));
  const strides = choice("보폭", { 1: "1", 2: "2", 3: "3" }, (value) => restart({ stride: Number(value) }));
  const flip = element("input", { type: "checkbox", onchange: () => restart({ flipped: flip.checked }) });

  function outputUnder(row, column) {
    const place = (n, padded) =>
      Math.max(0, Math.min(Math.round((padded - 1) / state.stride), outputSize(state, n) - 1));
    return [place(state.image.length, row), place(state.image[0].length, column)];
  }

  function restart(change = {}) {
    stop();
    Object.assign(state, change);
    const [rows, columns] = [state.image.length, state.image[0].length].map((n) => outputSize(state, n));
    filled = Array.from({ length: rows }, () => Array(columns).fill(null));
    const n = state.image.length;
    size.textContent =
      `출력 한 변 = ⌊(${n} + 2·${state.padding} − ${SIZE})/${state.stride}⌋ + 1 = ${outputSize(state, n)}`;
    visit(0, 0);
  }

  function visit(row, column, quietly = false) {
    at = [row, column];
    filled[row][column] = windowAt(state, row, column).sum;
    show(quietly);
  }

  function show(quietly) {
    const { terms, sum: total } = windowAt(state, ...at);
    const covered = new Set(terms.map(({ y, x }) => `${y + state.padding} ${x + state.padding}`));
    const [height, width] = [state.image.length, state.image[0].length];
    const padded = Array.from({ length: height + 2 * state.padding }, (_, y) =>
      Array.from({ length: width + 2 * state.padding }, (_, x) =>
        state.image[y - state.padding]?.[x - state.padding] ?? 0),
    );
    const outside = (n, i) => i < state.padding || i >= n + state.padding;
    imageGrid.draw(padded, {
      largest: 9,
      mark: (y, x) =>
        (covered.has(`${y} ${x}`) ? "lit " : "") + (outside(height, y) || outside(width, x) ? "padded" : ""),
    });
    mapGrid.draw(filled, { signed: true, mark: (y, x) => (y === at[0] && x === at[1] ? "lit" : "") });
    const product = ({ value, weight }) => `${value}×${weight < 0 ? `(${written(weight)})` : written(weight)}`;
    const lines = [0, SIZE, 2 * SIZE].map((i) => terms.slice(i, i + SIZE).map(product).join(" + "));
    sum.replaceChildren(
      ...lines.flatMap((line, i) => [i ? "+ " : "", line, element("br")]),
      element("strong", {}, `= ${written(total)}`),
      ...(state.kernel.every(Number.isInteger) ? [] : [element("br"), "적힌 커널의 값과 합은 반올림한 것이고, 합은 반올림하지 않은 커널로 구했다."]),
    );
    if (!quietly) said.textContent = `특성 맵 ${at[0] + 1}행 ${at[1] + 1}열의 값은 ${written(total)}이다.`;
  }

  function step(by) {
    const columns = filled[0].length;
    const next = at[0] * columns + at[1] + by;
    if (next < 0 || next >= filled.length * columns) return false;
    visit(Math.floor(next / columns), next % columns);
    return true;
  }

  /** On to the first place that is still empty. */
  function fill() {
    const place = filled.flat().indexOf(null);
    if (place < 0) return false;
    visit(Math.floor(place / filled[0].length), place % filled[0].length, true);
    return true;
  }

  function start() {
    if (!filled.flat().includes(null)) restart();
    if (reducedMotion()) {
      while (fill());
      return finished();
    }
    play.textContent = "멈춤";
    timer = setInterval(() => fill() || finished(), PACE);
  }

  function finished() {
    stop();
    said.textContent = filled.flat().includes(null)
      ? "마지막 칸까지 왔다. 건너뛴 칸은 비어 있다."
      : `특성 맵 ${filled.length}×${filled[0].length}칸을 모두 채웠다.`;
  }

  function stop() {
    clearInterval(timer);
    timer = undefined;
    play.textContent = "재생";
  }

  function paint(row, column, digit) {
    if (state.image[row]?.[column] === undefined) {
      said.textContent = "바깥에 채운 0은 바꾸지 못한다. 안쪽 칸을 고른다.";
      return;
    }
    state.image[row][column] = digit ?? state.brush;
    recompute();
  }

  function setKernel(name) {
    preset.querySelector("select").value = name;
    if (name === OWN) {
      const given = weights.map((input) => input.valueAsNumber);
      state.kernel = given.map((value) => (Number.isFinite(value) ? Math.max(-99, Math.min(99, value)) : 0));
      recompute();
      if (!given.every((value) => Math.abs(value) <= 99)) {
        said.textContent = "커널에는 −99에서 99까지의 수를 적는다. 넘는 수는 −99나 99로, 빈 칸은 0으로 계산한다.";
      }
      return;
    }
    state.kernel = KERNELS[name][1];
    weights.forEach((input, i) => { input.value = Number(state.kernel[i].toFixed(3)); });
    recompute();
  }

  /** What was filled stays filled, with the new values. */
  function recompute() {
    filled = filled.map((line, row) =>
      line.map((value, column) => (value === null ? null : windowAt(state, row, column).sum)),
    );
    show();
  }

  const picture = choice("이미지", mapValues(pictures, (_, name) => name), (name) =>
    restart({ image: pictures[name] }));
  state.image = Object.values(pictures)[0];
  restart();
  setKernel("edge");
  return [
    element("div", { class: "controls" },
      picture, preset, paddings, strides,
      element("label", { class: "check" }, flip, element("span", {}, "커널 뒤집기 (수학의 합성곱)")),
      slider("칠할 값", state.brush, 9, (value) => { state.brush = value; })),
    element("div", { class: "controls" },
      button("이전", () => { stop(); step(-1); }),
      button("다음", () => { stop(); step(1) || finished(); }),
      play,
      button("처음으로", () => restart())),
    said,
    element("div", { class: "stage" },
      element("figure", {}, imageGrid.element, element("figcaption", {}, "이미지: 칸을 누르면 칠해진다")),
      element("figure", {}, mapGrid.element, element("figcaption", {}, "특성 맵: 칸을 가리키거나 눌러 창을 옮긴다"))),
    size,
    element("div", { class: "stage" },
      element("fieldset", { class: "kernel" }, element("legend", {}, "커널"), ...weights),
      sum),
  ];
}

const mapValues = (object, use) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, use(value, name)]));

mount("convolution", build);
