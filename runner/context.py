"""What all of a build or of a preview shares."""

from dataclasses import dataclass
from pathlib import Path

from runner.base.progress import Reporter
from runner.kernel.template import Template
from runner.store.dependencies import Dependencies
from runner.store.store import Store


@dataclass(frozen=True)
class Context:
    """Where pages are run, how, and what is remembered of them.

    Attributes:
        root: The repository's root.
        profile: `full` or `fast`.
        timeout: Seconds that a cell may take, unless it says `timeout=…` itself.
        reporter: Told what happens.
        store: The runs of the profile.
        dependencies: What runs depend on, as it is now.
        template: What kernels are forked from; nothing where each is to start by itself.
    """

    root: Path
    profile: str
    timeout: float
    reporter: Reporter
    store: Store
    dependencies: Dependencies
    template: Template | None

    @classmethod
    def of(
        cls, root: Path, profile: str, timeout: float, reporter: Reporter, *, spawn: bool = False
    ) -> "Context":
        """The context of a repository and its store."""
        return cls(
            root,
            profile,
            timeout,
            reporter,
            Store(root, profile, reporter.say),
            Dependencies(root),
            None if spawn else Template(root, reporter.say),
        )
