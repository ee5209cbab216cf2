// A phone paints what a reader sees first. Then what is below is made a part at a time, measured in one task and painted
// in another; it shows itself when the window is full. Material and our other scripts, half a second's work, come last:
// Material waits to be told that the page is there, and measures where each title stands.
{
  const page = document.documentElement;
  const rest = [...document.querySelectorAll(".parts section")];

  const next = () => {
    const inWindow = rest[0]?.getBoundingClientRect().top < innerHeight;
    if (page.classList.contains("first") && !inWindow) page.classList.remove("first");
    else if (rest.length) rest.shift().style.contentVisibility = "visible";
    else return load();
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
