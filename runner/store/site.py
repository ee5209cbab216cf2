"""`--store-from https://…/`: a site carries the runs that it shows, and another checkout takes them over.

`build/store/index.json` lists the entries beside it (`full/tutorials/posts/x/<sha256>.json`), and the
theme publishes that folder as it is. Of an index only the list is believed: an entry must hash to its
name and still hold here, and its place in this checkout's store is this checkout's own affair.
"""

import hashlib
import json
import re
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import nbformat

from runner.script.page import Page
from runner.store.dependencies import Dependencies
from runner.store.record import Entry, encode, parse
from runner.store.store import Store

CARRIED = "store"
INDEX = "index.json"
TIMEOUT = 20  # seconds without a byte
LIMIT = 64 * 2**20  # bytes of one file; the largest entry has 1.3 million
# What another version's JSON, or what is none, raises where it is taken for ours.
MALFORMED = (ValueError, TypeError, AttributeError, LookupError, RecursionError, nbformat.ValidationError)

OTHER_VERSION = "다른 판의 실행기가 만든 항목"


class _RefusedError(Exception):
    """Why something is not taken."""


def carried(profile: str, entries: dict[str, Entry]) -> dict[str, bytes]:
    """The entries and their index, by path in `build/`.

    Args:
        profile: `full` or `fast`.
        entries: The run that each page shows, by the page's name.
    """
    files = {}
    for page, entry in entries.items():
        data = encode(entry)
        files[_place(profile, page, hashlib.sha256(data).hexdigest())] = data
    index = {"profile": profile, "entries": {path: Path(path).stem for path in files}}
    files[INDEX] = (json.dumps(index, ensure_ascii=False, indent=1) + "\n").encode()
    return {f"{CARRIED}/{path}": data for path, data in files.items()}


def take(
    site: str, pages: list[Page], store: Store, dependencies: Dependencies
) -> tuple[dict[str, Entry], dict[str, float]]:
    """Take the runs of `pages` that still hold from a site into the store.

    Args:
        site: An address (http or https), or the folder that a site is in.
        pages: Those for which the store has nothing that holds.
        store: Where they are kept; told of each page whether it was taken, and if not, why.
        dependencies: What must not differ.

    Returns:
        What was taken, and how long each page that could be read took there, by the page's name.
    """
    base = site if re.match("https?://", site) else Path(site).resolve().as_uri()
    base = f"{base.rstrip('/')}/{CARRIED}/"
    taken: dict[str, Entry] = {}
    seconds: dict[str, float] = {}
    try:
        listed = _listed(_read(base + INDEX), store.profile)
    except _RefusedError as error:
        store.say(
            f"--store-from {site}: 결과를 받을 수 없어 페이지를 실행합니다. 주소를 확인하세요 ({error})"
        )
        return taken, seconds
    for page in pages:
        try:
            if page.name not in listed:
                raise _RefusedError("그곳에 없음")
            path = _place(store.profile, page.name, listed[page.name])
            entry = _whole(_read(base + quote(path)), listed[page.name])
            seconds[page.name] = entry.record.seconds
            _check(entry, page, store.profile, dependencies)
            store.save(page.name, entry)
        except (_RefusedError, OSError) as error:
            store.say(f"받지 않음: {page.name} ({error})")
        else:
            store.say(f"받음: {page.name}")
            taken[page.name] = entry
    return taken, seconds


def _place(profile: str, page: str, digest: str) -> str:
    return f"{profile}/{page.removesuffix('.py')}/{digest}.json"


def _read(address: str) -> bytes:
    try:
        with urlopen(address, timeout=TIMEOUT) as response:
            data: bytes = response.read(LIMIT + 1)
    except (OSError, HTTPException, ValueError) as error:
        raise _RefusedError(f"{address}: {error}") from error
    if len(data) > LIMIT:
        raise _RefusedError(f"{address}: {LIMIT:,}바이트가 넘음")
    return data


def _listed(index: bytes, profile: str) -> dict[str, str]:
    """The hash of each page's entry, by the page's name."""
    listed = {}
    try:
        found = json.loads(index)
        theirs = found["profile"]
        for path, digest in found["entries"].items():
            page = f"{path.rpartition('/')[0].removeprefix(f'{theirs}/')}.py"
            if (
                _leaves(path)
                or not re.fullmatch("[0-9a-f]{64}", digest)
                or path != _place(theirs, page, digest)
            ):
                raise _RefusedError(f"목록의 {path!r}: 보관소 항목의 경로가 아님")
            listed[page] = digest
    except MALFORMED as error:
        raise _RefusedError(f"{CARRIED}/{INDEX}: 보관소의 목록이 아님") from error
    if theirs != profile:
        raise _RefusedError(f"그곳은 {theirs}, 이 빌드는 {profile} 프로필")
    return listed


def _whole(data: bytes, digest: str) -> Entry:
    """The entry in `data`, which is whole and reads as ours."""
    if hashlib.sha256(data).hexdigest() != digest:
        raise _RefusedError("그곳의 항목이 손상됨")
    try:
        return parse(data)
    except MALFORMED as error:
        raise _RefusedError(OTHER_VERSION) from error


def _check(entry: Entry, page: Page, profile: str, dependencies: Dependencies) -> None:
    """It must still hold here, and its outputs must be such as a notebook has."""
    try:
        if outside := [name for name in entry.record.files if name and _leaves(name.removesuffix("/"))]:
            raise _RefusedError(f"저장소 밖의 파일을 읽음: {outside[0]}")
        if changes := dependencies.changes(entry.record, page, profile):
            raise _RefusedError(", ".join(changes[:3]))
        for _, outputs in zip(page.code_cells, entry.outputs, strict=True):
            for output in outputs:
                nbformat.validate(output, ref="output", version=4)
    except MALFORMED as error:
        raise _RefusedError(OTHER_VERSION) from error


def _leaves(path: str) -> bool:
    """Whether a path leads out of the folder that it is relative to."""
    return not {"", ".", ".."}.isdisjoint(path.split("/"))
