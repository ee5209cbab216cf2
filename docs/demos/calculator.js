import { button, choice, element, labelled, mount } from "./element.js";
import { count, FIELDS, KINDS, LARGEST, MOST, parse, tuple, write } from "./stack.js";

const PRESETS = {
  "28x28x1_c32k3_m2_c64k3_m2_c128k3_f_d10": "MNIST 합성곱 신경망",
  "28x28x1_c32k3same_a3_c32k3same_a3_f_d100_o0.4_d10": "옷 사진 모델 A",
  "28x28x1_c32k3same_m2_c64k3same_m2_f_d100_o0.4_d10": "옷 사진 모델 B",
  "28x28x1_c3k5_c6k5_f_d84_d10": "필터와 채널",
  "28x28x1_f_d50_d50_d10": "텐서플로 기초의 다층 퍼셉트론",
  "28x28x1_c32k5_m2_c64k5_m2_f_d1024_o0.5_d10": "심층 합성곱 신경망",
  "28x28x1_c32k3same_m2_c64k3same_m2_f_d100_o0.3_d10": "층을 하나씩 쌓기",
};
const LABELS = {
  filters: "필터", kernel: "커널", size: "창", stride: "보폭", padding: "패딩", units: "유닛", rate: "비율",
};

function build({ stack: written }) {
  let stack = parse(written);
  let problem = "";
  const asked = new URLSearchParams(location.search).get("stack");
  if (asked !== null) {
    try {
      stack = parse(asked);
    } catch (error) {
      problem = `주소에 적힌 모델을 읽지 못했다. ${error.message} 처음 모델을 대신 보여 준다.`;
    }
  }
  const list = element("ol", { class: "layers" });
  const input = element("div", { class: "controls" });
  const total = element("p", { role: "status", class: "said" });
  const trouble = element("p", { role: "alert", class: "trouble" }, problem);
  const copied = element("span", { "aria-live": "polite" });
  const full = element("p", { "aria-live": "assertive", class: "trouble" });
  let results = [];

  /** Counts again and writes the results; the fields stay as they are, and so does the focus. */
  function recount() {
    const { rows, error } = count(stack);
    results.forEach((result, i) => {
      const row = rows[i];
      result.parentElement.classList.toggle("impossible", error?.index === i);
      if (row) result.replaceChildren(...described(row));
      else if (error?.index === i) result.replaceChildren(element("strong", {}, "쌓을 수 없다. "), error.message);
      else result.replaceChildren(error.index < 0 ? "입력부터 고친다." : "위의 층부터 고친다.");
    });
    const last = rows.at(-1);
    if (error) {
      const where = error.index < 0 ? "입력" : `${error.index + 1}번 층 ${KINDS[stack.layers[error.index].kind]}`;
      total.textContent = `${where}: ${error.message}`;
      return;
    }
    const sum = rows.reduce((before, row) => before + row.parameters, 0);
    const kilobytes = ((sum * 4) / 1024).toLocaleString("ko-KR", { maximumFractionDigits: 2 });
    total.textContent =
      `출력 ${tuple(last ? last.shape : stack.input)}, 파라미터 ${sum.toLocaleString("ko-KR")}개 (float32로 ${kilobytes} KB)`;
  }

  function described({ shape, parameters, field, reached, formulas }) {
    const whole = stack.input.slice(0, 2).join("×");
    const part = stack.input.slice(0, 2).map((n, side) => reached?.[side] ?? n).join("×");
    const seen = Number.isFinite(field) ? `수용 영역 ${field}×${field}`
      : `출력에 닿는 입력 ${part === whole ? "전체" : `${part} (${whole} 중)`}`;
    return [
      element("strong", {}, `출력 ${tuple(shape)}`),
      ` 파라미터 ${parameters.toLocaleString("ko-KR")}개, ${seen}`,
      element("br"),
      ...formulas.map((formula) => element("span", { class: "worked" }, formula)),
    ];
  }

  function field(layer, name) {
    if (name === "padding") {
      const change = (value) => { layer.padding = value; recount(); };
      return choice("패딩", { valid: "valid", same: "same" }, change, layer.padding);
    }
    return numberField(LABELS[name], layer[name], name === "rate" ? 0.1 : 1, (value) => { layer[name] = value; });
  }

  function numberField(text, value, step, set) {
    const least = step < 1 ? 0 : 1;
    const number = element("input", {
      type: "number", value, step, min: least, max: step < 1 ? 1 : LARGEST,
      oninput: () => { set(number.value === "" ? NaN : Number(number.value)); recount(); },
    });
    return labelled(text, number);
  }

  /** Draws every layer anew: after one was added, moved or taken away. */
  function redraw(focus, nth = 0) {
    const sides = ["높이", "너비", "채널"];
    input.replaceChildren(
      ...sides.map((text, i) => numberField(`입력 ${text}`, stack.input[i], 1, (n) => { stack.input[i] = n; })),
    );
    results = stack.layers.map(() => element("p", { class: "result" }));
    list.replaceChildren(...stack.layers.map((layer, i) => {
      const name = `${i + 1}번 층 ${KINDS[layer.kind]}`;
      const act = (sign, what, change) =>
        element("button", { type: "button", "aria-label": `${name} ${what}`, title: what, onclick: change }, sign);
      return element("li", {},
        element("fieldset", {},
          element("legend", {}, `${i + 1}. ${KINDS[layer.kind]}`),
          ...Object.keys(FIELDS[layer.kind]).map((key) => field(layer, key)),
          act("↑", "위로", () => move(i, i - 1, 0)),
          act("↓", "아래로", () => move(i, i + 1, 1)),
          act("×", "빼기", () => { stack.layers.splice(i, 1); changed(Math.min(i, stack.layers.length - 1), 2); })),
        results[i]);
    }));
    recount();
    full.textContent = "";
    if (focus !== undefined) (list.children[focus]?.querySelectorAll("button")[nth] ?? adding.lastChild).focus();
  }

  function move(from, to, nth) {
    if (to < 0 || to >= stack.layers.length) return;
    stack.layers.splice(to, 0, ...stack.layers.splice(from, 1));
    changed(to, nth);
  }

  function changed(focus, nth) {
    redraw(focus, nth);
    share();
  }

  function share() {
    trouble.textContent = copied.textContent = "";
    const text = write(stack);
    preset.lastChild.value = text in PRESETS ? text : "";
    try {
      parse(text); // fails where a field is empty just now, or its number is like 1e-7
      history.replaceState(null, "", `?stack=${text}${location.hash}`); // fails in Safari at the hundredth in 30 s
    } catch {
      return false;
    }
    return true;
  }

  async function copy() {
    if (!share()) {
      copied.textContent = "빈 칸이나 읽을 수 없는 수가 있어 주소를 만들지 못했다. 그 칸부터 고친다.";
      return;
    }
    try {
      await navigator.clipboard.writeText(location.href);
      copied.textContent = "이 모델의 주소를 복사했다.";
    } catch {
      copied.textContent = "복사하지 못했다. 주소창의 주소를 복사하면 된다.";
    }
  }

  function add(kind) {
    if (stack.layers.length >= MOST) {
      full.textContent = `층은 ${MOST}개까지 쌓을 수 있다.`;
      return;
    }
    stack.layers.push({ kind, ...FIELDS[kind] });
    changed(stack.layers.length - 1);
  }

  const preset = choice("모델", { "": "고르기", ...PRESETS }, (text) => {
    if (text) stack = parse(text);
    changed();
  });
  const adding = choice("더할 층", KINDS, () => {});
  redraw();
  const whole = element("div", { onchange: share },
    trouble,
    element("div", { class: "controls" }, preset, button("주소 복사", copy), copied),
    input, list,
    element("div", { class: "controls" }, adding, button("더하기", () => add(adding.lastChild.value))),
    full, total);
  return [whole];
}

mount("calculator", build);
