"""The search index as readers use it: prose first, code once, and other names of the same thing."""

import html
import json
import re
from pathlib import Path

from theme.extensions.glossary import Term
from theme.words import Words, together

# What every page loads (it tells the page how words are parted), and what is loaded when somebody types.
SMALL, INDEX = "search/search_index.json", "search/index.json"
# Lists of what other pages explain come after the pages that explain it.
BEHIND = {"": 0.5, "glossary/": 0.3, "corrections/": 0.5, "questions/": 0.5, "results/": 0.7, "errors/": 0.3}
# Of an error a reader asks in its own words, which no other page has.
ERRORS = "tutorials/errors/"
# Its text stands in the boxes that it collects.
COLLECTED = "corrections/"
BEHIND_TITLES = {"연습 문제": 0.5, "핵심어": 0.5}
CODE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[\w.]*\w")
# Of the words of code, those that nobody looks for: numbers, and names of one or two letters.
DULL = re.compile(r"[\d._]+|\w{1,2}")


def refine(site: Path, glossary: list[Term], words: Words) -> None:
    """Rewrite the index of a built site: one without sections for every page, one for who searches.

    A section's code and outputs leave its text for a field of their own, which counts less and holds once
    each word that the text does not say; what is collected from other pages is left to them; the section
    that explains a term says so; theme/overrides/search/worker.js is told the synonyms, the particles and the
    words that ask.
    """
    index = json.loads((site / SMALL).read_text(encoding="utf-8"))
    _write(site / SMALL, index | {"docs": []})
    for entry in index["docs"]:
        if entry["location"].startswith(COLLECTED):
            entry["text"] = ""
        code = html.unescape(" ".join(CODE.findall(entry["text"])))
        entry["text"] = re.sub(r"\s+", " ", CODE.sub("", entry["text"])).strip()
        names = dict.fromkeys(WORD.findall(TAG.sub("", code)))
        said = set(WORD.findall(TAG.sub("", entry["text"])))
        if kept := [word for word in names if word not in said and not DULL.fullmatch(word)]:
            entry["code"] = " ".join(kept)
        page, _, section = entry["location"].partition("#")
        boost = BEHIND.get(page, 1) * BEHIND_TITLES.get(entry["title"], 1)
        if page.startswith(ERRORS):
            boost *= 0.7 if section else 0.4
        if boost != 1:
            entry["boost"] = boost
    _define(index["docs"], glossary)
    index["config"] |= {
        "synonyms": synonyms(glossary, words),
        "particles": words.typed_particles,
        "asking": words.asking,
    }
    _write(site / INDEX, index)


def _write(path: Path, index: dict) -> None:
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _define(entries: list[dict], glossary: list[Term]) -> None:
    """Give each term to the section that introduces it on the page that the glossary names."""
    for term in glossary:
        sections = [entry for entry in entries if entry["location"].startswith(f"{term.page}/")]
        said = [entry for entry in sections if f"{term.name}({term.english}" in TAG.sub("", entry["text"])]
        titled = [entry for entry in sections if term.name in entry["title"]]
        named = [entry for entry in sections if term.name in entry["text"]]
        for entry in (said or titled or named or sections)[:1]:
            entry.setdefault("defines", []).append(together(term.name))


def synonyms(glossary: list[Term], words: Words) -> dict[str, str]:
    """For each other name, written together and in small letters, the name that this site uses."""
    english = {
        name.strip(): term.name for term in glossary for name in term.english.split(",") if name.isascii()
    }
    return {together(name): term for name, term in (english | words.spellings | words.aliases).items()}
