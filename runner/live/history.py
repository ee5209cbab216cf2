"""What has run of a page: in the last build, and in the kernel that lives."""

from dataclasses import dataclass, field

from runner.script.page import Code
from runner.store.dependencies import Dependencies
from runner.store.record import Entry


@dataclass(frozen=True)
class Ran:
    """A cell that ran: what the kernel was given, what it gave, and the files that it opened."""

    code: Code
    outputs: list[dict]
    files: dict[str, str | None] = field(default_factory=dict)


@dataclass
class History:
    """What has run of one page.

    Attributes:
        dependencies: The repository's files as they are now.
        stored: The cells of the stored run, in order.
        ran: Those that the living kernel has behind it, in order.
        blamed: The files that a cell which failed had opened.
        shown: For each cell of the script the outputs that the page showed last.
    """

    dependencies: Dependencies
    stored: list[Ran] = field(default_factory=list)
    ran: list[Ran] = field(default_factory=list)
    blamed: dict[str, str | None] = field(default_factory=dict)
    shown: list[list[dict] | None] = field(default_factory=list)

    def store(self, entry: Entry, codes: list[Code]) -> None:
        """There is a stored run of these cells."""
        self.stored = [Ran(code, it) for code, it in zip(codes, entry.outputs, strict=True)]
        # Which cell opened which file, the store does not say.
        for first in self.stored[:1]:
            first.files.update(entry.record.files)

    def keep(self, codes: list[Code]) -> None:
        """Remember what the page shows, for cells that later have to run again."""
        self.shown = self.outputs(codes)

    def outputs(self, codes: list[Code]) -> list[list[dict] | None]:
        """For each code cell the outputs to show; for what has not run, those of the last time."""
        best = max((self.stored, self.ran), key=lambda each: self.same(each, codes))
        true: list[list[dict] | None] = [each.outputs for each in best[: self.true(codes)]]
        last = self.shown if len(self.shown) == len(codes) else [None] * len(codes)
        return true + last[len(true) :]

    def true(self, codes: list[Code]) -> int:
        """How many cells, from the top, show what a run of this script would."""
        return max(self.same(each, codes) for each in (self.stored, self.ran))

    def same(self, ran: list[Ran], codes: list[Code]) -> int:
        """How many cells, from the top, are as they were when they ran."""
        for count, (each, code) in enumerate(zip(ran, codes, strict=False)):
            if each.code != code or self.stale(each.files):
                return count
        return min(len(ran), len(codes))

    def stale(self, files: dict[str, str | None]) -> list[str]:
        """What has become of those files that are not any more what they were, in words."""
        changes = (self.dependencies.change(name, digest) for name, digest in files.items())
        return [change for change in changes if change]

    def rests_on(self, codes: list[Code]) -> object:
        """What tells one state of the files that cells have opened from another."""
        # Both: a module that is as it was before its edit makes the stored run true again, and no more cells.
        same = [self.same(each, codes) for each in (self.stored, self.ran)]
        return same, [self.dependencies.file(name) for name in self.blamed]
