"""docs/words.toml: what is read of it, and what is said of one that cannot be read."""

import re
from pathlib import Path

import pytest

from tests.process import ROOT
from tests.project import Project
from theme import words

GOOD = """\
[particles]
pages = ["은", "에서"]
queries = ["인가요"]
asking = ["이유"]
[spellings]
"특징맵" = "특성 맵"
"특징 맵" = "특성 맵"
[aliases]
"CNN" = "합성곱 신경망"
"""
# What of the good file is replaced by what, and what is said then.
BAD = {
    "no TOML": ("[aliases]", "[aliases", "TOML로 읽을 수 없습니다"),
    "name twice": ('"특징 맵" =', '"특징맵" =', "TOML로 읽을 수 없습니다"),
    "no table": ('[aliases]\n"CNN" = "합성곱 신경망"', "", "aliases: 빠졌습니다"),
    "unknown table": ("[aliases]", "[others]\n[aliases]", "others: 모르는 이름입니다"),
    "no list": ('queries = ["인가요"]', "", "particles.queries: 빠졌습니다"),
    "unknown list": (
        'queries = ["인가요"]',
        "queries = []\nother = []",
        "particles.other: 모르는 이름입니다",
    ),
    "text for a list": ('["인가요"]', '"인가요"', "particles.queries: `"),
    "number in a list": ('["인가요"]', "[1]", "particles.queries: 1 대신"),
    "sign in a particle": ('["인가요"]', '["인가요?"]', r"particles.queries: '인가요\?' 대신"),
    "empty particle": ('["인가요"]', '[""]', "particles.queries: '' 대신"),
    "particle twice": ('["인가요"]', '["은"]', "particles: `은`이 두 번"),
    "list for a term": ('"합성곱 신경망"', '["합성곱 신경망"]', "aliases.CNN: `"),
    "empty term": ('"합성곱 신경망"', '" "', "aliases.CNN: `"),
    "empty name": ('"CNN"', '"-"', "aliases.-: `"),
    "name of itself": ('"합성곱 신경망"', '"CNN"', "aliases.CNN: 두 쪽이 같습니다"),
    "two meanings": ('"특징 맵" = "특성 맵"', '"특징 맵" = "필터"', "특징 맵: `특성 맵`와 `필터` 둘을"),
    "two meanings in two tables": ('"CNN" =', '"특징-맵" =', "특징-맵: `특성 맵`와 `합성곱 신경망` 둘을"),
}


def save(folder: Path, text: str) -> Path:
    path = folder / "words.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_search_takes_off_the_particles_of_pages_too(tmp_path: Path) -> None:
    found = words.read(save(tmp_path, GOOD))
    assert found == words.Words(
        page_particles=("은", "에서"),
        typed_particles=("은", "에서", "인가요"),
        asking=("이유",),
        spellings={"특징맵": "특성 맵", "특징 맵": "특성 맵"},
        aliases={"CNN": "합성곱 신경망"},
    )


def test_our_own_words_are_read() -> None:
    assert all(vars(words.read(ROOT / words.PATH)).values())


def test_lists_and_tables_may_be_empty(tmp_path: Path) -> None:
    empty = "[particles]\npages = []\nqueries = []\nasking = []\n[spellings]\n[aliases]\n"
    assert words.read(save(tmp_path, empty)) == words.Words((), (), (), {}, {})


@pytest.mark.parametrize(("good", "bad", "said"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_named_by_file_and_key(tmp_path: Path, good: str, bad: str, said: str) -> None:
    assert good in GOOD
    with pytest.raises(ValueError, match=rf"^docs/words\.toml: {said}"):
        words.read(save(tmp_path, GOOD.replace(good, bad)))


@pytest.mark.parametrize("key", words.TABLES)
def test_value_for_a_table_is_named(tmp_path: Path, key: str) -> None:
    without = re.sub(rf"\[{key}\]\n(?:[^\[].*\n)+", "", GOOD)
    with pytest.raises(ValueError, match=rf"^docs/words\.toml: {key}: `\[{key}\]` 아래에"):
        words.read(save(tmp_path, f"{key} = 1\n{without}"))


def test_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^docs/words\.toml: 파일이 없습니다"):
        words.read(tmp_path / "words.toml")
    (tmp_path / "words.toml").write_bytes("은".encode("cp949"))
    with pytest.raises(ValueError, match=r"^docs/words\.toml: TOML로 읽을 수 없습니다"):
        words.read(tmp_path / "words.toml")


def test_build_says_what_is_wrong_and_makes_the_site_again_when_words_change(project: Project) -> None:
    before = project.site()
    project.edit(words.PATH, '"CNN" = "합성곱 신경망"', '"CNN" = "CNN"')
    assert "docs/words.toml: aliases.CNN: 두 쪽이 같습니다" in project.do("theme", code=1)
    assert project.site() == before
    project.edit(words.PATH, '"CNN" = "CNN"', '"새 이름" = "가중치"')
    project.do("theme")
    index = (project.folder / "site/search/index.json").read_text(encoding="utf-8")
    assert '"새이름":"가중치"' in index
