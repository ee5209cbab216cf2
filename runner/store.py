"""What pages gave when they ran, kept under the hash of its own bytes.

`.store/full/tutorials/posts/x/<sha256>.json` is one run of one page: a first line that says what the
run depended on, a second with the outputs. A file's name is the hash of its bytes, so a damaged one
shows itself, and two stores merge by copying files.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_origin, get_type_hints

FOLDER = ".store"
KEPT = 8  # runs kept a page: an author who goes back and forth between two versions waits for neither


@dataclass(frozen=True)
class Record:
    """What one run depended on, and when and how long it ran.

    Attributes:
        code: Digest of the page's code cells and their tags.
        runner: Digest of those files of the runner that shape outputs.
        python: Python's version.
        files: Digest of each repository file that was imported or opened, by path.
        distributions: Version of each installed distribution that was imported, by name.
        ran_at: Start, ISO 8601, UTC.
        seconds: Duration.
    """

    code: str
    runner: str
    python: str
    files: dict[str, str | None]
    distributions: dict[str, str | None]
    ran_at: str
    seconds: float

    def shown(self) -> dict:
        """All but the digest of the code: what a page says of its run."""
        return {name: value for name, value in asdict(self).items() if name != "code"}


@dataclass(frozen=True)
class Entry:
    """One run of one page: its record and, for each code cell, its outputs."""

    record: Record
    outputs: list[list[dict]]


class Store:
    """The runs of all pages in one profile.

    Args:
        root: The repository's root.
        profile: `full` or `fast`.
        notice: Called with a line to show when an entry is damaged.
    """

    def __init__(self, root: Path, profile: str, notice: Callable[[str], None]) -> None:
        self._root = root
        self._folder = root / FOLDER / profile
        self._notice = notice

    def records(self, page: str) -> Iterator[tuple[Path, Record]]:
        """The last runs of `page`, the latest first; one whose first line cannot be read is dropped."""
        found = []
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for path in self._page_folder(page).glob("*.json"):
            try:
                with path.open("rb") as file:
                    record = _record(file.readline())
            except (ValueError, TypeError, IsADirectoryError):
                self._drop(path)
                continue
            # A run from tomorrow (the clock was set back) must not push out those of today. A copied
            # file's own time says nothing; it only orders runs within one second.
            when = record.ran_at if record.ran_at <= now else ""
            found.append((when, path.stat().st_mtime_ns, path, record))
        found.sort(reverse=True)
        for _, _, old, _ in found[KEPT:]:
            _remove(old)
        for _, _, path, record in found[:KEPT]:
            yield path, record

    def newest(self, page: str, holds: Callable[[Record], bool]) -> Entry | None:
        """The last run of `page` whose record holds and whose bytes are whole."""
        for path, record in self.records(page):
            if holds(record) and (entry := self.load(path)):
                return entry
        return None

    def load(self, path: Path) -> Entry | None:
        """The run in `path`, or nothing (and a notice) where its bytes are not what its name says."""
        data = path.read_bytes()
        try:
            entry: Entry | None = parse(data)
        except (ValueError, TypeError):
            entry = None
        if entry is None or hashlib.sha256(data).hexdigest() != path.stem:
            self._drop(path)
            return None
        return entry

    def save(self, page: str, entry: Entry) -> None:
        """Keep a run: written whole or not at all."""
        data = encode(entry)
        write(self._page_folder(page) / f"{hashlib.sha256(data).hexdigest()}.json", data)

    def _page_folder(self, page: str) -> Path:
        return self._folder / page.removesuffix(".py")

    def _drop(self, path: Path) -> None:
        self._notice(f"저장소 항목이 손상되어 지우고 다시 실행합니다: {path.relative_to(self._root)}")
        _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):  # a store that cannot be written is no reason not to read it
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _record(line: bytes) -> Record:
    """The first line of an entry.

    Raises:
        ValueError, TypeError: Where another version has written it, or nobody.
    """
    record = Record(**json.loads(line))
    for name, kind in get_type_hints(Record).items():
        if not isinstance(value := getattr(record, name), get_origin(kind) or kind):
            raise TypeError(f"{name}: {value!r}")
    return record


def encode(entry: Entry) -> bytes:
    """The bytes of an entry's file; the same for the same entry."""
    lines = [asdict(entry.record), entry.outputs]
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines).encode()


def parse(data: bytes) -> Entry:
    """The entry whose file has these bytes.

    Raises:
        ValueError, TypeError: Where they are not what `encode` gives.
    """
    record, outputs = data.splitlines()
    return Entry(_record(record), json.loads(outputs))


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
