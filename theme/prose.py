"""`python -m theme.prose`: what no spell checker knows of Korean Markdown."""

import re
import sys
from pathlib import Path

# `**합성곱(convolution)**은` is bold in Python-Markdown, but not in Jupyter, Colab or GitHub.
BOLD = re.compile(r"\*\*[^*\n]*[)!?.”\"`]\*\*[가-힣]")
# One spelling for a term, everywhere.
SPELLINGS = {
    "필터맵": "특성 맵",
    "특성맵": "특성 맵",
    "특징맵": "특성 맵",
    "특징 맵": "특성 맵",
    "스트라이드": "보폭",
    "매개변수": "파라미터",
    "완전 연결": "밀집",
    "컨볼루션": "합성곱",
    "맥스 풀링": "최대 풀링",
    "에폭": "에포크",
    "레이어": "층",
    "과적합": "과대적합",
    "오버피팅": "과대적합",
    "콘볼루션": "합성곱",
    "피처 맵": "특성 맵",
    "피처맵": "특성 맵",
    "텐서플로우": "텐서플로",
    "바이어스": "편향",
    "러닝 레이트": "학습률",
    "에폭스": "에포크",
    "드랍아웃": "드롭아웃",
    "최적화기": "옵티마이저",
    "백프로퍼게이션": "역전파",
    "리셉티브 필드": "수용 영역",
    "배치 사이즈": "배치 크기",
    "로스 함수": "손실 함수",
    "컨퓨전 매트릭스": "혼동 행렬",
}
PROSE = ("tutorials/**/*.py", "docs/**/*.md", "README.md", "CONTRIBUTING.md")


def problems(text: str) -> list[tuple[int, str]]:
    """What is wrong in a text, each with its line."""
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
            for wrong, right in SPELLINGS.items()
            if re.search(rf"{wrong}(?!\S*라고도)", line)  # the glossary names it as another name
        ]
    return found


def main() -> int:
    """Print each problem as `file:line: message`."""
    paths = [path for pattern in PROSE for path in sorted(Path().glob(pattern))]
    lines = [
        f"{path}:{number}: {message}"
        for path in paths
        for number, message in problems(path.read_text(encoding="utf-8"))
    ]
    print("\n".join(lines) or f"한국어 글 {len(paths)}개에 고칠 곳이 없습니다.")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
