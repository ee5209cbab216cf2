"""The navigation, which names every page that readers can find."""

import re
from collections import Counter
from pathlib import Path

import yaml

# What a page is known by, as scripts write it.
SAID = {
    "제목(`# # …`)": r"^# # \S",
    "설명(`# description: …`)": r"^# description:",
    "날짜(`# date: …`)": r"^# date:",
}


def in_nav(nav: object) -> list[str]:
    """The notebooks that a `nav` names, in its order."""
    if isinstance(nav, str):
        return [nav] if nav.endswith(".ipynb") else []
    below = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return [name for part in below for name in in_nav(part)]


def place(root: Path, page: str, text: str) -> str:
    """Where the author of a page, by its path as MkDocs has it, has written this: `tutorials/x.py:8`."""
    source = page.removesuffix(".ipynb") + ".py" if page.endswith(".ipynb") else f"docs/{page}"
    lines = (root / source).read_text(encoding="utf-8").split("\n")
    return f"{source}:{next((i for i, line in enumerate(lines, start=1) if text in line), 1)}"


def missing_from_nav(root: Path) -> list[str]:
    """What to tell the author of each script that no reader would find."""
    try:
        config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
        named = in_nav(config["nav"])
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        remedy = "들여쓰기는 빈칸으로 가지런히 하고, 이름에 쌍점(:)이나 #이 있으면 따옴표로 감싸세요."
        return [f"mkdocs.yml:{line}: YAML로 읽을 수 없습니다 ({error.problem}). {remedy}"]
    except (KeyError, TypeError):
        return ["mkdocs.yml:1: nav가 없습니다. 독자가 볼 페이지를 nav에 적으세요."]
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
    twice = [
        f"mkdocs.yml: nav에 {name}이 두 번 있습니다. 한 줄을 지우세요."
        for name, times in Counter(named).items()
        if times > 1
    ]
    return missing + gone + twice + _alike(scripts)


def silent(root: Path) -> list[str]:
    """What to tell of scripts that say nothing of themselves, and are shown all the same."""
    told = []
    for path in sorted((root / "tutorials").rglob("*.py")):
        text = path.read_text(encoding="utf-8", errors="replace")
        missing = [name for name, sign in SAID.items() if not re.search(sign, text, re.MULTILINE)]
        if missing:
            told.append(f"{path.relative_to(root).as_posix()}: {', '.join(missing)}이 없습니다.")
    return told


def _alike(scripts: list[str]) -> list[str]:
    """What to tell of scripts that would be at one address: `x.py` and `x/index.py`, `X.py` on some disks."""
    at: dict[str, str] = {}
    told = []
    for script in scripts:
        other = at.setdefault(script.removesuffix(".py").removesuffix("/index").lower(), script)
        if other != script:
            told.append(f"{script}: {other}과 주소가 같아집니다. 한 파일의 이름을 바꾸세요.")
    return told
