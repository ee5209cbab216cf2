"""A project to break."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small import Project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Iterator[Project]:
    """A copy of the built project that a test may break."""
    project = Project(tmp_path / "project")
    project.copy(built)
    yield project
    project.stop()
