"""What Biome 2.3.11, the only one on PyPI, leaves unsaid: its rules that compare declarations do not run."""

import re
from pathlib import Path

import pytest

from tests.process import ROOT

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SHEETS = sorted(ROOT.glob("theme/overrides/stylesheets/*.css"))
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_no_rule_declares_a_property_twice(sheet: Path) -> None:
    rules = RULE.findall(COMMENT.sub("", sheet.read_text(encoding="utf-8")))
    assert rules
    for selector, block in rules:
        properties = [declaration.split(":")[0].strip() for declaration in block.split(";")]
        assert len(properties) == len(set(properties)), selector.strip()
