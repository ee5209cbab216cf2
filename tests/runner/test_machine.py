"""Promise 2: uses the machine: several kernels, one thread each, longest first."""

import re
from pathlib import Path

import pytest

from tests.project import Project


def test_pages_run_at_the_same_time(project: Project) -> None:
    """Each page waits for the other's sign: one after the other, neither would end."""
    for me, other in (("a", "b"), ("b", "a")):
        project.write(
            f"tutorials/{me}.py",
            f"""
            # %% timeout=30
            import pathlib, time
            folder = pathlib.Path({str(project.folder.parent)!r})
            (folder / "sign-{me}").write_text("here")
            while not (folder / "sign-{other}").exists():
                time.sleep(0.05)
            """,
        )
    project.run("--kernels", "2")


@pytest.mark.parametrize("name", ["TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OMP_NUM_THREADS"])
def test_kernel_computes_on_one_thread(project: Project, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "7")
    project.write("tutorials/page.py", f"# %%\nimport os\nprint('threads', os.environ[{name!r}])\n")
    project.run()
    assert "threads 1" in project.notebook("tutorials/page.py")


def test_longest_page_starts_first(project: Project) -> None:
    project.write("tutorials/a_short.py", "# %%\nx = 1\n")
    project.write("tutorials/b_long.py", "# %%\nimport time\ntime.sleep(2)\n")
    project.write("tutorials/c_short.py", "# %%\nx = 1\n")
    project.run()
    for page in ("a_short", "b_long", "c_short"):
        with (project.folder / f"tutorials/{page}.py").open("a") as file:
            file.write("y = 2\n")
    order = re.findall(r"^실행: tutorials/(\w+)", project.run("--kernels", "1"), re.MULTILINE)
    assert order[0] == "b_long"


def test_of_pages_that_never_ran_the_one_with_most_code_starts_first(project: Project) -> None:
    for page, cells in (("a", 1), ("b", 9), ("c", 4)):
        prose = "# %% [markdown]\n" + "# Words take no time.\n" * (40 if page == "a" else 1)
        project.write(f"tutorials/{page}.py", prose + "\n# %%\nx = 1\n" * cells)
    order = re.findall(r"^실행: tutorials/(\w+)", project.run("--kernels", "1"), re.MULTILINE)
    assert order == ["b", "c", "a"]


def test_settings_of_the_user_do_not_reach_a_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    project.write(
        "tutorials/page.py",
        "# %%\nimport os\nprint([k for k in os.environ if k in ('KERAS_BACKEND', 'PYTHONWARNINGS')])\n",
    )
    project.run()
    assert '"[]"' in project.notebook("tutorials/page.py")


def test_temporary_files_of_a_page_go_with_it(project: Project) -> None:
    """Also those that TensorFlow writes and cannot take away, as its process is killed."""
    project.write(
        "tutorials/page.py",
        f"""
        # %%
        import pathlib, tempfile
        name = tempfile.mkstemp()[1]
        _ = pathlib.Path({str(project.folder)!r}, "name").write_text(name)
        """,
    )
    project.run()
    name = (project.folder / "name").read_text()
    assert not Path(name).exists()
