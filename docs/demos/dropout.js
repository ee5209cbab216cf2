import { product } from "./weighted_layer.js";

/** While a network trains, a share `rate` of the inputs is 0 and the rest larger, so that the mean stays. */
export class Dropout {
  #rate;
  #random;

  constructor({ rate }, inputShape, batch, random) {
    this.shape = inputShape;
    this.size = product(inputShape);
    this.#rate = rate;
    this.#random = random;
    this.scales = new Float32Array(batch * this.size); // what each input was multiplied by
    this.dropped = new Float32Array(batch * this.size);
  }

  forward(inputs, count, training) {
    this.outputs = training ? this.#drop(inputs, count) : inputs;
    return this.outputs;
  }

  #drop(inputs, count) {
    const { scales, dropped, size } = this;
    const scale = 1 / (1 - this.#rate);
    for (let i = 0; i < count * size; i++) {
      scales[i] = this.#random() < this.#rate ? 0 : scale;
      dropped[i] = inputs[i] * scales[i];
    }
    return dropped;
  }

  backward(gradients, count) {
    for (let i = 0; i < count * this.size; i++) gradients[i] *= this.scales[i];
    return gradients;
  }
}
