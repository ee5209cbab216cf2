"""Load modules ahead, note what the import of each does to its process, and undo it. Stdlib only."""

import builtins
import importlib
import io
import os
import sys
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.machinery import ModuleSpec
from importlib.util import resolve_name
from types import ModuleType
from typing import Any

from sitecustomize import Recorder

bootstrap: Any = importlib._bootstrap  # type: ignore[attr-defined]


class Stream(io.TextIOBase):
    """Standard output or error for a module that keeps it: first the template's, then the page's.

    Like the page's, it is made of no other stream that somebody could wrap, and thereby close.
    """

    encoding = "UTF-8"

    def __init__(self, real: Any) -> None:
        self.real = real

    def write(self, text: str) -> int:
        """As any stream."""
        return self.real.write(text)

    def flush(self) -> None:
        """As any stream."""
        self.real.flush()


class Loading:
    """Imports what it is told to; afterwards nothing of it shows.

    Args:
        recorder: What it would note of a page that imports this, is noted here instead.
        wanted: What to import; `from a import b` is `("a", ["b"])`. What cannot be imported is left out: a
            page that imports it hears why.

    Attributes:
        modules: All that has been loaded.
        attributes: The names of those modules that their import has made an attribute of their package.
        happened: By module what its import did, in order: ("import", name), ("note", line) for the recorder,
            ("variable", (name, value)), ("filter", (filter, whether it was put last)) for warnings,
            ("finder", (where, finder)).
        streams: Standard output and error, for modules that have kept them.
    """

    def __init__(self, recorder: Recorder, wanted: Iterable[tuple[str, list[str]]]) -> None:
        self.modules: dict[str, ModuleType] = {}
        self.attributes: set[str] = set()
        self.happened: Any = defaultdict(list)
        self.streams = Stream(sys.stdout), Stream(sys.stderr)
        self._executing = [""]
        before, self._known = {*sys.modules}, {*sys.modules}
        self._state = _left_behind()
        real = builtins.__import__, bootstrap._load_unlocked, sys.stdout, sys.stderr
        finders = [*sys.meta_path]
        builtins.__import__, bootstrap._load_unlocked = self._importing(real[0]), self._loading(real[1])
        sys.stdout, sys.stderr = self.streams
        recorder.note, recorder.is_ours = self._note, lambda _: False  # type: ignore[method-assign]
        try:
            with warnings.catch_warnings():  # which puts back the filters that imports have added
                for name, parts in wanted:
                    with suppress(Exception):
                        builtins.__import__(name, fromlist=parts or ("",))
        finally:
            builtins.__import__, bootstrap._load_unlocked, sys.stdout, sys.stderr = real
            del recorder.note, recorder.is_ours
            sys.meta_path[:] = finders
            self._executing = []
        self.modules = {name: it for name, it in sys.modules.items() if name not in before}
        self._hide()
        self._gather()

    def _importing(self, real: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
        """Python's `__import__`, of which finders do not hear where a module is loaded already."""

        def importing(
            name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
        ) -> ModuleType:
            module = real(name, globals, locals, fromlist, level)
            if not self._executing:  # whoever has kept this function since then
                return module
            if level:
                package = globals.get("__package__") or globals["__spec__"].parent
                name = resolve_name("." * level + name, package)
            self._happens("import", name)
            for part in fromlist or ():
                for each in getattr(module, "__all__", ()) if part == "*" else (part,):
                    found = sys.modules.get(f"{name}.{each}")
                    if found is not None and getattr(module, each, None) is found:
                        self._happens("import", f"{name}.{each}")
            return module

        return importing

    def _loading(self, real: Callable[[ModuleSpec], ModuleType]) -> Callable[[ModuleSpec], ModuleType]:
        """Python's own step from a spec to a module: what happens in it, that module does."""

        def loading(spec: ModuleSpec) -> ModuleType:
            self._settle()
            self._happens("import", spec.name)
            self._executing.append(spec.name)
            package, _, child = spec.name.rpartition(".")
            if package and child not in vars(sys.modules[package]):
                self.attributes.add(spec.name)
            try:
                return real(spec)
            finally:
                self._settle()
                self._executing.pop()

        return loading

    def _happens(self, kind: str, value: Any) -> None:
        self.happened[self._executing[-1]].append((kind, value))

    def _note(self, line: str) -> None:
        self._happens("note", line)

    def _settle(self) -> None:
        """What has changed since this was last asked is the work of the module that executes."""
        new = len(sys.modules) - len(self._known)
        for each in reversed(sys.modules):
            if new <= 0:
                break
            if each not in self._known:
                self._known.add(each)
                self._happens("import", each)
                new -= 1
        before, self._state = self._state, _left_behind()
        if before == self._state:
            return
        variables, filters, finders = self._state
        first = filters.index(before[1][0]) if before[1] else len(filters)
        fresh = [it for it in filters if it not in before[1]]
        found = [("variable", it) for it in variables.items() if it not in before[0].items()]
        found += [("filter", (it, False)) for it in reversed(filters[:first]) if it in fresh]
        found += [("filter", (it, True)) for it in filters[first:] if it in fresh]
        found += [("finder", (finders.index(it), it)) for it in finders if it not in before[2]]
        self.happened[self._executing[-1]] += found

    def _hide(self) -> None:
        for name, module in self.modules.items():
            del sys.modules[name]
            package, _, child = name.rpartition(".")
            if name in self.attributes:
                owner = vars(self.modules.get(package) or sys.modules[package])
                if owner.get(child) is module:
                    del owner[child]
                else:
                    self.attributes.remove(name)

    def _gather(self) -> None:
        """Let all that a fork will look at lie together: of what it looks at it has a copy of its own."""
        texts: dict[str, str] = {}

        def anew(text: str) -> str:
            return texts.setdefault(text, text[:1] + text[1:])

        known = self.modules.keys() | self.happened.keys()
        self.modules = {anew(name): module for name, module in self.modules.items()}
        self.attributes = {anew(name) for name in self.attributes}
        self.happened = {
            anew(name): tuple(
                (kind, anew(value) if isinstance(value, str) else value)
                for kind, value in dict.fromkeys(happened)
                if kind != "import" or value in known
            )
            for name, happened in self.happened.items()
        }


def _left_behind() -> tuple[dict, list, list]:
    """What an import may change for the whole process."""
    # The bytes behind it: to decode them all, twice for each module, takes seconds.
    return {**os.environ._data}, [*warnings.filters], [*sys.meta_path]  # type: ignore[attr-defined]
