import { choice, element, labelled } from "./element.js";
import { FIELDS, LARGEST } from "./more_layers.js";

const LABELS = {
  filters: "필터", kernel: "커널", size: "창", stride: "보폭", padding: "패딩", units: "유닛", rate: "비율",
  multiplier: "배수", dilation: "팽창", groups: "그룹",
};

/** A number from 1 to LARGEST, or from 0 to 1 where the step is smaller than 1; NaN while the field is empty. */
export function numberField(text, value, step, set) {
  const number = element("input", {
    type: "number", value, step, min: step < 1 ? 0 : 1, max: step < 1 ? 1 : LARGEST,
    oninput: () => set(number.value === "" ? NaN : Number(number.value)),
  });
  return labelled(text, number);
}

/** A field for each setting of a layer, which changes the layer. */
export function layerFields(layer, onchange) {
  return Object.keys(FIELDS[layer.kind]).map((name) => {
    const set = (value) => {
      layer[name] = value;
      onchange();
    };
    if (name === "padding") return choice(LABELS.padding, { valid: "valid", same: "same" }, set, layer.padding);
    if (name === "bias") {
      return choice("편향", { true: "있음", false: "없음" }, (value) => set(value === "true"), layer.bias);
    }
    return numberField(LABELS[name], layer[name], name === "rate" ? 0.1 : 1, set);
  });
}
