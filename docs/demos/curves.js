/** Accuracy and loss of a few runs over their batches, as lines and as a table. */
import { element, written } from "./element.js";

const [WIDTH, HEIGHT] = [320, 130];
const MOST = 400; // points of a line; a longer one is thinned out
const SHOWN = 20; // rows of the table
const HIGHEST = 3; // loss that is drawn; chance is ln 10 = 2.3

/** What one training gave: rows of [batches, loss, accuracy], of the images it learns from and of others. */
export class Run {
  learned = [];
  held = [];

  constructor(name, chosen) {
    Object.assign(this, { name, chosen });
  }

  add(rows, batches, loss, accuracy) {
    rows.push([batches, loss, accuracy]);
    if (rows.length > MOST) rows.splice(0, MOST, ...rows.slice(0, MOST).filter((_, i) => i % 2));
  }
}

const svg = (tag, attributes, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

export class Curves {
  #charts = [["정확도", 2, 1], ["손실", 1, HIGHEST]].map(([name, column, top]) => ({ name, column, top, picture: svg("svg", {
    viewBox: `-30 -8 ${WIDTH + 40} ${HEIGHT + 24}`, class: "curves", role: "img",
  }) }));
  #legend = element("ul", { class: "legend" });
  #table = element("table", { class: "numbers" });
  elements = [
    ...this.#charts.map(({ name, picture }) => element("figure", {}, element("figcaption", {}, name), picture)),
    this.#legend,
    element("p", { class: "worked" }, "굵은 선은 훈련에 쓰지 않는 이미지 1,000장, 가는 선은 훈련 이미지의 배치이다."),
    element("details", {}, element("summary", {}, "곡선의 값"), this.#table),
  ];

  /** @param runs [now, another, …]; drawn as far as the first has got, where it has */
  draw(runs) {
    const last = Math.max(20, ...runs.flatMap(({ learned, held }) => [learned, held].map((rows) => rows.at(-1)?.[0] ?? 0)));
    for (const { name, column, top, picture } of this.#charts) {
      const place = (row) => {
        const share = Math.min(row[column] / top, 1.05); // NaN is no place
        return Number.isFinite(share) ? [`${((row[0] / last) * WIDTH).toFixed(1)},${((1 - share) * HEIGHT).toFixed(1)}`] : [];
      };
      const lines = runs.flatMap(({ learned, held }, nth) => [["learned", learned], ["held", held]].map(([kind, rows]) =>
        svg("polyline", { class: `${kind} run${nth}`, points: rows.flatMap(place).join(" ") })));
      const text = (x, y, says) => svg("text", { x, y, "text-anchor": "end" }, says);
      picture.replaceChildren(
        svg("path", { class: "axis", d: `M0,0V${HEIGHT}H${WIDTH}M0,${HEIGHT / 2}H${WIDTH}M0,0H${WIDTH}` }),
        text(-4, 4, top), text(-4, HEIGHT / 2 + 4, top / 2), text(-4, HEIGHT + 4, 0), text(WIDTH, HEIGHT + 14, `${last}번째 배치`),
        ...lines);
      const now = runs[0].held.at(-1);
      picture.setAttribute("aria-label", `${name} 곡선.${now ? ` 지금 ${written(now[column], 3)}.` : ""} 값은 아래의 표에 있다.`);
    }
    this.#legend.replaceChildren(...runs.map(({ name }, nth) =>
      element("li", {}, svg("svg", { viewBox: "0 0 24 8", class: "curves sample", "aria-hidden": true },
        svg("polyline", { class: `held run${nth}`, points: "0,4 24,4" })), ` ${name}`)));
    const { held } = runs[0];
    const rows = held.filter((_, i) => i === held.length - 1 || i % Math.ceil(held.length / SHOWN) === 0);
    const line = (tag, cells) => element("tr", {}, ...cells.map((cell) => element(tag, {}, cell)));
    this.#table.replaceChildren(
      element("caption", {}, "지금 실행, 훈련에 쓰지 않는 이미지"), line("th", ["배치", "손실", "정확도"]),
      ...rows.map(([batches, ...values]) => line("td", [batches, ...values.map((value) => written(value, 3))])));
  }
}
