"""The environment of a page's kernel: the same whoever sits at the keyboard."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from runner.base.files import STORE
from runner.kernel.inside.page_state import counts

INSIDE = Path(__file__).parent / "inside"
# Settings of the person at the keyboard that would change what a page computes or prints.
FOREIGN = re.compile(r"(TF|KERAS|XLA|CUDA|OMP|PYTHON|IPYTHON|JUPYTER|MPL|MATPLOTLIB|RUNNER)")
# One compute thread a kernel: as many kernels as cores run at once, and the number of threads
# changes the last digits of a training, so it is the same whatever else runs.
ONE_THREAD = dict.fromkeys(
    (
        "TF_NUM_INTRAOP_THREADS",
        "TF_NUM_INTEROP_THREADS",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
    ),
    "1",
)


def environment(root: Path, scratch: Path, page: str, profile: str) -> dict[str, str]:
    """The user's environment without what would change a page's outputs.

    Args:
        root: The repository's root, on the page's import path.
        scratch: The kernel's own folder.
        page: The page's name.
        profile: `full` or `fast`.
    """
    own = _own(root, scratch, page, profile)
    return {name: value for name, value in os.environ.items() if not FOREIGN.match(name)} | own


def of_user(names: Iterable[str]) -> list[str]:
    """Those environment variables that may differ from one user to another, sorted."""
    own = _own(Path(), Path(), "", "")
    return sorted(name for name in names if not FOREIGN.match(name) and name not in own)


def _own(root: Path, scratch: Path, page: str, profile: str) -> dict[str, str]:
    return {
        **ONE_THREAD,
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_CONFIG_DIR": str(scratch / "jupyter"),
        "KERAS_HOME": str(scratch / "keras"),
        "LC_ALL": "C.UTF-8",
        "MATPLOTLIBRC": str(INSIDE / "matplotlibrc"),
        "MPLCONFIGDIR": str(root / STORE / "matplotlib"),  # the font list takes seconds to make
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join([str(root), str(INSIDE)]),
        "PYTHONUTF8": "1",
        "RUNNER_CELL": str(scratch / "cell"),
        "RUNNER_PAGE": page,
        "RUNNER_PID": str(os.getpid()),
        "RUNNER_PROFILE": profile,
        "RUNNER_RECORD": str(scratch / "record"),
        "RUNNER_ROOT": str(root),
        "SOURCE_DATE_EPOCH": "0",  # matplotlib writes a date into an SVG
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TMPDIR": str(scratch / "temporary"),  # TensorFlow leaves files where its process is killed
    }


def beside(root: Path, page: str, work: Path) -> Path:
    """The folder that a page runs in, where it finds what stands beside its script and above.

    Args:
        root: The repository's root.
        page: The page's name.
        work: The folder that stands for the repository.
    """
    folder = work
    for part in [*Path(page).parent.parts, ""]:
        folder.mkdir()
        for path in (root / folder.relative_to(work)).iterdir():
            name = path.relative_to(root).as_posix()
            if counts(name) and path.name != part and (part or path.suffix != ".py"):
                (folder / path.name).symlink_to(path)
        folder /= part
    return folder
