"""Record what of the repository this process looks at, what it imports, and which variables it asks for.

Python imports a module of this name before any other code, in the kernel and in every Python
process that a page starts, so nothing that a page does comes before it. Stdlib only, and quick:
the hook sees every `open` and `import` of TensorFlow too.
"""

import _thread
import os
import sys

import page_state

# Who lists the folders on the import path, or asks for files there, to find modules and distributions.
IMPORTING = (
    "<frozen importlib",
    "<frozen zipimport",
    os.path.dirname(os.__file__) + "/importlib/",
    "/pkgutil.py",
)
HERE = os.path.dirname(__file__) + os.sep
ENVIRONMENT = ("<frozen os>", "<frozen _collections_abc>", os.__file__)
ASKING = ("<frozen genericpath>", "<frozen posixpath>", os.path.__file__)
LISTINGS = ("os.listdir", "os.scandir")


class Recorder:
    """Writes down each thing once.

    Args:
        log: The file that takes the lines.
        root: The repository's root.
        page: The script that runs, by its path from there.
    """

    def __init__(self, log: str, root: str, page: str) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._root = root
        self.inside = root + os.sep
        self._page = page
        self._work = os.path.join(os.path.dirname(log), "work")
        self._seen: set[str] = set()
        self._copied: dict[int, str] = {}
        self._busy: set[int] = set()

    def move(self, log: str, page: str) -> None:
        """In the fork of a template: from now on this is the process of a page."""
        os.close(self._log)
        self.__init__(log, self._root, page)  # type: ignore[misc]

    def start(self) -> None:
        """From now on all is seen."""
        sys.addaudithook(self._hook)
        sys.meta_path.insert(0, self)
        for name in ("stat", "lstat", "access"):
            setattr(os, name, self._asking(getattr(os, name)))
        self._watch_environment()

    def find_spec(self, name: str, *_: object) -> None:
        """An import, as Python asks each finder for it; of what this code itself imports, its path too."""
        package = name.partition(".")[0]
        self.note(f"import\t{package}")
        if package in sys.stdlib_module_names or not self.is_ours(IMPORTING):
            return
        self.note(f"tried\t{package}")
        if name == package or os.path.isdir(self.inside + package):
            path = self.inside + name.replace(".", "/")
            for each in (path, f"{path}.py", f"{path}/__init__.py"):
                self.path(each)

    def held(self) -> None:
        """What a library opened without Python, as far as it still holds it: open, or mapped into memory."""
        found = set()
        try:
            for number in os.listdir("/proc/self/fd"):
                found.add(os.readlink(f"/proc/self/fd/{number}"))
        except OSError:
            pass  # not Linux, or closed meanwhile
        try:
            with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
                found.update(line[line.index("/") :].rstrip("\n") for line in maps if self.inside in line)
        except OSError:
            pass
        for path in found:
            if path.startswith(self.inside):
                self.path(path)

    def _hook(self, event: str, args: tuple) -> None:
        if event == "open":
            if args[2] & os.O_TRUNC:
                self._part(args[0])
            if not args[2] & (os.O_WRONLY | os.O_TRUNC):
                self.path(args[0])
        elif event in LISTINGS:
            if args[0] is not None and not _asked_by(IMPORTING):
                self.path(args[0], "/")
        elif event == "sqlite3.connect":
            name = os.fsdecode(args[0])
            self.path(name.removeprefix("file:").partition("?")[0] if name.startswith("file:") else name)

    def _part(self, path: object) -> None:
        """What a page writes anew beside its script is its own, though a file of that name stands there."""
        if isinstance(path, (str, bytes, os.PathLike)):
            whole = os.path.abspath(os.fsdecode(path))
            if whole.startswith(self._work + os.sep):
                try:
                    os.readlink(whole)
                    os.unlink(whole)
                except OSError:
                    pass  # a file of its own, or none yet

    def path(self, path: object, end: str = "") -> None:
        """Note a path, and what it is before anybody does something to it."""
        thread = _thread.get_ident()
        if thread in self._busy or not isinstance(path, (str, bytes, os.PathLike)):
            return
        self._busy.add(thread)  # what is looked at here is not the page's
        try:
            whole = _source(os.path.abspath(os.fsdecode(path)))
            if whole == self._work or whole.startswith(self._work + os.sep):
                whole = self._root + whole[len(self._work) :]  # the page's folder stands for the repository
            if whole.startswith(self.inside) or (end and whole == self._root):
                name = whole[len(self.inside) :]
                if page_state.counts(name) and "\n" not in name:
                    name += end if name else ""
                    self.note(f"path\t{page_state.state(self._root, name)}\t{name}")
        except ValueError:
            pass  # a null byte, which no path has
        finally:
            self._busy.discard(thread)

    def _asking(self, real):  # type: ignore[no-untyped-def]
        """One of `os`'s functions that says whether a file is there."""

        def asking(path, *arguments, dir_fd=None, **options):  # type: ignore[no-untyped-def]
            if dir_fd is None and not _asked_by(IMPORTING):
                self.path(path)
            return real(path, *arguments, dir_fd=dir_fd, **options)

        asking.__name__, asking.__doc__ = real.__name__, real.__doc__
        for kind in ("dir_fd", "fd", "follow_symlinks", "effective_ids"):
            if real in (group := getattr(os, f"supports_{kind}")):
                group.add(asking)
        return asking

    def _watch_environment(self) -> None:
        """Note each variable that this code itself asks for; who copies them all depends on none."""
        kind = type(os.environ)
        get, walk = kind.__getitem__, kind.__iter__

        def each(environment):  # type: ignore[no-untyped-def]
            names = list(walk(environment))
            self._copied = {id(name): name for name in names}
            yield from names

        def asked(environment, name):  # type: ignore[no-untyped-def]
            alone = isinstance(name, str) and self._copied.get(id(name)) is not name
            if alone and self.is_ours(ENVIRONMENT):
                self.note(f"variable\t{name}")
            return get(environment, name)

        kind.__getitem__, kind.__iter__ = asked, each  # type: ignore[method-assign]

    def is_ours(self, between: tuple[str, ...]) -> bool:
        """Whether the page or a module of the repository asks, `between` apart."""
        frame = sys._getframe(2)
        while frame and frame.f_code.co_filename.startswith(between):
            frame = frame.f_back  # type: ignore[assignment]
        name = frame.f_code.co_filename if frame else ""
        if name.startswith(HERE):
            return False
        name = name.removeprefix(self.inside).partition("#")[0]
        return name == self._page or (name[:1] not in "/<" and page_state.counts(name))

    def note(self, line: str) -> None:
        """Write a line, once."""
        if line not in self._seen:
            self._seen.add(line)
            os.write(self._log, (line + "\n").encode("utf-8", "surrogateescape"))


def _asked_by(files: tuple[str, ...]) -> bool:
    """Whether the code that asks, from the caller of the recorder's own, stands in one of these."""
    name, depth = "", 2
    while not name or name.startswith(ASKING):
        name, depth = sys._getframe(depth).f_code.co_filename, depth + 1
    return name.startswith(files) or name.endswith(files)


def _source(path: str) -> str:
    """The script behind a byte-code file: an import that finds a fresh `.pyc` never opens it."""
    folder, name = os.path.split(path)
    if os.path.basename(folder) == "__pycache__" and name.endswith(".pyc"):
        return os.path.join(os.path.dirname(folder), name.partition(".")[0] + ".py")
    return path


recorder = warm = None
if "RUNNER_RECORD" in os.environ:
    recorder = Recorder(os.environ["RUNNER_RECORD"], os.environ["RUNNER_ROOT"], os.environ["RUNNER_PAGE"])
    recorder.start()
