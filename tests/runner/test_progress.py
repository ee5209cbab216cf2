"""A build tells where it is, without a terminal too; and what is wrong as soon as it is known."""

import asyncio
import io
import json

import pytest
from rich.console import Console

from runner.base import progress
from runner.base.progress import Reporter, expected
from tests.project import Project

ALL_NEW = "모두 처음이라 얼마나 걸릴지 모릅니다."


def told(reporter: Reporter, printed: io.StringIO, text: str) -> None:
    """Let the reporter tell where the pages are until it has said this."""

    async def wait() -> None:
        telling = asyncio.create_task(reporter.tell())
        while text not in printed.getvalue():
            await asyncio.sleep(0.01)
        telling.cancel()

    asyncio.run(asyncio.wait_for(wait(), timeout=60))


def test_log_says_at_times_where_each_page_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 0.05)
    printed = io.StringIO()
    with Reporter(Console(file=printed)) as reporter:
        reporter.begin({"a.py": 312.0, "b.py": None, "c.py": 9.0}, kernels=2)
        reporter.start("a.py", 40, "처음 실행")
        reporter.start("b.py", 3, "처음 실행")
        reporter.cell("a.py", 11)
        told(reporter, printed, "실행 중: a.py 셀 12/40, 0초째 (지난번 5분)\n실행 중: b.py 셀 1/3, 0초째\n")
        reporter.cell("a.py", 12)
        reporter.finish("b.py", failed=False)
        told(reporter, printed, "실행 중: a.py 셀 13/40, 0초째 (지난번 5분)\n실행 중: a.py")
    assert "c.py" not in printed.getvalue()


@pytest.mark.parametrize(
    ("seconds", "kernels", "said"),
    [
        ([600.0, 300.0, 240.0], 1, "지난 기록으로는 19분쯤 걸립니다."),
        ([600.0, 300.0, 240.0], 2, "지난 기록으로는 10분쯤 걸립니다."),
        ([20.0, 30.0, 5.0], 2, "지난 기록으로는 30초쯤 걸립니다."),
        ([None, 120.0, None], 2, "지난 기록으로는 2분쯤 걸립니다 (처음 실행하는 2개는 모르므로 빼고)."),
        ([None, None], 2, ALL_NEW),
    ],
)
def test_expected_time_is_that_of_the_kernel_with_most_to_do(
    seconds: list[float | None], kernels: int, said: str
) -> None:
    assert expected(dict(zip("abc", seconds, strict=False)), kernels) == said


@pytest.mark.parametrize(("seconds", "said"), [(0.2, "0초"), (59.4, "59초"), (59.9, "1분"), (3600.0, "60분")])
def test_duration_is_read_at_a_glance(seconds: float, said: str) -> None:
    assert progress.duration(seconds) == said


def test_start_of_a_build_says_how_long_it_may_take(project: Project) -> None:
    project.write("tutorials/page.py", "# %%\nimport time\ntime.sleep(1.5)\n")
    assert f"페이지 1개를 실행합니다. {ALL_NEW}" in project.run()
    assert "페이지" not in project.run()
    project.edit("tutorials/page.py", "1.5", "0.1")
    record = json.loads(project.entries()[0].read_text(encoding="utf-8").splitlines()[0])
    seconds = progress.duration(record["seconds"])
    assert f"페이지 1개를 실행합니다. 지난 기록으로는 {seconds}쯤 걸립니다." in project.run()


def test_script_that_cannot_be_read_is_told_before_any_page_runs(project: Project) -> None:
    project.write("tutorials/a.py", "# %%\nprint('good')\n")
    project.write("tutorials/b.py", "# %%\nx = (\n")
    output = project.run(code=1)
    assert output.index("오류: tutorials/b.py:2: SyntaxError") < output.index("실행: tutorials/a.py")
    assert "\ntutorials/b.py:2: SyntaxError" in output[output.index("실패 1건") :]


PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"


def test_missing_text_of_an_image_is_told_before_the_next_page_runs(project: Project) -> None:
    project.write("tutorials/a.py", f"# %%\n{PLOT}")
    project.write("tutorials/b.py", "# %%\nprint('good')\n")
    output = project.run("--kernels", "1", code=1)
    message = "tutorials/a.py:2: 그림은 1장인데 대체 글(alt)은 0개입니다"
    assert output.index(f"오류: {message}") < output.index("실행: tutorials/b.py")
    assert f"\n{message}" in output[output.index("실패 1건") :]


def test_text_that_an_image_has_lost_is_told_before_any_page_runs(project: Project) -> None:
    project.write("tutorials/a.py", f'# %% alt="a line"\n{PLOT}')
    project.run()
    project.edit("tutorials/a.py", ' alt="a line"', "")
    project.write("tutorials/b.py", "# %%\nprint('good')\n")
    output = project.run(code=1)
    assert output.index("오류: tutorials/a.py:2: 그림은 1장인데") < output.index("실행: tutorials/b.py")
    assert "실행: tutorials/a.py" not in output
