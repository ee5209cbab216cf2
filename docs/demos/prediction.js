import { DrawingPad } from "./drawing_pad.js";
import { button, element, written } from "./element.js";
import { likeMnist, SIDE } from "./handwriting.js";
import { Inspector } from "./inspector.js";
import { run } from "./network.js";
import { occlude, PATCH, STRIDE } from "./occlusion.js";

/** A softmax is never 0 or 1. */
const percent = (share) =>
  share < 0.0005 ? "<0.1%" : share >= 0.9995 ? ">99.9%" : `${written(share * 100, 1)}%`;

const imageCanvas = (attributes) => element("canvas", { width: SIDE, height: SIDE, ...attributes });

/** All that a reader sees of one model: what goes in, what comes out, and what happens in between. */
export class Prediction {
  #model;
  #bars;
  #inspector;
  #image;
  #label;
  #shares;
  #waiting;
  #turn = 0; // of covering; a new one ends the one under way
  #said = element("p", { role: "status", class: "said" });
  #seen = imageCanvas({ class: "seen", role: "img", "aria-label": "모델이 보는 이미지" });

  constructor(model, drawable) {
    this.#model = model;
    this.#bars = new Bars(model.classes);
    this.#inspector = new Inspector(model);
    const pad = drawable ? [new DrawingPad((ink, side) => this.#draw(ink, side)).element] : [];
    this.elements = [
      element("div", { class: "stage" },
        ...pad,
        element("figure", {}, this.#seen, element("figcaption", {}, "모델이 보는 28×28"),
          button("가려 보기", () => this.#cover())),
        this.#bars.element),
      this.#said,
      element("p", {}, "테스트 이미지: 처음 열 장은 종류마다 한 장, 다음 열 장은 이 모델이 틀린 이미지를 앞에서부터 고른 것이다."),
      element("div", { class: "samples" }, ...model.images.map((image, i) => this.#sample(image, model.labels[i], i))),
      ...this.#inspector.elements,
    ];
    if (drawable) this.#clear();
    else this.#predict(model.images[0], model.labels[0]);
  }

  #sample(image, label, i) {
    const picture = imageCanvas();
    paint(picture, image.values);
    return element("button", {
      type: "button",
      "aria-label": `테스트 이미지 ${i + 1}: ${this.#model.classes[label]}`,
      onclick: () => this.#predict(image, label),
    }, picture);
  }

  #draw(ink, side) {
    const image = likeMnist(ink, side);
    if (image) this.#predict(image);
    else this.#clear();
  }

  #predict(image, label) {
    const start = performance.now();
    const outputs = run(this.#model, image);
    [this.#image, this.#label, this.#shares] = [image, label, outputs.at(-1).values];
    paint(this.#seen, image.values);
    this.#bars.show(this.#shares, this.#best);
    this.#inspector.show(image, outputs);
    performance.clearMeasures("prediction"); // `nox -s bench` reads the last one
    performance.measure("prediction", { start });
    // What a screen reader says waits until the reader's hand rests.
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#announce(), 300);
  }

  get #best() {
    return this.#shares.indexOf(Math.max(...this.#shares));
  }

  #announce() {
    const { classes } = this.#model;
    const [best, label] = [this.#best, this.#label];
    const truth = label === undefined ? "" : ` 정답은 ${classes[label]}이고, ${best === label ? "맞혔다" : "틀렸다"}.`;
    this.#said.textContent = `예측은 ${classes[best]}(${percent(this.#shares[best])})이다.${truth}`;
  }

  #clear() {
    clearTimeout(this.#waiting);
    this.#image = undefined;
    this.#seen.getContext("2d").clearRect(0, 0, SIDE, SIDE);
    this.#bars.show();
    this.#inspector.clear();
    this.#said.textContent = "아직 그린 것이 없다. 그림판에 숫자를 쓰거나 아래에서 테스트 이미지를 고른다.";
  }

  async #cover() {
    if (!this.#image) return this.#clear();
    const [image, best, turn] = [this.#image, this.#best, ++this.#turn];
    clearTimeout(this.#waiting);
    this.#said.textContent = "가려 보는 중이다.";
    const share = (values) => run(this.#model, { ...image, values }).at(-1).values[best];
    const found = await occlude(image.values, share, () => image === this.#image && turn === this.#turn);
    if (!found) return; // the reader went on
    const { before, worst, falls } = found;
    if (worst.drop < 0.01) {
      this.#said.textContent = `${STRIDE}칸씩 옮기며 ${PATCH}×${PATCH}칸을 가려 보아도 확률이 1%포인트 넘게 떨어지지 않는다. 그래서 칠하지 않았다.`;
      return;
    }
    paint(this.#seen, image.values, falls);
    this.#said.textContent =
      `${worst.top + 1}행 ${worst.left + 1}열부터 ${PATCH}×${PATCH}칸을 검게 가리면 ${this.#model.classes[best]}의 확률이 ` +
        `${percent(before)}에서 ${percent(worst.share)}로 떨어진다. 칸의 붉기는 그 칸을 가린 여러 번에서 떨어진 폭의 평균이다.`;
  }
}

/** The probability of each class. */
class Bars {
  constructor(classes) {
    this.rows = classes.map((name) => {
      const [bar, share] = ["bar", "share"].map((part) => element("span", { class: part }));
      return { bar, share, row: element("li", {}, element("span", {}, name), bar, share) };
    });
    this.element = element("ol", { class: "bars", "aria-label": "종류별 확률" }, ...this.rows.map(({ row }) => row));
  }

  /** @param best the class to point out; without arguments the bars are empty */
  show(shares = [], best) {
    for (const [i, { bar, share, row }] of this.rows.entries()) {
      bar.style.setProperty("--share", shares[i] ?? 0);
      share.textContent = shares.length ? percent(shares[i]) : "";
      row.className = i === best ? "best" : "";
    }
  }
}

/** Brightness (0–1) in grey, and over it in red how much each place weighs. */
function paint(canvas, values, weights) {
  const pen = canvas.getContext("2d");
  const picture = pen.createImageData(SIDE, SIDE);
  const most = weights ? Math.max(...weights) || 1 : 1;
  values.forEach((value, i) => {
    const share = weights ? (weights[i] / most) * 0.8 : 0;
    const grey = 255 * value * (1 - share);
    picture.data.set([grey + 255 * share, grey, grey, 255], 4 * i);
  });
  pen.putImageData(picture, 0, 0);
}
