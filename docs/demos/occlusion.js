import { SIDE } from "./handwriting.js";

export const PATCH = 7;
export const STRIDE = 3;

/** The places of a square in the flat image. */
const patchAt = (top, left) => Array.from({ length: PATCH ** 2 }, (_, i) =>
  (top + Math.floor(i / PATCH)) * SIDE + left + (i % PATCH));

/**
 * How far a probability falls when a square is blackened, for squares all over the image.
 *
 * @param share of a flat image its probability, 0–1
 * @param goesOn asked before each row of squares, which has a frame of its own
 * @returns {before, worst: {drop, share, top, left}, falls}: falls are the mean of each pixel; nothing where it was
 *   not to go on
 */
export async function occlude(values, share, goesOn) {
  const before = share(values);
  const [fall, count] = [new Float32Array(SIDE * SIDE), new Uint8Array(SIDE * SIDE)];
  let worst = { drop: 0 };
  for (let top = 0; top + PATCH <= SIDE; top += STRIDE) {
    await new Promise(requestAnimationFrame); // the page stays alive
    if (!goesOn()) return undefined;
    for (let left = 0; left + PATCH <= SIDE; left += STRIDE) {
      const patch = patchAt(top, left);
      const covered = values.slice();
      for (const i of patch) covered[i] = 0;
      const now = share(covered);
      const drop = before - now;
      for (const i of patch) {
        fall[i] += drop;
        count[i]++;
      }
      if (drop > worst.drop) worst = { drop, share: now, top, left };
    }
  }
  return { before, worst, falls: fall.map((sum, i) => Math.max(sum / (count[i] || 1), 0)) };
}
