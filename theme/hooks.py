"""The few MkDocs events that neither Material nor mkdocs-jupyter has a setting for."""

import json
import posixpath
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import rjsmin
from jinja2 import Environment, FileSystemBytecodeCache
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from theme import cards, downloads, given, jupyter, lists, search, styles, touch, words
from theme.extensions import glossary
from theme.markup import with_plain_anchors
from theme.nav import in_nav, place
from theme.notebook import Notebook, notebooks
from theme.policy import with_policy

REPOSITORY = re.compile(r"https://[^/]+/(?P<owner>[^/]+)/(?P<name>[^/]+?)(?:\.git)?/?")
PREFORMATTED = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
ICON = '<svg xmlns="http://www.w3.org/2000/svg"', "<svg"
# The extensions of ours that what a cell gave out needs too.
WITHIN = ("theme.extensions.formulas", "theme.extensions.lists")
DEMO = re.compile(r'data-demo="(\w+)"')
# Where a page in `docs/` has one of these lines, what the notebooks hold is listed.
LISTS: dict[str, Callable[[list[Notebook]], str]] = {
    "<!-- concepts -->": partial(cards.cards, "tutorials/concepts"),
    "<!-- posts -->": partial(cards.cards, "tutorials/posts"),
    "<!-- corrections -->": lists.corrections,
    "<!-- errors -->": lists.errors,
    "<!-- images -->": lists.images,
    "<!-- models -->": lists.models,
    "<!-- results -->": lists.results,
}


# Early: what the site's own address is, other plugins want to know.
@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the templates the runner's manifest (profile, each page's run); the address on GitHub Pages."""
    address = REPOSITORY.fullmatch(config.repo_url or "")
    if not address:
        raise ConfigurationError("mkdocs.yml: repo_url은 https://github.com/이름/저장소 꼴이어야 합니다.")
    host, name = f"{address['owner'].lower()}.github.io", address["name"]
    # `mkdocs serve` has set its own, and puts a script into each page that no hash allows.
    config.extra["preview"] = bool(config.site_url)
    if config.extra["preview"]:  # which exchanges what has changed, not all that stands around it
        config.markdown_extensions.remove("theme.extensions.sections")
    config.site_url = config.site_url or f"https://{host}/{'' if name.lower() == host else name + '/'}"
    if "rss" in config.plugins:
        config.plugins["rss"].config["image"] = f"{config.site_url}images/card.png"
    if "manifest" not in config.extra:  # a preview has its own
        config.extra["manifest"] = json.loads((_build(config) / "manifest.json").read_text(encoding="utf-8"))
    return config


# Before mkdocs-jupyter looks which files are notebooks.
@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the executed notebooks with what stands beside them, and the pictures of the home page's cards."""
    build = _build(config)
    for path in sorted((build / "tutorials").rglob("*.*")):
        name = path.relative_to(build).as_posix()
        files.append(File(name, str(build), config.site_dir, config.use_directory_urls))
    for name, content in cards.pictures(_notebooks(config)):
        files.append(File.generated(config, name, content=content))
    return files


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    """Material's fifty templates are compiled once, and no more at every build."""
    # Else each Korean letter of the search's texts is `\\uac80`, in every page.
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    kept = _root(config) / ".store/templates"
    with suppress(OSError):  # a disk without room for them
        kept.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(kept))
    return env


# Late, because mkdocs-jupyter gives the notebook out at 100.
@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """A notebook: the template's own text again, which nbconvert took for HTML. Else: lists filled in."""
    text = jupyter.of_template(markdown)
    if text is not None:
        [notebook] = _notebooks(config, page.file.src_uri)
        page.meta["policy"] = sorted({it["policy"] for cell in notebook.cells for it in cell.media})
        folder = posixpath.dirname(page.file.src_uri)
        address = partial(_address, folder, page.url)
        text = given.placed(text, address, partial(_by_itself, config))
        return with_plain_anchors(cards.with_opening(lists.with_anchors(text), notebook))
    for marker, listed in LISTS.items():
        if marker in markdown:
            markdown = markdown.replace(marker, listed(_notebooks(config)))
    return with_plain_anchors(markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Tell the template what the page is.

    Raises:
        PluginError: When the page holds a script, or names a demo that there is not.
    """
    script = page.file.src_path.removesuffix(".ipynb") + ".py"
    pages = config.extra["manifest"]["pages"]
    page.meta |= {"run": pages.get(script), "not_run": script in pages and pages[script] is None}
    if "<script" in html:
        raise PluginError(
            f"{place(_root(config), page.file.src_uri, '<script')}: 본문에는 <script>를 넣을 수 없습니다."
        )
    page.meta["exercises"] = 'data-exercise="' in html
    page.meta["demos"] = sorted(set(DEMO.findall(html)))
    demos = Path(config.docs_dir, "demos")
    for name in page.meta["demos"]:
        if not (demos / f"{name}.js").is_file():
            there = ", ".join(sorted(path.stem for path in demos.glob("*.js")))
            where = place(_root(config), page.file.src_uri, f'demo="{name}"')
            raise PluginError(f"{where}: docs/demos/{name}.js가 없습니다. 있는 것: {there}")
    return html


def on_post_page(output: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Only code keeps its indentation; HTML knows an icon by its tag."""
    parts = PREFORMATTED.split(output.replace(*ICON))  # every other is one
    parts[::2] = [re.sub(r"\s*\n\s*", "\n", part) for part in parts[::2]]
    return _secured("".join(parts), config, page.meta.get("policy", []))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig, **_: Any) -> str:
    """The page that tells of a missing one."""
    return _secured(output_content, config, []) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """What readers download; and a demo's scripts without comments: a page has 20 KB for all of them.

    rjsmin takes the spaces out of a template within a template; the tests run what it made.
    """
    downloads.write(config, _build(config))
    # The runs behind the pages, for another checkout's `--store-from`.
    shutil.copytree(_build(config) / "store", Path(config.site_dir, "store"))
    for path in [*Path(config.site_dir).glob("demos/*.js"), *Path(config.site_dir).glob("exercises/*.js")]:
        path.write_text(rjsmin.jsmin(path.read_text(encoding="utf-8")), encoding="utf-8")
    styles.merge(Path(config.site_dir))
    touch.reach_code(Path(config.site_dir))
    terms = glossary.terms(Path(config.docs_dir, "glossary.md").read_text(encoding="utf-8"))
    search.refine(Path(config.site_dir), terms, words.read(Path(config.docs_dir, "words.toml")))


def _secured(page: str, config: MkDocsConfig, more: list[str]) -> str:
    """A preview has no policy: its own script comes later, and no hash knows it."""
    return page if config.extra["preview"] else with_policy(page, more)


def _address(folder: str, page: str, path: str) -> str:
    """What leads from a page to a file, given by its path from a folder."""
    return get_relative_url(quote(f"{folder}/{path}"), page)


def _by_itself(config: MkDocsConfig, markdown: str) -> str:
    """Markdown that a cell gave out, with nothing of the page around it; what finishes a page comes later."""
    ours = ("theme.extensions.", "toc")
    kept = [name for name in config.markdown_extensions if not name.startswith(ours) or name in WITHIN]
    configs = {name: config.mdx_configs[name] for name in kept if name in config.mdx_configs}
    return Markdown(extensions=kept, extension_configs=configs).convert(markdown)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _build(config: MkDocsConfig) -> Path:
    return _root(config) / config.extra["build"]


def _notebooks(config: MkDocsConfig, *names: str) -> list[Notebook]:
    """The notebooks of these names; without a name those that the navigation names."""
    pages = config.extra["manifest"]["pages"]
    return list(notebooks(_build(config), list(names) or in_nav(config.nav), pages))
