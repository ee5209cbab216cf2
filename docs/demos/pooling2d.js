import { product } from "./weighted_layer.js";
import { outputSize, padded } from "./window.js";

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
    this.back ??= new Float32Array(this.room); // a network that only predicts needs none
    this.spread(gradients, count, this.back.fill(0));
    return this.back;
  }
}

export class MaxPooling2D extends Pooling2D {
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

export class AveragePooling2D extends Pooling2D {
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
export class GlobalAveragePooling2D extends AveragePooling2D {
  places(_, [height, width]) {
    return [[Array.from({ length: height * width }, (_, i) => i)], []];
  }
}

/** For each window what it sees of a side. */
function spans(n, window, settings) {
  const before = padded(n, window, settings);
  return Array.from({ length: outputSize(n, window, settings) }, (_, i) =>
    Array.from({ length: window }, (_, j) => i * settings.stride - before + j).filter((x) => x >= 0 && x < n));
}
