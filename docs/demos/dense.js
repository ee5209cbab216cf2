import { transpose, WeightedLayer } from "./weighted_layer.js";
import { WeightedRows } from "./weighted_rows.js";

/** Each unit sees all numbers of its input's last axis. Kernel (in, out). */
export class Dense extends WeightedLayer {
  #seen; // how many numbers a unit sees
  #places; // of units in one image's output; 1 after a Flatten
  #rows;
  #inputs; // of the last forward pass

  constructor(settings, inputShape, batch) {
    const [seen, units] = settings.kernel.shape;
    super(settings, inputShape, [...inputShape.slice(0, -1), units], batch);
    [this.#seen, this.#places] = [seen, this.size / units];
    this.#rows = new WeightedRows(Math.max(seen, units, batch * this.#places));
  }

  addInputs(inputs, count) {
    const { sums, units, kernel } = this;
    const [seen, rows] = [this.#seen, this.#rows];
    for (let place = 0; place < count * this.#places; place++) {
      rows.clear();
      rows.take(inputs, place * seen, seen, 1, 0, units);
      rows.addTo(sums, place * units, units, kernel);
    }
    this.#inputs = inputs;
  }

  /** Of an input's weights: all outputs' gradients, each times what the input was there. */
  kernelGradients(gradients, count, into) {
    const { units } = this;
    const [seen, rows] = [this.#seen, this.#rows];
    for (let input = 0; input < seen; input++) {
      rows.clear();
      rows.take(this.#inputs, input, count * this.#places, seen, 0, units);
      rows.addTo(into, input * units, units, gradients);
    }
  }

  /** Of the inputs: all units' weights, each times the gradient of what the unit gave. */
  inputGradients(gradients, count, into) {
    const { units, kernel, transposed } = this;
    const [seen, rows] = [this.#seen, this.#rows];
    transpose(kernel, units, transposed);
    for (let place = 0; place < count * this.#places; place++) {
      rows.clear();
      rows.take(gradients, place * units, units, 1, 0, seen);
      rows.addTo(into, place * seen, seen, transposed);
    }
  }
}
