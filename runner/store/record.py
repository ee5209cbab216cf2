"""One run of one page, and the bytes that it is kept as."""

import json
from dataclasses import asdict, dataclass, field
from typing import get_origin, get_type_hints


@dataclass(frozen=True)
class Record:
    """What one run depended on, and when and how long it ran.

    Attributes:
        code: Digest of the page's code cells and their tags.
        runner: Digest of those files of the runner that shape outputs.
        python: Python's version.
        files: Digest of each path of the repository that was looked at; nothing of what was not there.
        distributions: Version of each installed distribution that was imported, by name; nothing of what
            could not be.
        ran_at: Start, ISO 8601, UTC.
        seconds: Duration.
        variables: Digest of each environment variable that was asked for; nothing of what was not set.
    """

    code: str
    runner: str
    python: str
    files: dict[str, str | None]
    distributions: dict[str, str | None]
    ran_at: str
    seconds: float
    variables: dict[str, str | None] = field(default_factory=dict)

    def shown(self) -> dict:
        """What a page may say of its run."""
        return {name: value for name, value in asdict(self).items() if name not in ("code", "variables")}


@dataclass(frozen=True)
class Entry:
    """One run of one page: its record and, for each code cell, its outputs."""

    record: Record
    outputs: list[list[dict]]


def first_line(line: bytes) -> Record:
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
    return Entry(first_line(record), json.loads(outputs))
