/** A network of the reader's choice that learns in the browser, seen from all sides. Its parts stand in docs/train.md. */
import { button, element, mount, written } from "./element.js";
import { count, grouped, KINDS, tuple } from "./stack.js";
import { Confusion, Curves, Drawing, fill, Followed, Insides, Mistakes, Run } from "./train_views.js";

const OFTEN = 500; // ms between two looks at the held-out images, at least
const PATIENCE = 4; // times as long as a look takes
const SIZE = 28 * 28;
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const isFirst = ({ defaultSelected }) => defaultSelected;

/** The stack as stack.js has it, with activations. */
function stackOf(chosen) {
  const layers = [];
  for (const nth of [1, 2]) {
    const [filters, kernel] = [chosen[`filters${nth}`], chosen[`kernel${nth}`]].map(Number);
    if (!filters) continue;
    const [padding, activation, pooling] = ["padding", "activation", "pooling"].map((name) => chosen[name + nth]);
    layers.push({ kind: "c", filters, kernel, stride: 1, padding, activation });
    if (pooling !== "n") layers.push({ kind: pooling, size: 2, stride: 2, padding: "valid" });
  }
  layers.push({ kind: chosen.end });
  if (Number(chosen.units)) layers.push({ kind: "d", units: Number(chosen.units), activation: "relu" });
  if (Number(chosen.dropout)) layers.push({ kind: "o", rate: Number(chosen.dropout) });
  return { input: [28, 28, 1], layers: [...layers, { kind: "d", units: 10 }] };
}

/** What `Training` takes besides. */
const settingsOf = ({ optimizer, rate, batch, initial, images, labels }) => ({
  optimizer: optimizer === "adam" ? "adam" : "sgd",
  momentum: optimizer === "momentum" ? 0.9 : 0,
  learningRate: Number(rate),
  batch: Number(batch),
  initial,
  count: Number(images),
  shuffled: labels === "shuffled",
});

const NAMES = { m: "MaxPooling2D(2)", a: "AveragePooling2D(2)", g: "GlobalAveragePooling2D()", f: "Flatten()" };

/** The same training in Keras: code with names in braces, which are filled in. */
function kerasCode(code, { layers }, { optimizer, rate, batch, initial, images, labels, seed, data }) {
  const float = rate % 1 ? rate : `${rate}.0`; // Keras takes no integer
  const zeros = initial === "zeros" ? ', kernel_initializer="zeros"' : "";
  const lines = layers.map(({ kind, filters, kernel, padding, activation, units, rate }, i) => {
    const active = i === layers.length - 1 ? "softmax" : activation;
    const more = (active && active !== "linear" ? `, activation="${active}"` : "") + zeros;
    if (kind === "c") return `Conv2D(${filters}, ${kernel}${padding === "same" ? ', padding="same"' : ""}${more})`;
    if (kind === "d") return `Dense(${units}${more})`;
    return kind === "o" ? `Dropout(${rate})` : NAMES[kind];
  });
  return fill(code, {
    batch, images, seed, data,
    layers: lines.map((line) => `    keras.layers.${line},`).join("\n"),
    optimizer: optimizer === "adam" ? `Adam(${float})` : `SGD(${float}${optimizer === "momentum" ? ", momentum=0.9" : ""})`,
    shuffled: labels === "shuffled" ? `y_train = np.random.default_rng(${seed}).permutation(y_train)\n` : "",
  });
}

/** The address of a notebook with the code, to be revoked when it is no longer needed. */
function notebook(code) {
  const cell = { cell_type: "code", execution_count: null, id: "training", metadata: {}, outputs: [], source: code };
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  return URL.createObjectURL(new Blob([JSON.stringify({ cells: [cell], metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 })]));
}

class Trainer {
  #files; // {mnist: {address, size}, …}
  #part;
  #fields; // the settings
  #worker;
  #loaded; // what the worker has said of the images it has
  #keras; // as a Run: what the build has made with the default settings
  #run; // undefined: the next step begins anew
  #runs; // how often one has begun
  #before; // another run, to compare with
  #waiting; // what to do once the images are there
  #training = false;
  #resting = false; // while the tab is hidden
  #spent = 0; // ms of training since the start was pressed
  #heard; // when the worker last spoke
  #looked = 0; // when the held-out images were last asked for
  #took = 0; // ms
  #asked = false;
  #seen = {};
  #curves;
  #followed;
  #views;
  #code; // in Keras, to be filled in

  constructor(files, root) {
    this.#files = files;
    const part = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((it) => [it.dataset.part, it]));
    this.#part = part;
    this.#code = part.code.textContent;
    this.#fields = [...part.settings.querySelectorAll("select")];
    this.#curves = new Curves([...root.querySelectorAll(".pictures svg")], part.legend, part.values);
    this.#followed = new Followed(part.followed);
    const look = (values) => this.#show({ image: { shape: [28, 28, 1], values } });
    this.#views = [
      new Insides(part.insides), new Mistakes(part.mistakes, look), new Confusion(part.confusion), new Drawing(part.drawing, look),
    ];
    const listen = (name, use) => part[name].addEventListener("click", use);
    listen("start", () => (this.#training ? this.#pause("멈추었다.") : this.#go("resume")));
    listen("batch", () => this.#go("batch"));
    listen("reset", () => this.#reset());
    listen("default", () => { this.#choose(""); this.#share(); });
    part.settings.addEventListener("change", () => this.#share());
    document.addEventListener("visibilitychange", () => this.#rest());
    document.addEventListener("click", (event) => this.#follow(event));
    part.choices.open = innerWidth > 700; // a phone shows the buttons first
    this.#choose(location.search);
    this.#changed();
  }

  get #chosen() {
    return Object.fromEntries(this.#fields.map(({ name, value }) => [name, value]));
  }

  /** Takes the settings that a query says; what it leaves out is the default. */
  #choose(query) {
    const asked = new URLSearchParams(query);
    const unknown = [];
    for (const field of this.#fields) {
      const first = [...field.options].find(isFirst).value;
      const value = asked.get(field.name) ?? first;
      field.value = value;
      if (field.selectedOptions.length) continue;
      field.value = first;
      unknown.push(`${this.#nameOf(field)} 「${value}」`);
    }
    this.#part.trouble.textContent = unknown.length ? `주소에 적힌 것 가운데 없는 값이 있다: ${unknown.join(", ")}. 그 설정은 기본값으로 둔다.` : "";
  }

  /** Writes what differs from the default into the address. */
  #share() {
    const query = new URLSearchParams(this.#fields.filter((it) => !isFirst(it.selectedOptions[0])).map(({ name, value }) => [name, value]));
    try {
      history.replaceState(null, "", `?${query}${location.hash}`); // fails in Safari at the hundredth in 30 s
    } catch { /* the address stays as it was */ }
    this.#changed();
  }

  #nameOf(field) {
    return `${field.closest("fieldset").firstElementChild.textContent} ${field.previousElementSibling.textContent}`;
  }

  /** In which settings the run of `other` differs from what is chosen now, in words. */
  #differences(other = {}) {
    const text = ({ options }, value) => [...options].find((it) => (value === undefined ? isFirst(it) : it.value === value)).text;
    const differing = this.#fields.filter((field) => field.selectedOptions[0].text !== text(field, other[field.name]));
    return differing.map((field) => `${this.#nameOf(field)} ${text(field, other[field.name])} → ${field.selectedOptions[0].text}`).join(", ");
  }

  /** After the settings have: the run under way is over. */
  #changed() {
    if (this.#training) this.#pause("설정이 바뀌어 멈추었다.");
    if (this.#run?.held.length && !this.#part.held.checked) this.#before = this.#run;
    this.#run = undefined;
    this.#part.start.textContent = "훈련 시작";
    const chosen = this.#chosen;
    const stack = stackOf(chosen);
    const { rows } = count(stack); // whatever is chosen can be stacked
    const sum = (what) => grouped(rows.reduce((before, row) => before + row[what], 0));
    const line = (...cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, cell)));
    this.#part.layers.replaceChildren(
      ...rows.map(({ shape, parameters, multiplications }, i) =>
        line(KINDS[stack.layers[i].kind], tuple(shape), grouped(parameters), grouped(multiplications))),
      line("모두", "", sum("parameters"), sum("multiplications")));
    this.#part.drawing.hidden = chosen.data !== "mnist";
    this.#part.code.textContent = kerasCode(this.#code, stack, chosen);
    URL.revokeObjectURL(this.#part.notebook.href);
    this.#part.notebook.href = notebook(this.#part.code.textContent);
    this.#draw();
  }

  /** One click from an experiment's prediction to its run. */
  #follow(event) {
    const link = event.target.closest?.('a[href*="?"]');
    if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#choose(`${link.search}&seed=${this.#chosen.seed}`);
    this.#share();
    this.#part.start.focus(); // and brings it into view
    this.#go("resume");
  }

  #go(what) {
    this.#part.trouble.replaceChildren();
    this.#part.diverged.hidden = true;
    const file = this.#files[this.#chosen.data];
    if (this.#loaded?.address !== file.address) return this.#load(file, what);
    if (!this.#run) this.#begin();
    if (what === "resume") {
      [this.#training, this.#spent, this.#heard] = [true, 0, performance.now()];
      this.#part.start.textContent = "멈춤";
      this.#say("훈련 중이다.");
    } else if (this.#training) this.#pause("한 배치씩 따라간다.");
    this.#worker.postMessage({ do: what });
  }

  #load(file, what) {
    this.#waiting = what;
    this.#worker ??= this.#hire();
    [this.#run, this.#loaded, this.#seen] = [undefined, undefined, {}];
    this.#say("파일을 받는 중이다.");
    this.#worker.postMessage({ do: "load", ...file });
  }

  #hire() {
    const worker = new Worker(new URL("./training_worker.js", import.meta.url), { type: "module" });
    this.#runs = 0;
    worker.onmessage = ({ data }) => data.run === this.#runs && this[data.said](data); // no longer of the run before
    worker.onerror = () => {
      this.#worker = undefined;
      this.trouble({ message: "스크립트를 받지 못했다." });
    };
    return worker;
  }

  #begin() {
    const chosen = this.#chosen;
    this.#run = new Run(chosen);
    this.#runs++;
    [this.#looked, this.#asked] = [0, false];
    this.#worker.postMessage({ do: "start", stack: stackOf(chosen), settings: settingsOf(chosen), seed: Number(chosen.seed) });
  }

  #pause(why) {
    if (this.#training) this.#worker.postMessage({ do: "pause" });
    this.#training = false;
    this.#part.start.textContent = "이어서 훈련";
    this.#say(why);
    this.#ask();
  }

  #reset() {
    if (this.#training) this.#pause("");
    this.#run = undefined;
    this.#part.start.textContent = "훈련 시작";
    this.#say("처음 가중치로 돌아갔다.");
    this.#part.now.textContent = "아직 훈련하지 않았다.";
    this.#draw();
  }

  /** A hidden tab rests, and goes on when it is seen again. */
  #rest() {
    if (document.hidden && this.#training) {
      this.#pause("탭이 가려져 쉬었다.");
      this.#resting = true;
    } else if (!document.hidden && this.#resting) {
      this.#resting = false;
      this.#go("resume");
    }
  }

  /** Asks how the network does on the held-out images; one question at a time. */
  #ask() {
    if (this.#asked || !this.#run) return;
    [this.#asked, this.#looked] = [true, performance.now()];
    this.#worker.postMessage({ do: "evaluate" });
  }

  loading({ share }) {
    this.#part.progress.value = share;
  }

  loaded(said) {
    if (said.address !== this.#files[this.#chosen.data].address) return this.#say("");
    this.#loaded = said;
    if (said.curve) this.#keras = said.curve;
    const values = Float32Array.from(said.test.images.subarray(0, SIZE), (value) => value / 255);
    this.#seen = { ...said, image: { shape: [28, 28, 1], values } };
    this.#go(this.#waiting);
  }

  progress({ batches, epoch, losses, accuracies }) {
    if (!losses.length || !this.#run) return;
    const now = performance.now();
    this.#run.add(this.#run.learned, batches, mean(losses), mean(accuracies));
    this.#tell(batches, epoch);
    if (!this.#training) return;
    this.#spent += now - this.#heard;
    this.#heard = now;
    const [{ value, text }] = this.#part.limit.selectedOptions;
    this.#part.progress.value = this.#spent / 1000 / value;
    if (this.#spent >= value * 1000) this.#pause(`${text} 동안 훈련했다.`);
    else if (now - this.#looked > Math.max(OFTEN, PATIENCE * this.#took)) this.#ask();
  }

  followed({ batches, epoch, probe }) {
    if (!this.#run) return;
    if (!Number.isFinite(probe.lossAfter)) return this.diverged();
    this.#run.add(this.#run.learned, batches, probe.loss, probe.accuracy);
    this.#followed.show(probe, this.#loaded.classes);
    this.#say(`${grouped(batches)}번째 배치를 배웠다.`);
    this.#tell(batches, epoch);
    this.#ask();
  }

  evaluated({ batches, epoch, loss, accuracy, predictions, layers }) {
    [this.#asked, this.#took] = [false, performance.now() - this.#looked];
    if (!this.#run) return;
    this.#run.add(this.#run.held, batches, loss, accuracy);
    this.#tell(batches, epoch);
    this.#show({ layers, predictions });
  }

  diverged() {
    this.#pause("");
    this.#part.diverged.hidden = false;
    this.#part.start.textContent = "훈련 시작";
    this.#run = undefined;
  }

  trouble({ message }) {
    [this.#training, this.#asked, this.#loaded] = [false, false, undefined];
    this.#say("");
    this.#part.start.textContent = "훈련 시작";
    this.#part.trouble.replaceChildren(`${message} `, button("다시 받기", () => this.#go(this.#waiting)));
  }

  #say(text) {
    this.#part.said.textContent = text;
  }

  #tell(batches, epoch) {
    const [learned, held] = [this.#run.learned, this.#run.held].map((rows) => rows.at(-1));
    this.#part.now.textContent = `배치 ${grouped(batches)}번, 에포크 ${epoch}.` +
      (learned ? ` 훈련 손실 ${written(learned[1], 3)}, 정확도 ${written(learned[2] * 100, 1)}%` : "") +
      (held ? `, 처음 보는 이미지는 ${written(held[2] * 100, 1)}%` : "");
    this.#draw();
  }

  #draw() {
    const before = this.#before && (this.#differences(this.#before.chosen) || "없음");
    this.#curves.draw([this.#run ?? new Run(), this.#keras, this.#before]);
    const unlike = this.#keras && this.#differences();
    this.#part.compared.textContent = (before ? `견줄 실행과 다른 것: ${before}. ` : "") + (unlike ? `기본 설정과 다른 것: ${unlike}.` : "");
  }

  #show(more) {
    Object.assign(this.#seen, more);
    for (const view of this.#views) view.show(this.#seen);
  }
}

mount("train", (_, place) => {
  const files = [...place.querySelectorAll("a[data-images]")].map(({ href, dataset }) =>
    [/(\w+)\.images/.exec(href)[1], { address: href, size: Number(dataset.images) }]);
  const root = document.querySelector("#train-parts").content.cloneNode(true);
  new Trainer(Object.fromEntries(files), root);
  return [root];
});
