import { load as loadFile } from "./safetensors.js";

/**
 * A trained model (snippets/model_file.py).
 *
 * @param size, progress as safetensors.js has them
 * @returns {name, classes, layers, images, labels}: layers as `network.js` takes them
 * @throws Error with a message for the reader
 */
export const load = (address, size, progress) => loadFile("모델", address, size, progress, read);

function read({ layers, ...about }, array) {
  const labels = [...array("labels").values];
  const { shape: [, height, width], values } = array("images");
  const size = height * width;
  const weights = (name) => {
    const { shape, values } = array(name);
    return { shape, values: Float32Array.from(values, half) };
  };
  return {
    ...about,
    layers: layers.map((layer) =>
      ["Conv2D", "Dense"].includes(layer.kind)
        ? { ...layer, kernel: weights(`${layer.name}.kernel`), bias: weights(`${layer.name}.bias`) }
        : layer,
    ),
    labels,
    images: labels.map((_, i) => ({
      shape: [height, width, 1],
      values: Float32Array.from(values.subarray(i * size, (i + 1) * size), (value) => value / 255),
    })),
  };
}

/** The number that 16 bits say: one sign, five exponent, ten fraction. */
function half(bits) {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  return exponent ? sign * (1 + fraction / 1024) * 2 ** (exponent - 15) : sign * fraction * 2 ** -24;
}
