/** Exercises that answer back. The problems of each come in a file, when a reader gets near. */

import { count, solve } from "./done.js";
import { judge } from "./judge.js";

const site = new URL("..", import.meta.url).pathname;
const page = location.pathname.slice(site.length).replace(/\/(?:index\.html)?$/, "");
const DONE = "✓ 푼 적 있다";
const calculator = (stack) => `${site}tutorials/concepts/parameters/?stack=${stack}#calculator`;

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const button = (text, onclick) => make("button", { type: "button", onclick }, text);
const ticks = (type, texts, name) => texts.map((text, value) =>
  make("label", {}, make("input", { type, name, value }), make("span", {}, text)));

/** An array: of numbers, or of fields. */
function table(name, rows, attributes) {
  const cell = (it) => make("td", {}, it.tagName ? it : `${it}`.replace("-", "−"));
  return make("table", { class: "grid", ...attributes }, make("caption", {}, name), ...rows.map((row) => make("tr", {}, ...row.map(cell))));
}

/** What a reader writes into, and how the reply is read from it. */
function answer({ kind, options, key }, name) {
  if (kind === "choice") {
    const group = make("fieldset", {}, make("legend", {}, "답"), ...ticks("radio", options, name));
    return [group, () => group.querySelector(":checked")?.value ?? ""];
  }
  const off = { autocomplete: "off", autocapitalize: "off" };
  if (kind === "array") {
    const rows = key.map((row, i) => row.map((_, j) => make("input", { ...off, "aria-label": `${i + 1}행 ${j + 1}열` })));
    const cells = rows.flat();
    return [table("답", rows, { onpaste: (event) => paste(event, cells) }), () => cells.map((cell) => cell.value)];
  }
  const field = kind === "open" ? make("textarea") : make("input", { ...off, class: kind });
  return [make("label", {}, make("span", {}, "답"), field), () => field.value];
}

/** A whole array, pasted into one of its cells. */
function paste(event, cells) {
  const values = event.clipboardData.getData("text").split(/[\s,;[\]]+/).filter(Boolean);
  if (values.length !== cells.length) return;
  event.preventDefault();
  cells.forEach((cell, i) => { cell.value = values[i]; });
}

class Exercise {
  #place;
  #name;
  #problems;
  #at; // the number of the problem; 0 is the page's own
  #asked;
  #question = make("div");
  #read;
  #answer = make("div", { class: "answer" });
  #said = make("p", { role: "status", class: "said" });
  #shown = make("ol", { class: "hints", "aria-live": "polite" });
  #done = make("span");
  #key = make("details");
  #hint = button("", () => this.#giveHint());
  #form;

  constructor(place, problems) {
    [this.#place, this.#name, this.#problems] = [place, place.dataset.exercise, problems];
    if (problems[0].options) place.querySelector("ul").remove(); // they stand in the form
    this.#asked = [...place.children];
    const more = problems.length > 1 ? [button("다른 문제", () => this.#another())] : [];
    const submit = make("button", {}, problems[0].kind === "open" ? "모범 답과 견주기" : "확인");
    const onsubmit = (event) => { event.preventDefault(); this.#judge(); };
    this.#form = make("form", { onsubmit },
      this.#answer, make("div", { class: "controls" }, submit, this.#hint, ...more, this.#done), this.#said, this.#shown, this.#key);
    place.replaceChildren(this.#question, this.#form);
    const asked = Number(new URLSearchParams(location.search).get(this.#name));
    this.#open(problems[asked] ? asked : 0);
    if (!problems[asked]) this.#say("주소에 적힌 번호의 문제는 없다.");
    if (count(page, [this.#name])) this.#done.textContent = DONE;
  }

  #open(at) {
    const { kind, key, text, grids = [], why, stack } = this.#problems[at];
    const [element, read] = answer(this.#problems[at], this.#name);
    [this.#at, this.#read] = [at, read];
    const question = () => [make("p", {}, make("strong", {}, at ? `다른 문제 ${at}. ` : ""), text), ...grids.map(([name, rows]) => table(name, rows))];
    this.#answer.replaceChildren(element);
    this.#question.replaceChildren(...(text ? question() : this.#asked));
    this.#say("");
    this.#shown.replaceChildren();
    this.#nameHint();
    this.#key.hidden = !at;
    this.#place.nextElementSibling.hidden = at; // it answers the page's own
    this.#key.open = false;
    const link = stack ? [" ", make("a", { href: calculator(stack) }, "계산기에서 한 층씩 보기")] : [];
    this.#key.replaceChildren(make("summary", {}, "이 문제의 답"), make("p", {}, why ?? "", ...link), ...(kind === "array" ? [table("답", key)] : []));
  }

  #say(text, right = false) {
    this.#said.textContent = "";
    this.#said.classList.toggle("right", right);
    requestAnimationFrame(() => { this.#said.textContent = right ? `✓ ${text}` : text; }); // read out again where it is the same
    if (!right) return;
    solve(page, this.#name);
    this.#done.textContent = DONE;
  }

  #judge() {
    const problem = this.#problems[this.#at];
    if (problem.kind === "open") return this.#compare(problem.mistakes.map(([, point]) => point));
    const { right, said } = judge(problem, this.#read());
    this.#say(right ? `${said} ${problem.why ?? ""}` : said, right);
  }

  /** A reader's own words beside ours: what has to be in them is ticked by the reader. */
  #compare(points) {
    if (this.#read().trim().length < 10) return this.#say("먼저 자기 말로 한 문장 이상 적는다.");
    this.#place.nextElementSibling.open = true;
    const list = make("fieldset", { onchange: () => {
      const ticked = list.querySelectorAll(":checked").length;
      const all = ticked === points.length;
      this.#say(all ? "빠진 것이 없다." : `${points.length}가지 가운데 ${ticked}가지가 있다.`, all);
    } }, make("legend", {}, "내 글에 있는 것을 고른다"), ...ticks("checkbox", points));
    this.#say("아래에 모범 답을 펼쳤다.");
    this.#key.replaceChildren(make("summary", {}, "견주기"), list);
    this.#key.hidden = false;
    this.#key.open = true;
  }

  #giveHint() {
    this.#shown.append(make("li", {}, this.#hints[this.#shown.children.length]));
    this.#nameHint();
  }

  get #hints() {
    return this.#problems[this.#at].hints ?? [];
  }

  #nameHint() {
    const [given, all] = [this.#shown.children.length, this.#hints.length];
    this.#hint.textContent = `힌트 ${given + 1}/${all}`;
    this.#hint.hidden = given >= all;
  }

  #another() {
    this.#open((this.#at % (this.#problems.length - 1)) + 1);
    const address = new URL(location);
    address.searchParams.set(this.#name, this.#at);
    address.hash = this.#place.id;
    history.replaceState(null, "", address);
    this.#say(`다른 문제 ${this.#at}의 주소가 주소창에 있다.`);
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
    const trouble = make("p", { role: "alert" }, `문제를 받지 못했다(${error.message}). `, again);
    place.append(trouble);
  }
}

const near = new IntersectionObserver((entries) => {
  for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
    near.unobserve(target);
    open(target);
  }
}, { rootMargin: "100% 0px" });

for (const place of document.querySelectorAll("[data-exercise]")) near.observe(place);
