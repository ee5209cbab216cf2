"""Formulas become MathML, so that no reader's browser has to make anything of them."""

import html
import re

import latex2mathml.converter

from theme.extensions.finish import Finish

# As pymdownx.arithmatex leaves it.
FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)


def with_mathml(text: str) -> str:
    """The text with MathML in the place of each formula."""
    return FORMULA.sub(_mathml, text)


def _mathml(formula: re.Match[str]) -> str:
    display = "inline" if formula[2] == "(" else "block"
    mathml = latex2mathml.converter.convert(html.unescape(formula[3]).strip(), display=display)
    return mathml if display == "inline" else f'<div class="formula" tabindex="0">{mathml}</div>'


def makeExtension() -> Finish:  # noqa: N802 - Python-Markdown's name
    """What `mkdocs.yml` names."""
    return Finish("mathml", 3, with_mathml)
