"""Publishing: a bad page leaves the last good site, and the message names the script's line."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import FIRST_LINE, Project
from tests.theme.test_site import PAGES
from theme import search
from theme import strict as publishing
from theme.prose import problems

UNCHANGED = "(바뀐 것이 없습니다)"
# When a site was made stands in its feeds and its sitemap.
MADE_AT = re.compile(rb"<(lastmod|lastBuildDate|pubDate)>[^<]*<")


def site_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_dead_link_is_named_by_script_and_line_and_the_site_stays(project: Project) -> None:
    before = project.site()
    project.page("first", "# [another](../tutorials/gone.ipynb)\n\n# %%\n1", cell="[markdown]")
    project.do("runner")
    output = project.do("theme", code=1)
    assert f"tutorials/first.py:{FIRST_LINE}: 링크 ../tutorials/gone.ipynb" in output
    assert "site/는 그대로입니다" in output
    assert project.site() == before
    assert [path.name for path in project.folder.iterdir() if path.name.startswith(".site")] == []


def test_dead_anchor_fails(project: Project) -> None:
    project.page("first", "# [below](#없는-제목)\n\n# %%\n1", cell="[markdown]")
    project.do("runner")
    assert "#없는-제목" in project.do("theme", code=1)


def test_build_without_runs_is_named_and_the_site_stays(project: Project) -> None:
    before = project.site()
    shutil.rmtree(project.folder / "build/store")
    output = project.do("theme", code=1)
    assert output == "build/에 실행한 페이지가 없습니다. `nox -s build`로 실행하고 만드세요.\n"
    assert project.site() == before


def test_script_missing_from_nav_is_named_before_anything_runs(project: Project) -> None:
    project.write("tutorials/concepts/new_idea.py", "# %%\nx = 1\n")
    output = project.build(code=1)
    assert "tutorials/concepts/new_idea.py: nav에 없습니다" in output
    assert "tutorials/concepts/new_idea.ipynb" in output
    assert "실행" not in output


def test_nav_line_without_script_is_named(project: Project) -> None:
    (project.folder / "tutorials/first.py").unlink()
    output = project.do("theme", "--check", code=1)
    assert "nav의 tutorials/first.ipynb에 해당하는 스크립트가 없습니다" in output


def test_site_of_a_build_killed_while_swapping_comes_back(project: Project) -> None:
    before = project.site()
    (project.folder / "site").rename(project.folder / ".site-last")
    project.edit("docs/index.md", "# 처음", "# 처음\n\n[없음](gone.md)")
    assert "docs/index.md:3: 링크 gone.md" in project.do("theme", code=1)
    assert project.site() == before


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
    assert len(problems(f"첫 줄\n{line}\n", {"특징맵": "특성 맵"})) == found


def test_upgrade_of_whatever_is_installed_makes_the_site_again(project: Project, tmp_path: Path) -> None:
    """No list says what a site is made with: Pygments and Jinja2 decide no less than MkDocs."""
    assert UNCHANGED in project.do("theme")
    for version, unchanged in (("1", False), ("1", True), ("2", False)):
        shutil.rmtree(tmp_path / "installed", ignore_errors=True)
        (tmp_path / f"installed/anything-{version}.dist-info").mkdir(parents=True)
        output = project.do("theme", PYTHONPATH=str(tmp_path / "installed"))
        assert (UNCHANGED in output) == unchanged


def test_log_says_at_times_that_the_site_is_being_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(publishing, "EVERY", 0.05)
    slow = "import sys, time; time.sleep(1); print('WARNING -  slow', file=sys.stderr)"
    process = subprocess.Popen([sys.executable, "-c", slow], stderr=subprocess.PIPE, encoding="utf-8")
    assert publishing.wait(process) == "WARNING -  slow\n"
    assert capsys.readouterr().out.startswith("사이트를 만드는 중: 0분째\n")


def test_site_made_again_is_the_same_to_the_byte(checkout: Path, tmp_path: Path) -> None:
    """So machines that built the same pages (tests/runner/test_shard.py) publish the same site."""
    copy = Project(tmp_path / "copy").copy_of(checkout)
    shutil.rmtree(copy.folder / "site")
    copy.do("theme")
    sites = [
        {name: MADE_AT.sub(b"", data) for name, data in site_files(folder / "site").items()}
        for folder in (checkout, copy.folder)
    ]
    assert len(sites[0]) > 50
    assert sites[0] == sites[1]


def test_whoever_says_when_a_site_was_made_gets_the_same_dates(project: Project) -> None:
    sites = []
    for _ in range(2):
        shutil.rmtree(project.folder / "site")
        project.do("theme", SOURCE_DATE_EPOCH="1700000000")
        sites.append(project.site())
    assert sites[0] == sites[1]
    assert "2023-11-14" in (project.folder / "site/sitemap.xml").read_text(encoding="utf-8")


def test_site_carries_the_runs_that_make_another_checkouts_first_build_warm(
    checkout: Path, profile: str, tmp_path: Path
) -> None:
    copy = Project(tmp_path / "copy").copy_of(checkout)
    (copy.folder / ".store" / profile).unlink()  # a link to the project's own
    built, carried = copy.folder / "build", copy.folder / "site/store"
    before = site_files(built)
    shutil.rmtree(built)
    output = copy.do("runner", "--profile", profile, "--store-from", "site")
    assert output.count("받음: ") == len(PAGES)
    assert "실행" not in output
    assert site_files(built) == before
    names = [path.relative_to(copy.folder / "site").as_posix() for path in carried.rglob("*.json")]
    assert len(names) == len(PAGES) + 1
    listed = ("sitemap.xml", search.INDEX)
    found = [(copy.folder / "site" / name).read_text(encoding="utf-8") for name in listed]
    assert not [name for name in names for text in found if name in text]


def test_demo_that_there_is_not_is_named(project: Project) -> None:
    project.page("first", "print(1)", 'demo="helo"')
    output = project.build(code=1)
    assert f"tutorials/first.py:{FIRST_LINE - 1}: docs/demos/helo.js가 없습니다" in output
