/** What a network that is being trained looks like inside, and what it gets right and wrong. */
import { DrawingPad } from "./drawing_pad.js";
import { button, element, written } from "./element.js";
import { Grid } from "./grid.js";
import { likeMnist, SIDE } from "./handwriting.js";
import { Maps } from "./maps.js";
import { run } from "./network.js";

const WRONG = 20; // images that are shown

const likeliest = (shares) => shares.indexOf(Math.max(...shares));
const percent = (share) => `${written(share * 100, 1)}%`;

function picture(values, attributes) {
  const canvas = element("canvas", { width: SIDE, height: SIDE, ...attributes });
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(SIDE, SIDE);
  values.forEach((value, i) => image.data.set([255 * value, 255 * value, 255 * value, 255], 4 * i));
  pen.putImageData(image, 0, 0);
  return canvas;
}

/** A part that is drawn only while it is open. */
class View {
  constructor(title, ...parts) {
    this.element = element("details", { ontoggle: () => this.show() }, element("summary", {}, title), ...parts);
  }

  /** @param seen {layers, predictions, classes, test, image}, as far as it is known */
  show(seen = this.seen) {
    this.seen = seen;
    if (seen?.layers && this.element.open) this.draw(seen);
  }
}

export class Insides extends View {
  #place;

  constructor() {
    const place = element("div", { class: "gallery" });
    super("첫 커널과 특성 맵", place);
    this.#place = place;
  }

  draw({ layers, image }) {
    const outputs = run({ layers }, image);
    const first = layers[0].kernel;
    const largest = Math.max(...first.values.map(Math.abs)) || 1;
    const kernels = first.values.map((value) => (value / largest + 1) / 2);
    const shown = outputs.filter(({ shape }) => shape.length === 3).map(({ shape, values }, i) => {
      const [least, most] = [Math.min(...values), Math.max(...values)];
      return [`${layers[i].kind}의 출력 (${shape.join(", ")})`, shape, values.map((value) => (value - least) / (most - least || 1))];
    });
    const [height, width, , filters] = first.shape;
    const all = [[`첫 층의 커널 ${filters}개: 회색 0, 흰색 양수, 검정 음수`, [height, width, filters], kernels], ...shown];
    this.#place.replaceChildren(
      element("figure", {}, picture(image.values, { class: "seen", role: "img", "aria-label": "넣은 이미지" }), element("figcaption", {}, "넣은 이미지. 아래의 틀린 이미지나 그림판에서 바꾼다.")),
      ...all.map(([title, shape, values]) => {
        const maps = new Maps(shape, title, () => {});
        maps.draw(values, false, 1);
        return element("figure", {}, maps.canvas, element("figcaption", {}, title));
      }));
  }
}

export class Confusion extends View {
  #table;

  constructor() {
    const table = element("table", { class: "numbers confusion" });
    super("혼동 행렬", table);
    this.#table = table;
  }

  draw({ predictions, classes, test }) {
    const counts = classes.map(() => classes.map(() => 0));
    for (const [i, predicted] of predictions.entries()) counts[test.labels[i]][predicted]++;
    const heads = classes.map((_, i) => element("th", { scope: "col" }, i));
    this.#table.replaceChildren(
      element("caption", {}, "줄은 정답, 칸은 예측한 번호, 수는 이미지의 장수이다. 대각선이 맞힌 것이다."),
      element("tr", {}, element("th", {}, "정답"), ...heads),
      ...counts.map((row, i) => element("tr", {}, element("th", { scope: "row" }, classes[i] === `${i}` ? classes[i] : `${i} ${classes[i]}`),
        ...row.map((count, j) => element("td", { class: i === j ? "right" : count ? "wrong" : "" }, count)))));
  }
}

export class Mistakes extends View {
  #place;
  #onpick;

  constructor(onpick) {
    const place = element("div");
    super("틀린 이미지", place);
    [this.#place, this.#onpick] = [place, onpick];
  }

  draw({ predictions, classes, test }) {
    const wrong = [...predictions.keys()].filter((i) => predictions[i] !== test.labels[i]);
    const size = SIDE * SIDE;
    const samples = wrong.slice(0, WRONG).map((i) => {
      const values = Float32Array.from(test.images.subarray(i * size, (i + 1) * size), (value) => value / 255);
      const says = `정답 ${classes[test.labels[i]]}, 예측 ${classes[predictions[i]]}`;
      const pick = element("button", { type: "button", title: says, "aria-label": says, onclick: () => this.#onpick(values) }, picture(values));
      return element("figure", {}, pick, element("figcaption", {}, `${classes[test.labels[i]]} → ${classes[predictions[i]]}`));
    });
    this.#place.replaceChildren(
      element("p", {}, `${predictions.length}장 가운데 ${wrong.length}장을 틀렸다. 앞의 ${samples.length}장을 「정답 → 예측」으로 적었다. 누르면 그 이미지의 특성 맵을 본다.`),
      element("div", { class: "samples" }, ...samples));
  }
}

export class Drawing extends View {
  constructor(onpick) {
    const says = element("p", { role: "status", class: "said" }, "방금 훈련한 모델이 읽는다.");
    super("숫자를 그려 보기", new DrawingPad((ink, side) => {
      this.image = likeMnist(ink, side);
      if (this.image) onpick(this.image.values);
      this.draw(this.seen);
    }).element, says);
    this.says = says;
  }

  draw({ layers, classes }) {
    if (!this.image) return;
    const shares = [...run({ layers }, this.image).at(-1).values];
    const order = [...shares.keys()].sort((a, b) => shares[b] - shares[a]).slice(0, 3);
    this.says.textContent = `예측: ${order.map((i) => `${classes[i]} (${percent(shares[i])})`).join(", ")}`;
  }
}

/** One batch, step by step. */
export class Followed {
  #said = element("div", {}, element("p", {}, "「한 배치」를 누르면 여기에서 한 걸음을 숫자로 따라간다."));
  element = element("details", {}, element("summary", {}, "한 배치를 따라가기"), this.#said);

  show({ kernel, learningRate, images, first, loss, lossAfter }, { classes }, adam) {
    const { shape: [height, width = 1], before, gradient, after } = kernel;
    const rows = (values) => Array.from({ length: height }, (_, row) => values.slice(row * width, (row + 1) * width));
    const step = after.map((value, i) => value - before[i]);
    const share = first.shares[first.label];
    const grids = [["전의 커널", before], ["기울기", gradient], ["고친 양", step], ["고친 커널", after]].map(([name, values]) => {
      const grid = new Grid(name);
      grid.draw(rows(values), { signed: true, digits: 3 });
      return element("figure", {}, grid.element, element("figcaption", {}, name));
    });
    const rule = adam ? "Adam은 기울기를 그 크기의 어림으로 나누어, 처음에는 어느 칸이나 학습률만큼 고친다." : `고친 양 = −${learningRate} × 기울기`;
    this.#said.replaceChildren(
      element("p", {}, `① 앞으로: 배치의 첫 이미지(정답 ${classes[first.label]})에서 정답의 확률은 ${percent(share)}, 예측은 ${classes[likeliest(first.shares)]}이다.`),
      picture(first.image, { class: "seen", role: "img", "aria-label": "배치의 첫 이미지" }),
      element("p", {}, `② 손실: 이 이미지는 −ln ${written(share, 4)} = ${written(-Math.log(share), 3)}, 배치 ${images}장의 평균은 ${written(loss, 3)}이다.`),
      element("p", {}, `③ 뒤로: 첫 층의 첫 커널에서 숫자 하나를 아주 조금 키울 때 손실이 늘어나는 비율이 기울기이다. ④ 기울기의 반대로 고친다. ${rule}`),
      element("div", { class: "stage" }, ...grids),
      element("p", {}, `⑤ 고친 다음 같은 배치의 손실은 ${written(loss, 3)}에서 ${written(lossAfter, 3)}이 되었다.`));
  }
}
