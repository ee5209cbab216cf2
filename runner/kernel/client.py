"""The runner's end of a kernel: takes what cells give out, but not without end."""

from nbclient import NotebookClient
from nbformat import NotebookNode

# Of one cell, before anything is cleaned. A figure has half of a megabyte, a trained model two.
LARGEST = 20_000_000


class Client(NotebookClient):
    """Ends a cell as if its kernel had died when it gives out more than `LARGEST` characters.

    Attributes:
        given: Characters of the cell that runs, so far.
        overflowed: Whether that is why.
        changed: Positions of the cells whose outputs are others than when this was last emptied.
    """

    def __init__(self, nb: NotebookNode, **settings: object) -> None:
        # nbclient's own four seconds drop, without a word, what a busy machine has not yet delivered.
        super().__init__(nb, iopub_timeout=60, raise_on_iopub_timeout=True, **settings)
        self.overflowed = False
        self.given = 0
        self.changed: set[int] = set()

    def next(self, at: int, cell: NotebookNode) -> None:
        """Put a cell at its place, from where on nothing has run yet."""
        del self.nb.cells[at:]
        for places in self._display_id_map.values():
            for gone in [it for it in places if it >= at]:
                del places[gone]
        self.nb.cells.append(cell)
        self.changed = {at}
        self.given = 0

    def _update_display_id(self, display_id: str, msg: dict) -> None:
        """What was shown is shown anew (`display(…, display_id=…)`); nbclient's own method."""
        self.changed |= self._display_id_map.get(display_id, {}).keys()
        super()._update_display_id(display_id, msg)

    def output(
        self, outs: list[NotebookNode], msg: dict, display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Take an output, unless it is too much; nbclient's own method."""
        content = msg["content"]
        size = len(content.get("text", "")) + sum(len(str(it)) for it in content.get("data", {}).values())
        self.given += size
        if self.given > LARGEST:
            self.overflowed = True
            if self.task_poll_for_reply:
                self.task_poll_for_reply.cancel()
            return None
        return super().output(outs, msg, display_id, cell_index)
