// What has not been on the screen yet is made a part at a time, each with a frame of its own; what is near the window
// shows itself with the second. Then Material is told that the page is there: it waits for that, and measures where
// each title stands.
{
  const rest = [...document.querySelectorAll(".parts section")];
  let made = 0;
  const next = () => {
    if (made++ === 1 || !rest.length) document.documentElement.classList.remove("first");
    if (!rest.length) return document.dispatchEvent(new Event("DOMContentLoaded"));
    rest.shift().style.contentVisibility = "visible";
    requestAnimationFrame(() => setTimeout(next));
  };
  setTimeout(next);
}
