import { button, choice, element, mount } from "./element.js";
import { load } from "./model_file.js";
import { Prediction } from "./prediction.js";

const SUBJECTS = { mnist_convnet: "손글씨 숫자", fashion_feature_maps: "옷 사진" };
const DRAWN = "mnist_convnet"; // the model whose images a reader can draw

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
      if (current === link) stage.replaceChildren(...new Prediction(model, link.name === DRAWN).elements);
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

mount("draw", build);
