import { Network, product } from "./network.js";
import { count as countLayers, KINDS } from "./stack.js";

export const SETTINGS = { optimizer: "adam", learningRate: 0.008, momentum: 0, batch: 32, initial: "glorot" };
const CLASSES = 10;
const WANTED = `마지막은 Flatten에 이은, 유닛이 ${CLASSES}개인 Dense여야 한다.`;

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
   * @param settings what is to differ from SETTINGS; `count`, to learn from the first images only; `shuffled`, to
   *   learn them with each other's labels, in an order that the seed decides
   * @param seed an integer; with all else the same it gives the same network
   * @param data {images, labels}: images one after another, 0–1 or bytes; labels from 0
   * @throws Error with a message for the reader
   */
  constructor(stack, settings, seed, data) {
    const { optimizer, batch, initial, count, shuffled, ...rates } = { ...SETTINGS, ...settings };
    this.layers = firstLayers(stack, initial, generator(seed)); // as network.js's `run` takes them
    if (stack.layers.at(-1)?.units !== CLASSES) throw new Error(WANTED);
    this.layers.at(-1).activation = "softmax";
    this.#random = generator(seed + 1);
    this.#network = new Network(this.layers, stack.input, batch, this.#random);
    if (this.#network.shape.length > 1) throw new Error(WANTED);
    this.#optimizer = new OPTIMIZERS[optimizer](this.#network.parameters, rates);
    const labels = data.labels.slice(0, count);
    if (shuffled) shuffle(labels, generator(seed + 2));
    this.#data = { images: data.images, labels };
    this.#order = Uint32Array.from(labels, (_, i) => i);
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
    const { images, labels } = this.#batch;
    return this.learn(images, labels, this.#draw());
  }

  /**
   * Learns the next batch as `step` does, and tells what became of one filter: the first convolution's first, as its
   * first input channel sees it.
   *
   * @returns {kernel, learningRate, images, first, loss, accuracy, lossAfter}: `kernel` is {shape, before, gradient,
   *   after}, `images` how many the batch has, `first` of them {image, label, shares}; shares, loss and accuracy are
   *   those of `step`, before it was learned and with Dropout; `lossAfter` is the same batch's after it, without Dropout
   */
  probe() {
    const network = this.#network;
    const { images, labels } = this.#batch;
    const [weights] = network.parameters;
    const [height, width, ...rest] = this.layers.find(({ kernel }) => kernel).kernel.shape;
    const look = (numbers) => Array.from({ length: height * width }, (_, i) => numbers[i * product(rest)]);
    const before = look(weights.values);
    const count = this.#draw();
    const { loss, accuracy } = this.learn(images, labels, count);
    const last = network.layers.at(-1);
    const first = {
      image: images.slice(0, network.inputSize), label: labels[0], shares: [...last.outputs.subarray(0, CLASSES)],
    };
    network.forward(images, count);
    return {
      kernel: { shape: [height, width], before, gradient: look(weights.gradients), after: look(weights.values) },
      learningRate: this.#optimizer.learningRate,
      images: count,
      first,
      loss,
      accuracy,
      lossAfter: crossEntropy(last, labels, count).loss / count,
    };
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

  /** @returns {loss, accuracy, predictions}, a class each, on images that may be others than those to learn from */
  evaluate(data) {
    const { images, labels } = this.#batch;
    const { length } = data.labels;
    const last = this.#network.layers.at(-1);
    const predictions = new Uint8Array(length);
    const sum = { loss: 0, right: 0 };
    for (let from = 0; from < length; from += labels.length) {
      const count = Math.min(labels.length, length - from);
      this.#take(data, (i) => from + i, count);
      this.#network.forward(images, count);
      const { loss, right } = crossEntropy(last, labels, count);
      sum.loss += loss;
      sum.right += right;
      for (let i = 0; i < count; i++) predictions[from + i] = likeliest(last.sums, i * CLASSES, CLASSES);
    }
    return { loss: sum.loss / length, accuracy: sum.right / length, predictions };
  }

  /** Puts the next images of the order into the batch. Returns how many. */
  #draw() {
    const order = this.#order;
    if (this.#next >= order.length) {
      shuffle(order, this.#random);
      this.#next = 0;
      this.epoch++;
    }
    const count = Math.min(this.#batch.labels.length, order.length - this.#next);
    this.#take(this.#data, (i) => order[this.#next + i], count);
    this.#next += count;
    return count;
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

/**
 * The layers of a stack as a Network takes them, with their first weights (biases are 0).
 *
 * @param stack as `parse` gives it; Conv2D and Dense may have an `activation` besides: relu, tanh or swish
 * @param initial a name in INITIAL
 * @param random a generator
 * @throws Error with a message for the reader
 */
export function firstLayers(stack, initial, random) {
  const { rows, error } = countLayers(stack);
  if (error) throw new Error(error.message);
  return stack.layers.map((layer, i) => {
    const made = { ...layer, kind: KINDS[layer.kind] };
    const window = { Conv2D: [layer.kernel, layer.kernel], Dense: [] }[made.kind];
    if (!window) return made;
    const [inputs, outputs] = [(rows[i - 1]?.shape ?? stack.input).at(-1), rows[i].shape.at(-1)];
    const [shape, seen] = [[...window, inputs, outputs], product(window)];
    const values = new Float32Array(product(shape));
    for (let j = 0; j < values.length; j++) values[j] = INITIAL[initial](seen * inputs, seen * outputs, random);
    return { ...made, kernel: { shape, values }, bias: { shape: [outputs], values: new Float32Array(outputs) } };
  });
}

/** A kernel's first numbers, where an output sees `fanIn` inputs and an input reaches `fanOut` outputs. */
const INITIAL = {
  // Uniform, the narrower the more are added up: numbers keep their size, forward and back (Glorot and Bengio 2010).
  glorot: (fanIn, fanOut, random) => Math.sqrt(6 / (fanIn + fanOut)) * (2 * random() - 1),
  zeros: () => 0,
};

/**
 * How wrong a softmax is: −log of the share that it gives to the right class.
 *
 * @param layer the last: `sums` before its softmax, `outputs` after it, `units` the classes
 * @param labels of the images, one number each
 * @param gradients where those of the sums go, if they are wanted: of the batch's mean loss, as Keras has it
 * @returns {loss, right}: the sum of the images' losses, and how many have their largest share in the right place
 */
export function crossEntropy({ sums, outputs, units }, labels, count, gradients) {
  let [loss, right] = [0, 0];
  for (let image = 0; image < count; image++) {
    const [from, label] = [image * units, labels[image]];
    const best = likeliest(sums, from, units);
    if (best === label) right++;
    // log Σ exp(sum) − the right sum. From the share it would be infinite where that is rounded to 0.
    let total = 0;
    for (let unit = 0; unit < units; unit++) total += Math.exp(sums[from + unit] - sums[from + best]);
    loss += Math.log(total) + sums[from + best] - sums[from + label];
    if (!gradients) continue;
    for (let unit = 0; unit < units; unit++) {
      gradients[from + unit] = (outputs[from + unit] - (unit === label ? 1 : 0)) / count;
    }
  }
  return { loss, right };
}

/** The class of the largest share; the sums tell two apart that round to the same. */
function likeliest(sums, from, units) {
  let best = 0;
  for (let unit = 1; unit < units; unit++) if (sums[from + unit] > sums[from + best]) best = unit;
  return best;
}

/**
 * Numbers from 0 to 1 that look random, always the same for a seed: mulberry32, by Tommy Ettinger. A counter
 * goes up by a constant, and its bits are mixed so that neighbours have nothing in common; after 2³² numbers
 * it begins anew.
 *
 * @param seed an integer
 * @returns the generator: () => number, 0 ≤ number < 1
 */
export function generator(seed) {
  let counter = seed;
  return () => {
    counter = (counter + 0x6d2b79f5) | 0;
    let bits = Math.imul(counter ^ (counter >>> 15), counter | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Puts an array into a random order (Fisher and Yates). */
function shuffle(array, random) {
  for (let i = array.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = array[i];
    array[i] = array[j];
    array[j] = kept;
  }
}

/** Against the gradient; with momentum, a part of the last step is made again. */
class SGD {
  #velocities;

  constructor(parameters, { learningRate = 0.01, momentum = 0 }) {
    Object.assign(this, { parameters, learningRate, momentum });
    this.#velocities = parameters.map(({ values }) => new Float32Array(values.length));
  }

  update() {
    const { parameters, learningRate, momentum } = this;
    parameters.forEach(({ values, gradients }, n) => {
      const velocity = this.#velocities[n];
      for (let i = 0; i < values.length; i++) {
        velocity[i] = momentum * velocity[i] - learningRate * gradients[i];
        values[i] += velocity[i];
      }
    });
  }
}

/** Against the mean of late gradients, each in units of its own usual size (Kingma and Ba 2014). */
class Adam {
  #means;
  #squares;
  #steps = 0;

  constructor(parameters, { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }) {
    Object.assign(this, { parameters, learningRate, beta1, beta2, epsilon });
    this.#means = parameters.map(({ values }) => new Float32Array(values.length));
    this.#squares = parameters.map(({ values }) => new Float32Array(values.length));
  }

  update() {
    const { parameters, learningRate, beta1, beta2, epsilon } = this;
    this.#steps++;
    // Means that began as 0 are too small at first.
    const rate = (learningRate * Math.sqrt(1 - beta2 ** this.#steps)) / (1 - beta1 ** this.#steps);
    parameters.forEach(({ values, gradients }, n) => {
      const [means, squares] = [this.#means[n], this.#squares[n]];
      for (let i = 0; i < values.length; i++) {
        const gradient = gradients[i];
        means[i] += (1 - beta1) * (gradient - means[i]);
        squares[i] += (1 - beta2) * (gradient * gradient - squares[i]);
        // Keras adds epsilon to the root as it is; the paper's first formula would correct that for the start too.
        values[i] -= (rate * means[i]) / (Math.sqrt(squares[i]) + epsilon);
      }
    });
  }
}

/**
 * How weights follow their gradients, as in Keras 3. Each takes parameters, a list of {values, gradients}, and has
 * `update`, which makes one step.
 */
export const OPTIMIZERS = { sgd: SGD, adam: Adam };
