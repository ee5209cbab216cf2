/** Reads replies as readers write them and compares them, as `snippets/judging.py` does: the tests hold both together. */

const WRONG = "아직 아니다.";
const OTHER = "준비한 답과 꼴이 다르다. 실행해 보고 답과 견준다.";
const RIGHT = { right: true, said: "맞았다." };
const wrong = (said) => ({ right: false, said });
const WORDS = /^(?:약|답[:은]?|=)*|(?:개|칸|장|번|배|회|픽셀|px|%)?\.?$/g;
const THOUSANDS = /(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)/g;
const TOKEN = /#.*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[\p{L}\p{N}_]+|\S/gu;

/** With the keyboard's letters: digits of full width, minus signs. */
const plain = (text) =>
  text.replace(/([²³])/g, "^$1").normalize("NFKC").replace(/[−–—‐‑]/g, "-").trim();
const joined = (text) => text.replace(THOUSANDS, (it) => it.replaceAll(",", ""));

/** The numbers that a text may mean; none where it is not one number. */
function numbers(given) {
  const text = plain(given).replace(/\s/g, "").toLowerCase();
  const read = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?:\/(\d+))?$/.exec(joined(text.replace(WORDS, "")));
  if (!read || (read[2] && !Number(read[2]))) return [];
  const value = Number(read[1]) / Number(read[2] ?? 1);
  return text.endsWith("%") ? [value, value / 100] : [value];
}

/** The shapes that a text may mean, as JSON: a comma may stand between axes or thousands. */
function shapes(given) {
  const text = plain(given);
  return [...new Set([text, joined(text)])].map(axes).filter(Boolean);
}

function axes(text) {
  const inner = text.toLowerCase().replace(/^[([\s]+|[)\]\s,칸개장.]+$/g, "");
  // Where commas stand between axes, 7×7×10 is a product.
  const parts = inner.split(inner.includes(",") ? /[,;]/ : /[\s;×✕x*]+/).map((part) => part.split(/[×✕x*]/).map((it) => it.trim()));
  if (!parts.flat().every((it) => /^(?:\d+|-1|[a-z_?]+|배치.*|장수)$/.test(it))) return undefined;
  return parts.map((factors) => (/^\d/.test(factors[0]) ? factors.reduce((product, it) => product * it, 1) : null));
}

/** A line of code without what does not change its meaning: spaces, kinds of quotes, a last comma, a comment. */
function line(text) {
  const tokens = (text.trim().normalize("NFKC").match(TOKEN) ?? []).filter((token) => !token.startsWith("#"))
    .map((token) => (token[0] === "'" && !token.includes('"') ? `"${token.slice(1, -1)}"` : token));
  return tokens.join(" ").replace(/ ,(?= [)\]}])|( [;,])+$/g, "");
}

/** @returns {right, said} of what a reader gave: a text, of an array each cell's, of a choice its index. */
export function judge(problem, reply) {
  const { kind } = problem;
  const texts = [reply].flat();
  if (!texts.every((text) => text.trim())) return wrong("빈칸을 채운다.");
  if (kind === "number") return judgeNumber(problem, texts[0]);
  if (kind === "shape") return judgeShape(problem, texts[0]);
  if (kind === "array") return judgeArray(problem, texts);
  const means = kind === "choice" ? (it) => it === Number(texts[0]) : (it) => line(it) === line(texts[0]);
  return compared(problem, [problem.key].flat(), means, "") ?? wrong(kind === "line" ? OTHER : WRONG);
}

function compared(problem, keys, means, shown) {
  if (keys.some(means)) return RIGHT;
  const found = problem.mistakes.find(([value]) => means(value));
  return found && { right: false, said: shown ? `${shown}: ${found[1]}` : found[1] };
}

function near(value, other, digits) {
  const allowed = digits === undefined ? 1e-9 * Math.max(1, Math.abs(other)) : 0.500001 * 10 ** -digits;
  return Math.abs(value - other) <= allowed;
}

function judgeNumber(problem, text) {
  const values = numbers(text);
  if (!values.length) return wrong("수 하나를 숫자로 적는다.");
  const { key, digits } = problem;
  if (values.some((it) => near(it, key, digits))) return RIGHT;
  return compared(problem, [], (it) => near(values[0], it, digits), plain(text)) ?? wrong(`${plain(text)}: ${WRONG}`);
}

function judgeShape(problem, text) {
  const [found, { key }] = [shapes(text), problem];
  if (!found.length) return wrong(`값 ${key.length}개를 쉼표로 나누어 적는다.`);
  const means = (it) => found.some((shape) => `${shape}` === `${it}` && shape.length === it.length);
  const keys = key[0] === null || key.length > 3 ? [key] : [key, [null, ...key]];
  return compared(problem, keys, means, plain(text)) ??
    wrong(`${plain(text)}: ${ofAxes(key, found[0])}`);
}

function ofAxes(key, given) {
  if (key[0] === null && `${key.slice(1)}` === `${given}`) return "배치 축을 빠뜨렸다. 맨 앞에 None을 둔다.";
  const rest = `${given.slice(1)}`;
  if (key[0] === null && `${key.slice(1)}` === rest) return "배치 축은 None이다.";
  if (`${key}` === rest) return "배치 축은 적지 않는다.";
  if (key.length !== given.length) return `값 ${key.length}개를 쉼표로 나누어 적는다.`;
  return `${key.map(String).sort()}` === `${given.map(String).sort()}` ? "수는 맞지만 순서가 다르다." : WRONG;
}

function judgeArray(problem, texts) {
  const values = texts.map((text) => numbers(text)[0]);
  if (values.includes(undefined)) return wrong("수로 읽을 수 없는 칸이 있다.");
  const right = (grid) => grid.flat().filter((it, i) => near(values[i], it, problem.digits)).length;
  for (const [grid, why] of [[problem.key, ""], ...problem.mistakes]) {
    if (right(grid) === values.length) return why ? wrong(why) : RIGHT;
  }
  return wrong(`${WRONG} ${values.length}칸 가운데 ${right(problem.key)}칸이 맞다.`);
}
