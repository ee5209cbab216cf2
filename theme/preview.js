// Stands in pages of the preview only (commands/serve.py): what changed is put in place, all else stays as it is.
const style = document.createElement("style");
style.textContent = `
  .stale { opacity: 0.4; }
  .preview-status {
    background: var(--md-default-fg-color); border-radius: 0.2rem; bottom: 0.8rem; color: var(--md-default-bg-color);
    font-size: 0.7rem; left: 0.8rem; max-width: calc(100vw - 1.6rem); padding: 0.3rem 0.6rem; position: fixed; z-index: 9;
  }
  .preview-status:empty { display: none; }
`;
const status = document.createElement("output");
status.className = "preview-status";
document.head.append(style);
document.body.append(status);

// Material changes what it finds, so what the server sent is compared with what it sends.
const PARTS = [".md-content__inner", ".md-sidebar--secondary .md-nav__list"];
const VERSION = /preview\.js\?(\w*)/;
const known = VERSION.exec(import.meta.url)[1];
let version;
const fetched = async () => {
  const source = await (await fetch(location.href)).text();
  version = VERSION.exec(source)?.[1];
  const page = new DOMParser().parseFromString(source, "text/html");
  return PARTS.map((part) => [...(page.querySelector(part)?.children ?? [])]);
};
const text = (parts) => parts.map((nodes) => nodes.map((node) => node.outerHTML));
let before = text(await fetched());
if (version !== known) location.reload(); // saved in the moment between the page and this script

async function refresh() {
  const now = await fetched();
  const after = text(now);
  for (const [i, part] of PARTS.entries()) replace(document.querySelector(part), before[i], now[i], after[i]);
  before = after;
}

/** Exchange the children that differ: those between the equal ones at the start and at the end. */
function replace(parent, old, nodes, fresh) {
  const shorter = Math.min(old.length, fresh.length);
  let start = 0, end = 0;
  while (start < shorter && old[start] === fresh[start]) start++;
  while (end < shorter - start && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  const gone = [...(parent?.children ?? [])].slice(start, old.length - end);
  const come = nodes.slice(start, fresh.length - end);
  // A demo starts with its page.
  if (come.some((node) => node.matches("[data-demo]") || node.querySelector("[data-demo]"))) location.reload();
  const place = parent?.children[old.length - end] ?? null;
  for (const node of gone) node.remove();
  for (const node of come) parent?.insertBefore(document.adoptNode(node), place);
}

// Refreshes follow each other: two at once would compare with the same past.
let last = Promise.resolve();
const events = new EventSource(`/-/events?page=${encodeURIComponent(location.pathname)}&version=${known}`);
events.addEventListener("status", ({ data }) => { status.textContent = JSON.parse(data); });
events.addEventListener("changed", () => { last = last.then(refresh, () => location.reload()); });
