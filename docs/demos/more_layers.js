/** Kinds and fields that the training page does not know, put into the tables of stack.js; its layers leave them out. */
import { COMPLAINTS, FIELDS, grouped, KINDS, LARGEST, NAMES, product, RULES, sliding, tooWide } from "./stack.js";

export { count, FIELDS, grouped, KINDS, LARGEST, MOST, product, tuple } from "./stack.js";

Object.assign(KINDS, { w: "DepthwiseConv2D", s: "SeparableConv2D", t: "Conv2DTranspose", b: "BatchNormalization" });

Object.assign(FIELDS, {
  c: { filters: 32, kernel: 3, stride: 1, dilation: 1, groups: 1, padding: "valid", bias: true },
  d: { units: 10, bias: true },
  w: { kernel: 3, stride: 1, multiplier: 1, dilation: 1, padding: "valid", bias: true },
  s: { filters: 32, kernel: 3, stride: 1, multiplier: 1, dilation: 1, padding: "valid", bias: true },
  t: { filters: 32, kernel: 3, stride: 1, padding: "valid", bias: true },
  b: {},
});

Object.assign(NAMES, { multiplier: "배수", dilation: "팽창", groups: "그룹 수" });

const dense = RULES.d;
Object.assign(RULES, {
  c: (layer, shape) => {
    const { filters, kernel, groups = 1 } = layer;
    return convolved(layer, shape, filters, (kernel ** 2 * shape[2] * filters) / groups);
  },
  d: (layer, shape) => {
    const row = dense(layer, shape);
    return { ...row, parameters: row.parameters - (layer.bias === false ? layer.units : 0) };
  },
  w: (layer, shape) => {
    const channels = shape[2] * layer.multiplier;
    return convolved(layer, shape, channels, layer.kernel ** 2 * channels);
  },
  s: (layer, shape) =>
    convolved(layer, shape, layer.filters, (layer.kernel ** 2 + layer.filters) * shape[2] * layer.multiplier),
  t: transposed,
  // At inference the scale and what was measured are one factor.
  b: (_, shape) => ({ parameters: 4 * shape.at(-1), fixed: 2 * shape.at(-1), multiplications: product(shape) }),
});

const convolved = (layer, shape, filters, weights) => sliding(layer, shape, filters, weights, layer.bias === false ? 0 : filters);

/** Every value of the input is multiplied by every weight of its channel. */
function transposed({ filters, kernel, stride, padding, bias }, [height, width, channels]) {
  const weights = kernel ** 2 * channels * filters;
  const side = (n) => (padding === "same" ? n * stride : (n - 1) * stride + Math.max(kernel, stride));
  return {
    shape: [side(height), side(width), filters],
    parameters: weights + (bias ? filters : 0),
    multiplications: height * width * weights,
  };
}

Object.assign(COMPLAINTS, {
  c: (layer, shape) => tooWide(layer, shape) || ungrouped(layer, shape[2]) || doublySpaced(layer),
  w: tooWide,
  s: tooWide,
  t: (layer, shape) =>
    Math.max(...transposed(layer, shape).shape.slice(0, 2)) > LARGEST
      ? `출력의 한 변이 ${grouped(LARGEST)}을 넘는다. 보폭이나 커널을 줄인다.` : "",
});

const ungrouped = ({ filters, groups }, channels) =>
  channels % groups || filters % groups
    ? `채널 ${channels}개와 필터 ${filters}개를 그룹 ${groups}개로 똑같이 나눌 수 없다. 그룹 수를 바꾼다.` : "";

const doublySpaced = ({ stride, dilation }) =>
  stride > 1 && dilation > 1 ? "Conv2D는 보폭과 팽창을 함께 1보다 크게 하지 못한다. 하나를 1로 줄인다." : "";
