"""Promise 4: loses nothing: entries are whole or not there, checked when read, safe for two builds."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from runner.base.files import write
from runner.store.record import Entry, Record
from runner.store.store import KEPT, Store
from tests.project import Project

PAGE = "# %%\nprint('first')\n"
RECORD = Record(
    "code", "runner", "3.13.0", {"snippets/a.py": "0"}, {"numpy": "2"}, "2026-01-01T00:00:00+00:00", 1.5
)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-10] ^= 1
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [truncate, flip, empty])
def test_damaged_entry_is_noticed_and_run_again(project: Project, damage) -> None:
    project.write("tutorials/page.py", PAGE)
    project.run()
    (entry,) = project.entries()
    damage(entry)
    output = project.run()
    assert f"보관소 항목이 손상되어 지우고 다시 실행합니다: {entry.relative_to(project.folder)}" in output
    assert "실행: tutorials/page.py" in output
    assert "first" in project.notebook("tutorials/page.py")
    assert "실행" not in project.run()


def test_entry_of_another_format_is_run_again(project: Project) -> None:
    project.write("tutorials/page.py", PAGE)
    project.run()
    (entry,) = project.entries()
    entry.write_text('{"of": "another version"}\n[]\n')
    assert "실행: tutorials/page.py" in project.run()


def test_entry_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    store = Store(tmp_path, "full", pytest.fail)
    entry = Entry(RECORD, [[{"output_type": "stream", "name": "stdout", "text": "한글\n"}], []])
    store.save("tutorials/page.py", entry)
    ((path, record),) = store.records("tutorials/page.py")
    assert record == RECORD
    assert store.load(path) == entry


def test_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "entry"
    write(path, b"old")
    with pytest.raises(TypeError):
        write(path, "not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_stores_merge_by_copying_files(project: Project) -> None:
    project.write("tutorials/page.py", PAGE)
    project.run()
    (entry,) = project.entries()
    kept = entry.read_bytes()
    entry.unlink()
    assert project.entries() == []
    entry.write_bytes(kept)
    assert "실행" not in project.run()


def test_merged_runs_keep_their_order_and_only_the_last_stay(tmp_path: Path) -> None:
    """Whatever times the copied files have: on another machine they all are of today."""
    store = Store(tmp_path, "full", pytest.fail)
    days = [f"2026-01-{day:02}T00:00:00+00:00" for day in range(1, KEPT + 4)]
    for day in days:
        store.save("tutorials/page.py", Entry(replace(RECORD, ran_at=day), []))
    for path, record in store.records("tutorials/page.py"):
        os.utime(path, (0, 100 - int(record.ran_at[8:10])))
    assert [record.ran_at for _, record in store.records("tutorials/page.py")] == days[::-1][:KEPT]
    assert len(list(tmp_path.rglob("*.json"))) == KEPT


def test_two_builds_at_once_do_not_hurt_each_other(project: Project) -> None:
    project.write("tutorials/page.py", "# %%\nimport time\ntime.sleep(1)\nprint('slow')\n")
    project.write("tutorials/other.py", PAGE)
    builds = [project.start("runner"), project.start("runner")]
    outputs = [build.end() for build in builds]
    assert [build.code for build in builds] == [0, 0], outputs
    assert "slow" in project.notebook("tutorials/page.py")
    assert "실행" not in project.run()


def test_results_of_finished_pages_survive_a_stop(project: Project) -> None:
    project.write("tutorials/a.py", PAGE)
    project.write(
        "tutorials/b.py",
        f"""
        # %%
        import pathlib, time
        while not list(pathlib.Path({str(project.folder)!r}).glob(".store/full/tutorials/a/*.json")):
            time.sleep(0.05)
        pathlib.Path({str(project.folder / "ready")!r}).write_text("yes")
        time.sleep(600)
        """,
    )
    process = project.start("runner", "--kernels", "2")
    project.wait_for("ready")
    process.popen.terminate()
    process.end()
    assert [path.parent.name for path in project.entries()] == ["a"]
