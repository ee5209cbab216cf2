"""The few MkDocs events that neither Material nor mkdocs-jupyter has a setting for."""

import html
import json
import re
from pathlib import Path

import latex2mathml.converter
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

END = "<!-- end of notebook -->"
FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)
IMAGE = re.compile(r"<img ")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the templates the runner's manifest: profile, and each page's run."""
    build = Path(config.config_file_path).parent / "build"
    config.extra["manifest"] = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
    return config


@event_priority(-100)  # after mkdocs-jupyter, which adds a style sheet of nbconvert's to every notebook
def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    return markdown.partition(END)[0]


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Turn formulas into MathML here, so that no reader's browser has to; load late what stands below."""
    script = page.file.src_path.removesuffix(".ipynb") + ".py"
    page.meta["run"] = config.extra["manifest"]["pages"].get(script)
    page.meta["not_run"] = script in config.extra["manifest"]["pages"] and page.meta["run"] is None
    first, *others = IMAGE.split(FORMULA.sub(_mathml, html))
    if not others:
        return first
    late = '<img loading="lazy" decoding="async" '
    return late.join([f"{first}<img {others[0]}", *others[1:]])


def _mathml(formula: re.Match[str]) -> str:
    display = "inline" if formula[2] == "(" else "block"
    mathml = latex2mathml.converter.convert(html.unescape(formula[3]).strip(), display=display)
    return mathml if display == "inline" else f'<div class="formula">{mathml}</div>'
