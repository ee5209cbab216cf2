import { button } from "./element.js";

const PACE = 120; // milliseconds a step

/** A button that takes one step after another until none is left, or until it is pressed again. */
export class Player {
  #timer;
  button = button("재생", () => (this.isPlaying ? this.stop() : this.#play()));

  /** @param steps {begin(), step() → whether there was one, finish()} */
  constructor(steps) {
    this.steps = steps;
  }

  get isPlaying() {
    return this.#timer !== undefined;
  }

  #play() {
    this.steps.begin();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      while (this.steps.step());
      this.steps.finish();
      return;
    }
    this.button.textContent = "멈춤";
    this.#timer = setInterval(() => this.steps.step() || this.#end(), PACE);
  }

  #end() {
    this.stop();
    this.steps.finish();
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.button.textContent = "재생";
  }
}
