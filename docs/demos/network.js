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
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const to = (y * wide + x) * filters;
      sums.set(bias.values, to);
      for (let dy = 0; dy < rows; dy++) {
        const from = y + dy - above;
        if (from < 0 || from >= height) continue;
        for (let dx = 0; dx < columns; dx++) {
          const beside = x + dx - left;
          if (beside < 0 || beside >= width) continue;
          const seen = (from * width + beside) * channels;
          const weight = (dy * columns + dx) * channels * filters;
          for (let c = 0; c < channels; c++) {
            addScaled(sums, to, values[seen + c], kernel.values, weight + c * filters, filters);
          }
        }
      }
    }
  }
  return { shape: [high, wide, filters], values: activate(sums, activation) };
}

/** sums[to…] += value · weights[from…]; after a ReLU most values are 0 and cost nothing. */
function addScaled(sums, to, value, weights, from, count) {
  if (value === 0) return;
  for (let i = 0; i < count; i++) sums[to + i] += value * weights[from + i];
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
  values.forEach((value, i) => addScaled(sums, 0, value, kernel.values, i * units, units));
  return { shape: [units], values: activate(sums, activation) };
}

function activate(values, name) {
  if (name === "relu") return values.map((value) => (value > 0 ? value : 0));
  if (name !== "softmax") return values;
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
