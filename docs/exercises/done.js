/** Which exercises a reader has solved: kept in this browser only, and lost without harm. */

const KEY = "exercises";

/** The names of those solved, by the page's path in the site. */
function solved() {
  try {
    return { ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return {}; // a browser that keeps nothing, or something else under our name
  }
}

const of = (kept, page) => (Array.isArray(kept[page]) ? kept[page] : []);

export function solve(page, name) {
  const kept = solved();
  kept[page] = [...new Set([...of(kept, page), name])];
  save((storage) => storage.setItem(KEY, JSON.stringify(kept)));
}

export const clear = () => save((storage) => storage.removeItem(KEY));

/** How many of these a reader has solved on a page. */
export const count = (page, names) => names.filter((name) => of(solved(), page).includes(name)).length;

function save(change) {
  try {
    change(localStorage);
  } catch {
    // Full or forbidden: the page works on.
  }
}
