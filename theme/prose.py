"""`python -m theme.prose`: what no spell checker knows of Korean Markdown."""

import re
import sys
from pathlib import Path

from theme import words

# `**합성곱(convolution)**은` is bold in Python-Markdown, but not in Jupyter, Colab or GitHub.
BOLD = re.compile(r"\*\*[^*\n]*[)!?.”\"`]\*\*[가-힣]")
PROSE = ("tutorials/**/*.py", "docs/**/*.md", "README.md", "CONTRIBUTING.md")


def problems(text: str, spellings: dict[str, str]) -> list[tuple[int, str]]:
    """What is wrong in a text, each with its line.

    Args:
        text: Korean Markdown.
        spellings: For each spelling that no page uses, the one that stands in the glossary.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if BOLD.search(line):
            found.append(
                (
                    number,
                    "굵은 글씨 끝의 문장 부호에 조사가 붙었습니다. `**말**(뜻)은`처럼 괄호를 밖에 두세요.",
                )
            )
        found += [
            (number, f"`{wrong}`은 용어집의 `{right}`로 적습니다.")
            for wrong, right in spellings.items()
            if re.search(rf"{re.escape(wrong)}(?!\S*라고도)", line)  # the glossary names it as another name
        ]
    return found


def main() -> int:
    """Print each problem as `file:line: message`."""
    spellings = words.read(Path(words.PATH)).spellings
    paths = [path for pattern in PROSE for path in sorted(Path().glob(pattern))]
    lines = [
        f"{path}:{number}: {message}"
        for path in paths
        for number, message in problems(path.read_text(encoding="utf-8"), spellings)
    ]
    print("\n".join(lines) or f"한국어 글 {len(paths)}개에 고칠 곳이 없습니다.")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
