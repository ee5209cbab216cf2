"""What a run depended on, and whether that is still so."""

import functools
import hashlib
import importlib.metadata
import platform
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from runner import kernel
from runner.script.page import Page
from runner.store.record import Record


class Dependencies:
    """The present state of the repository and the environment; a file is hashed again when it changes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.runner = kernel.digest()
        self.python = platform.python_version()
        self._digests: dict[tuple[str, tuple[int, int] | None], str | None] = {}

    def file(self, name: str) -> str | None:
        """The digest of a repository file, from memory where it has not changed."""
        key = name, self.state(name)
        if key not in self._digests:
            self._digests[key] = self.digest(name)
        return self._digests[key]

    def digest(self, name: str) -> str | None:
        """SHA-256 of a repository file, or nothing where there is none."""
        try:
            with (self._root / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def state(self, name: str) -> tuple[int, int] | None:
        """Time of change (ns) and size of a repository file, or nothing where there is none."""
        try:
            stat = (self._root / name).stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def changes(self, record: Record, page: Page, profile: str) -> list[str]:
        """What differs now from when `record` was made, in words; empty when its outputs still hold."""
        changes = []
        if record.code != page.digest(profile):
            changes.append("코드 바뀜")
        if record.runner != self.runner:
            changes.append("실행기 바뀜")
        if _feature_release(record.python) != _feature_release(self.python):
            changes.append(f"파이썬 {record.python} → {self.python}")
        changes += [f"{name} 바뀜" for name, digest in record.files.items() if self.file(name) != digest]
        changes += [
            f"{name} {version} → {version_of(name)}"
            for name, version in record.distributions.items()
            if version_of(name) != version
        ]
        return changes


def _feature_release(python: str) -> str:
    """3.13 of 3.13.5: a bug-fix release changes no output, and contributors have whichever is newest."""
    return python.rpartition(".")[0]


def distributions(imports: Iterable[str]) -> dict[str, str | None]:
    """The installed distributions behind imported packages, with versions."""
    behind = _of_packages()
    names = {distribution.name for package in imports for distribution in behind.get(package, ())}
    return {name: version_of(name) for name in sorted(names)}


@functools.cache
def version_of(distribution: str) -> str | None:
    """The installed version of a distribution, or nothing where it is not installed."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


@functools.cache
def _of_packages() -> dict[str, list[importlib.metadata.Distribution]]:
    """As `importlib.metadata.packages_distributions`, which asks the system for each of 23,000 files."""
    behind = defaultdict(list)
    for distribution in importlib.metadata.distributions():
        lines = (distribution.read_text("RECORD") or "").splitlines()
        for package in {line.partition("/")[0].partition(".")[0] for line in lines}:
            behind[package].append(distribution)
    return behind
