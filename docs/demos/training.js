import { crossEntropy } from "./cross_entropy.js";
import { firstLayers } from "./initial_weights.js";
import { Network } from "./network.js";
import { OPTIMIZERS } from "./optimizer.js";
import { generator, shuffle } from "./random.js";

export const SETTINGS = { optimizer: "adam", learningRate: 0.008, momentum: 0, batch: 32, initial: "glorot" };
export const CLASSES = 10;

/** A network that learns from labelled images, a batch at a time. */
export class Training {
  #network;
  #optimizer;
  #data;
  #random;
  #order; // of the images, anew in every epoch
  #batch; // {images, labels, gradients}: room for the largest
  #next = 0; // place in the order
  batches = 0; // that were learned
  epoch = 0; // the first is 1

  /**
   * @param stack as `parse` gives it; Conv2D and Dense may have an `activation`
   * @param settings what is to differ from SETTINGS
   * @param seed an integer; with all else the same it gives the same network
   * @param data {images, labels}: images one after another, 0–1 or bytes; labels from 0
   * @throws Error with a message for the reader
   */
  constructor(stack, settings, seed, data) {
    const { optimizer, batch, initial, ...rates } = { ...SETTINGS, ...settings };
    this.layers = firstLayers(stack, initial, generator(seed)); // as network.js's `run` takes them
    if (stack.layers.at(-1)?.units !== CLASSES) throw new Error(`마지막 층은 유닛이 ${CLASSES}개인 Dense여야 한다.`);
    this.layers.at(-1).activation = "softmax";
    this.#random = generator(seed + 1);
    this.#network = new Network(this.layers, stack.input, batch, this.#random);
    if (this.#network.shape.length > 1) throw new Error("마지막 Dense보다 앞에 Flatten을 둔다.");
    this.#optimizer = new OPTIMIZERS[optimizer](this.#network.parameters, rates);
    this.#data = data;
    this.#order = Uint32Array.from(data.labels, (_, i) => i);
    this.#next = this.#order.length;
    this.#batch = {
      images: new Float32Array(batch * this.#network.inputSize),
      labels: new Uint8Array(batch),
      gradients: new Float32Array(batch * CLASSES),
    };
  }

  /**
   * Learns the next batch. An epoch's last may be smaller.
   *
   * @returns {loss, accuracy}: means of the batch, before it was learned
   */
  step() {
    const order = this.#order;
    if (this.#next >= order.length) {
      shuffle(order, this.#random);
      this.#next = 0;
      this.epoch++;
    }
    const { images, labels } = this.#batch;
    const count = Math.min(labels.length, order.length - this.#next);
    this.#take(this.#data, (i) => order[this.#next + i], count);
    this.#next += count;
    return this.learn(images, labels, count);
  }

  /** Learns a batch: forward, back, and one step of the optimizer. */
  learn(images, labels, count) {
    const network = this.#network;
    const { gradients } = this.#batch;
    network.forward(images, count, true);
    const { loss, right } = crossEntropy(network.layers.at(-1), labels, count, gradients);
    network.backward(gradients, count);
    this.#optimizer.update();
    this.batches++;
    return { loss: loss / count, accuracy: right / count };
  }

  /** @returns {loss, accuracy} on images that may be others than those to learn from */
  evaluate(data) {
    const { images, labels } = this.#batch;
    const sum = { loss: 0, right: 0 };
    for (let from = 0; from < data.labels.length; from += labels.length) {
      const count = Math.min(labels.length, data.labels.length - from);
      this.#take(data, (i) => from + i, count);
      this.#network.forward(images, count);
      const { loss, right } = crossEntropy(this.#network.layers.at(-1), labels, count);
      sum.loss += loss;
      sum.right += right;
    }
    return { loss: sum.loss / data.labels.length, accuracy: sum.right / data.labels.length };
  }

  /** Copies the images that `which` names into the batch. */
  #take(data, which, count) {
    const { images, labels } = this.#batch;
    const size = this.#network.inputSize;
    const largest = data.images instanceof Uint8Array ? 255 : 1;
    for (let i = 0; i < count; i++) {
      const from = which(i) * size;
      for (let j = 0; j < size; j++) images[i * size + j] = data.images[from + j] / largest;
      labels[i] = data.labels[which(i)];
    }
  }
}
