/** How wrong a softmax is: −log of the share that it gives to the right class. */

/**
 * @param layer the last: `sums` before its softmax, `outputs` after it, `units` the classes
 * @param labels of the images, one number each
 * @param gradients where those of the sums go, if they are wanted: of the batch's mean loss, as Keras has it
 * @returns {loss, right}: the sum of the images' losses, and how many have their largest share in the right place
 */
export function crossEntropy({ sums, outputs, units }, labels, count, gradients) {
  let [loss, right] = [0, 0];
  for (let image = 0; image < count; image++) {
    const [from, label] = [image * units, labels[image]];
    let best = 0;
    for (let unit = 1; unit < units; unit++) if (sums[from + unit] > sums[from + best]) best = unit;
    if (best === label) right++;
    // log Σ exp(sum) − the right sum. From the share it would be infinite where that is rounded to 0.
    let total = 0;
    for (let unit = 0; unit < units; unit++) total += Math.exp(sums[from + unit] - sums[from + best]);
    loss += Math.log(total) + sums[from + best] - sums[from + label];
    if (!gradients) continue;
    for (let unit = 0; unit < units; unit++) {
      gradients[from + unit] = (outputs[from + unit] - (unit === label ? 1 : 0)) / count;
    }
  }
  return { loss, right };
}
