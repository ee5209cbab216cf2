"""Publishing: a bad page leaves the last good site, and the message names the script's line."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import python
from theme.prose import problems


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    shutil.copytree(checkout, folder, symlinks=True)
    return folder


def site_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in (folder / "site").rglob("*.html")}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_dead_link_is_named_by_script_and_line_and_the_site_stays(copy: Path) -> None:
    before = site_of(copy)
    script = copy / "tutorials/concepts/parameters.py"
    edit(script, "(padding_and_stride.ipynb)", "(padding.ipynb)")
    assert python(copy, "runner", "--fast").returncode == 0
    done = python(copy, "theme")
    line = next(
        i for i, text in enumerate(script.read_text().splitlines(), start=1) if "(padding.ipynb)" in text
    )
    assert done.returncode == 1
    assert f"tutorials/concepts/parameters.py:{line}: 링크 padding.ipynb" in done.stderr
    assert "site/는 그대로입니다" in done.stderr
    assert site_of(copy) == before
    assert [path.name for path in copy.iterdir() if path.name.startswith(".site")] == []


def test_dead_anchor_fails(copy: Path) -> None:
    edit(copy / "tutorials/posts/mnist_convnet.py", "(#무엇을-배웠는가)", "(#없는-제목)")
    python(copy, "runner", "--fast")
    done = python(copy, "theme")
    assert done.returncode == 1
    assert "#없는-제목" in done.stderr


def test_build_without_runs_is_named_and_the_site_stays(copy: Path) -> None:
    before = site_of(copy)
    shutil.rmtree(copy / "build/store")
    done = python(copy, "theme")
    assert done.returncode == 1
    assert done.stderr == "build/에 실행한 페이지가 없습니다. `nox -s build`로 실행하고 만드세요.\n"
    assert site_of(copy) == before


def test_script_missing_from_nav_is_named_before_anything_runs(copy: Path) -> None:
    (copy / "tutorials/concepts/new_idea.py").write_text("# %%\nx = 1\n")
    done = python(copy, "theme", "--check")
    assert done.returncode == 1
    assert "tutorials/concepts/new_idea.py: nav에 없습니다" in done.stderr
    assert "tutorials/concepts/new_idea.ipynb" in done.stderr


def test_nav_line_without_script_is_named(copy: Path) -> None:
    (copy / "tutorials/concepts/parameters.py").unlink()
    done = python(copy, "theme", "--check")
    assert done.returncode == 1
    assert "nav의 tutorials/concepts/parameters.ipynb에 해당하는 스크립트가 없습니다" in done.stderr


def test_site_of_a_build_killed_while_swapping_comes_back(copy: Path) -> None:
    (copy / "site").rename(copy / ".site-last")
    edit(copy / "docs/about.md", "# 이 사이트", "# 이 사이트\n\n[없음](gone.md)")
    before = {
        str(p.relative_to(copy / ".site-last")): p.read_bytes() for p in (copy / ".site-last").rglob("*.html")
    }
    done = python(copy, "theme")
    assert done.returncode == 1
    assert "docs/about.md:6: 링크 gone.md" in done.stderr
    after = {str(p.relative_to(copy / "site")): p.read_bytes() for p in (copy / "site").rglob("*.html")}
    assert after == before


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("**합성곱(convolution)**은", 1),
        ("**합성곱**(convolution)은", 0),
        ("특징맵을 만든다", 1),
        ("특성 맵을 만든다", 0),
    ],
)
def test_prose_check_knows_korean_markdown(line: str, found: int) -> None:
    assert len(problems(f"첫 줄\n{line}\n")) == found


def test_same_build_is_the_same_site_to_the_byte(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So machines that built the same pages (tests/runner/test_shard.py) publish the same site."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    shutil.rmtree(copy / "site")
    shutil.copytree(copy, tmp_path / "again", symlinks=True)
    sites = []
    for folder in (copy, tmp_path / "again"):
        assert python(folder, "theme").returncode == 0
        files = (path for path in (folder / "site").rglob("*") if path.is_file())
        sites.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    assert len(sites[0]) > 50
    assert sites[0] == sites[1]


def test_site_carries_the_runs_that_make_another_checkouts_first_build_warm(copy: Path) -> None:
    (copy / ".store/fast").unlink()  # a link to the project's own
    built = copy / "build"
    before = {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    shutil.rmtree(built)
    done = python(copy, "runner", "--fast", "--store-from", "site")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("받음: ") == len(list((copy / "tutorials").rglob("*.py")))
    assert "실행" not in done.stdout
    assert {
        path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()
    } == before
    carried = [path.relative_to(copy / "site").as_posix() for path in (copy / "site/store").rglob("*.json")]
    found = [
        (copy / "site" / name).read_text("utf-8") for name in ("sitemap.xml", "search/search_index.json")
    ]
    assert len(carried) == done.stdout.count("받음: ") + 1
    assert not [path for path in carried for text in found if path in text]
