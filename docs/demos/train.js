/** A network of the reader's choice that learns in the browser, seen from all sides. */
import { Curves, Run } from "./curves.js";
import { button, choice, element, mount, written } from "./element.js";
import { kerasCode, notebook } from "./keras_code.js";
import { DEFAULT, differences, fieldsFor, read, settingsOf, stackOf, summary, write } from "./train_settings.js";
import { Confusion, Drawing, Followed, Insides, Mistakes } from "./train_views.js";

const LIMITS = { 5: "5초", 15: "15초", 60: "1분", 600: "10분" };
const OFTEN = 500; // ms between two looks at the held-out images, at least
const PATIENCE = 4; // times as long as a look takes
const isDefault = (chosen) => Object.keys(DEFAULT).every((name) => chosen[name] === DEFAULT[name]);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

class Trainer {
  #files; // {mnist: {address, size}, …}
  #chosen;
  #worker;
  #loaded; // what the worker has said of the images it has
  #keras; // the Run that the build has made with the default settings
  #run; // undefined: the next step begins anew
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

  #fields = element("div", { class: "settings" });
  #layers = element("div");
  #start = button("훈련 시작", () => (this.#training ? this.#pause("멈추었다.") : this.#go("resume")));
  #limit = choice("멈추는 때", LIMITS, () => {}, 15);
  #held = element("input", { type: "checkbox" });
  #progress = element("progress", { max: 1, value: 0, "aria-label": "멈출 때까지" });
  #now = element("p", { class: "said" }, "아직 훈련하지 않았다.");
  #said = element("p", { role: "status" });
  #trouble = element("p", { role: "alert", class: "trouble" });
  #compared = element("p", { class: "worked" });
  #curves = new Curves();
  #followed = new Followed();
  #views = [
    new Insides(),
    new Mistakes((values) => this.#look(values)),
    new Confusion(),
    new Drawing((values) => this.#look(values)),
  ];
  #code = element("code");
  #copied = element("span", { "aria-live": "polite" });
  #notebook = element("a", { download: "train.ipynb" }, "노트북으로 받기");

  constructor(files) {
    this.#files = files;
    this.#choose(location.search);
    document.addEventListener("visibilitychange", () => this.#rest());
    document.addEventListener("click", (event) => this.#follow(event));
    this.elements = [
      this.#trouble,
      element("details", { open: true }, element("summary", {}, "모델과 훈련 설정"), this.#fields, this.#layers),
      element("div", { class: "controls" },
        this.#start, button("한 배치", () => this.#go("batch")), button("처음으로", () => this.#reset()),
        button("기본 설정", () => { this.#choose(""); this.#share(); }), this.#limit,
        element("label", { class: "check" }, this.#held, "견줄 실행을 그대로 둔다")),
      this.#progress, this.#now, this.#said, ...this.#curves.elements, this.#compared,
      this.#followed.element, ...this.#views.map((view) => view.element),
      element("details", {}, element("summary", {}, "같은 훈련을 하는 Keras 코드"),
        element("div", { class: "controls" }, button("복사", () => this.#copy()), this.#notebook, this.#copied),
        element("pre", {}, this.#code)),
    ];
    this.#draw();
  }

  /** Takes the settings that a query says. */
  #choose(query) {
    const { chosen, unknown } = read(query);
    this.#trouble.textContent = unknown && `주소에 적힌 설정에 없는 값이 있다: ${unknown}. 그 설정은 기본값으로 둔다.`;
    this.#chosen = chosen;
    this.#fields.replaceChildren(...fieldsFor(chosen, () => this.#share()));
    this.#changed();
  }

  #share() {
    try {
      history.replaceState(null, "", `${write(this.#chosen)}${location.hash}`); // fails in Safari at the hundredth in 30 s
    } catch { /* the address stays as it was */ }
    this.#changed();
  }

  /** After the settings have: the run under way is over. */
  #changed() {
    if (this.#training) this.#pause("설정이 바뀌어 멈추었다. 다시 시작하면 새 모델을 훈련한다.");
    if (this.#run?.held.length && !this.#held.checked) this.#before = this.#run;
    this.#run = undefined;
    const chosen = this.#chosen;
    this.#layers.replaceChildren(summary(stackOf(chosen)));
    this.#code.textContent = kerasCode(stackOf(chosen), settingsOf(chosen), chosen.seed, chosen.data);
    URL.revokeObjectURL(this.#notebook.href);
    this.#notebook.href = notebook(this.#code.textContent);
    if (this.#before) this.#before.name = `견줄 실행: ${differences(chosen, this.#before.chosen) || "설정이 같다"}`;
  }

  /** One click from an experiment's prediction to its run. */
  #follow(event) {
    const link = event.target.closest?.('a[href*="?"]');
    if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#choose(link.search);
    this.#share();
    this.#start.scrollIntoView({ block: "center" });
    this.#start.focus({ preventScroll: true });
    this.#go("resume");
  }

  #go(what) {
    this.#trouble.replaceChildren();
    const file = this.#files[this.#chosen.data];
    if (this.#loaded?.address !== file.address) return this.#load(file, what);
    if (!this.#run) this.#begin();
    if (what === "resume") {
      [this.#training, this.#spent, this.#heard] = [true, 0, performance.now()];
      this.#start.textContent = "멈춤";
      this.#said.textContent = "훈련하는 중이다.";
    } else if (this.#training) this.#pause("한 배치씩 따라간다.");
    this.#worker.postMessage({ do: what });
  }

  #load(file, what) {
    this.#waiting = what;
    this.#worker ??= this.#hire();
    [this.#run, this.#seen] = [undefined, {}];
    this.#said.textContent = "이미지 파일을 받는 중이다.";
    this.#worker.postMessage({ do: "load", ...file });
  }

  #hire() {
    const worker = new Worker(new URL("./training_worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => this[`_${data.said}`](data);
    worker.onerror = () => this._trouble({ message: "훈련하는 스크립트를 받지 못했다. 페이지를 새로 고친다." });
    return worker;
  }

  #begin() {
    const chosen = this.#chosen;
    this.#run = new Run("지금 실행", { ...chosen });
    [this.#looked, this.#asked] = [0, false];
    this.#worker.postMessage({ do: "start", stack: stackOf(chosen), settings: settingsOf(chosen), seed: Number(chosen.seed) });
  }

  #pause(why) {
    if (this.#training) this.#worker.postMessage({ do: "pause" });
    this.#training = false;
    this.#start.textContent = "이어서 훈련";
    this.#said.textContent = why;
    this.#ask();
  }

  #reset() {
    if (this.#training) this.#pause("");
    this.#run = undefined;
    this.#start.textContent = "훈련 시작";
    this.#said.textContent = "처음 가중치로 돌아갔다.";
    this.#now.textContent = "아직 훈련하지 않았다.";
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

  _loading({ share }) {
    this.#progress.value = share;
  }

  _loaded(loaded) {
    if (loaded.address !== this.#files[this.#chosen.data].address) return;
    this.#loaded = loaded;
    if (loaded.curve) {
      this.#keras = new Run("이 사이트를 만들 때의 Keras(기본 설정)", DEFAULT);
      Object.assign(this.#keras, loaded.curve);
    }
    const { images } = loaded.test;
    this.#seen = { ...loaded, image: this.#image(images.subarray(0, 784)) };
    this.#go(this.#waiting);
  }

  _progress({ batches, epoch, losses, accuracies }) {
    if (!losses.length || !this.#run) return;
    const now = performance.now();
    this.#run.add(this.#run.learned, batches, mean(losses), mean(accuracies));
    this.#tell(batches, epoch);
    this.#draw();
    if (!this.#training) return;
    this.#spent += now - this.#heard;
    this.#heard = now;
    const limit = Number(this.#limit.lastChild.value);
    this.#progress.value = this.#spent / 1000 / limit;
    if (this.#spent >= limit * 1000) this.#pause(`${LIMITS[limit]} 동안 훈련했다.`);
    else if (now - this.#looked > Math.max(OFTEN, PATIENCE * this.#took)) this.#ask();
  }

  _followed({ batches, epoch, probe }) {
    this.#run.add(this.#run.learned, batches, probe.loss, probe.accuracy);
    this.#followed.element.open = true;
    this.#followed.show(probe, this.#loaded, this.#chosen.optimizer === "adam");
    this.#said.textContent = `${batches}번째 배치를 배웠다.`;
    this.#tell(batches, epoch);
    this.#ask();
  }

  _evaluated({ batches, epoch, loss, accuracy, predictions, layers }) {
    [this.#asked, this.#took] = [false, performance.now() - this.#looked];
    if (!this.#run) return;
    this.#run.add(this.#run.held, batches, loss, accuracy);
    this.#tell(batches, epoch);
    this.#draw();
    this.#show({ layers, predictions });
  }

  _diverged({ batches }) {
    this.#pause("");
    this.#trouble.textContent = `${batches}번째 배치에서 손실이 수가 아니게 되었다(NaN이나 무한대). 가중치가 float32에 담기지 않을 만큼 커졌다. 학습률을 낮추고 다시 시작한다.`;
    this.#now.textContent = "발산했다.";
    this.#run = undefined;
    this.#start.textContent = "훈련 시작";
  }

  _trouble({ message }) {
    [this.#training, this.#asked] = [false, false];
    this.#said.textContent = "";
    this.#start.textContent = "훈련 시작";
    this.#trouble.replaceChildren(`${message} `, button("다시 받기", () => this.#go(this.#waiting)));
  }

  #tell(batches, epoch) {
    const [[, loss] = [NaN, NaN], held] = [this.#run.learned.at(-1), this.#run.held.at(-1)];
    this.#now.textContent = `배치 ${batches.toLocaleString("ko-KR")}번, 에포크 ${epoch}. 훈련 손실 ${written(loss, 3)}` +
      (held ? `, 처음 보는 이미지의 정확도 ${written(held[2] * 100, 1)}%` : "");
  }

  #draw() {
    const runs = [this.#run ?? new Run("지금 실행", this.#chosen), this.#before, this.#keras].filter(Boolean);
    this.#curves.draw(runs);
    const unlike = this.#keras && !isDefault(this.#chosen) ? ` Keras의 기본 설정과 다른 것: ${differences(DEFAULT, this.#chosen)}.` : "";
    this.#compared.textContent = `${this.#before ? `${this.#before.name}.` : ""}${unlike}`;
  }

  #image = (bytes) => ({ shape: [28, 28, 1], values: Float32Array.from(bytes, (value) => value / 255) });

  #look(values) {
    this.#show({ image: { shape: [28, 28, 1], values } });
  }

  #show(more) {
    Object.assign(this.#seen, more);
    for (const view of this.#views) view.show(this.#seen);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#code.textContent);
      this.#copied.textContent = "코드를 복사했다.";
    } catch {
      this.#copied.textContent = "복사하지 못했다. 코드를 직접 골라 복사한다.";
    }
  }
}

mount("train", (_, place) => {
  const files = [...place.querySelectorAll("a[data-images]")].map(({ href, dataset }) =>
    [/(\w+)\.images/.exec(href)[1], { address: href, size: Number(dataset.images) }]);
  return new Trainer(Object.fromEntries(files)).elements;
});
