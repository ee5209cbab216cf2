/** What a network that is being trained looks like inside, and what it gets right and wrong. Texts stand in docs/train.md. */
import { DrawingPad } from "./drawing_pad.js";
import { element, written } from "./element.js";
import { likeMnist, SIDE } from "./handwriting.js";
import { run } from "./network.js";

const SIZE = SIDE * SIDE;
const WRONG = 20; // images that are shown
const COLUMNS = 8; // maps side by side

/** A text with names in braces, which are filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const percent = (share) => `${written(share * 100, 1)}%`;
const figure = (text, ...parts) => element("figure", {}, ...parts, element("figcaption", {}, text));

/** Maps side by side, each value a pixel, from black for `least` to white for `most`. */
function tiles([height, width, channels], values, least, most, label) {
  const [across, down] = [Math.min(channels, COLUMNS), Math.ceil(channels / COLUMNS)];
  const canvas = element("canvas", { width: across * (width + 1) - 1, height: down * (height + 1) - 1, role: label && "img", "aria-label": label });
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(canvas.width, canvas.height);
  values.forEach((value, i) => {
    const [channel, place] = [i % channels, Math.floor(i / channels)];
    const y = Math.floor(channel / COLUMNS) * (height + 1) + Math.floor(place / width);
    const x = (channel % COLUMNS) * (width + 1) + place % width;
    const grey = (255 * (value - least)) / (most - least || 1);
    image.data.set([grey, grey, grey, 255], 4 * (y * canvas.width + x));
  });
  pen.putImageData(image, 0, 0);
  return canvas;
}

function photo(values, label) {
  const canvas = tiles([SIDE, SIDE, 1], values, 0, 1, label);
  canvas.className = "photo";
  return canvas;
}

/** A part that is drawn only while it is open. */
class View {
  constructor(place) {
    this.place = place;
    place.addEventListener("toggle", () => this.show());
  }

  /** @param seen {layers, predictions, classes, test, image}, as far as it is known */
  show(seen = this.seen) {
    this.seen = seen;
    if (seen?.layers && this.place.open) this.draw(seen);
  }
}

export class Insides extends View {
  draw({ layers, image }) {
    const { shape: [height, width, , filters], values } = layers[0].kernel;
    const largest = Math.max(...values.map(Math.abs)) || 1;
    const maps = run({ layers }, image).filter(({ shape }) => shape.length === 3).map(({ shape, values }, i) => {
      const title = `${i + 1}. ${layers[i].kind}의 출력 (${shape.join(", ")})`;
      return figure(title, tiles(shape, values, Math.min(...values), Math.max(...values), title));
    });
    const title = `첫 층의 커널 ${filters}개`;
    this.place.querySelector(".gallery").replaceChildren(
      figure("넣은 이미지", photo(image.values, "넣은 이미지")),
      figure(title, tiles([height, width, filters], values, -largest, largest, title)), ...maps);
  }
}

export class Confusion extends View {
  draw({ predictions, classes, test }) {
    const counts = classes.map(() => classes.map(() => 0));
    for (const [i, predicted] of predictions.entries()) counts[test.labels[i]][predicted]++;
    const head = (text, scope) => element("th", { scope }, text);
    this.place.querySelector("tbody").replaceChildren(
      element("tr", {}, head("정답", "col"), ...classes.map((_, i) => head(i, "col"))),
      ...counts.map((row, i) => element("tr", {}, head(classes[i] === `${i}` ? i : `${i} ${classes[i]}`, "row"),
        ...row.map((count, j) => element("td", { class: i === j ? "right" : count && "wrong" }, count)))));
  }
}

export class Mistakes extends View {
  constructor(place, onpick) {
    super(place);
    this.onpick = onpick;
    this.text = place.querySelector("p").textContent;
  }

  draw({ predictions, classes, test }) {
    const wrong = [...predictions.keys()].filter((i) => predictions[i] !== test.labels[i]);
    const [text, samples] = this.place.querySelectorAll("p, div");
    text.textContent = fill(this.text, { all: predictions.length, wrong: wrong.length });
    samples.replaceChildren(...wrong.slice(0, WRONG).map((i) => {
      const values = Float32Array.from(test.images.subarray(i * SIZE, (i + 1) * SIZE), (value) => value / 255);
      const says = `${classes[test.labels[i]]} → ${classes[predictions[i]]}`;
      return figure(says, element("button", { type: "button", "aria-label": says, onclick: () => this.onpick(values) }, photo(values)));
    }));
  }
}

export class Drawing extends View {
  constructor(place, onpick) {
    super(place);
    place.querySelector("div").append(new DrawingPad((ink, side) => {
      this.image = likeMnist(ink, side);
      if (this.image) onpick(this.image.values);
    }).element);
  }

  draw({ layers, classes }) {
    if (!this.image) return;
    const shares = run({ layers }, this.image).at(-1).values;
    const order = [...shares.keys()].sort((a, b) => shares[b] - shares[a]).slice(0, 3);
    this.place.querySelector("[role=status]").textContent = `예측: ${order.map((i) => `${classes[i]} (${percent(shares[i])})`).join(", ")}`;
  }
}

/** One batch, step by step. */
export class Followed {
  constructor(place) {
    this.place = place;
    this.texts = [...place.querySelectorAll("div p")].map((it) => [it, it.textContent]);
  }

  /** @param probe as `Training.probe` gives it */
  show({ kernel, learningRate, images, first, loss, lossAfter }, classes) {
    const { shape: [height, width = 1], before, gradient, after } = kernel;
    const share = first.shares[first.label];
    const said = {
      label: classes[first.label], best: classes[first.shares.indexOf(Math.max(...first.shares))],
      percent: percent(share), share: share.toPrecision(5), own: written(-Math.log(share), 4),
      images, loss: written(loss, 3), rate: learningRate, after: written(lossAfter, 3),
    };
    for (const [paragraph, text] of this.texts) paragraph.textContent = fill(text, said);
    const table = (name, values) => figure(name, element("table", { class: "numbers" }, ...Array.from({ length: height }, (_, row) =>
      element("tr", {}, ...values.slice(row * width, (row + 1) * width).map((value) => element("td", {}, written(value, 4)))))));
    const [all, image, tables] = this.place.querySelectorAll("div");
    image.replaceChildren(figure("배치의 첫 이미지", photo(first.image, "배치의 첫 이미지")));
    tables.replaceChildren(
      table("고치기 전", before), table("기울기", gradient), table("고친 양", after.map((value, i) => value - before[i])), table("고친 뒤", after));
    all.hidden = false;
    this.place.open = true;
  }
}

const [WIDTH, HEIGHT] = [320, 130];
const MOST = 400; // points of a line; of a longer one the closest goes
const SHOWN = 20; // rows of the table
const CHARTS = [[2, 1], [1, 3]]; // the column of a row, and the highest value that is drawn; chance has a loss of ln 10

/** What one training gave: rows of [batches, loss, accuracy], of the images it learns from and of others. */
export class Run {
  learned = [];
  held = [];

  /** @param chosen the settings */
  constructor(chosen) {
    this.chosen = chosen;
  }

  add(rows, batches, loss, accuracy) {
    if (!Number.isFinite(loss)) return;
    rows.push([batches, loss, accuracy]);
    if (rows.length <= MOST) return;
    const gaps = rows.slice(2).map(([end], i) => end - rows[i][0]);
    rows.splice(gaps.indexOf(Math.min(...gaps)) + 1, 1);
  }
}

const svg = (tag, attributes, text = "") => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.textContent = text;
  return made;
};

export class Curves {
  constructor(pictures, legend, values) {
    Object.assign(this, { pictures, legend, values });
  }

  /** @param runs the present one, that of Keras, another; the last two may be missing */
  draw(runs) {
    const { held } = runs[0];
    const lines = runs.flatMap((run, nth) => (run ? ["learned", "held"].map((kind) =>
      ({ kind, nth, rows: run[kind], size: run.chosen?.batch ?? 32 })) : []));
    const last = Math.max(640, ...lines.map(({ rows, size }) => (rows.at(-1)?.[0] ?? 0) * size)); // images
    const text = (x, y, says) => svg("text", { x, y }, says);
    this.pictures.forEach((picture, nth) => {
      const [column, top] = CHARTS[nth];
      const line = ({ kind, nth, rows, size }) => svg("polyline", {
        class: `${kind} run${nth}`,
        points: rows.map((row) => `${((row[0] * size) / last) * WIDTH},${(1 - Math.min(row[column] / top, 1.05)) * HEIGHT}`).join(" "),
      });
      picture.replaceChildren(
        svg("path", { d: `M0,0V${HEIGHT}H${WIDTH}M0,${HEIGHT / 2}H${WIDTH}M0,0H${WIDTH}` }),
        text(-4, 4, top), text(-4, HEIGHT / 2 + 4, top / 2), text(-4, HEIGHT + 4, 0), text(WIDTH, HEIGHT + 14, `이미지 ${last}장`),
        ...lines.map(line));
      const now = held.at(-1);
      picture.setAttribute("aria-label", now ? `곡선. 지금 ${written(now[column], 3)}. 값은 아래의 표에 있다.` : "곡선");
    });
    [...this.legend.children].forEach((it, run) => { it.hidden = !runs[run]; });
    const rows = held.filter((_, i) => i === held.length - 1 || i % Math.ceil(held.length / SHOWN) === 0);
    this.values.replaceChildren(...rows.map(([batches, ...values]) =>
      element("tr", {}, ...[batches, ...values.map((value) => written(value, 3))].map((cell) => element("td", {}, cell)))));
  }
}
