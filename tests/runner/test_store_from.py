"""`--store-from`: a site makes another checkout's first build warm, and nothing it says can hurt."""

import hashlib
import http.server
import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from runner.script.page import find, read
from runner.store import site as store_from
from runner.store.dependencies import Dependencies
from runner.store.record import Entry
from runner.store.store import Store
from tests.project import Project

PLAIN = "tutorials/plain.py"
KOREAN = "tutorials/합성곱 층.py"


def checkout(root: Path) -> Project:
    project = Project(root)
    project.write("snippets/__init__.py", "")
    project.write("snippets/one.py", "ONE = 1\n")
    project.write(PLAIN, "# %% [markdown]\n# # Plain\n\n# %%\nprint('plain')\n")
    project.write(KOREAN, "# %%\nfrom snippets.one import ONE\n\nprint(ONE + 41)\n")
    return project


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A checkout that has run its pages; its `build/` holds what a site carries."""
    project = checkout(tmp_path_factory.mktemp("published"))
    project.run()
    return project


@pytest.fixture
def site(published: Project, tmp_path: Path) -> Path:
    shutil.copytree(published.folder / "build/store", tmp_path / "site/store")
    return tmp_path / "site"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A contributor's fresh checkout."""
    return checkout(tmp_path / "fresh")


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder and remembers what it was asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.SimpleHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        self.server.asked.append(self.path)


@pytest.fixture
def server(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Server(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def take(project: Project, site: object) -> tuple[dict[str, Entry], list[str]]:
    """What a checkout takes for all its pages, and what it says of them; no page runs."""
    root, said = project.folder, []
    pages = [read(root, name) for name in find(root)]
    store = Store(root, "full", said.append)
    taken, _ = store_from.take(str(site), pages, store, Dependencies(root))
    assert {path.parent.name for path in project.entries()} == {Path(name).stem for name in taken}
    return taken, said


def entry_of(site: Path, page: str) -> Path:
    (path,) = (site / "store/full" / page.removesuffix(".py")).iterdir()
    return path


def forge(site: Path, page: str, data: bytes) -> None:
    """Put other bytes in an entry's place, under their own hash, and into the index."""
    old, digest = entry_of(site, page), hashlib.sha256(data).hexdigest()
    old.unlink()
    old.with_stem(digest).write_bytes(data)
    index = site / "store/index.json"
    index.write_text(index.read_text().replace(old.stem, digest))


def altered(site: Path, page: str, alter: Callable[[dict, list], object]) -> bytes:
    record, outputs = map(json.loads, entry_of(site, page).read_bytes().splitlines())
    alter(record, outputs)
    return f"{json.dumps(record)}\n{json.dumps(outputs)}\n".encode()


def test_site_carries_only_the_run_that_each_page_shows(tmp_path: Path) -> None:
    project = checkout(tmp_path)
    project.run()
    project.edit(PLAIN, "'plain'", "'plainer'")
    project.run()
    assert len(project.entries()) == 3
    store = files(tmp_path / "build/store")
    index = json.loads(store.pop("index.json"))
    assert index["profile"] == "full"
    assert index["entries"] == {path: hashlib.sha256(data).hexdigest() for path, data in store.items()}
    assert {str(Path(path).parent) for path in store} == {"full/tutorials/plain", "full/tutorials/합성곱 층"}
    assert store.items() <= files(tmp_path / ".store").items()
    assert any(b"plainer" in data for data in store.values())


def test_first_build_from_a_folder_runs_nothing_and_is_the_same_to_the_byte(
    published: Project, project: Project, site: Path
) -> None:
    output = project.run("--store-from", str(site))
    assert f"받음: {PLAIN}" in output
    assert f"받음: {KOREAN}" in output
    assert "실행" not in output
    assert files(project.folder / "build") == files(published.folder / "build")
    assert "실행" not in project.run()


@pytest.mark.parametrize("slash", ["", "/"])
def test_first_build_from_an_address_runs_nothing_and_is_the_same_to_the_byte(
    published: Project, project: Project, server: Server, slash: str
) -> None:
    assert "실행" not in project.run("--store-from", server.address + slash)
    assert files(project.folder / "build") == files(published.folder / "build")
    assert "실행" not in project.run()


def test_only_the_page_edited_since_runs(project: Project, site: Path) -> None:
    project.edit(PLAIN, "'plain'", "'edited'")
    output = project.run("--store-from", str(site))
    assert f"받지 않음: {PLAIN} (코드 바뀜)" in output
    assert f"실행: {PLAIN}" in output
    assert f"실행: {KOREAN}" not in output
    assert "edited" in project.notebook(PLAIN)


def test_module_edited_since_counts(project: Project, site: Path) -> None:
    project.write("snippets/one.py", "ONE = 2\n")
    taken, said = take(project, site)
    assert list(taken) == [PLAIN]
    assert f"받지 않음: {KOREAN} (snippets/one.py 바뀜)" in said


def test_only_what_the_store_lacks_is_asked_for(project: Project, server: Server) -> None:
    project.run("--store-from", server.address)
    assert len(server.asked) == 3
    project.run("--store-from", server.address)
    assert len(server.asked) == 3
    shutil.rmtree(project.folder / ".store/full/tutorials/plain")
    project.run("--store-from", server.address)
    assert server.asked[3] == "/store/index.json"
    assert "/plain/" in server.asked[4]
    assert len(server.asked) == 5


def test_page_that_was_not_asked_for_is_shown_as_the_site_has_it(project: Project, site: Path) -> None:
    project.edit(PLAIN, "'plain'", "'edited'")
    output = project.run("--store-from", str(site), PLAIN)
    assert "결과 없이 보임" not in output
    assert '"42' in project.notebook(KOREAN)


def test_damaged_entry_is_said_and_its_page_runs(project: Project, site: Path) -> None:
    path = entry_of(site, PLAIN)
    path.write_bytes(path.read_bytes()[:-5])
    output = project.run("--store-from", str(site))
    assert f"받지 않음: {PLAIN} (그곳의 항목이 손상됨)" in output
    assert f"실행: {PLAIN}" in output
    assert f"실행: {KOREAN}" not in output


def test_missing_entry_is_said(project: Project, server: Server, site: Path) -> None:
    entry_of(site, PLAIN).unlink()
    taken, (said, _) = take(project, server.address)
    assert list(taken) == [KOREAN]
    assert said.startswith(f"받지 않음: {PLAIN} (")
    assert "HTTP Error 404" in said


def test_page_that_the_site_does_not_have_is_said(project: Project, site: Path) -> None:
    project.write("tutorials/new.py", "# %%\nprint('new')\n")
    assert "받지 않음: tutorials/new.py (그곳에 없음)" in take(project, site)[1]


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("python", "3.0.0", "파이썬 3.0.0 → "),
        ("runner", "0", "실행기 바뀜"),
        ("distributions", {"numpy": "0.1"}, "numpy 0.1 → "),
    ],
)
def test_entry_of_another_environment_is_not_taken(
    project: Project, site: Path, part: str, value: object, said: str
) -> None:
    forge(site, PLAIN, altered(site, PLAIN, lambda record, _: record.update({part: value})))
    taken, lines = take(project, site)
    assert list(taken) == [KOREAN]
    assert any(line.startswith(f"받지 않음: {PLAIN} ({said}") for line in lines)


@pytest.mark.parametrize(
    "alter",
    [
        lambda record, _: record.update(more=1),
        lambda record, _: record.update(files=["a"]),
        lambda record, _: record.update(files={"/dev/zero": "0"}),
        lambda record, _: record.update(files={"../../secret": "0"}),
        lambda _, outputs: outputs.pop(),
        lambda _, outputs: outputs.append([]),
        lambda _, outputs: outputs[0].append({"no": "output"}),
        lambda _, outputs: outputs.__setitem__(0, 5),
    ],
)
def test_entry_that_is_not_as_ours_is_not_taken(
    project: Project, site: Path, alter: Callable[[dict, list], object]
) -> None:
    forge(site, PLAIN, altered(site, PLAIN, alter))
    taken, lines = take(project, site)
    assert list(taken) == [KOREAN]
    assert any(line.startswith(f"받지 않음: {PLAIN} (") for line in lines)


@pytest.mark.parametrize("data", [b"", b"\xff", b"1\n2\n", b"{}\n[]\n", b"<html>", b"[" * 100_000])
def test_entry_that_is_no_entry_is_not_taken(project: Project, site: Path, data: bytes) -> None:
    forge(site, PLAIN, data)
    taken, lines = take(project, site)
    assert list(taken) == [KOREAN]
    assert f"받지 않음: {PLAIN} (다른 판의 실행기가 만든 항목)" in lines


@pytest.mark.parametrize(
    "index",
    [
        *(b"", b"\xff", b"<html>", b"null", b"[]", b"{}", b"[" * 100_000),
        *(b'{"profile": "full"}', b'{"profile": "full", "entries": [1]}'),
        b'{"profile": "full", "entries": {"full/tutorials/plain/1.json": 1}}',
    ],
)
def test_index_that_is_none_is_said_once(project: Project, site: Path, index: bytes) -> None:
    (site / "store/index.json").write_bytes(index)
    taken, (said,) = take(project, site)
    assert taken == {}
    assert said.startswith(f"--store-from {site}: 결과를 받을 수 없어 페이지를 실행합니다.")
    assert "store/index.json: 보관소의 목록이 아님" in said


@pytest.mark.parametrize(
    "path",
    ["full/../../../out/{}.json", "/out/{}.json", "full/tutorials/{}", "out/{}.json", "full//x/{}.json"],
)
def test_path_that_leaves_the_store_is_refused(project: Project, site: Path, path: str) -> None:
    """Whatever an index says, an entry's place here is made of the page's name and its hash."""
    data = entry_of(site, PLAIN).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    before = files(project.folder.parent)
    index = {"profile": "full", "entries": {path.format(digest): digest}}
    (site / "store/index.json").write_text(json.dumps(index))
    taken, (said,) = take(project, site)
    assert taken == {}
    assert "보관소 항목의 경로가 아님" in said
    after = files(project.folder.parent)
    assert after.keys() == before.keys()


def test_other_profiles_site_is_said_and_everything_runs(project: Project, site: Path) -> None:
    output = project.run("--fast", "--store-from", str(site))
    assert "그곳은 full, 이 빌드는 fast 프로필" in output
    assert output.count("\n실행: ") == 2


def test_without_a_network_everything_runs(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    output = project.run("--store-from", address)
    assert output.count(f"--store-from {address}: 결과를 받을 수 없어 페이지를 실행합니다.") == 1
    assert output.count("\n실행: ") == 2


def test_server_that_never_answers_is_given_up(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(store_from, "TIMEOUT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        taken, (said,) = take(project, f"http://127.0.0.1:{silent.getsockname()[1]}")
    assert taken == {}
    assert "timed out" in said


@pytest.mark.parametrize(
    "address", ["nowhere", "http://", "http://[", "http://a b", "ftp://127.0.0.1/site", ""]
)
def test_what_is_no_site_is_said_once(project: Project, address: str) -> None:
    taken, (said,) = take(project, address)
    assert taken == {}
    assert said.startswith(f"--store-from {address}: 결과를 받을 수 없어")


def test_file_that_is_too_large_is_not_read_to_its_end(
    project: Project, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_from, "LIMIT", 10)
    taken, (said,) = take(project, server.address)
    assert taken == {}
    assert "store/index.json: 10바이트가 넘음" in said


def test_site_whose_runs_hold_no_longer_still_says_how_long_they_took(project: Project, site: Path) -> None:
    """Who clones and edits knows how long to wait."""
    project.edit(PLAIN, "'plain'", "'plainer'")
    project.edit(KOREAN, "+ 41", "+ 40")
    output = project.run("--store-from", str(site))
    assert output.count("받지 않음") == 2
    assert "페이지 2개를 실행합니다. 지난 기록으로는" in output
