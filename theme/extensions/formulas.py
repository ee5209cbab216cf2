"""Formulas become MathML, so that no reader's browser has to make anything of them."""

import html
import re

import latex2mathml.converter

from theme.extensions.finish import Finish

# As pymdownx.arithmatex leaves it.
FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)


# What the converter knows under another name.
OTHERS = {"aligned": "split", "dcases": "cases"}
ENVIRONMENT = re.compile(r"(\\(?:begin|end)\{)(\w+)(?=\*?\})")
KNOWN = {
    *("align", "array", "cases", "split", "substack"),
    *("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix"),
}
# Where it does not know something it prints it as it is, or an empty sign.
PRINTED = re.compile(r">([^<]*(?:\\|&(?!#?\w+;))[^<]*)<|<mo />")


def with_mathml(text: str) -> str:
    """The text with MathML in the place of each formula.

    Raises:
        ValueError: Where a formula cannot be read, or holds what the converter does not know.
    """
    return FORMULA.sub(_mathml, text)


def _mathml(formula: re.Match[str]) -> str:
    display = "inline" if formula[2] == "(" else "block"
    tex = html.unescape(formula[3]).strip()
    mathml = _converted(tex, display)
    return mathml if display == "inline" else f'<div class="formula" tabindex="0">{mathml}</div>'


def _converted(tex: str, display: str) -> str:
    for _, environment in ENVIRONMENT.findall(tex):
        if OTHERS.get(environment, environment) not in KNOWN:
            raise _refused(tex, f"\\begin{{{environment}}}을 모릅니다")
    bare = re.sub(r"\\[{}]", "", tex)
    if bare.count("{") != bare.count("}"):
        raise _refused(tex, "중괄호가 맞지 않습니다")
    known = ENVIRONMENT.sub(lambda it: it[1] + OTHERS.get(it[2], it[2]), tex)
    try:
        mathml = latex2mathml.converter.convert(known, display=display)
    except Exception as error:  # a dozen kinds, most of them without a word
        raise _refused(tex, str(error) or type(error).__name__) from error
    if left := PRINTED.search(mathml):
        raise _refused(tex, f"{html.unescape(left[1] or '여기에 든 명령')}을 모릅니다")
    return mathml


def _refused(tex: str, why: str) -> ValueError:
    return ValueError(f"수식을 읽을 수 없습니다: {tex.splitlines()[0] if tex else tex} ({why})")


def makeExtension() -> Finish:  # noqa: N802 - Python-Markdown's name
    """What `mkdocs.yml` names."""
    return Finish("mathml", 3, with_mathml)
