"""Scripts without TensorFlow for the runner; the project has no site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project(tmp_path / "project", tmp_path)
    project.write("snippets/__init__.py", "")
    yield project
    project.stop()
