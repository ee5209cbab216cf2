"""The navigation, which names every page that readers can find."""

import re
from pathlib import Path

import yaml


def in_nav(nav: object) -> list[str]:
    """The notebooks that a `nav` names, in its order."""
    return re.findall(r"[\w/.-]+\.ipynb", str(nav))


def place(root: Path, page: str, text: str) -> str:
    """Where the author of a page, by its path as MkDocs has it, has written this: `tutorials/x.py:8`."""
    source = page.removesuffix(".ipynb") + ".py" if page.endswith(".ipynb") else f"docs/{page}"
    lines = (root / source).read_text(encoding="utf-8").splitlines()
    return f"{source}:{next((i for i, line in enumerate(lines, start=1) if text in line), 1)}"


def missing_from_nav(root: Path) -> list[str]:
    """What to tell the author of each script that no reader would find."""
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    named = in_nav(config["nav"])
    scripts = [path.relative_to(root).as_posix() for path in sorted((root / "tutorials").rglob("*.py"))]
    notebooks = {script.removesuffix(".py") + ".ipynb": script for script in scripts}
    missing = [
        f"{script}: nav에 없습니다. mkdocs.yml의 nav에 `{notebook}` 줄을 더하세요."
        for notebook, script in notebooks.items()
        if notebook not in named
    ]
    gone = [
        f"mkdocs.yml: nav의 {name}에 해당하는 스크립트가 없습니다. 줄을 지우거나 이름을 고치세요."
        for name in named
        if name not in notebooks
    ]
    return missing + gone
