// Material's search worker, told what a Korean reader means.
//
// Material looks for words that begin with what was typed. In Korean a particle stands at a word's end
// (합성곱은), a word may stand inside another (심층합성곱신경망), and what one writes together another
// writes apart (특성맵, 특성 맵). So each query is rewritten before Material sees it, with the words of the
// site's own index to go by.

const [SETUP, READY, RESULT] = [0, 1, 3]; // types of Material's messages; 2 is a query

let separator = /\s+/;
// From docs/words.toml, in the index (theme/search.py).
let synonyms = new Map();
let particles = [];
let last = /$/;
let words = new Set();
// The entries of the dictionary of errors: title, the message in it, all words; and the one that was pasted.
let messages = [];
let pasted = null;
let text = "";
let stems = [];

const plain = (html) => html.replace(/<[^>]*>/g, "").toLowerCase();
const together = (string) => string.replace(/[\s-]/g, "");
const literal = (string) => string.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function learn({ config, docs }) {
  separator = new RegExp(config.separator);
  synonyms = new Map(Object.entries(config.synonyms).map(([name, term]) => [name, term.toLowerCase()]));
  particles = config.particles ?? []; // a browser may still hold an index from before they stood there
  last = new RegExp(`(?<=[가-힣A-Za-z0-9])(?:${particles.join("|")})$`);
  text = docs.map(({ title, text, code }) => plain(`${title} ${text} ${code ?? ""}`)).join(" ");
  words = new Set(text.split(separator));
  messages = docs
    .filter(({ location }) => location.startsWith("tutorials/errors/") && location.includes("#"))
    .map(({ title, text, code }) => ({
      title: plain(title),
      stem: spaced(plain(title.match(/<code>([^<]*)<\/code>(?!.*<code>)/)?.[1] ?? "")),
      words: new Set(names(`${title} ${text} ${code ?? ""}`)),
    }))
    .filter(({ stem }) => names(stem).length);
}

// As it is read, with no quotes and whatever line breaks it has.
const spaced = (text) =>
  [[/&lt;/g, "<"], [/&gt;/g, ">"], [/&amp;/g, "&"], [/&quot;|["'`]/g, ""], [/\s+/g, " "]]
    .reduce((made, [sign, other]) => made.replace(sign, other), text)
    .trim();

// The words of a message that are the same whatever its reader's shapes, numbers and paths are.
const names = (text) => plain(text).replace(/\S*[\\/]\S*/g, " ").match(/[a-z_]{2,}/g) ?? [];

// The entry whose message was pasted: of those whose title it holds word for word the longest; else, where a
// middle part was pasted, the one whose text has most of its words, rare ones above all.
function entry(query) {
  const typed = [...new Set(names(query))];
  if (typed.length < 3) {
    return null;
  }
  const whole = spaced(query.toLowerCase());
  const [held] = messages.filter(({ stem }) => whole.includes(stem)).sort((a, b) => b.stem.length - a.stem.length);
  if (held || /[가-힣]/.test(query)) {
    return held ?? null;
  }
  // What was cut off in the middle ends in the beginning of a word.
  const has = ({ words }, word) => words.has(word) || (word === typed.at(-1) && [...words].some((it) => it.startsWith(word)));
  const rarity = new Map(typed.map((word) => [word, 1 / (1 + messages.filter((it) => has(it, word)).length)]));
  const share = (it) => typed.reduce((sum, word) => sum + (has(it, word) ? rarity.get(word) : 0), 0);
  const best = messages.map((it) => [share(it), it]).sort(([a], [b]) => b - a)[0]?.[1];
  return best && typed.filter((word) => has(best, word)).length >= 0.6 * typed.length ? best : null;
}

// With how many particles the site writes a word, leaving out those that begin with `taken`.
const uses = (word, taken = "\0") =>
  particles.filter((particle) => !particle.startsWith(taken) && words.has(word + particle)).length;

// 합성곱은 loses its particle. 높이 keeps its end: the site writes 높이를 and 높이는, and hardly 높 by itself.
function bare(word) {
  const [particle] = word.match(last) ?? [""];
  const rest = word.slice(0, word.length - particle.length);
  return rest && particle && uses(word) <= (rest.length > 1 ? uses(rest, particle) : 0) ? rest : word;
}

// 특성맵 as the site writes it: 특성 맵.
function apart(word) {
  if (text.includes(word)) {
    return [word];
  }
  const found = text.match(new RegExp([...word].map(literal).join("[\\s-]?")));
  return found?.[0].split(separator);
}

// A word that stands nowhere: the longest parts of it that do.
function pieces(word) {
  for (let end = word.length - 1; end > 1; end--) {
    const found = apart(word.slice(0, end));
    if (found) {
      return [...found, ...pieces(word.slice(end))];
    }
  }
  return word.length > 2 ? pieces(word.slice(1)) : [];
}

// How the site writes what was typed as one word.
function written(word) {
  const found = apart(bare(word)) ?? apart(word);
  return found ?? (/[가-힣]{3}/.test(word) ? pieces(bare(word)) : [word]);
}

function known(word) {
  const other = synonyms.get(word) ?? synonyms.get(word.replace(last, ""));
  return other?.split(separator);
}

function meant(query) {
  pasted = entry(query);
  const parts = (pasted ? names(pasted.stem).join(" ") : query)
    .normalize("NFC")
    .toLowerCase()
    // No keyboard has the sign of 3×3.
    .replace(/(\d)[x*](?=\d)/g, "$1×")
    // A syllable that is still being typed.
    .replace(/[ㄱ-ㅣ]+$/, "")
    .split(separator)
    .filter(Boolean);
  const found = [];
  while (parts.length) {
    // 배치 사이즈 is one name of two words.
    const length = [3, 2, 1].find((length) => length <= parts.length && known(parts.slice(0, length).join("")));
    const [word] = parts;
    found.push(...(known(parts.splice(0, length ?? 1).join("")) ?? written(word)));
  }
  return [...new Set(found)];
}

// A word by itself counts most, then at the beginning of another, then inside. Each is looked up by
// itself: wildcards at both ends take lunr a tenth of a second.
function rewrite(query) {
  stems = meant(query).map((stem) => stem.replace(/[*+~^:]/g, "")).filter(Boolean);
  return stems.flatMap((stem) => [...words].filter((word) => holds(word, stem)).map((word) => weigh(word, stem))).join(" ");
}

// One Latin letter or digit is in hundreds of words.
function holds(word, stem) {
  return stem.length > 1 || stem >= "가" ? word.includes(stem) : word === stem;
}

function weigh(word, stem) {
  return `${word}^${word === stem ? 8 : word.startsWith(stem) ? 4 : 1}`;
}

// Say truly which words a section lacks; one that has them all, side by side, is what was looked for.
function judge(item) {
  const [title, body] = [item.title, item.text].map((html) => plain(html ?? ""));
  const phrase = stems.join("");
  item.terms = Object.fromEntries(stems.map((stem) => [stem, `${title} ${body}`.includes(stem)]));
  const share = Object.values(item.terms).filter(Boolean).length / stems.length;
  const near = together(title).includes(phrase) ? 8 : together(body).includes(phrase) ? 3 : 1;
  if (title === pasted?.title) item.score *= 1000;
  item.score *= share ** 2 * (item.defines?.includes(phrase) ? 40 : near);
}

// Mark what was meant, not the whole word that it stands in.
function mark(item) {
  const inside = new RegExp(stems.map(literal).join("|"), "gi");
  for (const field of ["title", "text"]) {
    item[field] = item[field]?.replace(/<mark[^>]*>(.*?)<\/mark>/g, (_, word) =>
      word.replace(inside, (part) => `<mark data-md-highlight>${part}</mark>`),
    );
  }
}

function refine(groups) {
  for (const item of groups.flat()) {
    judge(item);
    mark(item);
  }
  for (const group of groups) group.sort((a, b) => b.score - a.score);
  groups.sort(([a], [b]) => b.score - a.score);
}

// The index weighs as much as a page. So Material gets one without sections (theme/search.py), is told at once
// that all is ready, and the true one comes with Material's worker when somebody types.
let setup;
let begun;
let ready;

async function begin() {
  const index = await (await fetch("index.json")).json();
  learn(index);
  // theme/overrides/main.html names Material's worker, whose name changes with its version.
  importScripts(`../assets/javascripts/workers/${location.search.slice(1)}`);
  return new Promise((done) => {
    ready = done;
    hand({ type: SETUP, data: { ...setup, ...index } });
  });
}

// What Material's worker is told by us, and what it is asked by the page.
const hand = (data) => dispatchEvent(new MessageEvent("message", { data }));
const post = self.postMessage.bind(self);

addEventListener("message", async (event) => {
  if (!event.isTrusted) {
    return;
  }
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  if (type === SETUP) {
    setup = data;
    post({ type: READY });
  } else if (!begun && !data.trim()) {
    post({ type: RESULT, data: { items: [] } });
  } else {
    begun ??= begin();
    await begun.catch((error) => {
      begun = null; // The next letter tries again.
      throw error;
    });
    hand({ type, data: rewrite(data) });
  }
});
self.postMessage = (message) => {
  if (message.type === READY) {
    return ready();
  }
  refine(message.data.items);
  post(message);
};
