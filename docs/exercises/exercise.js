/** Exercises that answer back. Their problems come in a file each, when a reader gets near. */

import { isSolved, solve } from "./done.js";
import { judge } from "./judge.js";

const site = new URL("..", import.meta.url).pathname;
const page = location.pathname.slice(site.length).replace(/\/(?:index\.html)?$/, "");

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

const button = (text, onclick) => make("button", { type: "button", onclick }, text);
const minus = (value) => String(value).replace("-", "−");

function table(name, rows) {
  const body = rows.map((row) => make("tr", {}, ...row.map((value) => make("td", {}, minus(value)))));
  return make("table", { class: "grid" }, make("caption", {}, name), ...body);
}

/** What a reader writes into: elements, and how the reply is read from them. */
function fields(problem, name) {
  const { kind } = problem;
  if (kind === "choice") {
    const options = problem.options.map((text, i) =>
      make("label", {}, make("input", { type: "radio", name, value: i }), make("span", {}, text)));
    const group = make("fieldset", {}, make("legend", {}, "답"), ...options);
    return [group, () => group.querySelector(":checked")?.value ?? ""];
  }
  if (kind === "array") {
    const cells = problem.key.map((row, i) => row.map((_, j) =>
      make("input", { inputmode: "text", autocomplete: "off", "aria-label": `${i + 1}행 ${j + 1}열` })));
    const rows = cells.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell))));
    const grid = make("table", { class: "grid", onpaste: (event) => paste(event, cells.flat()) }, make("caption", {}, "답"), ...rows);
    return [grid, () => cells.flat().map((cell) => cell.value)];
  }
  const field = kind === "open"
    ? make("textarea", { rows: 4 })
    : make("input", { autocomplete: "off", autocapitalize: "off", spellcheck: "false", class: kind });
  return [make("label", {}, make("span", {}, "답"), field), () => field.value];
}

/** A whole array, pasted into its first cell. */
function paste(event, cells) {
  const values = event.clipboardData.getData("text").split(/[\s,;[\]]+/).filter(Boolean);
  if (values.length !== cells.length) return;
  event.preventDefault();
  cells.forEach((cell, i) => { cell.value = values[i]; });
}

class Exercise {
  #place;
  #name;
  #hints;
  #problems;
  #at = 0; // the problem's number; the first is the page's own
  #read;
  #asked;
  #answer = make("div", { class: "answer" });
  #said = make("p", { role: "status", class: "said" });
  #shown = make("ol", { class: "hints" });
  #done = make("span", { class: "solved" });
  #copied = make("span", { "aria-live": "polite" });
  #key = make("details", {});
  #hint = button("", () => this.#giveHint());

  constructor(place, { hints, problems }) {
    [this.#place, this.#name, this.#hints, this.#problems] = [place, place.dataset.exercise, hints, problems];
    this.#asked = [...place.childNodes];
    const asked = new URLSearchParams(location.search).get(this.#name);
    const form = make("form", { onsubmit: (event) => { event.preventDefault(); this.#judge(); } },
      this.#answer, make("div", { class: "controls" }, make("button", {}, problems[0].kind === "open" ? "모범 답과 견주기" : "확인"), this.#hint, ...this.#more(), this.#done),
      this.#said, this.#shown, this.#key);
    this.form = form;
    this.#open(asked !== null && this.#problems[asked] ? Number(asked) : 0);
    if (asked !== null && !this.#problems[asked]) this.#said.textContent = `주소에 적힌 문제 ${asked}번은 없다. 처음 문제를 보인다.`;
    if (isSolved(page, this.#name)) this.#done.textContent = "✓ 푼 문제";
  }

  #more() {
    if (this.#problems.length === 1) return [];
    return [button("다른 문제", () => this.#another()), button("주소 복사", () => this.#copy()), this.#copied];
  }

  #open(at) {
    this.#at = at;
    const problem = this.#problems[at];
    const [element, read] = fields(problem, this.#name);
    this.#read = read;
    this.#answer.replaceChildren(element);
    const question = [make("p", {}, make("strong", {}, `문제 ${at}. `), problem.text ?? ""), ...(problem.grids ?? []).map(([name, rows]) => table(name, rows))];
    this.#place.replaceChildren(...(at ? question : this.#asked), this.form);
    this.#said.textContent = this.#copied.textContent = "";
    this.#shown.replaceChildren();
    this.#nameHint();
    this.#key.replaceChildren(...(at ? [make("summary", {}, "이 문제의 답"), make("p", {}, problem.why ?? ""), ...this.#calculator(problem)] : []));
    this.#key.hidden = !at;
    this.#key.open = false;
  }

  /** Where a reader sees how the same model is counted. */
  #calculator({ stack }) {
    if (!stack) return [];
    const href = `${site}tutorials/concepts/parameters/?stack=${stack}#해-보기-출력-크기와-파라미터-계산기`;
    return [make("p", {}, make("a", { href }, "계산기에서 한 층씩 보기"))];
  }

  #judge() {
    const problem = this.#problems[this.#at];
    if (problem.kind === "open") return this.#compare(problem);
    const { right, said } = judge(problem, this.#read());
    this.#said.textContent = ""; // said again where it is the same
    requestAnimationFrame(() => { this.#said.textContent = right ? `✓ ${said} ${problem.why ?? ""}` : said; });
    this.#said.classList.toggle("right", right);
    if (right) this.#solved();
  }

  #solved() {
    solve(page, this.#name);
    this.#done.textContent = "✓ 푼 문제";
  }

  /** A reader's own words beside ours: what has to be in them is ticked by the reader. */
  #compare(problem) {
    if (this.#read().trim().length < 10) {
      this.#said.textContent = "먼저 자기 말로 한 문장 넘게 적는다.";
      return;
    }
    const box = this.#place.nextElementSibling;
    if (box?.matches("details")) box.open = true;
    const points = problem.mistakes.map(([, point]) => make("label", {}, make("input", { type: "checkbox" }), make("span", {}, point)));
    const list = make("fieldset", { onchange: () => this.#tick(list, points.length) }, make("legend", {}, "내 글에 있는 것을 고른다"), ...points);
    this.#said.textContent = "아래에 모범 답을 펼쳤다.";
    this.#shown.replaceChildren(make("li", {}, list));
  }

  #tick(list, all) {
    const ticked = list.querySelectorAll(":checked").length;
    this.#said.textContent = ticked === all ? "✓ 빠진 것이 없다." : `${all}가지 가운데 ${ticked}가지가 있다.`;
    this.#said.classList.toggle("right", ticked === all);
    if (ticked === all) this.#solved();
  }

  #giveHint() {
    this.#shown.append(make("li", {}, this.#hints[this.#shown.children.length]));
    this.#said.textContent = `힌트: ${this.#shown.lastChild.textContent}`;
    this.#nameHint();
  }

  #nameHint() {
    const [given, all] = [this.#shown.children.length, this.#hints.length];
    this.#hint.textContent = `힌트 ${Math.min(given + 1, all)}/${all}`;
    this.#hint.hidden = !all;
    this.#hint.disabled = given >= all;
  }

  #another() {
    this.#open((this.#at % (this.#problems.length - 1)) + 1);
    history.replaceState(null, "", this.#address());
    this.#said.textContent = `문제 ${this.#at}번이다. ${this.#problems[this.#at].text ?? ""}`;
  }

  #address() {
    const address = new URL(location);
    address.searchParams.set(this.#name, this.#at);
    address.hash = this.#place.id;
    return address.href;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#address());
      this.#copied.textContent = "이 문제의 주소를 복사했다.";
    } catch {
      this.#copied.textContent = "복사하지 못했다. 주소창의 주소를 복사하면 된다.";
    }
  }
}

async function open(place) {
  try {
    const response = await fetch(place.dataset.file);
    if (!response.ok) throw new Error(response.status);
    new Exercise(place, await response.json());
    place.dataset.ready = "";
  } catch (error) {
    const again = button("다시 받기", () => { trouble.remove(); open(place); });
    const trouble = make("p", { role: "alert" }, `문제를 받지 못했다(${error.message}). 아래의 답은 펼쳐 볼 수 있다. `, again);
    place.append(trouble);
  }
}

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    open(target);
  }
}, { rootMargin: "100% 0px" });

for (const place of document.querySelectorAll("[data-exercise]")) near.observe(place);
