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
let asking = new Set();
let last = /$/;
let words = new Set();
// The entries of the dictionary of errors: title, the message in it, all words; and the one that was pasted.
let messages = [];
let pasted = null;
let text = "";
// The parts of each name in code that has some: earlystopping is `early stopping`.
let parts = new Map();
// What was asked for: each thing with its names, each name as the words that the site writes.
let things = [];

const bared = (html) => html.replace(/<[^>]*>/g, "");
const plain = (html) => bared(html).toLowerCase();
const together = (string) => string.replace(/[\s-]/g, "");
const literal = (string) => string.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function learn({ config, docs }) {
  separator = new RegExp(config.separator);
  synonyms = new Map(Object.entries(config.synonyms).map(([name, term]) => [name, term.toLowerCase()]));
  particles = config.particles ?? []; // a browser may still hold an index from before they stood there
  last = new RegExp(`(?<=[가-힣A-Za-z0-9])(?:${particles.join("|")})$`);
  asking = new Set(config.asking);
  const html = docs.map(({ title, text, code }) => `${title} ${text} ${code ?? ""}`).join(" ");
  const cased = bared(html);
  text = cased.toLowerCase();
  // In <code>Flatten</code>은 a reader sees one word, and lunr two.
  const seen = plain((html.match(/[\w가-힣]+<\/\w+>[가-힣]+/g) ?? []).join(" "));
  words = new Set(`${html.replace(/<[^>]*>/g, " ").toLowerCase()} ${seen}`.split(separator));
  parts = new Map([...new Set(cased.match(/\w*(?:[a-z][A-Z]|\w_\w)\w*/g))].map((name) => [name.toLowerCase(), parted(name)]));
  messages = docs
    .filter(({ location }) => location.startsWith("tutorials/errors/") && location.includes("#"))
    .map(({ title, text, code }) => ({
      title: plain(title),
      stem: spaced(plain(title.match(/<code>([^<]*)<\/code>(?!.*<code>)/)?.[1] ?? "")),
      words: new Set(names(`${title} ${text} ${code ?? ""}`)),
    }))
    .filter(({ stem }) => names(stem).length);
}

// EarlyStopping is ` early stopping`, and steps_per_epoch ` steps per epoch`.
const parted = (name) => ` ${name.replace(/_+|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ").toLowerCase()}`;

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

// 특성맵 as the site writes it: 특성 맵; and model_checkpoint: ModelCheckpoint.
function apart(word) {
  if (text.includes(word)) {
    return [word];
  }
  const found = text.match(new RegExp([...word.replace(/(?!^)_(?!$)/g, "")].map(literal).join("[\\s_-]?")));
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

// The names of what was typed under another name: the site's own, and that one where it stands too. So dropout
// is 드롭아웃, and the Dropout of code.
function known(typed) {
  for (const name of [typed, typed.replace(last, "")]) {
    const other = synonyms.get(name.replace(/_/g, ""));
    if (other) {
      return [other.split(separator), ...(text.includes(name) ? [[name]] : [])];
    }
  }
}

function meant(query) {
  pasted = entry(query);
  const typed = (pasted ? names(pasted.stem).join(" ") : query)
    .normalize("NFC")
    .toLowerCase()
    // No keyboard has the sign of 3×3.
    .replace(/(\d)[x*](?=\d)/g, "$1×")
    // A syllable that is still being typed.
    .replace(/[ㄱ-ㅣ]+$/, "")
    .split(separator)
    .filter(Boolean);
  const found = new Map();
  const brief = typed.length < 5; // In a message that no entry has, optimizer is no name to look for in code.
  while (typed.length) {
    // 배치 사이즈 is one name of two words.
    const length = [3, 2, 1].find((length) => length <= typed.length && known(typed.slice(0, length).join("")));
    // 이유 in 패딩을 하는 이유 says less of what is looked for than 패딩.
    const weight = !length && asking.has(typed[0]) ? 0.2 : 1;
    const word = typed.splice(0, length ?? 1).join("");
    const all = length ? [brief ? known(word) : known(word).slice(0, 1)] : written(word).map((stem) => [[stem]]);
    for (const names of all.map(cleaned).filter((names) => names.length)) {
      found.set(`${names}`, { names, weight });
    }
  }
  return [...found.values()];
}

// Without the signs of lunr's language.
const cleaned = (names) =>
  names.map((name) => name.map((stem) => stem.replace(/[*+~^:]/g, "")).filter(Boolean)).filter((name) => name.length);

// A word by itself counts most, then at the beginning of another or of a part of a name, then inside. Each is
// looked up by itself: wildcards at both ends take lunr a tenth of a second.
function rewrite(query) {
  things = meant(query);
  return things
    .flatMap(({ names, weight }) => [...new Set(names.flat())].map((stem) => [stem, weight]))
    .flatMap(([stem, weight]) =>
      [...words].filter((word) => holds(word, stem)).map((word) => `${word}^${weight < 1 ? 1 : weigh(word, stem)}`),
    )
    .join(" ");
}

// One Latin letter or digit is in hundreds of words.
function holds(word, stem) {
  return stem.length > 1 || stem >= "가" ? word.includes(stem) : word === stem;
}

function weigh(word, stem) {
  return word === stem ? 8 : word.startsWith(stem) || parts.get(word)?.includes(` ${stem}`) ? 4 : 1;
}

// A section whose code alone has a thing says less of it than one whose text has it.
const IN_CODE = 0.6;

// How much of a thing's best name stands in a text.
const standing = (names, text) =>
  Math.max(...names.map((name) => name.filter((stem) => text.includes(stem)).length / name.length));

// Say truly which words a section lacks; one that has them all, side by side, is what was looked for, above all
// where it says so in its title.
function judge(item) {
  const [title, body, code] = [item.title, item.text, item.code].map((html) => plain(html ?? ""));
  const [prose, all] = [`${title} ${body}`, `${title} ${body} ${code}`];
  const phrase = things.map(({ names }) => `(?:${names.map((name) => literal(name.join(""))).join("|")})`).join("");
  const whole = new RegExp(`^${phrase}$`);
  const found = things.map(({ names }) => Math.max(standing(names, prose), IN_CODE * standing(names, all)));
  item.terms = Object.fromEntries(things.flatMap(({ names }) => says(names, all)));
  const total = things.reduce((sum, { weight }) => sum + weight, 0);
  const share = things.reduce((sum, { weight }, at) => sum + weight * found[at], 0) / total;
  const near = new RegExp(phrase).test(together(body)) ? 3 : 1;
  if (title === pasted?.title) item.score *= 1000;
  item.score *= share ** 2 * Math.max(near, titled(title) + (item.defines?.some((term) => whole.test(term)) ? 40 : 0));
}

// Whether the words stand there: those of a thing's best name, and what does of its others.
function says(names, text) {
  const best = names.find((name) => standing([name], text) === standing(names, text));
  return [...names.flat().filter((stem) => text.includes(stem)), ...best].map((stem) => [stem, text.includes(stem)]);
}

// What a title counts that has all that was asked for, the more the less else it has.
function titled(title) {
  const content = things.filter(({ weight }) => weight === 1);
  if (!content.length || content.some(({ names }) => standing(names, title) < 1)) {
    return 0;
  }
  const held = ({ names }) => names.filter((name) => standing([name], title) === 1);
  const length = (thing) => Math.max(0, ...held(thing).map((name) => name.join("").length));
  const share = content.reduce((sum, thing) => sum + length(thing), 0) / together(title).length;
  // 풀링을 쓰는 이유 is a title too.
  return (8 + 40 * share) * (content.length < things.length && things.every(length) ? 8 : 1);
}

// Mark what was meant, not the whole word that it stands in.
function mark(item) {
  const inside = new RegExp(things.flatMap(({ names }) => names.flat()).map(literal).join("|"), "gi");
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
