"""What goes wrong with a page, by script and line."""


class PageError(Exception):
    """What is wrong with a page, as `script.py:line: message`."""

    def __init__(self, page: str, line: int | None, message: str) -> None:
        self.line = line
        super().__init__(f"{page}:{line}: {message}" if line else f"{page}: {message}")

    @classmethod
    def of(cls, page: str, problems: list[tuple[int, str]]) -> "PageError":
        """Several problems, each with its line; the first is where the error is."""
        (line, first), *others = problems
        return cls(page, line, "\n".join([first, *(f"{page}:{at}: {message}" for at, message in others)]))


class UnfitError(PageError):
    """The page needs a kernel that starts by itself."""


class CellError(PageError):
    """The cell raised; its kernel lives on."""
