"""Promise 9: splits over machines by `--shard 1/4`; stores merge by copying files."""

import json
import re
import shutil
from pathlib import Path

import pytest

from runner.script.shard import share
from tests.project import Project

PAGES = {"a": 1, "b": 9, "c": 4, "d": 4, "e": 2}


def at(root: Path) -> Project:
    """One machine's checkout."""
    project = Project(root)
    project.write("snippets/__init__.py", "")
    for name, cells in PAGES.items():
        text = "# %% [markdown]\n# # Page\n\n" + f"# %%\nprint('page {name}')\n\n" * cells
        project.write(f"tutorials/{name}.py", text)
    return project


def built(project: Project) -> dict[str, object]:
    """All of `build/`, but for when and how long the pages ran, which the runs in `store/` hold too."""
    folder = project.folder / "build"
    shutil.rmtree(folder / "store")
    files: dict[str, object] = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    manifest = json.loads(files["manifest.json"])
    for run in manifest["pages"].values():
        del run["ran_at"], run["seconds"]
    return files | {"manifest.json": manifest}


def test_merged_stores_of_all_shards_are_one_whole_build(tmp_path: Path) -> None:
    one, two, merged, plain = (at(tmp_path / name) for name in ("one", "two", "merged", "plain"))
    outputs = [one.run("--shard", "1/2"), two.run("--shard", "2/2")]
    assert sum(output.count("결과 없이 보임") for output in outputs) == len(PAGES)
    for machine in (one, two):
        shutil.copytree(machine.folder / ".store", merged.folder / ".store", dirs_exist_ok=True)
    assert "실행" not in merged.run()
    plain.run()
    assert built(merged) == built(plain)


@pytest.mark.parametrize("of", [1, 2, 3, 4, 7])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 12, 40])
def test_shares_are_disjoint_complete_and_balanced(tmp_path: Path, count: int, of: int) -> None:
    lines = {f"{i}.py": 1 + i * i % 17 for i in range(count)}
    for page, number in lines.items():
        (tmp_path / page).write_text("x = 1\n" * number)
    shares = [share(tmp_path, list(lines), number, of) for number in range(1, of + 1)]
    assert sorted(page for each in shares for page in each) == sorted(lines)
    sizes = [sum(lines[page] for page in each) for each in shares]
    assert max(sizes) - min(sizes) <= max(lines.values())


def test_shares_are_the_same_whatever_the_store_remembers(tmp_path: Path) -> None:
    fresh, warm = at(tmp_path / "fresh"), at(tmp_path / "warm")
    warm.edit("tutorials/a.py", "print(", "import time; time.sleep(2); print(")
    warm.run()  # the shortest script is now the page that took longest
    warm.edit("tutorials/a.py", "import time; time.sleep(2); print(", "print(")
    for machine in (fresh, warm):
        for name in PAGES:
            machine.edit(f"tutorials/{name}.py", "\nprint(", "\nprint('new', ")
    ran = [
        re.findall(r"^실행: (\S+)", machine.run("--shard", "1/2"), re.MULTILINE) for machine in (fresh, warm)
    ]
    assert sorted(ran[0]) == sorted(ran[1])
    assert 0 < len(ran[0]) < len(PAGES)


def test_share_without_pages_runs_nothing(tmp_path: Path) -> None:
    project = at(tmp_path)
    assert "실행:" not in project.run("--shard", f"{len(PAGES) + 1}/{len(PAGES) + 1}")


@pytest.mark.parametrize("value", ["0/4", "5/4", "x", "1", "1/0", "-1/4", "1/4/2", " 1/4"])
def test_what_is_no_share_is_refused(tmp_path: Path, value: str) -> None:
    assert f"--shard: {value!r}: 1/4처럼" in at(tmp_path).run(f"--shard={value}", code=2)


def test_share_and_pages_together_are_refused(tmp_path: Path) -> None:
    output = at(tmp_path).run("--shard", "1/2", "tutorials/a.py", code=2)
    assert "--shard와 페이지는 함께 고를 수 없습니다" in output
