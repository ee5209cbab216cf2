"""One style: Korean and mathematical letters have glyphs, images share one scale."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pytest

from snippets import plotting

pytestmark = pytest.mark.usefixtures("style")


def test_korean_and_minus_signs_have_glyphs(recwarn: pytest.WarningsRecorder) -> None:
    figure, ax = plt.subplots()
    ax.set_title("특성 맵의 크기 −1.5 × 10³ → ⌊n/2⌋")
    figure.savefig(io.BytesIO())
    assert [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)] == []


def test_image_grid_shows_every_image_on_one_scale() -> None:
    images = [np.full((4, 4, 1), value) for value in (0.0, 0.5, 2.0)]
    plotting.image_grid(images, ["가", "나", "다"], columns=2)
    shown = [ax for ax in plt.gcf().axes if ax.images]
    assert [ax.get_title() for ax in shown] == ["가", "나", "다"]
    assert {ax.images[0].get_clim() for ax in shown} == {(0.0, 2.0)}
    first, second, third = (ax.get_position() for ax in shown)
    assert first.x1 < second.x0
    assert first.y0 == second.y0
    assert (first.x0, first.x1) == (third.x0, third.x1)  # two to a row: the third stands below the first
    assert third.y1 < first.y0
    assert all(0 <= it.x0 < it.x1 <= 1 and 0 <= it.y0 < it.y1 <= 1 for it in (first, second, third))


def test_grid_of_no_image_is_refused() -> None:
    with pytest.raises(ValueError, match="비어 있다"):
        plotting.image_grid([])


def test_number_grid_writes_every_value() -> None:
    _, ax = plt.subplots()
    plotting.number_grid(ax, np.array([[1.0, 2.5], [3.0, 4.0]]), "값", digits=1)
    assert [text.get_text() for text in ax.texts] == ["1.0", "2.5", "3.0", "4.0"]
