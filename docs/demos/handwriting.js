export const SIDE = 28;
const BOX = 20; // the longer side of a digit in MNIST
const SMALLEST = 3; // a dot is not blown up to a blob: at least so many drawn pixels to one of the image
const SAMPLES = 6; // a side; a pixel of the image is their mean

/**
 * A drawing as MNIST's makers prepared theirs: scaled into 20×20, its centre of mass in the middle of 28×28.
 *
 * @param ink the drawing's brightness, 0–255, `side` × `side`, row by row
 * @returns {shape: [28, 28, 1], values: 0–1}, or null where nothing is drawn
 */
export function likeMnist(ink, side) {
  let [top, left, bottom, right] = [side, side, -1, -1];
  let [mass, down, along] = [0, 0, 0];
  ink.forEach((value, i) => {
    if (value < 32) return;
    const [y, x] = [Math.floor(i / side), i % side];
    [top, left, bottom, right] = [Math.min(top, y), Math.min(left, x), Math.max(bottom, y), Math.max(right, x)];
    mass += value;
    down += value * (y + 0.5);
    along += value * (x + 0.5);
  });
  if (mass === 0) return null;
  const scale = Math.max((bottom - top + 1) / BOX, (right - left + 1) / BOX, SMALLEST);
  const place = (middle, i) => Math.floor(middle + (i / SAMPLES - SIDE / 2) * scale + scale / SAMPLES / 2);
  const values = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < SIDE * SAMPLES; i++) {
    const y = place(down / mass, i);
    if (y < 0 || y >= side) continue;
    for (let j = 0; j < SIDE * SAMPLES; j++) {
      const x = place(along / mass, j);
      if (x < 0 || x >= side) continue;
      values[Math.floor(i / SAMPLES) * SIDE + Math.floor(j / SAMPLES)] += ink[y * side + x];
    }
  }
  return { shape: [SIDE, SIDE, 1], values: values.map((sum) => sum / SAMPLES ** 2 / 255) };
}
