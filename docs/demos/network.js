/**
 * A stack of layers as Keras computes it: forward to predict, and back to learn.
 * Arrays are flat Float32Arrays in Keras's order: (batch, height, width, channels), kernels (h, w, in, out).
 */
import { outputSize, padded } from "./window.js";

export const product = (shape) => shape.reduce((before, n) => before * n, 1);

/**
 * What Conv2D and Dense share. Forward: sums = bias + inputs × kernel, outputs = activation(sums).
 * Backward: from the gradients of the outputs those of the bias, the kernel and the inputs.
 * How inputs meet the kernel is for them to say: `addInputs`, `kernelGradients`, `inputGradients`.
 */
class WeightedLayer {
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
   * @param gradients of the outputs, written over; after a softmax those of the sums (`crossEntropy`)
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

/**
 * Kernel (height, width, in, out). A window lies over `high` rows of an image and sees in each of them
 * `across` = width · in numbers side by side; in the same order they lie in the kernel.
 */
class Conv2D extends WeightedLayer {
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

/** Each unit sees all numbers of its input's last axis. Kernel (in, out). */
class Dense extends WeightedLayer {
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

/** Layers without weights whose windows see one channel each; what lies outside the image is in no window. */
class Pooling2D {
  constructor(settings, inputShape, batch) {
    const channels = inputShape.at(-1);
    const [windows, sides] = this.places(settings, inputShape);
    this.windows = windows;
    this.channels = channels;
    this.shape = [...sides, channels];
    this.outputs = new Float32Array(batch * product(this.shape));
    this.inputSize = product(inputShape); // of one image
    this.room = batch * this.inputSize;
  }

  /** For each window the places (row · width + column) that it sees, and how many windows there are on each side. */
  places({ size, stride = size, padding }, [height, width]) {
    const [lines, columns] = [height, width].map((n) => spans(n, size, { stride, padding }));
    const windows = lines.flatMap((ys) => columns.map((xs) => ys.flatMap((y) => xs.map((x) => y * width + x))));
    return [windows, [lines.length, columns.length]];
  }

  backward(gradients, count) {
    this.back ??= new Float32Array(this.room);
    this.spread(gradients, count, this.back.fill(0));
    return this.back;
  }
}

class MaxPooling2D extends Pooling2D {
  constructor(settings, inputShape, batch) {
    super(settings, inputShape, batch);
    this.chosen = new Int32Array(this.outputs.length); // the input that was the largest
  }

  forward(inputs, count) {
    const { windows, outputs, chosen, channels } = this;
    for (let image = 0, to = 0; image < count; image++) {
      for (let i = 0; i < windows.length; i++, to += channels) {
        const window = windows[i];
        for (let nth = 0; nth < window.length; nth++) {
          const from = image * this.inputSize + window[nth] * channels;
          for (let channel = 0; channel < channels; channel++) {
            const value = inputs[from + channel];
            if (nth > 0 && !(value > outputs[to + channel])) continue;
            outputs[to + channel] = value;
            chosen[to + channel] = from + channel;
          }
        }
      }
    }
    return outputs;
  }

  /** The others could change a little, and the output would not. */
  spread(gradients, count, into) {
    const { chosen, channels, windows } = this;
    const length = count * windows.length * channels;
    for (let i = 0; i < length; i++) into[chosen[i]] += gradients[i];
  }
}

class AveragePooling2D extends Pooling2D {
  forward(inputs, count) {
    const { outputs, channels } = this;
    outputs.fill(0);
    this.#each(count, (from, to, share) => {
      for (let channel = 0; channel < channels; channel++) outputs[to + channel] += inputs[from + channel] * share;
    });
    return outputs;
  }

  spread(gradients, count, into) {
    const { channels } = this;
    this.#each(count, (from, to, share) => {
      for (let channel = 0; channel < channels; channel++) into[from + channel] += gradients[to + channel] * share;
    });
  }

  #each(count, visit) {
    const { windows, channels } = this;
    for (let image = 0, to = 0; image < count; image++) {
      for (let i = 0; i < windows.length; i++, to += channels) {
        const share = 1 / windows[i].length;
        for (const place of windows[i]) visit(image * this.inputSize + place * channels, to, share);
      }
    }
  }
}

/** One window, over everything. */
class GlobalAveragePooling2D extends AveragePooling2D {
  places(_, [height, width]) {
    return [[Array.from({ length: height * width }, (_, i) => i)], []];
  }
}

/** Another shape for the same numbers. */
class Flatten {
  constructor(_, inputShape) {
    this.shape = [product(inputShape)];
  }

  forward(inputs) {
    this.outputs = inputs;
    return inputs;
  }

  backward(gradients) {
    return gradients;
  }
}

/** While a network trains, a share `rate` of the inputs is 0 and the rest larger, so that the mean stays. */
class Dropout {
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

/** The zeros that `same` puts around images. Without any, all stays where it is. */
class Frame {
  #image; // {height, across, top, left}: of a row, numbers
  #batch;
  #framed;
  #gradients;

  /**
   * @param shape of an image
   * @param before rows above and columns on the left
   * @param least rows and columns that the image and its frame have together
   */
  constructor([height, width, channels], [top, left], least, batch) {
    const [rows, columns] = [Math.max(least[0], top + height), Math.max(least[1], left + width)];
    this.#image = { height, across: width * channels, top, left: left * channels };
    this.#batch = batch;
    this.line = columns * channels; // numbers in a row
    this.size = rows * this.line; // numbers in a framed image
    if (rows > height || columns > width) this.#framed = new Float32Array(batch * this.size);
  }

  /** The images with their frames. */
  around(images, count) {
    if (!this.#framed) return images;
    const framed = this.#framed;
    this.#eachRow(count, (inner, outer, across) => {
      for (let x = 0; x < across; x++) framed[outer + x] = images[inner + x];
    });
    return this.#framed;
  }

  /** Where the gradients of framed images can be summed: zeros. */
  room(into) {
    if (!this.#framed) return into;
    this.#gradients ??= new Float32Array(this.#batch * this.size);
    return this.#gradients.fill(0);
  }

  /** What lies within the frames. */
  within(framed, count, into) {
    if (framed === into) return;
    this.#eachRow(count, (inner, outer, across) => {
      for (let x = 0; x < across; x++) into[inner + x] = framed[outer + x];
    });
  }

  #eachRow(count, copy) {
    const { height, across, top, left } = this.#image;
    let inner = 0;
    for (let image = 0; image < count; image++) {
      for (let y = 0; y < height; y++) {
        copy(inner, image * this.size + (top + y) * this.line + left, across);
        inner += across;
      }
    }
  }
}

/**
 * Rows of a matrix, each times a number, added up. Convolutions, dense layers and the gradients of both
 * are such sums. Rows with the number 0 are left out: of a digit's pixels and of what a ReLU or a
 * MaxPooling2D passes on (or back), most are 0.
 */
class WeightedRows {
  #count = 0;
  #numbers;
  #starts; // of the rows

  /** @param most numbers that are ever taken at once */
  constructor(most) {
    this.#numbers = new Float32Array(most);
    this.#starts = new Int32Array(most);
  }

  clear() {
    this.#count = 0;
  }

  /**
   * Takes `length` numbers: from values[from] every `apart`-th, for rows that begin at matrix[row] and every
   * `width` after.
   */
  take(values, from, length, apart, row, width) {
    const [numbers, starts] = [this.#numbers, this.#starts];
    let count = this.#count;
    for (let i = 0; i < length; i++) {
      const value = values[from + i * apart];
      if (value === 0) continue;
      numbers[count] = value;
      starts[count++] = row + i * width;
    }
    this.#count = count;
  }

  /** sums[to…to + length] += Σ number · row, each row begun `shift` later. */
  addTo(sums, to, length, matrix, shift = 0) {
    const [numbers, starts, count] = [this.#numbers, this.#starts, this.#count];
    let i = 0;
    // Four rows at a time are twice as fast as one: a sum is read and written a quarter as often.
    for (; i + 4 <= count; i += 4) {
      const [a, b, c, d] = [numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]];
      const [p, q] = [starts[i] + shift, starts[i + 1] + shift];
      const [r, s] = [starts[i + 2] + shift, starts[i + 3] + shift];
      for (let j = 0; j < length; j++) {
        sums[to + j] += a * matrix[p + j] + b * matrix[q + j] + c * matrix[r + j] + d * matrix[s + j];
      }
    }
    for (; i < count; i++) {
      const [a, p] = [numbers[i], starts[i] + shift];
      for (let j = 0; j < length; j++) sums[to + j] += a * matrix[p + j];
    }
  }
}

/** Writes the columns of a matrix, `width` of them, as rows. */
function transpose(matrix, width, into) {
  const height = matrix.length / width;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) into[column * height + row] = matrix[row * width + column];
  }
}

/** For each window what it sees of a side. */
function spans(n, window, settings) {
  const before = padded(n, window, settings);
  return Array.from({ length: outputSize(n, window, settings) }, (_, i) =>
    Array.from({ length: window }, (_, j) => i * settings.stride - before + j).filter((x) => x >= 0 && x < n));
}

/** Activations by Keras's names: what a sum becomes (`of`), and how fast that grows with the sum (`slope`). */
const ACTIVATIONS = {
  relu: { of: (sum) => (sum < 0 ? 0 : sum), slope: (sum) => (sum > 0 ? 1 : 0) },
  tanh: { of: Math.tanh, slope: (_, output) => 1 - output * output },
  // x·σ(x), also called silu.
  swish: {
    of: (sum) => sum / (1 + Math.exp(-sum)),
    slope: (sum, output) => output + (1 - output) / (1 + Math.exp(-sum)),
  },
};
const ELSEWHERE = ["linear", "softmax"]; // the one changes nothing, the other not each number by itself

/** outputs = activation(sums), the first `length`; of a softmax each `classes`. Linear outputs are the sums themselves. */
function activate(name, sums, outputs, length, classes) {
  if (name === "softmax") softmax(sums, outputs, length, classes);
  if (ELSEWHERE.includes(name)) return;
  const { of } = ACTIVATIONS[name];
  for (let i = 0; i < length; i++) outputs[i] = of(sums[i]);
}

/** Makes the gradients of the outputs those of the sums; of a softmax they are that already (`crossEntropy`). */
function slopes(name, sums, outputs, gradients, length) {
  if (ELSEWHERE.includes(name)) return;
  const { slope } = ACTIVATIONS[name];
  for (let i = 0; i < length; i++) {
    if (gradients[i] !== 0) gradients[i] *= slope(sums[i], outputs[i]);
  }
}

function softmax(sums, outputs, length, classes) {
  for (let from = 0; from < length; from += classes) {
    const end = from + classes;
    let largest = -Infinity; // taken off first: no power overflows
    for (let i = from; i < end; i++) largest = Math.max(largest, sums[i]);
    let total = 0;
    for (let i = from; i < end; i++) total += outputs[i] = Math.exp(sums[i] - largest);
    for (let i = from; i < end; i++) outputs[i] /= total;
  }
}

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
