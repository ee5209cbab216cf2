"""What is collected from notebooks: in the navigation's order, counted, and with links that hold."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from theme.lists import COLUMNS, corrections, images, models, results, with_anchors
from theme.nav import in_nav
from theme.notebook import RESULTS as MIME
from theme.notebook import Notebook, notebooks

ROW = {"모델": "A", "훈련 이미지": 48000, "에포크": 7, "파라미터": 39478, "테스트 정확도": 0.9}
FIRST, SECOND, PLAIN = "tutorials/posts/first.ipynb", "tutorials/posts/second.ipynb", "tutorials/plain.ipynb"
BOX = """\
!!! warning "원문 바로잡기: `Input`은 1.5배가 아니다"

    첫 줄은 [여기](#무엇을-배웠는가)에,
    다음 줄은 [저기](../concepts/parameters.ipynb#메모리)와 [밖](https://example.org/a.html)에 있다.

    - `layers[1](x)`, `x[0]()`

상자 밖의 글."""


def write(build: Path, name: str, *cells: str, rows: list[dict] | None = None) -> None:
    """A notebook of Markdown cells, and of one code cell that shows text and a table of `rows`."""
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["훈련\n"]},
        {"output_type": "execute_result", "data": {"text/markdown": ["표"], MIME: {"rows": rows}}},
    ]
    markdown = [{"cell_type": "markdown", "source": cell.splitlines(keepends=True)} for cell in cells]
    code = [{"cell_type": "code", "source": [], "outputs": outputs}] if rows else []
    (build / name).parent.mkdir(parents=True, exist_ok=True)
    (build / name).write_text(json.dumps({"cells": [*markdown, *code]}), encoding="utf-8")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    write(tmp_path, FIRST, f"---\ndescription: 글\n---\n# 첫 페이지\n\n{BOX}", rows=[ROW])
    second = '!!! warning "원문 바로잡기: 철자"\n\n    글.'
    trained = [ROW | {"공개된 값": "책 0.9914"}, ROW | {"모델": "B"}]
    write(tmp_path, SECOND, "# 둘째 페이지", second, f"## 절\n\n{BOX}", rows=trained)
    write(tmp_path, PLAIN, '# 상자 없는 페이지\n\n!!! warning "다른 상자"\n\n    글.')
    return tmp_path


def read(build: Path, *names: str, not_run: str = "") -> list[Notebook]:
    """The notebooks of these names, all of them run but for one."""
    runs = {name.replace(".ipynb", ".py"): {"seconds": 1} for name in names if name != not_run}
    return list(notebooks(build, list(names), runs))


def test_nav_names_notebooks_in_its_order() -> None:
    nav = [{"처음": "index.md"}, {"글": [{"둘": SECOND}, FIRST]}, {"개념": PLAIN}]
    assert in_nav(nav) == [SECOND, FIRST, PLAIN]


def test_anchor_stands_before_each_correction_and_nothing_else_changes() -> None:
    text = f'글.\n\n{BOX}\n\n!!! warning "다른 상자"\n\n    글.\n'
    anchored = with_anchors(text)
    anchor = '<div id="바로잡기-input은-15배가-아니다"></div>\n\n'
    assert anchored.count("<div") == 1
    assert f'{anchor}!!! warning "원문 바로잡기' in anchored
    assert anchored.replace(anchor, "") == text


def test_corrections_are_counted_and_grouped_in_the_order_of_the_navigation(build: Path) -> None:
    text = corrections(read(build, SECOND, PLAIN, FIRST))
    assert text.startswith("페이지 2개의 상자 **3개**를 모았다.\n\n")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [f"## [둘째 페이지]({SECOND})", f"## [첫 페이지]({FIRST})"]
    assert text.index("[철자]") < text.index("[`Input`")


def test_correction_is_shown_whole_with_links_that_hold_in_docs(build: Path) -> None:
    assert corrections(read(build, FIRST)).partition(f"({FIRST})\n\n")[2] == (
        f"""\
- **[`Input`은 1.5배가 아니다]({FIRST}#바로잡기-input은-15배가-아니다)**

    첫 줄은 [여기]({FIRST}#무엇을-배웠는가)에,
    다음 줄은 [저기](tutorials/concepts/parameters.ipynb#메모리)와 [밖](https://example.org/a.html)에 있다.

    - `layers[1](x)`, `x[0]()`"""
    )


def test_results_are_a_table_for_each_page_with_models(build: Path) -> None:
    assert results(read(build, SECOND, PLAIN, FIRST)) == (
        f"""\
## [둘째 페이지]({SECOND})

| 모델 | 훈련 이미지 | 에포크 | 파라미터 | 테스트 정확도 | 공개된 값 |
| :-- | --: | --: | --: | --: | :-- |
| A | 48,000 | 7 | 39,478 | 0.9000 | 책 0.9914 |
| B | 48,000 | 7 | 39,478 | 0.9000 | — |

## [첫 페이지]({FIRST})

| 모델 | 훈련 이미지 | 에포크 | 파라미터 | 테스트 정확도 |
| :-- | --: | --: | --: | --: |
| A | 48,000 | 7 | 39,478 | 0.9000 |"""
    )


def test_page_that_was_not_run_is_named(build: Path) -> None:
    text = results(read(build, FIRST, SECOND, not_run=FIRST))
    assert text.startswith('!!! warning "실행하지 않은 페이지"\n')
    assert f"\n    - [첫 페이지]({FIRST})\n" in text
    assert text.count("| A |") == 1


def test_other_columns_stay_on_their_page_and_a_bar_is_escaped(build: Path) -> None:
    write(build, FIRST, "# 첫 페이지", rows=[ROW | {"모델": "가|나", "고른 에포크": 3}])
    text = results(read(build, FIRST))
    assert "고른 에포크" not in text
    assert "| 가\\|나 |" in text


def write_files(build: Path, name: str, *files: str) -> None:
    """A notebook with one cell that shows a picture and gives out files of 12,345 bytes."""
    stem = name.rpartition("/")[2].removesuffix(".ipynb")
    image = {"path": f"{stem}_files/3-1.webp", "alt": "길", "width": 700, "height": 400}
    outputs = [{"data": {"text/plain": "길"}, "metadata": {"image": image}}]
    (build / name).parent.joinpath(f"{stem}_files").mkdir()
    for file in files:
        path = f"{stem}_files/{file}"
        outputs.append({"data": {"text/markdown": "파일"}, "metadata": {"file": {"path": path}}})
        (build / name).parent.joinpath(path).write_bytes(bytes(12_345))
    cells = [{"cell_type": "markdown", "source": "# 첫 페이지"}, {"cell_type": "code", "outputs": outputs}]
    (build / name).write_text(json.dumps({"cells": cells}), encoding="utf-8")


SHOWN = "![길](tutorials/posts/first_files/3-1.webp){ .output width=700 height=400 }"


def test_model_file_stands_under_its_picture_with_its_size(build: Path) -> None:
    write_files(build, FIRST, "a.safetensors")
    text = models(read(build, SECOND, FIRST))
    assert text.startswith('<div class="demo" data-demo="draw" markdown>\n\n')
    assert f"{SHOWN}\n\n" in text
    link = "[모델 파일](tutorials/posts/first_files/a.safetensors){ data-model=12345 }(12 KB)"
    assert f"[첫 페이지]({FIRST})의 {link}\n\n" in text


def test_files_of_images_stand_under_the_picture_of_their_cell(build: Path) -> None:
    write_files(build, FIRST, "a.images", "b.images")
    assert images(read(build, SECOND, FIRST)) == (
        f"""\
<div class="demo" data-demo="train" markdown>

{SHOWN}

[첫 페이지]({FIRST})의 [이미지 파일](tutorials/posts/first_files/a.images){{ data-images=12345 }}(12 KB)

[첫 페이지]({FIRST})의 [이미지 파일](tutorials/posts/first_files/b.images){{ data-images=12345 }}(12 KB)

자바스크립트를 켜면 이 자리에서 직접 해 볼 수 있다.

</div>"""
    )


def test_each_kind_of_file_stands_in_its_own_place(build: Path) -> None:
    write_files(build, FIRST, "a.safetensors", "b.images", "c.bin")
    for listed, own in ((models, "a.safetensors"), (images, "b.images")):
        text = listed(read(build, FIRST))
        assert [name for name in ("a.safetensors", "b.images", "c.bin") if name in text] == [own]
        assert text.count(SHOWN) == 1


@pytest.mark.parametrize("listed", [models, images])
def test_without_a_file_the_demo_says_why_it_is_not_there(build: Path, listed: Callable) -> None:
    assert listed(read(build, FIRST, SECOND)).startswith('!!! warning "실행하지 않은 페이지"\n')


def test_line_in_nav_without_a_notebook_is_left_to_mkdocs(build: Path) -> None:
    assert corrections(read(build, "tutorials/gone.ipynb", FIRST)) == corrections(read(build, FIRST))


def test_values_are_found_where_the_snippet_puts_them() -> None:
    """The theme repeats two names of a module that it does not know."""
    from snippets import results as snippet

    assert snippet.MIME == MIME
    assert tuple(COLUMNS)[:-1] == snippet.COLUMNS
