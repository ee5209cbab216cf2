import { counted, layerResult, stackResult } from "./counted.js";
import { button, choice, element, mount } from "./element.js";
import { layerFields, numberField } from "./layer_fields.js";
import { FIELDS, KINDS, MOST } from "./more_layers.js";
import { parse, write } from "./stack_text.js";

const PRESETS = {
  "28x28x1_c32k3_m2_c64k3_m2_c128k3_f_d10": "MNIST 합성곱 신경망",
  "28x28x1_c32k3same_a3_c32k3same_a3_f_d100_o0.4_d10": "옷 사진 모델 A",
  "28x28x1_c32k3same_m2_c64k3same_m2_f_d100_o0.4_d10": "옷 사진 모델 B",
  "28x28x1_c3k5_c6k5_f_d84_d10": "필터와 채널",
  "28x28x1_f_d50_d50_d10": "텐서플로 기초의 다층 퍼셉트론",
  "28x28x1_c32k5_m2_c64k5_m2_f_d1024_o0.5_d10": "심층 합성곱 신경망",
  "28x28x1_c32k3same_m2_c64k3same_m2_f_d100_o0.3_d10": "층을 하나씩 쌓기",
};

/** A stack of layers that a reader changes, counted at each change, and its address. */
class Calculator {
  #stack;
  #results = [];
  #list = element("ol", { class: "layers" });
  #input = element("div", { class: "controls" });
  #total = element("p", { role: "status", class: "said" });
  #trouble = element("p", { role: "alert", class: "trouble" });
  #copied = element("span", { "aria-live": "polite" });
  #full = element("p", { "aria-live": "assertive", class: "trouble" });
  #preset = choice("모델", { "": "고르기", ...PRESETS }, (text) => {
    if (text) this.#stack = parse(text);
    this.#change();
  });
  #adding = choice("더할 층", KINDS, () => {});

  constructor(text) {
    this.#stack = this.#asked() ?? parse(text);
    this.#redraw();
    this.element = element("div", { onchange: () => this.#share() },
      this.#trouble,
      element("div", { class: "controls" }, this.#preset, button("주소 복사", () => this.#copy()), this.#copied),
      this.#input, this.#list,
      element("div", { class: "controls" }, this.#adding, button("더하기", () => this.#add(this.#adding.lastChild.value))),
      this.#full, this.#total);
  }

  /** The stack that the address says, if it says one. */
  #asked() {
    const text = new URLSearchParams(location.search).get("stack");
    try {
      if (text !== null) return parse(text);
    } catch (error) {
      this.#trouble.textContent = `주소에 적힌 모델을 읽지 못했다. ${error.message} 처음 모델을 대신 보여 준다.`;
    }
  }

  /** Counts again and writes the results; the fields stay as they are, and so does the focus. */
  #recount() {
    const all = counted(this.#stack);
    this.#results.forEach((result, i) => {
      result.parentElement.classList.toggle("impossible", all.error?.index === i);
      result.replaceChildren(...layerResult(all, i, this.#stack));
    });
    this.#total.replaceChildren(...stackResult(all, this.#stack));
  }

  /** Draws every layer anew: after one was added, moved or taken away. */
  #redraw() {
    const { input, layers } = this.#stack;
    this.#input.replaceChildren(...["높이", "너비", "채널"].map((side, i) =>
      numberField(`입력 ${side}`, input[i], 1, (n) => {
        input[i] = n;
        this.#recount();
      })));
    this.#results = layers.map(() => element("p", { class: "result" }));
    this.#list.replaceChildren(...layers.map((layer, i) => element("li", {}, this.#layer(layer, i), this.#results[i])));
    this.#recount();
    this.#full.textContent = "";
  }

  #layer(layer, i) {
    const act = (sign, what, onclick) => {
      const name = `${i + 1}번 층 ${KINDS[layer.kind]} ${what}`;
      return element("button", { type: "button", "aria-label": name, title: what, onclick }, sign);
    };
    return element("fieldset", {},
      element("legend", {}, `${i + 1}. ${KINDS[layer.kind]}`),
      ...layerFields(layer, () => this.#recount()),
      element("span", { class: "acts" },
        act("↑", "위로", () => this.#move(i, i - 1, 0)),
        act("↓", "아래로", () => this.#move(i, i + 1, 1)),
        act("×", "빼기", () => this.#remove(i))));
  }

  #move(from, to, nth) {
    const { layers } = this.#stack;
    if (to < 0 || to >= layers.length) return;
    layers.splice(to, 0, ...layers.splice(from, 1));
    this.#change(to, nth);
  }

  #remove(i) {
    const { layers } = this.#stack;
    layers.splice(i, 1);
    this.#change(Math.min(i, layers.length - 1), 2);
  }

  #add(kind) {
    const { layers } = this.#stack;
    if (layers.length >= MOST) {
      this.#full.textContent = `층은 ${MOST}개까지 쌓을 수 있다.`;
      return;
    }
    layers.push({ kind, ...FIELDS[kind] });
    this.#change(layers.length - 1);
  }

  /** @param focus the layer whose `nth` button takes the focus */
  #change(focus, nth = 0) {
    this.#redraw();
    if (focus !== undefined) {
      const buttons = this.#list.children[focus]?.querySelectorAll("button");
      (buttons?.[nth] ?? this.#adding.lastChild).focus();
    }
    this.#share();
  }

  /** Writes the stack into the address; gives whether it could. */
  #share() {
    this.#trouble.textContent = this.#copied.textContent = "";
    const text = write(this.#stack);
    this.#preset.lastChild.value = text in PRESETS ? text : "";
    try {
      parse(text); // fails where a field is empty just now, or its number is like 1e-7
      history.replaceState(null, "", `?stack=${text}#calculator`); // fails in Safari at the hundredth in 30 s
    } catch {
      return false;
    }
    return true;
  }

  async #copy() {
    if (!this.#share()) {
      this.#copied.textContent = "빈 칸이나 읽을 수 없는 수가 있어 주소를 만들지 못했다. 그 칸부터 고친다.";
      return;
    }
    try {
      await navigator.clipboard.writeText(location.href);
      this.#copied.textContent = "이 모델의 주소를 복사했다.";
    } catch {
      this.#copied.textContent = "복사하지 못했다. 주소창의 주소를 복사하면 된다.";
    }
  }
}

mount("calculator", ({ stack }) => [new Calculator(stack).element]);
