"""What pages gave when they ran, kept under the hash of its own bytes.

`.store/full/tutorials/posts/x/<sha256>.json` is one run of one page: a first line that says what the
run depended on, a second with the outputs. A file's name is the hash of its bytes, so a damaged one
shows itself, and two stores merge by copying files.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from runner.base.files import STORE, write
from runner.store.record import Entry, Record, encode, first_line, parse

KEPT = 8  # runs kept a page: an author who goes back and forth between two versions waits for neither


@dataclass(frozen=True)
class Found:
    """What the store has of a page.

    Attributes:
        entry: The run that still holds, where there is one.
        reason: Why the page has to run, in words; empty where it has not.
        seconds: How long it took when it last ran; nothing where nobody knows.
    """

    entry: Entry | None
    reason: str
    seconds: float | None


class Store:
    """The runs of all pages in one profile.

    Args:
        root: The repository's root.
        profile: `full` or `fast`.
        say: Called with a line to show, such as that an entry is damaged.
    """

    def __init__(self, root: Path, profile: str, say: Callable[[str], None]) -> None:
        self._root = root
        self._folder = root / STORE / profile
        self.profile = profile
        self.say = say

    def records(self, page: str) -> Iterator[tuple[Path, Record]]:
        """The last runs of `page`, the latest first; one whose first line cannot be read is dropped."""
        found = []
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for path in self._page_folder(page).glob("*.json"):
            try:
                with path.open("rb") as file:
                    record = first_line(file.readline())
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

    def newest(self, page: str, changes: Callable[[Record], list[str]]) -> Found:
        """The last run of `page` that still holds and whose bytes are whole, or why there is none.

        Args:
            page: Its name.
            changes: What differs now from when a record was made, in words.
        """
        reason, seconds = "처음 실행", None
        for age, (path, record) in enumerate(self.records(page)):
            changed = changes(record)
            if age == 0:
                seconds = record.seconds
                reason = f"다시 실행: {', '.join(changed[:3])}"
            if not changed and (entry := self.load(path)):
                return Found(entry, "", seconds)
            if not changed:
                reason = "저장된 결과가 손상됨"
        return Found(None, reason, seconds)

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
        self.say(f"보관소 항목이 손상되어 지우고 다시 실행합니다: {path.relative_to(self._root)}")
        _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):  # a store that cannot be written is no reason not to read it
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
