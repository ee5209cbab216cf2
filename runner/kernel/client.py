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
    """

    def __init__(self, nb: NotebookNode, **settings: object) -> None:
        # nbclient's own four seconds drop, without a word, what a busy machine has not yet delivered.
        super().__init__(nb, iopub_timeout=60, raise_on_iopub_timeout=True, **settings)
        self.overflowed = False
        self.given = 0

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
