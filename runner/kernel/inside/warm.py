"""Modules that are loaded already, and that a process sees only once it imports them.

What a template has loaded must not show in a page: not in `sys.modules`, not as an attribute of a package,
not in what is recorded of its imports, not by what an import leaves behind elsewhere. A page that imports a
module gets it, and with it all that it had imported, as if it had been loaded just then. Stdlib only.
"""

import os
import sys
import warnings
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from loading import Loading
from page_state import HERE
from sitecustomize import Recorder


class Warm:
    """Finds the modules that have been loaded, before any other finder does.

    Args:
        recorder: Told what a page would have looked at, had it loaded a module itself.
        loading: What has been loaded.

    Attributes:
        after: What to do to a module, by its name, when it is given out.
    """

    def __init__(self, recorder: Recorder, loading: Loading) -> None:
        self.after: dict[str, Callable[[ModuleType], object]] = {}
        self._recorder = recorder
        self._hidden = loading.modules
        self._attributes = loading.attributes
        self._happened = loading.happened
        self._streams = loading.streams
        self._given: set[str] = set()
        self._expected: tuple = ()
        self._kernel = 0
        folder = os.path.dirname(os.environ["RUNNER_RECORD"])
        self._paths = [
            (vars(module), name)
            for module in [*self._hidden.values(), *sys.modules.values()]
            for name, value in vars(module).items()
            if isinstance(value, str) and value.startswith(folder)
        ]
        sys.meta_path.insert(1, self)  # behind the recorder

    def asked(self) -> list[str]:
        """The top-level names that were asked for, found or not; sorted."""
        return sorted({it[1] for it in self._notes() if it[0] == "import"})

    def looked_at(self) -> list[tuple[str, str]]:
        """State and name of what imports looked at in the repository; of a page's folder, below `HERE`."""
        return [(it[1], it[2]) for it in self._notes() if it[0] == "path"]

    def _notes(self) -> list[list[str]]:
        """What the recorder would have noted."""
        happened = (it for all_of_one in self._happened.values() for it in all_of_one)
        return [value.split("\t", 2) for kind, value in happened if kind == "note"]

    def move(self, before: str, now: str) -> None:
        """Where a module has remembered a path below one folder, let it be the same below another."""
        for variables, name in self._paths:
            variables[name] = variables[name].replace(before, now)

    def holds(self, name: str) -> bool:
        """Whether a module is loaded and hidden."""
        return name in self._hidden

    def watch(self) -> None:
        """From now on the page's own code runs: it may change what a module looks at while it loads."""
        self._expected, self._kernel = _looked_at(), os.getpid()
        for stream, now in zip(self._streams, (sys.stdout, sys.stderr), strict=True):
            stream.real = now

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """A hidden module, as Python asks each finder for it; where it would not be the same, the end."""
        if name not in self._hidden:
            return None
        if self._kernel == os.getpid() and (
            self._expected != _looked_at() or self._hidden.keys() & sys.modules.keys()
        ):
            self._recorder.note("unfit")
            os._exit(1)
        real = getattr(self._hidden[name], "__spec__", None)
        loader: Any = self
        spec = ModuleSpec(name, loader, origin=getattr(real, "origin", None), loader_state=real)
        spec.submodule_search_locations = getattr(real, "submodule_search_locations", None)
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """The module itself; or nothing, for one that would load more when it is asked for an attribute."""
        module = self._hidden[spec.name]
        return module if type(module) is ModuleType else None

    def exec_module(self, module: ModuleType) -> None:
        """Give it out, and all that had been imported for it."""
        spec: Any = module.__spec__
        if self._hidden.get(spec.name) is module:
            module.__spec__ = spec.loader_state
        self._give(spec.name)
        if self._kernel:
            self._expected = _looked_at()

    def _give(self, name: str) -> None:
        """Do to the process what the import of a module has done, in that order."""
        if name in self._given:
            return
        self._given.add(name)
        package, _, child = name.rpartition(".")
        if package:
            self._give(package)
        for kind, value in self._happened.get(name, ()):
            if kind == "import":
                self._give(value)
            else:
                self._leave(kind, value)
        module = self._hidden.pop(name, None)
        if module is None:  # its import had failed
            return
        sys.modules[name] = module
        if name in self._attributes:
            vars(self._hidden.get(package) or sys.modules[package])[child] = module
        self._recorder.note(f"import\t{name.partition('.')[0]}")
        if name in self.after:
            self.after.pop(name)(module)

    def _leave(self, kind: str, value: Any) -> None:
        if kind == "variable":
            os.environ[os.fsdecode(value[0])] = os.fsdecode(value[1])
        elif kind == "filter":
            (action, message, category, where, line), last = value
            patterns = [it.pattern if it else "" for it in (message, where)]
            warnings.filterwarnings(action, patterns[0], category, patterns[1], line, append=last)
        elif kind == "finder":
            sys.meta_path.insert(*value)
        elif not value.startswith("path\t"):
            self._recorder.note(value)
        elif (path := value.split("\t", 2)[2]).startswith(HERE):
            self._recorder.path(path.removeprefix(HERE))
        else:
            self._recorder.path(self._recorder.inside + path)


def _looked_at() -> tuple:
    """What an import may look at, of all that a page can change before it."""
    return {**os.environ}, [*sys.path], os.getcwd()
