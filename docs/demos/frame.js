/** The zeros that `same` puts around images. Without any, all stays where it is. */
export class Frame {
  #image; // {height, across, top, left}: of a row, numbers
  #batch;
  #framed;
  #gradients;

  /**
   * @param shape of an image
   * @param before rows above and columns on the left
   * @param least rows and columns that the image and its frame have together
   */
  constructor([height, width, channels], [top, left], least, batch) {
    const [rows, columns] = [Math.max(least[0], top + height), Math.max(least[1], left + width)];
    this.#image = { height, across: width * channels, top, left: left * channels };
    this.#batch = batch;
    this.line = columns * channels; // numbers in a row
    this.size = rows * this.line; // numbers in a framed image
    if (rows > height || columns > width) this.#framed = new Float32Array(batch * this.size);
  }

  /** The images with their frames. */
  around(images, count) {
    if (!this.#framed) return images;
    const framed = this.#framed;
    this.#eachRow(count, (inner, outer, across) => {
      for (let x = 0; x < across; x++) framed[outer + x] = images[inner + x];
    });
    return this.#framed;
  }

  /** Where the gradients of framed images can be summed: zeros. */
  room(into) {
    if (!this.#framed) return into;
    this.#gradients ??= new Float32Array(this.#batch * this.size);
    return this.#gradients.fill(0);
  }

  /** What lies within the frames. */
  within(framed, count, into) {
    if (framed === into) return;
    this.#eachRow(count, (inner, outer, across) => {
      for (let x = 0; x < across; x++) into[inner + x] = framed[outer + x];
    });
  }

  #eachRow(count, copy) {
    const { height, across, top, left } = this.#image;
    let inner = 0;
    for (let image = 0; image < count; image++) {
      for (let y = 0; y < height; y++) {
        copy(inner, image * this.size + (top + y) * this.line + left, across);
        inner += across;
      }
    }
  }
}
