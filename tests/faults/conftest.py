"""A project to break."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import Project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of the built project that a test may break."""
    project = Project(tmp_path / "project").copy_of(built)
    yield project
    project.stop()
