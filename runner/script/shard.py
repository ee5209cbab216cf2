"""`--shard 1/4`: which of the pages are one machine's."""

import re
from argparse import ArgumentTypeError
from pathlib import Path


def parse(text: str) -> tuple[int, int]:
    """`1/4` → (1, 4).

    Raises:
        ArgumentTypeError: Where that is not a share.
    """
    match = re.fullmatch(r"(\d+)/(\d+)", text)
    number, of = map(int, match.groups()) if match else (0, 0)
    if not 1 <= number <= of:
        raise ArgumentTypeError(f"{text!r}: 1/4처럼 `몇째/몇`으로 적고, 앞의 수는 1부터 뒤의 수까지입니다.")
    return number, of


def share(root: Path, pages: list[str], number: int, of: int) -> list[str]:
    """What is dealt to machine `number`: the longest script first, always to who has the fewest lines.

    Only the scripts count, not how long they last took: every machine must come to the same shares,
    whatever its store remembers.
    """
    lines = {page: (root / page).read_bytes().count(b"\n") for page in pages}
    shares: list[list[str]] = [[] for _ in range(of)]
    for page in sorted(pages, key=lambda page: (-lines[page], page)):
        min(shares, key=lambda share: (sum(lines[each] for each in share), len(share))).append(page)
    return shares[number - 1]
