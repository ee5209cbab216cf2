"""TensorFlow takes ten seconds to import: a worker waits for that where a test asks for it, or never."""

from importlib import import_module
from typing import Any


class Lazy:
    """Stands for a module, which is imported when something of it is first asked for."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


keras = Lazy("keras")
layers = Lazy("keras.layers")
tf = Lazy("tensorflow")
