"""A full disk, a store that cannot be written, and one that another version or another clock has made."""

import hashlib
import json
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.project import Project

TOMORROW = "2999-01-01T00:00:00+00:00"


def write_entry(folder: Path, record: object, outputs: object = ()) -> Path:
    """A store entry as the store itself names it: by the hash of its bytes."""
    return write_bytes(folder, f"{json.dumps(record)}\n{json.dumps(outputs)}\n".encode())


def write_bytes(folder: Path, data: bytes) -> Path:
    path = folder / f"{hashlib.sha256(data).hexdigest()}.json"
    path.write_bytes(data)
    return path


def record_of(path: Path) -> dict:
    return json.loads(path.read_bytes().splitlines()[0])


def of_other_versions(folder: Path, record: dict) -> list[Path]:
    """Entries that this version cannot use, each later than the good one."""
    record = record | {"ran_at": "2100-01-01T00:00:00+00:00"}
    without = {name: value for name, value in record.items() if name != "distributions"}
    bad = [
        write_entry(folder, record | {"weather": "fine"}),
        write_entry(folder, without),
        write_entry(folder, [record, []]),
        write_entry(folder, None),
        write_entry(folder, record | {"ran_at": None}),
        write_entry(folder, record | {"files": ["snippets/word.py"]}),
        write_entry(folder, record | {"seconds": "long"}),
        write_bytes(folder, json.dumps({"record": record, "outputs": []}, indent=1).encode()),
        write_bytes(folder, b"\xff\xfe\n\n"),
        folder / "0.json",
        folder / "1.json",
    ]
    (folder / "0.json").touch()
    (folder / "1.json").mkdir()
    return bad


def test_entries_of_another_version_are_dropped_with_a_notice(project: Project) -> None:
    (good,) = (path for path in project.entries() if path.parent.name == "first")
    (other,) = (path for path in project.entries() if path.parent.name == "second")
    bad = of_other_versions(good.parent, record_of(good))
    bad += of_other_versions(other.parent, record_of(other))
    bad.append(write_bytes(other.parent, json.dumps(record_of(other)).encode()))  # without outputs
    other_runner = write_entry(good.parent, record_of(good) | {"runner": "0" * 64}, [])
    other.write_bytes(other.read_bytes().replace(b"the second page", b"nobody wrote it"))
    output = project.build()
    for path in [*bad, other]:
        assert f"다시 실행합니다: {path.relative_to(project.folder)}" in output
        assert not path.exists()
    assert other_runner.exists()  # somebody else's checkout may still use it
    assert "실행: tutorials/second.py" in output
    assert "실행: tutorials/first.py" not in output
    project.right()


def test_clock_set_back_runs_a_page_once_and_no_more(project: Project) -> None:
    """The store is full of runs from tomorrow, and every file is newer than now."""
    (entry,) = (path for path in project.entries() if path.parent.name == "first")
    for number in range(8):
        record = record_of(entry) | {"code": str(number), "ran_at": TOMORROW}
        write_entry(entry.parent, record, [])
    later = 4 * 10**9
    for path in [path for path in project.folder.rglob("*") if path.is_file()]:
        os.utime(path, (later, later))
    project.page("first", "print('today')")
    assert "실행: tutorials/first.py" in project.build()
    assert "실행:" not in project.build()
    assert "today" in project.shown("first")
    project.right()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Permissions stop a person, a mount root; where root may not mount, a file in the folder's place."""
    mounted = False
    mode = folder.stat().st_mode
    aside = folder.with_name("aside")
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        mounted = mount("--bind", folder, folder) and mount("-o", "remount,ro,bind", folder)
        if not mounted:
            folder.rename(aside)
            folder.touch()
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)
        if aside.exists():
            folder.unlink()
            aside.rename(folder)
        folder.chmod(mode)


def mount(*arguments: str | Path) -> bool:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def test_folder_that_cannot_be_written_is_named(project: Project) -> None:
    before = project.site()
    store, build = ".store/full/tutorials/first", "build/tutorials"
    for folder, page in ((store, "tutorials/first.py"), (build, "build/")):
        project.page("first", f"print('new', {page!r})")
        with read_only(project.folder / folder):
            output = project.build(code=1)
        assert f"\n{page}: 결과를 쓰지 못했습니다" in output
        assert str(project.folder / folder) in output
        assert project.site() == before
    project.right()


def test_store_without_room_for_the_lock_is_named(project: Project) -> None:
    before = project.site()
    (project.folder / ".store/lock").unlink()
    with read_only(project.folder / ".store"):
        output = project.build(code=1)
    assert ".store/에 쓸 수 없습니다" in output
    assert "Traceback" not in output
    assert project.site() == before
    project.right()


def test_file_in_the_place_of_the_store_is_named(project: Project) -> None:
    before = project.site()
    folder = project.folder / ".store/full"
    shutil.rmtree(folder)
    folder.touch()
    output = project.build(code=1)
    assert "\ntutorials/first.py: 결과를 쓰지 못했습니다" in output
    assert str(folder) in output
    assert project.site() == before
    folder.unlink()
    project.right()


@pytest.fixture
def small_disk(built: Path, tmp_path: Path) -> Iterator[Project]:
    """The project on a disk of its own, where root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(path.stat().st_blocks * 512 for path in built.rglob("*"))
    mounted = mount("-t", "tmpfs", "-o", f"size={size + 6 * 2**20}", "tmpfs", disk)
    project = Project(disk / "project", logs=tmp_path).copy_of(built)
    yield project
    project.stop()
    if mounted:
        subprocess.run(["umount", disk], check=True)


def test_full_disk_is_named_and_the_site_stays(small_disk: Project) -> None:
    """Full when a page's result is kept; then, with room for that, when the site is written.

    The log has room: where only the size of files can be limited, it is one of them.
    """
    project = small_disk
    project.page("first", "print('new' * 4_000)")
    before = project.site()
    for free, message in (
        (2**13, "tutorials/first.py: 결과를 쓰지 못했습니다"),
        (2**16, "사이트를 만들지 못했습니다"),
    ):
        with no_more_than(free, project.folder) as limit:
            output = project.build(code=1, limit=limit)
        assert message in output
        assert "No space left on device" in output or "File too large" in output
        assert project.site() == before
    project.right()


@contextmanager
def no_more_than(free: int, folder: Path) -> Iterator[Callable[[], None] | None]:
    """Fill the disk but for `free` bytes; gives what limits a build where the disk is not ours to fill."""
    if not folder.parent.is_mount():
        yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (free, free))
        return
    disk = os.statvfs(folder)
    filler = folder / "filler"
    filler.write_bytes(bytes(disk.f_bavail * disk.f_frsize - free))
    yield None
    filler.unlink()
