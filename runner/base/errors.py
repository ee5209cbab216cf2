"""What goes wrong with a page, by script and line."""


class PageError(Exception):
    """What is wrong with a page, as `script.py:line: message`."""

    def __init__(self, page: str, line: int | None, message: str) -> None:
        self.line = line
        super().__init__(f"{page}:{line}: {message}" if line else f"{page}: {message}")


class CellError(PageError):
    """The cell raised; its kernel lives on."""
