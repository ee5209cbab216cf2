import { activate, slopes } from "./activation.js";

export const product = (shape) => shape.reduce((before, n) => before * n, 1);

/**
 * What Conv2D and Dense share. Forward: sums = bias + inputs × kernel, outputs = activation(sums).
 * Backward: from the gradients of the outputs those of the bias, the kernel and the inputs.
 * How inputs meet the kernel is for them to say: `addInputs`, `kernelGradients`, `inputGradients`.
 */
export class WeightedLayer {
  #activation;
  #room; // numbers of all inputs

  /**
   * @param settings {kernel: {shape, values}, bias: {shape, values}, activation, …}
   * @param inputShape without the batch axis, as is the output's `shape`
   * @param batch the most images at once
   */
  constructor({ kernel, bias, activation = "linear" }, inputShape, shape, batch) {
    this.kernel = kernel.values;
    this.bias = bias.values;
    this.parameters = [{ values: this.kernel }, { values: this.bias }];
    this.shape = shape;
    this.size = product(shape); // of one image's output
    this.units = shape.at(-1);
    this.sums = new Float32Array(batch * this.size);
    this.outputs = activation === "linear" ? this.sums : new Float32Array(batch * this.size);
    this.#activation = activation;
    this.#room = batch * product(inputShape);
  }

  forward(inputs, count) {
    const { sums, outputs, bias, units } = this;
    const length = count * this.size;
    for (let to = 0; to < length; to += units) {
      for (let unit = 0; unit < units; unit++) sums[to + unit] = bias[unit];
    }
    this.addInputs(inputs, count);
    activate(this.#activation, sums, outputs, length, units);
    return outputs;
  }

  /**
   * @param gradients of the outputs, written over; after a softmax those of the sums (cross_entropy.js)
   * @param wanted whether the inputs' gradients are
   * @returns the inputs' gradients
   */
  backward(gradients, count, wanted) {
    const { sums, outputs, units } = this;
    const length = count * this.size;
    this.#prepare();
    slopes(this.#activation, sums, outputs, gradients, length);
    const [kernel, bias] = this.parameters.map(({ gradients }) => gradients);
    bias.fill(0);
    for (let from = 0; from < length; from += units) {
      for (let unit = 0; unit < units; unit++) bias[unit] += gradients[from + unit];
    }
    this.kernelGradients(gradients, count, kernel.fill(0));
    if (wanted) this.inputGradients(gradients, count, this.back.fill(0));
    return this.back;
  }

  /** Makes room for gradients; a network that only predicts needs none. */
  #prepare() {
    if (this.back) return;
    for (const parameter of this.parameters) parameter.gradients = new Float32Array(parameter.values.length);
    this.transposed = new Float32Array(this.kernel.length);
    this.back = new Float32Array(this.#room);
  }
}

/** Writes the columns of a matrix, `width` of them, as rows. */
export function transpose(matrix, width, into) {
  const height = matrix.length / width;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) into[column * height + row] = matrix[row * width + column];
  }
}
