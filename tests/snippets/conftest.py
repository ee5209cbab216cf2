"""What several modules' tests need."""

from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from snippets import plotting


@pytest.fixture
def style() -> Iterator[None]:
    """The site's plot style, without a window, for one test."""
    with mpl.rc_context():
        mpl.use("Agg")
        plotting.use_style()
        yield
        plt.close("all")
