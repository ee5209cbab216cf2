"""The few MkDocs events that neither Material nor mkdocs-jupyter has a setting for."""

import html
import json
import re
from pathlib import Path
from typing import Any

import latex2mathml.converter
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

END = "<!-- end of notebook -->"
FORMULA = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)
IMAGE = re.compile(r"<img ")
# A DataFrame brings its own look, and a header without a name, which a screen reader stumbles over.
PANDAS_LOOK = re.compile(
    r'<style scoped="">.*?</style>| border="1"| class="dataframe"| style="text-align: right;"'
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the templates the runner's manifest: profile, and each page's run."""
    build = Path(config.config_file_path).parent / "build"
    config.extra["manifest"] = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
    return config


# Late, because mkdocs-jupyter gives the notebook out at 100.
@event_priority(-100)
def on_page_markdown(markdown: str, **_: object) -> str:
    """The template's own text again: nbconvert took it for HTML."""
    notebook, end, _style = markdown.partition(END)
    return html.unescape(notebook) if end else markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Formulas become MathML, so that no reader's browser has to; images but the first load late."""
    script = page.file.src_path.removesuffix(".ipynb") + ".py"
    pages = config.extra["manifest"]["pages"]
    page.meta |= {"run": pages.get(script), "not_run": script in pages and pages[script] is None}
    html = PANDAS_LOOK.sub("", html).replace("<th></th>", "<td></td>")
    first, *others = IMAGE.split(FORMULA.sub(_mathml, html))
    if not others:
        return first
    late = '<img loading="lazy" decoding="async" '
    return late.join([f"{first}<img {others[0]}", *others[1:]])


def _mathml(formula: re.Match[str]) -> str:
    display = "inline" if formula[2] == "(" else "block"
    mathml = latex2mathml.converter.convert(html.unescape(formula[3]).strip(), display=display)
    return mathml if display == "inline" else f'<div class="formula">{mathml}</div>'
