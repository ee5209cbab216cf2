/**
 * Rows of a matrix, each times a number, added up. Convolutions, dense layers and the gradients of both
 * are such sums. Rows with the number 0 are left out: of a digit's pixels and of what a ReLU or a
 * MaxPooling2D passes on (or back), most are 0.
 */
export class WeightedRows {
  #count = 0;
  #numbers;
  #starts; // of the rows

  /** @param most numbers that are ever taken at once */
  constructor(most) {
    this.#numbers = new Float32Array(most);
    this.#starts = new Int32Array(most);
  }

  clear() {
    this.#count = 0;
  }

  /**
   * Takes `length` numbers: from values[from] every `apart`-th, for rows that begin at matrix[row] and every
   * `width` after.
   */
  take(values, from, length, apart, row, width) {
    const [numbers, starts] = [this.#numbers, this.#starts];
    let count = this.#count;
    for (let i = 0; i < length; i++) {
      const value = values[from + i * apart];
      if (value === 0) continue;
      numbers[count] = value;
      starts[count++] = row + i * width;
    }
    this.#count = count;
  }

  /** sums[to…to + length] += Σ number · row, each row begun `shift` later. */
  addTo(sums, to, length, matrix, shift = 0) {
    const [numbers, starts, count] = [this.#numbers, this.#starts, this.#count];
    let i = 0;
    // Four rows at a time are twice as fast as one: a sum is read and written a quarter as often.
    for (; i + 4 <= count; i += 4) {
      const [a, b, c, d] = [numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]];
      const [p, q] = [starts[i] + shift, starts[i + 1] + shift];
      const [r, s] = [starts[i + 2] + shift, starts[i + 3] + shift];
      for (let j = 0; j < length; j++) {
        sums[to + j] += a * matrix[p + j] + b * matrix[q + j] + c * matrix[r + j] + d * matrix[s + j];
      }
    }
    for (; i < count; i++) {
      const [a, p] = [numbers[i], starts[i] + shift];
      for (let j = 0; j < length; j++) sums[to + j] += a * matrix[p + j];
    }
  }
}
