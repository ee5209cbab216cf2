import { choice, element, labelled, written } from "./element.js";
import { Grid } from "./grid.js";
import { Maps } from "./maps.js";

const KINDS = { Conv2D: "합성곱", MaxPooling2D: "최대 풀링" };
const FIELDS = { filter: "특성 맵", row: "행", column: "열", channel: "입력 채널" };
const CAPTIONS = ["창", "× 커널", "= 곱"];

/** A square of one channel; what lies outside is 0, as `same` pads it. */
function square({ shape: [height, width, channels], values }, size, top, left, channel) {
  return Array.from({ length: size }, (_, dy) =>
    Array.from({ length: size }, (_, dx) => {
      const [y, x] = [top + dy, left + dx];
      return y >= 0 && y < height && x >= 0 && x < width ? values[(y * width + x) * channels + channel] : 0;
    }));
}

const total = (lines) => lines.flat().reduce((sum, value) => sum + value, 0);

/** The feature maps of every layer, and the arithmetic behind any one of their values. */
export class Inspector {
  #chosen = { filter: 0, row: 0, column: 0, channel: 0 };
  #layer = 0;
  #picked = false; // by the reader: then the place stays when the image changes
  #grids = CAPTIONS.map((caption) => new Grid(caption));
  #figures = this.#grids.map(({ element: grid }, i) =>
    element("figure", {}, grid, element("figcaption", {}, CAPTIONS[i])));
  #sum = element("p", { class: "sum" });
  #gallery = element("div", { class: "gallery" });
  #inputs = {};
  #fields = Object.entries(FIELDS).map(([key, name]) => {
    const change = () => this.#pick({ [key]: this.#inputs[key].valueAsNumber - 1 }, true);
    this.#inputs[key] = element("input", { type: "number", min: 1, oninput: change, onblur: () => this.#redraw() });
    return labelled(name, this.#inputs[key]);
  });

  constructor(model) {
    const counts = {};
    this.layers = model.layers.flatMap((layer, index) => {
      if (!(layer.kind in KINDS)) return [];
      counts[layer.kind] = (counts[layer.kind] ?? 0) + 1;
      return { layer, index, title: `${KINDS[layer.kind]} ${counts[layer.kind]}` };
    });
    const titles = Object.fromEntries(this.layers.map(({ title }, i) => [i, title]));
    this.select = choice("층", titles, (i) => this.#strongest(Number(i)));
    this.elements = [
      element("h2", {}, "층별 특성 맵"),
      element("p", {}, "특성 맵의 한 칸을 누르면 그 값을 구한 계산이 아래에 펼쳐진다. 층마다 가장 큰 값이 흰색이다."),
      this.#gallery,
      element("h2", {}, "값 하나의 계산"),
      element("p", {}, "창은 값이 클수록 짙은 파랑이다. 커널과 곱은 빨강이 양수, 파랑이 음수이다."),
      element("div", { class: "controls" }, this.select, ...this.#fields),
      element("div", { class: "stage" }, ...this.#figures),
      this.#sum,
    ];
  }

  /** @param outputs of every layer for `image`, as `network.js` gives them */
  show(image, outputs) {
    [this.image, this.outputs] = [image, outputs];
    this.#sum.setAttribute("aria-live", "off"); // the prediction is said, not this too
    this.maps ??= this.layers.map((it, i) => this.#canvas(it, i));
    if (this.#picked) this.#redraw();
    else this.#strongest(this.#layer);
  }

  clear() {
    this.outputs = undefined;
    for (const map of this.maps ?? []) map.clear();
    for (const figure of this.#figures) figure.hidden = true;
    this.#sum.textContent = "";
  }

  #canvas({ index, title }, i) {
    const { shape } = this.outputs[index];
    const text = `${title}: ${shape[0]}×${shape[1]} 특성 맵 ${shape[2]}장`;
    const map = new Maps(shape, text, (filter, row, column) => {
      this.#layer = i;
      this.#pick({ filter, row, column }, true);
    });
    this.#gallery.append(element("figure", {}, map.canvas, element("figcaption", {}, text)));
    return map;
  }

  #pick(change, picked = false) {
    this.#picked = picked;
    if (picked) this.#sum.setAttribute("aria-live", "polite");
    Object.assign(this.#chosen, change);
    this.#redraw();
  }

  /** Until the reader picks a value, it is the layer's largest. */
  #strongest(layer) {
    this.#layer = layer;
    if (!this.outputs) return;
    const { shape: [, width, channels], values } = this.outputs[this.layers[layer].index];
    const at = values.indexOf(values.reduce((largest, value) => Math.max(largest, value)));
    const place = Math.floor(at / channels);
    this.#pick({ filter: at % channels, row: Math.floor(place / width), column: place % width });
  }

  #redraw() {
    if (!this.outputs) return;
    const { layer, index } = this.layers[this.#layer];
    const [before, after] = [this.outputs[index - 1] ?? this.image, this.outputs[index]];
    const convolution = layer.kind === "Conv2D";
    const counts = [after.shape[2], after.shape[0], after.shape[1], convolution ? before.shape[2] : 1];
    for (const [i, key] of Object.keys(FIELDS).entries()) this.#bound(key, counts[i]);
    this.select.lastChild.value = this.#layer;
    for (const [i, map] of this.maps.entries()) {
      map.draw(this.outputs[this.layers[i].index].values, i === this.#layer && this.#chosen.filter);
    }
    for (const [i, figure] of this.#figures.entries()) figure.hidden = i > 0 && !convolution;
    this.#fields[3].hidden = !convolution;
    const { filter, row, column } = this.#chosen;
    const value = after.values[(row * after.shape[1] + column) * after.shape[2] + filter];
    if (convolution) return this.#convolution(layer, before, value);
    this.#grids[0].draw(square(before, layer.size, row * layer.size, column * layer.size, filter), { digits: 2 });
    this.#sum.textContent = `가장 큰 값 = ${written(value, 3)}`;
  }

  /** A number out of range, or none, becomes the nearest that there is. */
  #bound(key, count) {
    const input = this.#inputs[key];
    this.#chosen[key] = Math.max(0, Math.min(Math.floor(this.#chosen[key]) || 0, count - 1));
    input.max = count;
    if (document.activeElement !== input) input.value = this.#chosen[key] + 1;
  }

  #convolution({ kernel: { shape: [size, , channels, filters], values }, bias, padding, activation }, before, value) {
    const { filter, row, column, channel } = this.#chosen;
    const edge = padding === "same" ? (size - 1) >> 1 : 0;
    const parts = Array.from({ length: channels }, (_, c) => {
      const seen = square(before, size, row - edge, column - edge, c);
      const kernel = square({ shape: [size, size, channels * filters], values }, size, 0, 0, c * filters + filter);
      return [seen, kernel, seen.map((line, y) => line.map((part, x) => part * kernel[y][x]))];
    });
    for (const [i, lines] of parts[channel].entries()) this.#grids[i].draw(lines, { digits: 2, signed: i > 0 });
    const sums = parts.map(([, , products]) => total(products));
    const all = total(sums);
    const own = channels > 1 ? `채널 ${channel + 1}의 합 ${written(sums[channel], 3)}. 채널 ${channels}개의 합 ` : "합 ";
    const rectified = activation === "relu" ? ` → ReLU → ${written(value, 3)}` : "";
    this.#sum.textContent = `${own}${written(all, 3)} + 편향 ${written(bias.values[filter], 3)} = ` +
      `${written(all + bias.values[filter], 3)}${rectified}`;
  }
}
