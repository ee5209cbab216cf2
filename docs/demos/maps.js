import { element } from "./element.js";

const GREY = 0xff8a7d70; // between the maps: alpha, blue, green, red

/** All feature maps of one layer on one canvas, a pixel a value, on one scale from black to white. */
export class Maps {
  /**
   * @param shape of the layer's output, [height, width, channels]
   * @param onpick called with (filter, row, column) of the value that was pointed at
   */
  constructor([height, width, channels], label, onpick) {
    this.columns = channels > 32 ? 16 : 8;
    [this.height, this.width, this.channels] = [height, width, channels];
    const [down, along] = [height + 1, width + 1]; // a map and the gap beside it
    this.canvas = element("canvas", {
      width: this.columns * along + 1,
      height: Math.ceil(channels / this.columns) * down + 1,
      role: "img",
      "aria-label": label,
      onclick: ({ offsetX, offsetY }) => {
        const [x, y] = [offsetX, offsetY].map((at) =>
          Math.max(0, Math.floor((at * this.canvas.width) / this.canvas.clientWidth) - 1));
        const filter = Math.floor(y / down) * this.columns + Math.floor(x / along);
        if (filter < channels) onpick(filter, Math.min(y % down, height - 1), Math.min(x % along, width - 1));
      },
    });
    this.pen = this.canvas.getContext("2d");
    this.image = this.pen.createImageData(this.canvas.width, this.canvas.height);
    this.pixels = new Uint32Array(this.image.data.buffer).fill(GREY);
  }

  /** @param chosen the filter to frame, or false */
  draw(values, chosen) {
    const { columns, height, width, channels, pixels } = this;
    let largest = 0;
    for (const value of values) if (value > largest) largest = value;
    const step = 255 / (largest || 1);
    for (let c = 0; c < channels; c++) {
      const corner = (Math.floor(c / columns) * (height + 1) + 1) * this.image.width + (c % columns) * (width + 1) + 1;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const shade = (values[(y * width + x) * channels + c] * step) & 255;
          pixels[corner + y * this.image.width + x] = shade * 0x010101 | 0xff000000;
        }
      }
    }
    this.pen.putImageData(this.image, 0, 0);
    if (chosen === false) return;
    this.pen.strokeStyle = "#ff8c1a";
    this.pen.strokeRect(
      (chosen % columns) * (width + 1) + 0.5, Math.floor(chosen / columns) * (height + 1) + 0.5, width + 1, height + 1);
  }

  clear() {
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }
}
