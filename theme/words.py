"""docs/words.toml: what tooltips, the check of prose and the search know of how Korean readers write."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATH = "docs/words.toml"
TABLES = ("particles", "spellings", "aliases")
LISTS = ("pages", "queries", "asking")
SYLLABLES = re.compile("[가-힣]+")


@dataclass(frozen=True)
class Words:
    """What the file holds.

    Args:
        page_particles: What follows a term in the text of a page.
        typed_particles: What the search takes off the end of a word: those, and some that only readers type.
        asking: What readers add to what they look for, as 이유 in 패딩을 하는 이유.
        spellings: For each spelling that no page uses, the site's own.
        aliases: For each other name that a reader may look for, what the pages say.
    """

    page_particles: tuple[str, ...]
    typed_particles: tuple[str, ...]
    asking: tuple[str, ...]
    spellings: dict[str, str]
    aliases: dict[str, str]


def read(path: Path) -> Words:
    """The words of a file.

    Raises:
        ValueError: Where there is no such file, or something in it is not what it has to be.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{PATH}: 파일이 없습니다. 저장소에 있던 것을 되돌려 놓으세요.") from None
    except ValueError as error:
        raise ValueError(f"{PATH}: TOML로 읽을 수 없습니다. 그 자리를 고치세요. ({error})") from None
    _expect_keys(tables, TABLES, "")
    _expect_keys(tables["particles"], LISTS, "particles")
    pages, queries, asking = (_particles(f"particles.{name}", tables["particles"][name]) for name in LISTS)
    _expect_once([*pages, *queries, *asking])
    spellings, aliases = (_names(name, tables[name]) for name in TABLES[1:])
    _expect_one_meaning([*spellings.items(), *aliases.items()])
    return Words(pages, pages + queries, asking, spellings, aliases)


def together(name: str) -> str:
    """A name as the search compares it: without spaces and hyphens, in small letters."""
    return re.sub(r"[\s-]", "", name).lower()


def _bad(key: str, remedy: str) -> ValueError:
    return ValueError(f"{PATH}: {key}: {remedy}")


def _expect_keys(table: Any, keys: Iterable[str], inside: str) -> None:
    """Each of these keys is there, and no other."""
    if not isinstance(table, dict):
        raise _bad(inside, f"`[{inside}]` 아래에 {', '.join(keys)}를 적으세요.")
    for key in keys:
        if key not in table:
            raise _bad(f"{inside}.{key}".lstrip("."), "빠졌습니다. 비어 있더라도 적으세요.")
    for key in table:
        if key not in keys:
            remedy = f"모르는 이름입니다. {', '.join(keys)} 가운데 하나로 고치거나 지우세요."
            raise _bad(f"{inside}.{key}".lstrip("."), remedy)


def _particles(key: str, found: Any) -> tuple[str, ...]:
    if not isinstance(found, list):
        raise _bad(key, '`["은", "는"]`처럼 조사의 목록을 적으세요.')
    for particle in found:
        if not isinstance(particle, str) or not SYLLABLES.fullmatch(particle):
            raise _bad(key, f"{particle!r} 대신 `은`처럼 한글만 적으세요.")
    return tuple(found)


def _expect_once(particles: list[str]) -> None:
    """The search counts with how many particles a word is written."""
    for at, particle in enumerate(particles):
        if particle in particles[:at]:
            raise _bad("particles", f"`{particle}`이 두 번 있습니다. 하나를 지우세요.")


def _names(key: str, found: Any) -> dict[str, str]:
    if not isinstance(found, dict):
        raise _bad(key, f'`[{key}]` 아래에 `"다른 이름" = "본문의 말"`을 적으세요.')
    for name, term in found.items():
        if not isinstance(term, str) or not together(term) or not together(name):
            raise _bad(f"{key}.{name}", '`"다른 이름" = "본문의 말"`처럼 두 쪽에 글자를 적으세요.')
        if name == term:
            raise _bad(f"{key}.{name}", "두 쪽이 같습니다. 오른쪽에 본문의 말을 적거나 줄을 지우세요.")
    return found


def _expect_one_meaning(names: list[tuple[str, str]]) -> None:
    """특징맵 and 특징 맵 are one name to the search, so they stand for one term."""
    terms: dict[str, str] = {}
    for name, term in names:
        if (other := terms.setdefault(together(name), term)) != term:
            raise _bad(name, f"`{other}`와 `{term}` 둘을 가리킵니다. 하나만 남기세요.")
