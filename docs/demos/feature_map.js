/** The side of the kernel. */
export const SIZE = 3;

/** The feature map of an image as far as it is computed, and the settings that it is computed with. */
export class FeatureMap {
  flipped = false;
  stride = 1;
  padding = 0;
  values = []; // rows; null is a value not computed yet

  constructor(image) {
    this.image = image;
    this.kernel = Array(SIZE * SIZE).fill(0);
  }

  /** The length of the output along an axis of n pixels. */
  outputSize(n) {
    return Math.floor((n + 2 * this.padding - SIZE) / this.stride) + 1;
  }

  /** Forgets all values: the image or a setting is another. */
  clear() {
    const [rows, columns] = [this.image.length, this.image[0].length].map((n) => this.outputSize(n));
    this.values = Array.from({ length: rows }, () => Array(columns).fill(null));
  }

  get isFull() {
    return !this.values.flat().includes(null);
  }

  /** Where the window stands, what it covers, and the sum of the products. */
  windowAt(row, column) {
    const used = this.flipped ? [...this.kernel].reverse() : this.kernel;
    const terms = used.map((weight, i) => {
      const y = row * this.stride - this.padding + Math.floor(i / SIZE);
      const x = column * this.stride - this.padding + (i % SIZE);
      return { y, x, weight, value: this.image[y]?.[x] ?? 0 };
    });
    return { terms, sum: terms.reduce((sum, { value, weight }) => sum + value * weight, 0) };
  }

  compute(row, column) {
    this.values[row][column] = this.windowAt(row, column).sum;
  }

  /** What was computed stays computed, with the new values. */
  recompute() {
    this.values = this.values.map((line, row) =>
      line.map((value, column) => (value === null ? null : this.windowAt(row, column).sum)),
    );
  }

  /** [row, column] where the middle of the window is nearest to a pixel of the padded image. */
  nearest(row, column) {
    const place = (n, padded) => Math.max(0, Math.min(Math.round((padded - 1) / this.stride), this.outputSize(n) - 1));
    return [place(this.image.length, row), place(this.image[0].length, column)];
  }

  /** The image with the zeros around it. */
  padded() {
    const length = (n) => ({ length: n + 2 * this.padding });
    return Array.from(length(this.image.length), (_, y) =>
      Array.from(length(this.image[0].length), (_, x) =>
        this.image[y - this.padding]?.[x - this.padding] ?? 0));
  }

  /** Whether a pixel of the padded image is one of those zeros. */
  isPadding(y, x) {
    const outside = (n, i) => i < this.padding || i >= n + this.padding;
    return outside(this.image.length, y) || outside(this.image[0].length, x);
  }
}
