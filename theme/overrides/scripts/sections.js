// A phone paints what a reader sees first. Then what is below is made a part at a time, measured in one task and painted
// in another; what is near the window shows itself after two parts. Material and our other scripts, half a second's
// work, come last: Material waits to be told that the page is there, and measures where each title stands.
{
  const page = document.documentElement;
  const parts = [...document.querySelectorAll(".parts section")].map((part) => () => {
    part.style.contentVisibility = "visible";
  });
  parts.splice(2, 0, () => page.classList.remove("first"));

  const next = () => {
    if (!parts.length) return load();
    parts.shift()();
    page.getBoundingClientRect();
    later();
  };

  const later = () => requestAnimationFrame(() => setTimeout(next));

  const load = () => {
    const scripts = [...document.querySelector("#__late").content.querySelectorAll("script")].map(({ src }) =>
      Object.assign(document.createElement("script"), { src, async: false }));
    scripts.at(-1).onload = scripts.at(-1).onerror = () => document.dispatchEvent(new Event("DOMContentLoaded"));
    document.body.append(...scripts);
  };

  later();
}
