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
  return {
    ...about,
    layers: layers.map((layer) =>
      ["Conv2D", "Dense"].includes(layer.kind)
        ? { ...layer, kernel: array(`${layer.name}.kernel`), bias: array(`${layer.name}.bias`) }
        : layer,
    ),
    labels,
    images: labels.map((_, i) => ({
      shape: [height, width, 1],
      values: Float32Array.from(values.subarray(i * size, (i + 1) * size), (value) => value / 255),
    })),
  };
}
