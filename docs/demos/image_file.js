import { load } from "./safetensors.js";

/**
 * Images to learn from (snippets/image_file.py).
 *
 * @param size, progress as safetensors.js has them
 * @returns {name, classes, levels, curve, height, width, train, test}: of the last two each
 *   {images, labels} as `Training` takes them, both Uint8Array
 * @throws Error with a message for the reader
 */
export const loadImages = (address, size, progress) => load("이미지", address, size, progress, read);

/** Undoes `_encoded` of image_file.py: a pixel's step is coded by the steps to its left and above. */
function read(about, array) {
  const { levels, lanes, height, width, train } = about;
  const [frequencies, code, labels] = ["frequencies", "code", "labels"].map((name) => array(name).values);
  const starts = [0]; // of each entry of `frequencies` among the slots, 4,096 for a left and an upper step
  const entries = new Uint16Array(levels ** 2 * 4096); // and back
  frequencies.forEach((frequency, entry) => {
    starts.push(starts[entry] + frequency);
    entries.fill(entry, starts[entry], starts[entry + 1]);
  });
  const size = height * width;
  const images = new Uint8Array(labels.length * size);
  const states = new Uint32Array(code.buffer, 0, lanes);
  let next = 2 * lanes;
  for (let first = 0; first < labels.length; first += lanes) {
    for (let pixel = 0; pixel < size; pixel++) {
      for (let lane = 0; lane < lanes && first + lane < labels.length; lane++) {
        const at = (first + lane) * size + pixel;
        const left = pixel % width && images[at - 1];
        const upper = pixel >= width && images[at - width];
        const slot = (left * levels + upper) * 4096 + (states[lane] & 4095);
        const entry = entries[slot];
        const state = frequencies[entry] * (states[lane] >>> 12) + slot - starts[entry];
        states[lane] = state < 65536 ? state * 65536 + code[next++] : state;
        images[at] = entry % levels;
      }
    }
  }
  const bytes = images.map((step) => Math.round((step * 255) / (levels - 1)));
  const part = (from, to) => ({ images: bytes.slice(from * size, to * size), labels: labels.slice(from, to) });
  return { ...about, train: part(0, train), test: part(train, labels.length) };
}
