"""TeX becomes MathML."""

import re
from dataclasses import dataclass

from math_core import LatexError, LatexToMathML

CONVERTER = LatexToMathML(
    fancy_error=False, id_prefix="eq-", macros={"substack": r"{\scriptstyle\begin{matrix}#1\end{matrix}}"}
)
# What the converter knows under another name.
OTHERS = (
    (r"(\\\\)\*?\s*\[\s*-?[\d.]+ ?(?:pt|px|em|ex|mm|cm|in|mu)\s*\]", r"\1 "),
    (r"\\begin\{(align\w*at\*?|alignedat)\}\s*\{\d+\}", r"\\begin{\1}"),
    (r"\\(begin|end)\{(?:split|alignedat)\}", r"\\\1{aligned}"),
    (r"\\(begin|end)\{(?:alignat|flalign)(\*?)\}", r"\\\1{align\2}"),
    (r"\\begin\{eqnarray\*?\}", r"\\begin{array}{rcl}"),
    (r"\\end\{eqnarray\*?\}", r"\\end{array}"),
    (r"\\begin\{smallmatrix\}", r"{\\scriptstyle\\begin{matrix}"),
    (r"\\end\{smallmatrix\}", r"\\end{matrix}}"),
)
# It sets each table in full size, one within `\scriptstyle` too.
SMALL = '<mrow displaystyle="false" scriptlevel="1"><mtable displaystyle="false" scriptlevel="'
# Within these, from the innermost, a `\\` is not the formula's own.
GROUPS = (r"(?s)\\begin\{(\w+\*?)\}(?:(?!\\begin\{).)*?\\end\{\1\}", r"(?<!\\)\{[^{}]*\}")
ERROR = re.compile(r"input(\d+):\d+: (.*)", re.DOTALL)
REASONS = (
    (r'Unknown command "(.*)"\.', r"모르는 명령 \1"),
    (r'Unknown environment "(.*)"\.', r"모르는 환경 \1"),
    (r'Expected closing token "(.*)", but .*', r"닫는 \1 없음"),
    (r'Unmatched closing token: "(.*)"\.', r"짝이 없는 \1"),
    (r"Expected argument .*", "명령 뒤에 있어야 할 것이 없음"),
    (r"Math mode within text .*", "글 안의 $"),
    (r"Duplicate subscript .*", "한 글자에 같은 첨자가 둘"),
    (r'Found "(.*)", which .* table-like .*', r"표 밖의 \1"),
    (r'Found "(.*?)(?:\[\*\])?", which .* numbered .*', r"\1은 \\begin{equation} 안에만 적습니다"),
)


@dataclass
class Formula:
    """One of a page's: `source` with its dollars; `why` it cannot be read; `html` where readers see it."""

    source: str
    tex: str
    display: bool
    why: str = ""
    html: str = ""


def convert(formulas: list[Formula]) -> None:
    """Give all formulas of a page their `html`, numbered in this order.

    Raises:
        ValueError: Where one cannot be read.
    """
    for formula in formulas:
        if why := formula.why or _why(formula.tex):
            raise _refused(formula, why)
    try:
        converted = CONVERTER.convert_all([(_known(it), it.display) for it in formulas])
    except LatexError as error:
        _, number, why, _ = ERROR.split(str(error))
        for said, korean in REASONS:
            why = re.sub(f"^{said}$", korean, why)
        raise _refused(formulas[int(number)], why) from error
    for formula, mathml in zip(formulas, converted, strict=True):
        if "(??)" in mathml:
            raise _refused(formula, r"\eqref가 가리키는 \label 없음")
        mathml = mathml.replace(f"{SMALL}0", f"{SMALL}1")
        formula.html = f'<span class="formula" tabindex="0">{mathml}</span>' if formula.display else mathml


def _why(tex: str) -> str:
    """What TeX takes without a word, and readers would miss."""
    if not tex:
        return "빈 수식"
    return r"%는 \%로 적습니다" if re.search(r"(?<!\\)%", tex) else ""


def _known(formula: Formula) -> str:
    tex = formula.tex
    for name, other in OTHERS:
        tex = re.sub(name, other, tex)
    outside = tex
    for group in GROUPS:
        found = 1
        while found:
            outside, found = re.subn(group, "", outside)
    if not formula.display or not re.search(r"\\\\|\\tag\b", outside):
        return tex
    name = "gathered" if r"\tag" not in outside else "gather*" if r"\\" in outside else "equation"
    return rf"\begin{{{name}}}{tex}\end{{{name}}}"


def _refused(formula: Formula, why: str) -> ValueError:
    first = (formula.tex or formula.source).splitlines()[0]
    return ValueError(f"수식을 읽을 수 없습니다: {first} ({why})")
