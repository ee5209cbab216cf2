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
export function activate(name, sums, outputs, length, classes) {
  if (name === "softmax") softmax(sums, outputs, length, classes);
  if (ELSEWHERE.includes(name)) return;
  const { of } = ACTIVATIONS[name];
  for (let i = 0; i < length; i++) outputs[i] = of(sums[i]);
}

/** Makes the gradients of the outputs those of the sums; of a softmax they are that already (cross_entropy.js). */
export function slopes(name, sums, outputs, gradients, length) {
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
