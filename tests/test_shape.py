"""The shape of the repository: nothing orphaned, nothing forgotten, every part beside its test."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from runner.script.page import Page, find, read
from tests.process import ROOT

PAGES = find(ROOT)
# The dictionary of errors is looked things up in, not read from its start.
LESSONS = [page for page in PAGES if "/errors/" not in page]
# `**합성곱**(convolution)`, and inside brackets `(**합성곱**, convolution)`.
WITH_ENGLISH = re.compile(r"(\()?\*\*([^*]+)\*\*(?(1), |\()([A-Za-z][^)]*)\)")
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SNIPPETS = sorted(path.stem for path in (ROOT / "snippets").glob("*.py") if path.stem != "__init__")


@cache
def read_page(name: str) -> Page:
    return read(ROOT, name)


@pytest.mark.parametrize("page", PAGES)
def test_page_stands_in_the_navigation(page: str) -> None:
    assert page.replace(".py", ".ipynb") in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_snippet_has_a_test_of_its_name(snippet: str) -> None:
    assert (ROOT / f"tests/snippets/test_{snippet}.py").is_file()


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_snippet_is_shown_on_a_page(snippet: str) -> None:
    shown = [
        page
        for page in PAGES
        for cell in read_page(page).cells
        if cell.shows_modules
        and re.search(rf"^(from|import) snippets(\.| import .*\b){snippet}\b", cell.source, re.MULTILINE)
    ]
    assert shown


@pytest.mark.parametrize("path", sorted((ROOT / "tests/snippets").glob("test_*.py")), ids=lambda p: p.stem)
def test_test_has_its_snippet(path: Path) -> None:
    assert path.stem.removeprefix("test_") in SNIPPETS


@pytest.mark.parametrize("page", PAGES)
def test_page_says_what_it_is_and_where_to_go_on(page: str) -> None:
    prose = "\n".join(cell.source for cell in read_page(page).cells if cell.is_prose)
    front = re.match(r"---\ndescription: \S.*\ndate: \d{4}-\d\d-\d\d\n---\n", prose)
    assert front, (
        f"{page}:1: 맨 앞의 --- 사이에 `description: 한 문장`과 `date: 2026-01-31`이 차례로 있어야 한다"
    )
    assert len(re.findall(r"^# ", prose, re.MULTILINE)) == 1, f"{page}: `# 제목`은 하나여야 한다"
    assert "**이어서 읽기**" in prose, f"{page}: **이어서 읽기**가 없다"


@pytest.mark.parametrize("page", sorted(set(PAGES) - set(LESSONS)))
def test_entry_of_the_dictionary_has_a_message_a_cause_and_a_cure_that_runs(page: str) -> None:
    cells = read_page(page).cells
    starts = [at for at, cell in enumerate(cells) if cell.is_prose and cell.source.startswith("## ")]
    assert starts
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        title, _, cause = cells[start].source.partition("\n")
        assert "`" in title, f"{page}:{cells[start].line}: 제목에 메시지의 앞머리를 `…`로 적어야 한다"
        assert len(cause.split()) > 10, f"{page}:{cells[start].line}: 까닭이 없다"
        codes = [cell for cell in cells[start:end] if cell.runs]
        assert len(codes) > 1, f"{page}:{cells[start].line}: 오류를 내는 셀과 고친 셀이 있어야 한다"
        assert not codes[-1].raises, f"{page}:{codes[-1].line}: 고친 코드가 뒤에 와야 한다"


@pytest.mark.parametrize("page", LESSONS)
def test_lesson_has_what_every_lesson_has(page: str) -> None:
    cells = read_page(page).cells
    prose = "\n".join(cell.source for cell in cells if cell.is_prose)
    assert any(cell.alts for cell in cells), f"{page}: 그림이 하나는 있어야 한다"
    for part in ('!!! abstract "이 페이지에서 배우는 것"', "## 연습 문제", "## 핵심어"):
        assert part in prose, f"{page}: {part}이 없다"
    assert prose.count('??? success "답 보기"') >= 3, (
        f'{page}: `??? success "답 보기"` 상자가 셋은 있어야 한다'
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_correction_and_answer_is_proved_by_a_cell(page: str) -> None:
    """A box that opens must be followed by a cell that runs inside it."""
    cells = read_page(page).cells
    for cell, after in zip(cells, [*cells[1:], None], strict=True):
        if not cell.is_prose:
            continue
        last = cell.source.rsplit("\n\n", 1)[0] if cell.source.count("\n\n") else cell.source
        if "원문 바로잡기:" in cell.source or '"답 보기"' in last:
            proved = after is not None and "boxed" in after.tags
            assert proved, f'{page}:{cell.line}: 상자 뒤에 `# %% tags=["boxed"]` 셀을 두어야 한다'


def glossary() -> dict[str, tuple[set[str], str]]:
    """For each term what it is in English, and the page that it sends a reader to."""
    lines = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line[:2] == "| "]
    terms = {
        term: (english(words), re.search(r"\((.*)\.ipynb\)", link)[1] + ".py")
        for term, words, _, link in rows[2:]
    }
    assert len(terms) == len(rows) - 2
    return terms


def english(words: str) -> set[str]:
    """`hyperbolic tangent, tanh` are two names; what is not English is an explanation."""
    return {word.strip().casefold() for word in words.split(",") if word.isascii()}


@pytest.mark.parametrize("page", PAGES)
def test_every_term_with_its_english_is_in_the_glossary(page: str) -> None:
    terms = glossary()
    for cell in read_page(page).cells:
        text = " ".join(cell.source.split()) if cell.is_prose else ""
        for _, term, words in WITH_ENGLISH.findall(text):
            assert term in terms, f"docs/glossary.md에 없음: {term}({words})"
            assert english(words) <= terms[term][0], term


def test_glossary_is_sorted() -> None:
    """As a Korean dictionary is: spaces do not count, and Latin letters come last."""
    terms = list(glossary())
    assert terms == sorted(terms, key=lambda term: (term.isascii(), term.replace(" ", "").casefold()))


def test_pages_that_the_glossary_names_use_their_terms() -> None:
    texts = {page: re.sub(r"\s", "", (ROOT / page).read_text("utf-8")).casefold() for page in PAGES}
    for term, (words, page) in glossary().items():
        names = {name.replace(" ", "").casefold() for name in (term, *words)}
        assert any(name in texts[page] for name in names), f"docs/glossary.md: {page}에 {term} 없음"


def test_no_correction_gets_lost() -> None:
    found = {}
    for page in PAGES:
        prose = "\n".join(cell.source for cell in read_page(page).cells if cell.is_prose)
        found[Path(page).stem] = prose.count('!!! warning "원문 바로잡기: ')
    known = {
        "mnist_convnet": 10,
        "fashion_feature_maps": 11,
        "filters_and_channels": 9,
        "tensorflow_basics": 10,
        "deep_mnist": 6,
        "layer_by_layer": 11,
    }
    assert {page: found[page] for page in known if found[page] < known[page]} == {}


ROOMS = ("base", "script", "kernel", "store", "", "live")  # of the runner, from the ground up
ALLOWED = {
    "runner": {"runner"},
    "theme": {"theme"},
    "commands": {"commands", "runner", "theme"},
    "snippets": {"snippets"},
    "tutorials": {"snippets"},
}


@pytest.mark.parametrize("folder", ALLOWED)
def test_imports_run_along_the_line(folder: str) -> None:
    """tutorials → snippets; only commands knows both the runner and the theme."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        assert imports(path) & {*ALLOWED, "tests"} <= ALLOWED[folder], path


@pytest.mark.parametrize("room", ROOMS)
def test_imports_in_the_runner_run_from_the_top_down(room: str) -> None:
    """A room imports those below it; what stands in none, all but the preview's."""
    for path in sorted((ROOT / "runner" / room).glob("*.py")):
        used = {name.split(".")[1] for name in modules(path) if name.startswith("runner.")}
        below = {*ROOMS[: ROOMS.index(room) + 1]}
        assert {name if name in ROOMS else "" for name in used} <= below, path


GENERATOR = {"markdown", "material", "mkdocs", "mkdocs_jupyter", "pymdownx"}


def test_the_theme_alone_knows_the_generator() -> None:
    files = [path for folder in ALLOWED if folder != "theme" for path in (ROOT / folder).rglob("*.py")]
    assert [path for path in files if imports(path) & GENERATOR] == []


def test_one_file_calls_private_functions_of_mkdocs() -> None:
    private = re.compile(r"^from mkdocs[\w.]* import .*\b_\w", re.MULTILINE)
    found = [path.name for path in (ROOT / "theme").rglob("*.py") if private.search(path.read_text("utf-8"))]
    assert found == ["one_page.py"]


def test_maintainers_see_the_rooms_as_they_are() -> None:
    text = (ROOT / "docs/maintainers.md").read_text(encoding="utf-8")
    picture = re.search(r"^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[1]
    shown = re.findall(r"^\W*([\w/]+)", picture, re.MULTILINE)
    runner = [f"runner/{room}".rstrip("/") for room in reversed(ROOMS)]
    assert shown == ["commands", *runner, "theme", "tutorials", "snippets"]
    rooms = {path.parent.name for path in (ROOT / "runner").glob("*/__init__.py")}
    assert rooms == {*ROOMS} - {""}


def modules(path: Path) -> set[str]:
    """What a file imports, wherever in it; of `from runner import kernel` both."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def imports(path: Path) -> set[str]:
    """The top-level packages that a file imports."""
    return {name.partition(".")[0] for name in modules(path)} - sys.stdlib_module_names


behind = cache(packages_distributions)


def distributions_of(*paths: Path) -> set[str]:
    """What has to be installed for these files, the repository's own packages apart."""
    own = {"commands", "runner", "snippets", "tests", "theme"}
    own |= {path.stem for path in (ROOT / "runner/kernel/inside").glob("*.py")}
    found = {name: path for path in paths for name in imports(path) - own}
    # A page may show what is said of a library that is not there.
    missing = {name for name, path in found.items() if f"No module named '{name}'" in path.read_text("utf-8")}
    needed = {behind()[name][0] for name in found.keys() - missing}
    return {re.sub("[-_.]+", "-", name).lower() for name in needed}


def named_in(requirements: str) -> set[str]:
    lines = (ROOT / f"requirements/{requirements}.in").read_text(encoding="utf-8").splitlines()
    return {match[0].replace("_", "-") for line in lines if (match := re.match(r"[\w-]+", line))}


def test_installing_the_repository_brings_what_pages_and_snippets_import() -> None:
    """A notebook that a reader has downloaded has nothing else (`pip install` of pyproject.toml)."""
    files = [*(ROOT / "tutorials").rglob("*.py"), *(ROOT / "snippets").glob("*.py")]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert distributions_of(*files) <= {re.match(r"[\w-]+", it)[0] for it in project["dependencies"]}


def test_requirements_name_what_the_code_imports() -> None:
    """What only another library brings along goes with its next release."""
    for folders, requirements in (
        (("runner", "theme", "commands", "tutorials", "snippets"), {"build"}),
        (("tests",), {"build", "tests"}),
    ):
        files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
        assert distributions_of(*files) <= set().union(*map(named_in, requirements)), folders


def test_noxfile_imports_nothing_but_nox() -> None:
    """The README installs nothing else for it."""
    assert imports(ROOT / "noxfile.py") == {"nox"}


def test_locks_are_hashed_and_name_no_registry() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pins = re.findall(r"^[A-Za-z0-9_.-]+==", text, re.MULTILINE)
        assert pins
        assert "://" not in text
        assert text.count("--hash=sha256:") >= len(pins)


def sessions() -> list[str]:
    text = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    return re.findall(r"^def (\w+)\(session: nox\.Session\) -> None", text, re.M)


def test_readme_names_the_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for session in ("build", "serve", "tests", "lint", "bench"):
        assert session in sessions()
        assert f"nox -s {session}" in readme


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_workflow_runs_only_sessions_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    commands = re.findall(r"nox -s (.+)", text)
    assert {name for command in commands for name in command.partition(" -- ")[0].split()} <= set(sessions())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_workflow_pins_every_action_to_a_commit_and_says_its_version(path: Path) -> None:
    for used in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8")):
        if used.startswith("$/"):
            assert (ROOT / used.removeprefix("$/")).is_file(), used
        else:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
