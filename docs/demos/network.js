/**
 * A stack of layers as Keras computes it: forward to predict, and back to learn.
 * Arrays are flat Float32Arrays in Keras's order: (batch, height, width, channels), kernels (h, w, in, out).
 */
import {
  AveragePooling2D, Conv2D, Dense, Dropout, Flatten, GlobalAveragePooling2D, MaxPooling2D, product,
} from "./layers.js";

const LAYERS = { Conv2D, MaxPooling2D, AveragePooling2D, GlobalAveragePooling2D, Flatten, Dense, Dropout };

/** Its arrays are made once, for the largest batch; each pass writes over the one before. */
export class Network {
  /**
   * @param layers each {kind, …settings, kernel: {shape, values}, bias: {shape, values}}
   * @param shape [height, width, channels] of an image
   * @param batch the most images at once
   * @param random what Dropout draws with, 0–1
   */
  constructor(layers, shape, batch, random) {
    this.layers = [];
    for (const layer of layers) {
      this.layers.push(new LAYERS[layer.kind](layer, this.layers.at(-1)?.shape ?? shape, batch, random));
    }
    this.inputSize = product(shape);
    this.shape = this.layers.at(-1).shape;
    this.parameters = this.layers.flatMap((layer) => layer.parameters ?? []); // for an optimizer
  }

  /**
   * @param training whether Dropout drops
   * @returns the last layer's outputs
   */
  forward(images, count, training = false) {
    let values = images;
    for (const layer of this.layers) values = layer.forward(values, count, training);
    return values;
  }

  /**
   * After `forward`, of the same images: every parameter's `gradients`.
   *
   * @param gradients of the last layer's outputs; its sums, if it is a softmax
   */
  backward(gradients, count) {
    const first = this.layers.findIndex((layer) => layer.parameters); // before it nothing learns
    let back = gradients;
    for (let i = this.layers.length - 1; i >= first; i--) back = this.layers[i].backward(back, count, i > first);
  }
}

const ready = new WeakMap(); // networks for one image, by their layers

/**
 * @param model {layers}, as a Network takes them; they may learn on meanwhile
 * @param image {shape: [height, width, channels], values}
 * @returns for each layer its output, {shape, values}
 */
export function run({ layers }, image) {
  if (!ready.has(layers)) ready.set(layers, new Network(layers, image.shape, 1));
  const network = ready.get(layers);
  network.forward(image.values, 1);
  return network.layers.map(({ shape, outputs }) => ({ shape, values: outputs.slice() }));
}
