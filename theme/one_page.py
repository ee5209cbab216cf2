"""MkDocs, one page at a time: what a browser of the preview asks for, and nothing else."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from theme import styles

CLIENT = Path(__file__).with_name("preview.js")
SCRIPT = '<script type="module" src="/-/preview.js?{}"></script>'


def version(html: str) -> str:
    """What tells one rendering of a page from another."""
    return hashlib.sha256(html.encode()).hexdigest()[:16]


class Site:
    """The pages of a preview.

    Args:
        root: The repository's root.
        build: Where the notebooks stand.
        address: Where the preview is served.
        manifest: Asked for what `manifest.json` says in a build.
    """

    def __init__(self, root: Path, build: Path, address: str, manifest: Callable[[], dict]) -> None:
        self._root = root
        self._build = build
        self._address = address
        self._manifest = manifest
        self._folder = Path(tempfile.mkdtemp(prefix="preview-"))
        self._rendered: dict[str, tuple[object, bytes]] = {}
        self.load()

    def load(self) -> None:
        """Read the configuration, the navigation and the theme again."""
        config = load_config(
            str(self._root / "mkdocs.yml"), site_dir=str(self._folder), site_url=self._address
        )
        config.extra |= {"build": self._build.name, "manifest": self._manifest()}
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
        styles.merge(self._folder)

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
        for folder in (self._build, self._folder, self._root / "site"):
            found = (folder / path.lstrip("/")).resolve()
            if found.is_relative_to(folder.resolve()) and found.is_file():
                return found
        return None

    def close(self) -> None:
        """Take away what was rendered."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _add_pictures(self, file: File) -> None:
        """Tell MkDocs of what cells have drawn since: it resolves no link to a file that it does not know."""
        for path in sorted(self._build.glob(f"{file.src_uri.removesuffix('.ipynb')}_files/*")):
            name = path.relative_to(self._build).as_posix()
            if name not in self._files.src_uris:
                self._files.append(File(name, str(self._build), str(self._folder), use_directory_urls=True))

    def _state(self, file: File) -> object:
        """A notebook changes by itself; a page of `docs/` may also show what the notebooks hold."""
        notebooks = [] if self.script("/" + file.url) else sorted(self._build.rglob("*.ipynb"))
        paths = [Path(file.abs_src_path or ""), *notebooks]
        return [path.stat().st_mtime_ns for path in paths if path.exists()]

    def _render(self, file: File) -> bytes:
        page, config = file.page, self._config
        assert page is not None
        config.extra["manifest"] = self._manifest()
        self._add_pictures(file)
        page.meta = {}
        _populate_page(page, config, self._files)
        _build_page(page, config, self._files.documentation_pages(), self._nav, self._env)
        html = Path(file.abs_dest_path).read_text(encoding="utf-8")
        return html.replace("</body>", f"{SCRIPT.format(version(html))}</body>").encode()
