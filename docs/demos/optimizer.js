/**
 * How weights follow their gradients, as in Keras 3.
 * Each takes parameters, a list of {values, gradients}, and has `update`, which makes one step.
 */

/** Against the gradient; with momentum, a part of the last step is made again. */
export class SGD {
  #velocities;

  constructor(parameters, { learningRate = 0.01, momentum = 0 }) {
    Object.assign(this, { parameters, learningRate, momentum });
    this.#velocities = parameters.map(({ values }) => new Float32Array(values.length));
  }

  update() {
    const { parameters, learningRate, momentum } = this;
    parameters.forEach(({ values, gradients }, n) => {
      const velocity = this.#velocities[n];
      for (let i = 0; i < values.length; i++) {
        velocity[i] = momentum * velocity[i] - learningRate * gradients[i];
        values[i] += velocity[i];
      }
    });
  }
}

/** Against the mean of late gradients, each in units of its own usual size (Kingma and Ba 2014). */
export class Adam {
  #means;
  #squares;
  #steps = 0;

  constructor(parameters, { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }) {
    Object.assign(this, { parameters, learningRate, beta1, beta2, epsilon });
    this.#means = parameters.map(({ values }) => new Float32Array(values.length));
    this.#squares = parameters.map(({ values }) => new Float32Array(values.length));
  }

  update() {
    const { parameters, learningRate, beta1, beta2, epsilon } = this;
    this.#steps++;
    // Means that began as 0 are too small at first.
    const rate = (learningRate * Math.sqrt(1 - beta2 ** this.#steps)) / (1 - beta1 ** this.#steps);
    parameters.forEach(({ values, gradients }, n) => {
      const [means, squares] = [this.#means[n], this.#squares[n]];
      for (let i = 0; i < values.length; i++) {
        const gradient = gradients[i];
        means[i] += (1 - beta1) * (gradient - means[i]);
        squares[i] += (1 - beta2) * (gradient * gradient - squares[i]);
        // Keras adds epsilon to the root as it is; the paper's first formula would correct that for the start too.
        values[i] -= (rate * means[i]) / (Math.sqrt(squares[i]) + epsilon);
      }
    });
  }
}

export const OPTIMIZERS = { sgd: SGD, adam: Adam };
