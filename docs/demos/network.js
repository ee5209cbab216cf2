/**
 * The forward pass of a stack of Conv2D, MaxPooling2D, Flatten and Dense, as Keras computes it.
 * Arrays are flat Float32Arrays in Keras's order: (height, width, channels), kernels (h, w, in, out).
 */

/**
 * @param model {layers}: each {kind, …settings, kernel: {shape, values}, bias: {shape, values}}
 * @param image {shape: [height, width, channels], values}
 * @returns for each layer its output, {shape, values}
 */
export function run({ layers }, image) {
  const outputs = [];
  for (const layer of layers) outputs.push(COMPUTE[layer.kind](layer, outputs.at(-1) ?? image));
  return outputs;
}

const COMPUTE = { Conv2D: convolve, MaxPooling2D: pool, Flatten: flatten, Dense: dense };

function convolve({ kernel, bias, padding, activation }, { shape: [height, width, channels], values }) {
  const [rows, columns, , filters] = kernel.shape;
  const [above, left] = padding === "same" ? [(rows - 1) >> 1, (columns - 1) >> 1] : [0, 0];
  const [high, wide] = padding === "same" ? [height, width] : [height - rows + 1, width - columns + 1];
  const sums = new Float32Array(high * wide * filters);
  const seen = new Seen(rows * columns * channels);
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      seen.count = 0;
      for (let dy = Math.max(above - y, 0); dy < Math.min(rows, height + above - y); dy++) {
        for (let dx = Math.max(left - x, 0); dx < Math.min(columns, width + left - x); dx++) {
          const from = ((y + dy - above) * width + x + dx - left) * channels;
          seen.add(values, from, channels, (dy * columns + dx) * channels, filters);
        }
      }
      const to = (y * wide + x) * filters;
      sums.set(bias.values, to);
      seen.sum(sums, to, kernel.values, filters);
    }
  }
  return { shape: [high, wide, filters], values: activate(sums, activation) };
}

/** The inputs of one output that are not 0 (after a ReLU, most are 0), and where their weights begin. */
class Seen {
  count = 0;

  constructor(most) {
    this.values = new Float32Array(most);
    this.weights = new Int32Array(most);
  }

  /** Of `length` inputs; the weights of the first are row `row` of a matrix `width` wide. */
  add(inputs, from, length, row, width) {
    const { values, weights } = this;
    let { count } = this;
    for (let i = 0; i < length; i++) {
      const value = inputs[from + i];
      if (value === 0) continue;
      values[count] = value;
      weights[count++] = (row + i) * width;
    }
    this.count = count;
  }

  /** sums[to…] += Σ value · its weights; four inputs at a time are twice as fast as one. */
  sum(sums, to, matrix, width) {
    const { values, weights, count } = this;
    let i = 0;
    for (; i + 4 <= count; i += 4) {
      const [a, b, c, d] = [values[i], values[i + 1], values[i + 2], values[i + 3]];
      const [p, q, r, s] = [weights[i], weights[i + 1], weights[i + 2], weights[i + 3]];
      for (let j = 0; j < width; j++) {
        sums[to + j] += a * matrix[p + j] + b * matrix[q + j] + c * matrix[r + j] + d * matrix[s + j];
      }
    }
    for (; i < count; i++) {
      for (let j = 0; j < width; j++) sums[to + j] += values[i] * matrix[weights[i] + j];
    }
  }
}

function pool({ size }, { shape: [height, width, channels], values }) {
  const [high, wide] = [Math.floor(height / size), Math.floor(width / size)];
  const largest = new Float32Array(high * wide * channels).fill(-Infinity);
  for (let y = 0; y < high * size; y++) {
    for (let x = 0; x < wide * size; x++) {
      const to = (Math.floor(y / size) * wide + Math.floor(x / size)) * channels;
      const from = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) {
        if (values[from + c] > largest[to + c]) largest[to + c] = values[from + c];
      }
    }
  }
  return { shape: [high, wide, channels], values: largest };
}

function flatten(_, { values }) {
  return { shape: [values.length], values };
}

function dense({ kernel, bias, activation }, { values }) {
  const units = kernel.shape[1];
  const sums = Float32Array.from(bias.values);
  const seen = new Seen(values.length);
  seen.add(values, 0, values.length, 0, units);
  seen.sum(sums, 0, kernel.values, units);
  return { shape: [units], values: activate(sums, activation) };
}

function activate(values, name) {
  if (name === "relu") {
    for (let i = 0; i < values.length; i++) if (values[i] < 0) values[i] = 0;
  }
  if (name !== "softmax") return values;
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
