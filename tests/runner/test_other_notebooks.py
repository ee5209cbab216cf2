"""What other people's notebooks do: it works, or the message says what to write instead."""

import json

import pytest

from tests.project import Project


def shown(project: Project, *cells: str) -> str:
    """What the cells of a page give out, as JSON text."""
    project.write("tutorials/page.py", "\n".join(cells))
    project.run()
    notebook = json.loads(project.notebook("tutorials/page.py"))
    return json.dumps([cell.get("outputs", []) for cell in notebook["cells"]], ensure_ascii=False)


def refused(project: Project, *cells: str) -> str:
    project.write("tutorials/page.py", "\n".join(cells))
    return project.run(code=1)


def test_display_is_updated_where_it_stands(project: Project) -> None:
    first = '# %%\nfrom IPython.display import display\nhandle = display("old value", display_id=True)\n'
    second = '# %%\nprint("own output")\nhandle.update("new value")\n'
    text = shown(project, first, second)
    assert "old value" not in text
    assert text.index("new value") < text.index("own output")


def test_page_that_the_runner_cannot_handle_takes_no_other_along(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from runner import build

    real = build.execute

    async def execute(context: object, page: object, on_cell: object) -> object:
        if page.name.endswith("bad.py"):
            raise IndexError("list index out of range")
        return await real(context, page, on_cell)

    monkeypatch.setattr(build, "execute", execute)
    project.write("tutorials/bad.py", "# %%\nx = 1\n")
    project.write("tutorials/good.py", "# %%\nprint('good')\n")
    output = project.run("--kernels", "1", code=1)
    assert "tutorials/bad.py: 실행기가 이 페이지를 다루지 못했습니다" in output
    assert "IndexError: list index out of range" in output
    assert "완료: tutorials/good.py" in output
    assert len(project.entries()) == 1


@pytest.mark.parametrize("head", ['tags=["raises-exception"]', 'raises="ZeroDivisionError"'])
def test_cell_that_should_raise_and_does_not(project: Project, head: str) -> None:
    output = refused(project, f"# %% {head}", "x = 1")
    assert "tutorials/page.py:2: 예외를 보이려는 셀인데 예외가 나지 않았습니다" in output


def test_cell_that_says_what_it_raises_must_raise_that(project: Project) -> None:
    text = shown(project, '# %% raises="division by"', "x = 1", "1 / 0")
    assert "ZeroDivisionError: division by zero" in text
    assert "    1 / 0" in text
    project.edit("tutorials/page.py", "division by", "modulo by")
    output = project.run(code=1)
    assert "tutorials/page.py:2: raises='modulo by'를 적었는데 다른 예외가 났습니다" in output
    assert "ZeroDivisionError: division by zero" in output


def test_all_missing_texts_are_named_at_once(project: Project) -> None:
    draw = "import matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.show()\n"
    output = refused(project, "# %%", draw, "# %%", draw)
    assert "tutorials/page.py:2: 그림은 1장인데 대체 글(alt)은 0개" in output
    assert "tutorials/page.py:7: 그림은 1장인데 대체 글(alt)은 0개" in output


def test_warnings_that_are_silenced_hide_no_missing_glyph(project: Project) -> None:
    code = """
    # %% alt="x"
    import warnings
    import matplotlib.pyplot as plt
    warnings.filterwarnings("ignore")
    plt.rcParams["font.family"] = "Malgun Gothic"
    plt.title("한글")
    plt.show()
    """
    project.write("tutorials/page.py", code)
    output = project.run(code=1)
    assert "tutorials/page.py:2: 그림에 글꼴이 없는 글자가 있습니다" in output
    assert "snippets.plotting.use_style()" in output


def test_glyph_that_is_missing_in_a_saved_figure_is_named(project: Project) -> None:
    code = """
    # %% alt="x"
    import io, warnings
    import matplotlib.pyplot as plt
    from IPython.display import Image
    warnings.filterwarnings("ignore")
    figure, axes = plt.subplots()
    axes.set_title("한글")
    content = io.BytesIO()
    figure.savefig(content)
    plt.close()
    Image(content.getvalue())
    """
    project.write("tutorials/page.py", code)
    assert "tutorials/page.py:2: 그림에 글꼴이 없는 글자가 있습니다" in project.run(code=1)


def test_format_that_a_page_chooses_is_the_one_that_it_gets(project: Project) -> None:
    text = shown(
        project,
        '# %% alt="line"\nfrom matplotlib_inline.backend_inline import set_matplotlib_formats\n'
        'import matplotlib.pyplot as plt\nset_matplotlib_formats("retina")\nplt.plot([0, 1])\nplt.show()',
    )
    assert ".webp" in text
    assert "Figure" not in text


def test_script_has_arguments_a_file_and_its_name(project: Project) -> None:
    text = shown(
        project,
        "# %%\nimport argparse\nfrom pathlib import Path\nparser = argparse.ArgumentParser()\n"
        'parser.add_argument("--epochs", type=int, default=3)\nprint(parser.parse_args())\n'
        "print(Path(__file__).name, __name__)",
    )
    assert "Namespace(epochs=3)" in text
    assert "page.py __main__" in text


def test_file_beside_the_script_is_found_and_counts(project: Project) -> None:
    beside = project.write("tutorials/data.csv", "1,2")
    assert "1,2" in shown(project, '# %%\nprint(open("data.csv").read())')
    beside.write_text("3,4")
    assert "tutorials/data.csv 바뀜" in project.run()
    assert "3,4" in project.notebook("tutorials/page.py")


def test_file_above_the_script_is_found_and_counts(project: Project) -> None:
    above = project.write("snippets/data/data.csv", "1,2")
    project.write("tutorials/posts/page.py", '# %%\nprint(open("../../snippets/data/data.csv").read())')
    project.run()
    assert "1,2" in project.notebook("tutorials/posts/page.py")
    above.write_text("3,4")
    assert "snippets/data/data.csv 바뀜" in project.run()
    assert "3,4" in project.notebook("tutorials/posts/page.py")


def test_file_that_a_page_writes_beside_its_script_is_its_own(project: Project) -> None:
    beside = project.write("tutorials/data.csv", "1,2")
    code = '# %%\nopen("data.csv", "w").write("5,6")\nprint(open("data.csv").read())'
    assert "5,6" in shown(project, code)
    assert beside.read_text() == "1,2"


def test_file_that_joins_the_script_counts(project: Project) -> None:
    assert "False" in shown(project, '# %%\nfrom pathlib import Path\nprint(Path("data.csv").exists())')
    project.write("tutorials/data.csv", "1,2")
    assert "tutorials/data.csv 생김" in project.run()
    assert "True" in project.notebook("tutorials/page.py")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import asyncio\nasync def f(): pass\nasyncio.run(f())", "`await f()`라고"),
        ("quit()", "끝내는 줄을 지우세요"),
        ("exit(0)", "끝내는 줄을 지우세요"),
        ("import sys\nsys.exit()", "끝내는 줄을 지우세요"),
        ("input()", "입력을 받을 수 없습니다"),
        ("import no_such_library", "requirements/build.in"),
        ("import snippets.nothing", "snippets/에 그런 파일이 없습니다"),
        ('open("nowhere.csv")', "스크립트가 있는 폴더에서"),
    ],
)
def test_exception_says_what_to_write_instead(project: Project, code: str, said: str) -> None:
    project.write("snippets/__init__.py", "")
    output = refused(project, "# %%", code, "", "# %%", "print('below')")
    line = 2 + code.count("\n")
    assert f"tutorials/page.py:{line}: " in output
    assert said in output


def test_styled_table_is_the_same_on_every_run(project: Project) -> None:
    code = '# %%\nimport pandas as pd\npd.DataFrame({"a": [1, 2]}).style.highlight_max(color="gold")'
    first = shown(project, code)
    project.write("tutorials/page.py", f"{code}  # again")
    project.run()
    [[output]] = [cell["outputs"] for cell in json.loads(project.notebook("tutorials/page.py"))["cells"]]
    assert json.dumps(output["data"], ensure_ascii=False) in first
    assert "background-color: gold" in first


def test_estimator_is_shown(project: Project) -> None:
    project.write(
        "tutorials/page.py",
        "# %%\nfrom sklearn.linear_model import LogisticRegression\n"
        "LogisticRegression().fit([[0], [1]], [0, 1])",
    )
    assert "tutorials/page.py:2: HTML에 <script>가 있어 다른 꼴로 보입니다" in project.run()
    assert "LogisticRegression()" in project.notebook("tutorials/page.py")
    assert "<script" not in project.notebook("tutorials/page.py")


SPAWN = """
# %%
import multiprocessing

# %%
def double(number):
    return 2 * number

# %%
context = multiprocessing.get_context("spawn")
{guard}
    with context.Pool(1) as pool:
        print(pool.map(double, [21]))
"""


def test_processes_that_are_spawned_work_where_the_script_guards_them(project: Project) -> None:
    assert "[42]" in shown(project, SPAWN.format(guard='if __name__ == "__main__":'))


def test_processes_that_are_spawned_without_a_guard_are_refused(project: Project) -> None:
    """Each of them would start the next, and the cell would hang."""
    output = refused(project, SPAWN.format(guard="if True:"))
    assert "tutorials/page.py:9: `spawn`으로 띄운 프로세스는" in output


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Markdown('![a](https://a.example/b.png)')", "다른 사이트의 그림은"),
        ("HTML('<b style=\"background: url(https://a.example/b.png)\">b</b>')", "다른 사이트의 모양"),
        ("HTML('<style>@import \"b.css\";</style>b')", "다른 사이트의 모양"),
        ("HTML('<b onclick=\"go()\">b</b>')", "`onclick` 속성은"),
        ("IFrame('https://a.example', 300, 200)", "링크로 적으세요"),
        ("YouTubeVideo('x')", "링크로 적으세요"),
        ("Image(url='https://a.example/b.png')", "다른 사이트의 그림은"),
        ("Audio(url='https://a.example/b.wav')", "다른 사이트의 소리와 영상은"),
        ("Markdown('![a](b.png)')", "스크립트 옆의 파일은"),
        ("HTML('<img src=\"b.png\">')", "스크립트 옆의 파일은"),
        ("HTML('<plaintext>a')", "`<plaintext>`은"),
        (
            "display({'application/pdf': 'a', 'text/plain': '<Figure size 1x1 with 1 Axes>'}, raw=True)",
            "pdf은",
        ),
        ("display({'application/vnd.plotly.v1+json': {}}, raw=True)", "plotly.v1+json은"),
    ],
)
def test_output_that_no_page_would_show_is_refused(project: Project, given: str, said: str) -> None:
    output = refused(project, "# %%", f"from IPython.display import *; {given}")
    assert "tutorials/page.py:2: " in output
    assert said in output


def test_line_is_right_below_empty_lines_at_a_cells_start(project: Project) -> None:
    output = refused(project, "# %%", "", "  ", "def f():", "    return 1 / 0", "# %%", "", "f()")
    assert "tutorials/page.py:5: ZeroDivisionError" in output
    assert "tutorials/page.py:8: f()" in output


def test_endless_time_is_refused(project: Project) -> None:
    assert "tutorials/page.py:1: timeout=inf" in refused(project, "# %% timeout=Infinity", "x = 1")
