import { element, mount } from "./element.js";
import { loadImages } from "./image_file.js";

/** Says how many images have arrived: until there is more to do with them. */
function build(_, place) {
  const { href, dataset } = place.querySelector("a[data-images]");
  const status = element("p", { role: "status" }, "이미지 파일을 받는 중이다.");
  const watch = new IntersectionObserver(async (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    try {
      const { train, test } = await loadImages(href, Number(dataset.images), () => {});
      status.textContent = `이미지 ${train.labels.length} + ${test.labels.length}장을 받았다.`;
    } catch (error) {
      status.textContent = error.message;
    }
  });
  watch.observe(place);
  return [status];
}

mount("train", build);
