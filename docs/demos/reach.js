import { covered, padded } from "./window.js";

/**
 * For each row of a count what its values see of the input: `field`, the side of the receptive field, Infinity where all
 * is seen and NaN behind a transposed convolution, whose values differ in it; `jump`, how far apart the fields of two
 * neighbours are; and `reached`, where all is seen, the rows and the columns of the input that come so far.
 */
export function reach({ input, layers }, rows) {
  const steps = [];
  let state = { field: 1, jump: 1 };
  return rows.map(({ shape }, i) => {
    const layer = layers[i];
    const before = rows[i - 1]?.shape ?? input;
    if (covered(layer)) {
      steps.push([0, 1].map((side) => step(layer, before[side], shape[side])));
      const field = layer.kind === "t" ? NaN : state.field + (covered(layer) - 1) * state.jump;
      state = { field, jump: state.jump * layer.stride };
    } else if (layer.kind === "g" || (layer.kind === "d" && before.length === 1)) {
      state = { field: Infinity, reached: state.reached ?? [0, 1].map((side) => reached(steps, side)) };
    }
    return state;
  });
}

/** On one side of n: which inputs, from first to last by steps of `apart`, the output at a place sees. */
function step(layer, n, out) {
  const { kind, stride, dilation: apart = 1 } = layer;
  const window = covered(layer);
  const before = padded(kind === "t" ? out : n, window, layer);
  const sees = kind === "t"
    ? (place) => [Math.ceil((place + before - window + 1) / stride), Math.floor((place + before) / stride)]
    : (place) => [place * stride - before, place * stride - before + window - 1];
  return { n, out, apart, sees };
}

/** How many rows (side 0) or columns (side 1) of the input reach any output; nothing where no window was. */
function reached(steps, side) {
  let used;
  for (const { n, out, apart, sees } of steps.map((sides) => sides[side]).reverse()) {
    const inputs = Array(n).fill(false);
    for (let place = 0; place < out; place++) {
      if (used && !used[place]) continue;
      const [first, last] = sees(place);
      for (let i = first; i <= Math.min(last, n - 1); i += apart) if (i >= 0) inputs[i] = true;
    }
    used = inputs;
  }
  return used?.filter(Boolean).length;
}
