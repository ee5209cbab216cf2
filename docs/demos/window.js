/** Where the windows of a convolution or a pooling stand on a side of n, as Keras places them. */

/** How far a window reaches on a side; NaN for a layer without one. */
export const covered = ({ kernel, size, dilation }) => ((kernel ?? size) - 1) * (dilation ?? 1) + 1;

/** How many windows stand there. */
export const outputSize = (n, window, { padding, stride }) =>
  padding === "same" ? Math.ceil(n / stride) : Math.floor((n - window) / stride) + 1;

/** How many zeros `same` puts before the side. */
export const padded = (n, window, { padding, stride }) =>
  padding === "same" ? Math.max((outputSize(n, window, { padding, stride }) - 1) * stride + window - n, 0) >> 1 : 0;
