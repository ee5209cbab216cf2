import { count, KINDS } from "./stack.js";
import { product } from "./weighted_layer.js";

/** A kernel's first numbers, where an output sees `fanIn` inputs and an input reaches `fanOut` outputs. */
export const INITIAL = {
  // Uniform, the narrower the more are added up: numbers keep their size, forward and back (Glorot and Bengio 2010).
  glorot: (fanIn, fanOut, random) => Math.sqrt(6 / (fanIn + fanOut)) * (2 * random() - 1),
  zeros: () => 0,
};

/**
 * The layers of a stack as a Network takes them, with their first weights (biases are 0).
 *
 * @param stack as `parse` gives it; Conv2D and Dense may have an `activation` besides: relu, tanh or swish
 * @param initial a name in INITIAL
 * @param random a generator
 * @throws Error with a message for the reader
 */
export function firstLayers(stack, initial, random) {
  const { rows, error } = count(stack);
  if (error) throw new Error(error.message);
  return stack.layers.map((layer, i) => {
    const made = { ...layer, kind: KINDS[layer.kind] };
    const window = { Conv2D: [layer.kernel, layer.kernel], Dense: [] }[made.kind];
    if (!window) return made;
    const [inputs, outputs] = [(rows[i - 1]?.shape ?? stack.input).at(-1), rows[i].shape.at(-1)];
    const [shape, seen] = [[...window, inputs, outputs], product(window)];
    const values = new Float32Array(product(shape));
    for (let j = 0; j < values.length; j++) values[j] = INITIAL[initial](seen * inputs, seen * outputs, random);
    return { ...made, kernel: { shape, values }, bias: { shape: [outputs], values: new Float32Array(outputs) } };
  });
}
