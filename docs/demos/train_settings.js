/** What the settings of docs/train.md mean. */

/** The stack as stack.js has it, with activations. */
export function stackOf(chosen) {
  const layers = [];
  for (const nth of [1, 2]) {
    const [filters, kernel] = [chosen[`filters${nth}`], chosen[`kernel${nth}`]].map(Number);
    if (!filters) continue;
    const [padding, activation, pooling] = ["padding", "activation", "pooling"].map((name) => chosen[name + nth]);
    layers.push({ kind: "c", filters, kernel, stride: 1, padding, activation });
    if (pooling !== "n") layers.push({ kind: pooling, size: 2, stride: 2, padding: "valid" });
  }
  layers.push({ kind: chosen.end });
  if (Number(chosen.units)) layers.push({ kind: "d", units: Number(chosen.units), activation: "relu" });
  if (Number(chosen.dropout)) layers.push({ kind: "o", rate: Number(chosen.dropout) });
  return { input: [28, 28, 1], layers: [...layers, { kind: "d", units: 10 }] };
}

/** What `Training` takes besides. */
export const settingsOf = ({ optimizer, rate, batch, initial, images, labels }) => ({
  optimizer: optimizer === "adam" ? "adam" : "sgd",
  momentum: optimizer === "momentum" ? 0.9 : 0,
  learningRate: Number(rate),
  batch: Number(batch),
  initial,
  count: Number(images),
  shuffled: labels === "shuffled",
});

const NAMES = { m: "MaxPooling2D(2)", a: "AveragePooling2D(2)", g: "GlobalAveragePooling2D()", f: "Flatten()" };

/** A text with names in braces, which are filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** The same training in Keras: code with names in braces, which are filled in. */
export function kerasCode(code, { layers }, { optimizer, rate, batch, initial, images, labels, seed, data }) {
  const zeros = initial === "zeros" ? ', kernel_initializer="zeros"' : "";
  const lines = layers.map(({ kind, filters, kernel, padding, activation, units, rate }, i) => {
    const active = i === layers.length - 1 ? "softmax" : activation;
    const more = (active && active !== "linear" ? `, activation="${active}"` : "") + zeros;
    if (kind === "c") return `Conv2D(${filters}, ${kernel}${padding === "same" ? ', padding="same"' : ""}${more})`;
    if (kind === "d") return `Dense(${units}${more})`;
    return kind === "o" ? `Dropout(${rate})` : NAMES[kind];
  });
  return fill(code, {
    batch, images, seed, data,
    layers: lines.map((line) => `    keras.layers.${line},`).join("\n"),
    optimizer: optimizer === "adam" ? `Adam(${rate})` : `SGD(${rate}${optimizer === "momentum" ? ", momentum=0.9" : ""})`,
    shuffled: labels === "shuffled" ? `y_train = np.random.default_rng(${seed}).permutation(y_train)\n` : "",
  });
}

/** The address of a notebook with the code, to be revoked when it is no longer needed. */
export function notebook(code) {
  const cell = { cell_type: "code", execution_count: null, id: "training", metadata: {}, outputs: [], source: code };
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  return URL.createObjectURL(new Blob([JSON.stringify({ cells: [cell], metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 })]));
}
