"""What a run depended on, and whether that is still so."""

import functools
import hashlib
import importlib.metadata
import os
import platform
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from runner import kernel
from runner.kernel.environment import of_user
from runner.kernel.inside.page_state import names, state
from runner.script.page import Page
from runner.store.record import Record

FOLDER = "folder"  # instead of a digest


class Dependencies:
    """The present state of the repository and the environment; a file is hashed again when it changes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.runner = kernel.digest()
        self.python = platform.python_version()
        self._digests: dict[tuple[str, str], str | None] = {}

    def file(self, name: str) -> str | None:
        """The digest of a repository path, from memory where it has not changed."""
        key = name, self.state(name)
        if key not in self._digests:
            self._digests[key] = self.digest(name)
        return self._digests[key]

    def digest(self, name: str) -> str | None:
        """SHA-256 of a file, of the names in a folder (`snippets/data/`); nothing where there is none."""
        try:
            if name == "" or name.endswith("/"):
                return hashlib.sha256(os.fsencode("\0".join(names(str(self._root), name)))).hexdigest()
            with (self._root / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except IsADirectoryError:
            return FOLDER
        except OSError:
            return None

    def state(self, name: str) -> str:
        """What tells a repository path from what it was before."""
        return state(str(self._root), name)

    def changes(self, record: Record, page: Page, profile: str) -> list[str]:
        """What differs now from when `record` was made, in words; empty when its outputs still hold."""
        changes = []
        if record.code != page.digest(profile):
            changes.append("코드 바뀜")
        if record.runner != self.runner:
            changes.append("실행기 바뀜")
        if _feature_release(record.python) != _feature_release(self.python):
            changes.append(f"파이썬 {record.python} → {self.python}")
        changes += [change for name, digest in record.files.items() if (change := self.change(name, digest))]
        changes += [
            f"{name} {version or '없음'} → {version_of(name) or '없음'}"
            for name, version in record.distributions.items()
            if version_of(name) != version
        ]
        now = variables(record.variables)
        return changes + [f"환경 변수 {name} 바뀜" for name in now if now[name] != record.variables[name]]

    def change(self, name: str, digest: str | None) -> str:
        """What has become of a path that had this digest, in words; empty where it still has."""
        now = self.file(name)
        if now == digest:
            return ""
        if name == "" or name.endswith("/"):
            return f"{name or '저장소'}의 목록 바뀜"
        return f"{name} {'생김' if digest is None else '없어짐' if now is None else '바뀜'}"


def _feature_release(python: str) -> str:
    """3.13 of 3.13.5: a bug-fix release changes no output, and contributors have whichever is newest."""
    return python.rpartition(".")[0]


def distributions(packages: Iterable[str], tried: Iterable[str] = ()) -> dict[str, str | None]:
    """The installed distributions behind imported packages, with versions.

    Args:
        packages: Names of packages, some without a distribution.
        tried: Those for which there may be one by another time, under the same name.
    """
    behind = _of_packages()
    found = {distribution.name for package in packages for distribution in behind.get(package, ())}
    missing = {package for package in tried if package not in behind}
    return {name: version_of(name) for name in sorted(found | missing)}


def variables(asked: Iterable[str]) -> dict[str, str | None]:
    """Digests of those environment variables that may differ between users; of one not set, nothing."""
    return {
        name: hashlib.sha256(os.environb[os.fsencode(name)]).hexdigest() if name in os.environ else None
        for name in of_user(asked)
    }


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
