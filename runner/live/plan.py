"""From which cell a page has to run, and why. Nothing here changes anything."""

from dataclasses import dataclass

from runner.live.history import History
from runner.script.page import Code


@dataclass(frozen=True)
class Plan:
    """What has to be done.

    Attributes:
        at: The first cell whose outputs are not those that the script would give, from 0.
        left: How many cells that and those below it are.
        reason: Why they have to run, in words; empty where there are none.
    """

    at: int
    left: int
    reason: str


def plan(history: History, codes: list[Code]) -> Plan:
    """What a script with these cells needs, given what has run."""
    at = history.true(codes)
    if at == len(codes):
        return Plan(at, 0, "")
    there = [each[at] for each in (history.ran, history.stored) if at < len(each)]
    same = next((ran.files for ran in there if ran.code == codes[at]), {} if there else history.blamed)
    ran = history.ran or history.stored
    why = ", ".join(history.stale(same)) or ("코드 바뀜" if ran else "아직 실행하지 않음")
    return Plan(at, len(codes) - at, f"셀 {at + 1}부터 실행 ({why})")
