/** The same training in Keras: its code, and a notebook of it. */

const NAMES = { m: "MaxPooling2D(2)", a: "AveragePooling2D(2)", g: "GlobalAveragePooling2D()", f: "Flatten()" };

function layerCode({ kind, filters, kernel, padding, activation, units, rate }, i, { length }) {
  const more = activation && activation !== "linear" ? `, activation="${activation}"` : "";
  if (kind === "c") return `Conv2D(${filters}, ${kernel}${padding === "same" ? ', padding="same"' : ""}${more}`;
  if (kind === "d") return `Dense(${units}${i === length - 1 ? ', activation="softmax"' : more}`;
  return kind === "o" ? `Dropout(${rate}` : NAMES[kind].slice(0, -1);
}

/** @param stack, settings as `Training` takes them; `data` a module of keras.datasets */
export function kerasCode({ layers }, { optimizer, learningRate, momentum, batch, initial, count, shuffled }, seed, data) {
  const zeros = initial === "zeros" ? ', kernel_initializer="zeros"' : "";
  const lines = layers.map((...layer) => `    keras.layers.${layerCode(...layer)}${"cd".includes(layer[0].kind) ? zeros : ""}),`);
  const rate = optimizer === "adam" ? `Adam(${learningRate})` : `SGD(${learningRate}${momentum ? `, momentum=${momentum}` : ""})`;
  return [
    "import keras",
    ...(shuffled ? ["import numpy as np"] : []),
    "",
    `keras.utils.set_random_seed(${seed})`,
    `(x_train, y_train), (x_test, y_test) = keras.datasets.${data}.load_data()`,
    `x_train, y_train = x_train[:${count}, ..., None] / 255, y_train[:${count}]`,
    "x_test, y_test = x_test[:1000, ..., None] / 255, y_test[:1000]",
    ...(shuffled ? [`y_train = np.random.default_rng(${seed}).permutation(y_train)`] : []),
    "",
    "model = keras.Sequential([",
    "    keras.Input((28, 28, 1)),",
    ...lines,
    "])",
    "model.compile(",
    `    optimizer=keras.optimizers.${rate},`,
    '    loss="sparse_categorical_crossentropy",',
    '    metrics=["accuracy"],',
    ")",
    `model.fit(x_train, y_train, batch_size=${batch}, epochs=5, validation_data=(x_test, y_test))`,
    "",
  ].join("\n");
}

/** The address of a notebook with the code, to be revoked when it is no longer needed. */
export function notebook(code) {
  const cell = { cell_type: "code", execution_count: null, id: "training", metadata: {}, outputs: [], source: code };
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  const text = JSON.stringify({ cells: [cell], metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 });
  return URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
}
