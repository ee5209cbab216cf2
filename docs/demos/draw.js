import { drawingPad } from "./drawing_pad.js";
import { button, choice, element, mount, written } from "./element.js";
import { likeMnist } from "./handwriting.js";
import { Inspector } from "./inspector.js";
import { load } from "./model_file.js";
import { run } from "./network.js";

const SUBJECTS = { mnist_convnet: "손글씨 숫자", fashion_feature_maps: "옷 사진" };
const DRAWN = "mnist_convnet"; // the model whose images a reader can draw
const SIDE = 28;
const PATCH = 7;
const STRIDE = 3;

/** A softmax is never 0 or 1. */
const percent = (share) =>
  share < 0.0005 ? "<0.1%" : share >= 0.9995 ? ">99.9%" : `${written(share * 100, 1)}%`;

function build(_, place) {
  const links = [...place.querySelectorAll("a[data-model]")].map(({ href, dataset }) => ({
    href, size: Number(dataset.model), name: /([^/]+)\.safetensors/.exec(href)[1],
  }));
  const trouble = element("div", { role: "alert", class: "trouble" });
  const progress = element("progress", { max: 1, "aria-label": "모델 파일을 받는 중" });
  const stage = element("div");
  let current;

  async function open(link) {
    current = link;
    trouble.replaceChildren();
    progress.value = 0;
    stage.replaceChildren(progress, element("p", { role: "status" }, "모델 파일을 받는 중이다."));
    link.model ??= load(link.href, link.size, (share) => { if (current === link) progress.value = share; });
    try {
      const model = await link.model;
      if (current === link) stage.replaceChildren(...table(model, link.name === DRAWN));
    } catch (error) {
      link.model = undefined;
      if (current !== link) return;
      stage.replaceChildren();
      trouble.replaceChildren(`${error.message} `, button("다시 받기", () => {
        subject.lastChild.focus(); // the button goes
        open(link);
      }));
    }
  }

  // A reader who never gets here downloads nothing.
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    open(links[0]);
  });
  watch.observe(place);
  const names = Object.fromEntries(links.map(({ name }, i) => [i, SUBJECTS[name] ?? name]));
  const subject = choice("모델", names, (i) => open(links[i]));
  return [element("div", { class: "controls" }, subject), trouble, stage];
}

/** All that a reader sees of one model: what goes in, what comes out, and what happens in between. */
function table(model, drawable) {
  let image, label, outputs, waiting;
  let turn = 0; // of covering; a new one ends the one under way
  const said = element("p", { role: "status", class: "said" });
  const seen = element("canvas", { width: SIDE, height: SIDE, class: "seen", role: "img", "aria-label": "모델이 보는 이미지" });
  const bars = model.classes.map((name) => {
    const [bar, share] = ["bar", "share"].map((part) => element("span", { class: part }));
    return { bar, share, row: element("li", {}, element("span", {}, name), bar, share) };
  });
  const inspector = new Inspector(model);

  function predict(given, truth) {
    const start = performance.now();
    [image, label] = [given, truth];
    outputs = run(model, image);
    paint(seen, image.values);
    const { best, shares } = answer();
    for (const [i, bar] of bars.entries()) show(bar, shares[i], i === best);
    inspector.show(image, outputs);
    performance.clearMeasures("prediction"); // `nox -s bench` reads the last one
    performance.measure("prediction", { start });
    // What a screen reader says waits until the reader's hand rests.
    clearTimeout(waiting);
    waiting = setTimeout(announce, 300);
  }

  function answer() {
    const shares = outputs.at(-1).values;
    return { shares, best: shares.indexOf(Math.max(...shares)) };
  }

  function show({ bar, share, row }, value, best) {
    bar.style.setProperty("--share", value ?? 0);
    share.textContent = value === undefined ? "" : percent(value);
    row.className = best ? "best" : "";
  }

  function announce() {
    const { best, shares } = answer();
    const truth = label === undefined ? "" : ` 정답은 ${model.classes[label]}이고, ${best === label ? "맞혔다" : "틀렸다"}.`;
    said.textContent = `예측은 ${model.classes[best]}(${percent(shares[best])})이다.${truth}`;
  }

  function clear() {
    clearTimeout(waiting);
    image = undefined;
    seen.getContext("2d").clearRect(0, 0, SIDE, SIDE);
    for (const bar of bars) show(bar);
    inspector.clear();
    said.textContent = "아직 그린 것이 없다. 그림판에 숫자를 쓰거나 아래에서 테스트 이미지를 고른다.";
  }

  /** How far the probability falls when a square is blackened, for squares all over the image. */
  async function cover() {
    if (!image) return clear();
    const of = image;
    const { best, shares } = answer();
    const [fall, count] = [new Float32Array(SIDE * SIDE), new Uint8Array(SIDE * SIDE)];
    let worst = { drop: 0 };
    const mine = ++turn;
    clearTimeout(waiting);
    said.textContent = "가려 보는 중이다.";
    for (let top = 0; top + PATCH <= SIDE; top += STRIDE) {
      await new Promise(requestAnimationFrame); // the page stays alive
      if (image !== of || mine !== turn) return; // the reader went on
      for (let left = 0; left + PATCH <= SIDE; left += STRIDE) {
        const values = of.values.slice();
        const inside = Array.from({ length: PATCH ** 2 }, (_, i) =>
          (top + Math.floor(i / PATCH)) * SIDE + left + (i % PATCH));
        inside.forEach((i) => { values[i] = 0; });
        const share = run(model, { ...of, values }).at(-1).values[best];
        const drop = shares[best] - share;
        inside.forEach((i) => { fall[i] += drop; count[i]++; });
        if (drop > worst.drop) worst = { drop, share, top, left };
      }
    }
    if (worst.drop < 0.01) {
      said.textContent = `${STRIDE}칸씩 옮기며 ${PATCH}×${PATCH}칸을 가려 보아도 확률이 1%포인트 넘게 떨어지지 않는다. 그래서 칠하지 않았다.`;
      return;
    }
    paint(seen, of.values, fall.map((sum, i) => Math.max(sum / (count[i] || 1), 0)));
    said.textContent =
      `${worst.top + 1}행 ${worst.left + 1}열부터 ${PATCH}×${PATCH}칸을 검게 가리면 ${model.classes[best]}의 확률이 ` +
        `${percent(shares[best])}에서 ${percent(worst.share)}로 떨어진다. 칸의 붉기는 그 칸을 가린 여러 번에서 떨어진 폭의 평균이다.`;
  }

  const samples = model.images.map((sample, i) => {
    const picture = element("canvas", { width: SIDE, height: SIDE });
    paint(picture, sample.values);
    const pick = button(picture, () => predict(sample, model.labels[i]));
    pick.setAttribute("aria-label", `테스트 이미지 ${i + 1}: ${model.classes[model.labels[i]]}`);
    return pick;
  });
  const draw = (ink, side) => {
    const given = likeMnist(ink, side);
    if (given) predict(given);
    else clear();
  };
  if (drawable) clear();
  else predict(model.images[0], model.labels[0]);
  return [
    element("div", { class: "stage" },
      ...(drawable ? [drawingPad(draw)] : []),
      element("figure", {}, seen, element("figcaption", {}, "모델이 보는 28×28"), button("가려 보기", cover)),
      element("ol", { class: "bars", "aria-label": "종류별 확률" }, ...bars.map(({ row }) => row))),
    said,
    element("p", {}, "테스트 이미지: 처음 열 장은 종류마다 한 장, 다음 열 장은 이 모델이 틀린 이미지를 앞에서부터 고른 것이다."),
    element("div", { class: "samples" }, ...samples),
    ...inspector.elements,
  ];
}

/** Brightness (0–1) in grey, and over it in red how much each place weighs. */
function paint(canvas, values, weights) {
  const pen = canvas.getContext("2d");
  const picture = pen.createImageData(SIDE, SIDE);
  const most = weights ? Math.max(...weights) || 1 : 1;
  values.forEach((value, i) => {
    const share = weights ? (weights[i] / most) * 0.8 : 0;
    const grey = 255 * value * (1 - share);
    picture.data.set([grey + 255 * share, grey, grey, 255], 4 * i);
  });
  pen.putImageData(picture, 0, 0);
}

mount("draw", build);
