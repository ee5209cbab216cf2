import { Frame } from "./frame.js";
import { transpose, WeightedLayer } from "./weighted_layer.js";
import { WeightedRows } from "./weighted_rows.js";
import { outputSize, padded } from "./window.js";

/**
 * Kernel (height, width, in, out). A window lies over `high` rows of an image and sees in each of them
 * `across` = width · in numbers side by side; in the same order they lie in the kernel.
 */
export class Conv2D extends WeightedLayer {
  #frame;
  #starts; // of the windows in a framed image
  #step; // from one window to the next
  #high;
  #across;
  #rows;
  #images; // of the last forward pass, framed

  constructor(settings, inputShape, batch) {
    const [height, width, channels] = inputShape;
    const [high, wide, , filters] = settings.kernel.shape;
    const { stride = 1, padding } = settings;
    const sides = [[height, high], [width, wide]];
    const [lines, columns] = sides.map(([n, window]) => outputSize(n, window, { stride, padding }));
    super(settings, inputShape, [lines, columns, filters], batch);
    const before = sides.map(([n, window]) => padded(n, window, { stride, padding }));
    this.#frame = new Frame(inputShape, before, [(lines - 1) * stride + high, (columns - 1) * stride + wide], batch);
    this.#step = stride * channels;
    this.#starts = Int32Array.from({ length: lines * columns }, (_, i) =>
      Math.floor(i / columns) * stride * this.#frame.line + (i % columns) * this.#step);
    [this.#high, this.#across] = [high, wide * channels];
    this.#rows = new WeightedRows(Math.max(high * wide * channels, lines * columns, filters));
  }

  addInputs(inputs, count) {
    const { sums, kernel, units: filters } = this;
    const [rows, starts, high, across] = [this.#rows, this.#starts, this.#high, this.#across];
    const { line, size } = this.#frame;
    this.#images = this.#frame.around(inputs, count);
    for (let image = 0, to = 0; image < count; image++) {
      for (let window = 0; window < starts.length; window++, to += filters) {
        const start = image * size + starts[window];
        rows.clear();
        for (let y = 0; y < high; y++) {
          rows.take(this.#images, start + y * line, across, 1, y * across * filters, filters);
        }
        rows.addTo(sums, to, filters, kernel);
      }
    }
  }

  /** Of a filter: all windows, each times the gradient of what the filter gave there. */
  kernelGradients(gradients, count, into) {
    const { transposed, units: filters, shape: [lines, columns] } = this;
    const [rows, starts, high, across] = [this.#rows, this.#starts, this.#high, this.#across];
    const { line, size } = this.#frame;
    transposed.fill(0);
    for (let image = 0; image < count; image++) {
      for (let filter = 0; filter < filters; filter++) {
        rows.clear();
        for (let y = 0; y < lines; y++) {
          const from = (image * lines + y) * columns * filters + filter;
          rows.take(gradients, from, columns, filters, image * size + starts[y * columns], this.#step);
        }
        for (let y = 0; y < high; y++) {
          rows.addTo(transposed, (filter * high + y) * across, across, this.#images, y * line);
        }
      }
    }
    transpose(transposed, high * across, into);
  }

  /** Of a window: all filters, each times the gradient of what it gave there. Windows overlap, so it adds up. */
  inputGradients(gradients, count, into) {
    const { transposed, units: filters } = this;
    const [rows, starts, high, across] = [this.#rows, this.#starts, this.#high, this.#across];
    const { line, size } = this.#frame;
    const framed = this.#frame.room(into);
    transpose(this.kernel, filters, transposed);
    for (let image = 0, from = 0; image < count; image++) {
      for (let window = 0; window < starts.length; window++, from += filters) {
        const start = image * size + starts[window];
        rows.clear();
        rows.take(gradients, from, filters, 1, 0, high * across);
        for (let y = 0; y < high; y++) rows.addTo(framed, start + y * line, across, transposed, y * across);
      }
    }
    this.#frame.within(framed, count, into);
  }
}
