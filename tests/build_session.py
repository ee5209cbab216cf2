"""noxfile.py's `build` session, run by this Python: the same commands under the same lock, without nox.

`python build_session.py /path/of/noxfile.py …` in a project's folder; nox would first make an environment.
"""

import subprocess
import sys
from pathlib import Path
from runpy import run_path
from types import ModuleType, SimpleNamespace
from typing import Any


class Session:
    """What `build` asks of a `nox.Session`."""

    def __init__(self, posargs: list[str]) -> None:
        self.posargs = posargs

    def install(self, *_: str) -> None:
        """Everything is there."""

    def log(self, text: str) -> None:
        print(text, flush=True)

    def error(self, text: str) -> None:
        sys.exit(text)

    def run(self, _python: str, *arguments: str, **_: float) -> None:
        code = subprocess.run([sys.executable, *arguments], check=False).returncode
        if code:
            sys.exit(f"session failed: {' '.join(arguments)}: {code}")


def session(build: Any = None, **_: bool) -> Any:
    """`@nox.session`, with or without arguments: the function itself."""
    return build or (lambda function: function)


if __name__ == "__main__":
    stub: Any = ModuleType("nox")
    stub.session, stub.Session, stub.options = session, Session, SimpleNamespace()
    sys.modules["nox"] = stub
    run_path(str(Path(sys.argv[1])))["build"](Session(sys.argv[2:]))
