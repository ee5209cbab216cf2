"""Promises 7 and 8: images are files with an alt text; two profiles that do not mix."""

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.project import Project

PLOTS = """
    # %% [markdown]
    # # Plots

    # %% alt="a line"
    import matplotlib.pyplot as plt
    plt.figure(figsize=(4, 3))
    plt.plot([1, 2])
    plt.show()

    # %% alt="four pixels"
    plt.figure(figsize=(2, 2))
    plt.imshow([[1, 2], [3, 4]])
    plt.show()
    """


def outputs(project: Project, page: str = "tutorials/page.py") -> list[dict]:
    return [
        output for cell in json.loads(project.notebook(page))["cells"] for output in cell.get("outputs", [])
    ]


def test_line_plot_is_svg_and_pixels_are_webp_at_twice_the_size(project: Project) -> None:
    project.write("tutorials/page.py", PLOTS)
    project.run()
    line, pixels = (output["metadata"]["image"] for output in outputs(project))
    assert (line["path"], line["alt"]) == ("page_files/1-1.svg", "a line")
    svg = (project.folder / "build/tutorials" / line["path"]).read_text()
    width = float(re.search(r'width="([\d.]+)pt"', svg)[1])
    assert line["width"] == round(width * 96 / 72)
    assert svg.startswith("<svg")
    assert "<metadata>" not in svg
    with Image.open(project.folder / "build/tutorials" / pixels["path"]) as image:
        assert image.format == "WEBP"
        assert abs(image.width - 2 * pixels["width"]) <= 1
        assert abs(image.height - 2 * pixels["height"]) <= 1


def test_dense_points_that_a_page_wants_as_pixels_are_pixels(project: Project) -> None:
    project.write("tutorials/page.py", PLOTS.replace("plt.plot([1, 2])", "plt.plot([1, 2], rasterized=True)"))
    project.run()
    assert [Path(it["metadata"]["image"]["path"]).suffix for it in outputs(project)] == [".webp", ".webp"]


def test_image_without_alt_fails_with_the_line_and_keeps_the_result(project: Project) -> None:
    project.write("tutorials/page.py", PLOTS.replace(' alt="four pixels"', ""))
    assert "tutorials/page.py:11: 그림은 1장인데 대체 글(alt)은 0개입니다" in project.run(code=1)
    assert not (project.folder / "build").exists()
    project.edit("tutorials/page.py", "# %%\nplt.figure(figsize=(2", '# %% alt="four"\nplt.figure(figsize=(2')
    assert "실행" not in project.run()


def test_empty_alt_is_no_alt(project: Project) -> None:
    project.write("tutorials/page.py", PLOTS.replace('"a line"', '" "'))
    assert "대체 글(alt)은 0개입니다" in project.run(code=1)


def test_card_that_is_no_picture_of_its_cell_is_named_by_line(project: Project) -> None:
    project.write("tutorials/page.py", PLOTS.replace('alt="four', 'card=2 alt="four'))
    assert "tutorials/page.py:11: card=2: 이 셀의 그림은 1장입니다." in project.run(code=1)
    project.edit("tutorials/page.py", "card=2", "card=1")
    assert "실행" not in project.run()


def test_alt_without_image_fails(project: Project) -> None:
    project.write("tutorials/page.py", '# %% alt="nothing"\nx = 1\n')
    assert "tutorials/page.py:2: 그림은 0장인데 대체 글(alt)은 1개입니다" in project.run(code=1)


def test_one_cell_may_show_several_images(project: Project) -> None:
    project.write(
        "tutorials/page.py",
        '# %% alt=["one", "two"]\nimport matplotlib.pyplot as plt\n'
        "for _ in range(2):\n    plt.plot([1, 2])\n    plt.show()\n",
    )
    project.run()
    assert [output["metadata"]["image"]["alt"] for output in outputs(project)] == ["one", "two"]


GIVES_A_FILE = """
    # %%
    import base64
    from IPython.display import display
    data = {"text/plain": "a file", "application/octet-stream": base64.b64encode(bytes(range(256))).decode()}
    display(data, metadata={"application/octet-stream": {"name": "all.bin"}}, raw=True)
    """


def test_file_that_a_cell_gives_out_stands_beside_the_page(project: Project) -> None:
    project.write("tutorials/page.py", GIVES_A_FILE.replace('"text/plain"', '"text/markdown"'))
    project.run()
    (output,) = outputs(project)
    assert output["metadata"] == {"file": {"path": "page_files/all.bin"}}
    assert output["data"] == {"text/markdown": ["a file"]}
    assert (project.folder / "build/tutorials/page_files/all.bin").read_bytes() == bytes(range(256))
    assert "실행" not in project.run()  # and it comes out of the store again
    assert (project.folder / "build/tutorials/page_files/all.bin").is_file()


@pytest.mark.parametrize("name", ["", "../out.bin", "/etc/out", "a/b.bin", ".hidden"])
def test_file_without_a_plain_name_fails_with_the_line(project: Project, name: str) -> None:
    given = GIVES_A_FILE.replace('"text/plain"', '"text/markdown"').replace("all.bin", name)
    project.write("tutorials/page.py", given)
    assert "tutorials/page.py:2: 파일 이름으로 쓸 수 없습니다" in project.run(code=1)
    assert not (project.folder / "build").exists()


def test_files_of_a_deleted_page_go(project: Project) -> None:
    project.write("tutorials/page.py", PLOTS)
    project.write("tutorials/other.py", "# %%\nx = 1\n")
    project.run()
    (project.folder / "tutorials/page.py").unlink()
    project.run()
    (run,) = (project.folder / ".store/full/tutorials/other").iterdir()
    left = sorted(path.name for path in (project.folder / "build").rglob("*"))
    in_store = ["store", "index.json", "full", "tutorials", "other", run.name]
    assert left == sorted(["manifest.json", "other.ipynb", "tutorials", *in_store])


@pytest.mark.parametrize(
    "line", ["from snippets.shown import ANSWER", "import snippets.shown", "from snippets import shown"]
)
def test_tagged_cell_carries_the_source_of_its_modules(project: Project, line: str) -> None:
    project.write("snippets/shown.py", "ANSWER = 42\n")
    project.write("tutorials/page.py", f'# %% tags=["source"]\n{line}\nimport json\n')
    project.run()
    cell = json.loads(project.notebook("tutorials/page.py"))["cells"][0]
    assert cell["metadata"]["modules"] == [{"path": "snippets/shown.py", "source": "ANSWER = 42\n"}]


FAST = """
    # %% tags=["parameters"] fast={"epochs": 1}
    epochs = 5

    # %%
    import os
    print("ran", epochs, os.environ["RUNNER_PROFILE"])
    """


def test_fast_profile_overrides_values_and_shows_the_real_ones(project: Project) -> None:
    project.write("tutorials/page.py", FAST)
    project.run("--fast")
    notebook = project.notebook("tutorials/page.py")
    assert "ran 1 fast" in notebook
    assert "epochs = 5" in notebook
    assert "epochs = 1" not in notebook
    assert json.loads((project.folder / "build/manifest.json").read_text())["profile"] == "fast"


def test_profiles_do_not_mix(project: Project) -> None:
    project.write("tutorials/page.py", FAST)
    project.run("--fast")
    assert "처음 실행" in project.run()
    assert "ran 5 full" in project.notebook("tutorials/page.py")
    assert "실행" not in project.run("--fast")
    assert "ran 1 fast" in project.notebook("tutorials/page.py")


def test_edit_to_a_fast_value_does_not_run_the_full_page(project: Project) -> None:
    project.write("tutorials/page.py", FAST)
    project.run()
    project.edit("tutorials/page.py", '"epochs": 1', '"epochs": 2')
    assert "실행" not in project.run()


def test_manifest_says_when_and_how_long_each_page_ran(project: Project) -> None:
    project.write("tutorials/page.py", FAST)
    project.run()
    run = json.loads((project.folder / "build/manifest.json").read_text())["pages"]["tutorials/page.py"]
    assert run["seconds"] > 0
    assert run["ran_at"].endswith("+00:00")
    assert run["distributions"]["ipykernel"]


SOUNDS = """
    # %% alt=["a tone", "a film"]
    from IPython.display import Audio, Video, display
    display(Audio([0.0, 0.5] * 50, rate=8000))
    display(Video(data=b"film", embed=True, mimetype="video/mp4"))
    """


def test_sound_and_film_are_files_with_a_text(project: Project) -> None:
    project.write("tutorials/page.py", SOUNDS)
    project.run()
    sound, film = (output["metadata"]["media"] for output in outputs(project))
    assert (sound["element"], sound["alt"], sound["mime"]) == ("audio", "a tone", "audio/wav")
    assert (film["element"], film["alt"], film["path"]) == ("video", "a film", "page_files/0-2.mp4")
    folder = project.folder / "build/tutorials"
    assert (folder / sound["path"]).read_bytes().startswith(b"RIFF")
    assert (folder / film["path"]).read_bytes() == b"film"


def test_sound_without_a_text_is_named(project: Project) -> None:
    project.write("tutorials/page.py", SOUNDS.replace(', "a film"', ""))
    assert "tutorials/page.py:2: 그림은 2장인데 대체 글(alt)은 1개입니다." in project.run(code=1)


PHOTO = """
    # %% alt="a photograph"
    import io
    from IPython.display import Image as Shown
    from PIL import Image
    content = io.BytesIO()
    Image.new("RGB", (30, 20)).save(content, "{form}")
    Shown(data=content.getvalue())
    """


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", "jpeg"), ("GIF", "gif"), ("PNG", "webp")])
def test_picture_that_a_cell_has_made_keeps_its_kind(project: Project, form: str, suffix: str) -> None:
    project.write("tutorials/page.py", PHOTO.format(form=form))
    project.run()
    [shown] = [output["metadata"]["image"] for output in outputs(project)]
    assert shown["path"] == f"page_files/0-1.{suffix}"
    assert (shown["width"], shown["height"]) == (30, 20)
    with Image.open(project.folder / "build/tutorials" / shown["path"]) as image:
        assert image.format == suffix.upper()


def test_kind_that_no_page_can_show_is_named_with_its_line(project: Project) -> None:
    project.write(
        "tutorials/page.py",
        """
        # %%
        from IPython.display import display
        display({"application/pdf": "JVBERg==", "text/plain": "<PDF>"}, raw=True)
        """,
    )
    assert "tutorials/page.py:2: application/pdf은 페이지에 실을 줄 모릅니다" in project.run(code=1)
