/**
 * Numbers from 0 to 1 that look random, always the same for a seed: mulberry32, by Tommy Ettinger. A counter
 * goes up by a constant, and its bits are mixed so that neighbours have nothing in common; after 2³² numbers
 * it begins anew.
 *
 * @param seed an integer
 * @returns the generator: () => number, 0 ≤ number < 1
 */
export function generator(seed) {
  let counter = seed;
  return () => {
    counter = (counter + 0x6d2b79f5) | 0;
    let bits = Math.imul(counter ^ (counter >>> 15), counter | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Puts an array into a random order (Fisher and Yates). */
export function shuffle(array, random) {
  for (let i = array.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = array[i];
    array[i] = array[j];
    array[j] = kept;
  }
}
