"""Record which files of the repository this process opens and which packages it imports.

Python imports a module of this name before any other code, in the kernel and in every Python
process that a page starts, so nothing that a page does comes before it. Stdlib only, and quick:
the hook sees every `open` and `import` of TensorFlow too.
"""

import os
import sys


def _record(log_path: str, root: str) -> None:
    log = os.open(log_path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    inside = root + os.sep
    seen = set()

    def note(line: str) -> None:
        if line not in seen:
            seen.add(line)
            os.write(log, (line + "\n").encode("utf-8", "surrogateescape"))

    def hook(event: str, args: tuple) -> None:
        if event == "import":
            note(f"import\t{args[0].partition('.')[0]}")
        elif event == "open" and isinstance(args[0], (str, bytes)):
            if args[2] & os.O_WRONLY:
                return
            path = os.path.abspath(os.fsdecode(args[0]))
            if path.startswith(inside):
                try:
                    stat = os.stat(_source(path))
                except (OSError, ValueError):
                    return
                note(f"open\t{stat.st_mtime_ns}\t{stat.st_size}\t{_source(path)}")

    sys.addaudithook(hook)


def _source(path: str) -> str:
    """The script behind a byte-code file: an import that finds a fresh `.pyc` never opens it."""
    folder, name = os.path.split(path)
    if os.path.basename(folder) == "__pycache__" and name.endswith(".pyc"):
        return os.path.join(os.path.dirname(folder), name.partition(".")[0] + ".py")
    return path


if "RUNNER_RECORD" in os.environ:
    _record(os.environ["RUNNER_RECORD"], os.environ["RUNNER_ROOT"])
