"""MkDocs, one page at a time: what a browser of the preview asks for, and nothing else."""

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from theme import hooks

BUILD = ".preview"
SCRIPT = '<script type="module" src="/-/preview.js?{}"></script>'


def version(html: str) -> str:
    """What tells one rendering of a page from another."""
    return hashlib.sha256(html.encode()).hexdigest()[:16]


class Site:
    """The pages of a preview.

    Args:
        root: The repository's root; the notebooks stand in `.preview/`.
        address: Where the preview is served.
    """

    def __init__(self, root: Path, address: str) -> None:
        self._root = root
        self._address = address
        self._folder = Path(tempfile.mkdtemp(prefix="preview-"))
        self._rendered: dict[str, tuple[object, bytes]] = {}
        os.environ |= {"BUILD": BUILD, "NO_MKDOCS_2_WARNING": "1"}
        self.load()

    def load(self) -> None:
        """Read the configuration, the navigation and the theme again."""
        config = load_config(
            str(self._root / "mkdocs.yml"), site_dir=str(self._folder), site_url=self._address
        )
        config.plugins.on_startup(command="serve", dirty=False)
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files, env = get_files(config), config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        self._nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        self._env = config.plugins.on_env(env, config=config, files=files)
        self._config: MkDocsConfig = config
        self._files = files
        self._pages = {"/" + file.url.removeprefix("./"): file for file in files.documentation_pages()}
        self._rendered.clear()
        files.copy_static_files()
        hooks.merge_styles(self._folder)

    def has(self, path: str) -> bool:
        """Whether there is a page at an address."""
        return path in self._pages

    def script(self, path: str) -> str | None:
        """The tutorial's script behind an address, where there is one."""
        file = self._pages.get(path)
        is_notebook = file is not None and file.src_uri.endswith(".ipynb")
        return file.src_uri.removesuffix(".ipynb") + ".py" if file and is_notebook else None

    def page(self, path: str) -> bytes | None:
        """The page at an address, rendered again if what it is made of has changed."""
        file = self._pages.get(path)
        if file is None:
            return None
        state = self._state(file)
        if file.src_uri not in self._rendered or self._rendered[file.src_uri][0] != state:
            self._rendered[file.src_uri] = state, self._render(file)
        return self._rendered[file.src_uri][1]

    def static(self, path: str) -> Path | None:
        """Any other file: beside a notebook, of the theme; of the last build, the search index."""
        for folder in (self._root / BUILD, self._folder, self._root / "site"):
            found = (folder / path.lstrip("/")).resolve()
            if found.is_relative_to(folder.resolve()) and found.is_file():
                return found
        return None

    def status(self, path: str) -> str:
        """What the runner does for a page."""
        status = json.loads((self._root / BUILD / "status.json").read_text(encoding="utf-8"))
        return status.get(self.script(path), "")

    def close(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _state(self, file: File) -> object:
        """A notebook changes by itself; a page of `docs/` may also show what the notebooks hold."""
        build = self._root / BUILD
        notebooks = [] if self.script("/" + file.url) else sorted(build.rglob("*.ipynb"))
        paths = [Path(file.abs_src_path or ""), *notebooks]
        return [path.stat().st_mtime_ns for path in paths if path.exists()]

    def _render(self, file: File) -> bytes:
        page, config = file.page, self._config
        assert page is not None
        manifest = (self._root / BUILD / "manifest.json").read_text(encoding="utf-8")
        config.extra["manifest"] = json.loads(manifest)
        page.meta = {}
        _populate_page(page, config, self._files)
        _build_page(page, config, self._files.documentation_pages(), self._nav, self._env)
        html = Path(file.abs_dest_path).read_text(encoding="utf-8")
        return html.replace("</body>", f"{SCRIPT.format(version(html))}</body>").encode()
