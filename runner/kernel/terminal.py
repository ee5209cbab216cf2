"""What a terminal would show of a text."""

import re
import unicodedata

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-Za-z]|[78=>@-Z\\-_])")
CONTROL = re.compile(rf"({ANSI.pattern}|[\r\n\b\t])")
MOVE = re.compile(r"\x1b\[(\d*)([A-DGJK])")
# No terminal is larger; who asks for more gets to its edge.
EDGE = 1_000


def terminal(text: str) -> str:
    r"""What is seen of `text`: `\r` goes back to the start of a line, `\b` one step, `\x1b[2A` up twice."""
    rows: list[list[str]] = [[]]
    row = column = 0
    for part in filter(None, CONTROL.split(text)):
        if move := MOVE.fullmatch(part):
            row, column = _moved(rows, row, column, move[2], min(int(move[1][:5] or 0), EDGE))
        elif part == "\r":
            column = 0
        elif part == "\b":
            column = max(column - 1, 0)
        elif part == "\n":
            row, column = row + 1, 0
        elif part[0] != "\x1b":
            line = rows[row]
            shown = " " * (8 - _width(line[:column]) % 8) if part == "\t" else part
            line.extend(" " * (column - len(line)))
            line[column : column + len(shown)] = shown
            column += len(shown)
        rows.extend([] for _ in range(row + 1 - len(rows)))
    return "\n".join(map("".join, rows))


def _moved(rows: list[list[str]], row: int, column: int, code: str, number: int) -> tuple[int, int]:
    """Where the cursor is after a control code, which may also erase."""
    line, steps = rows[row], number or 1
    match code:
        case "A":
            return max(row - steps, 0), column
        case "B":
            return row + steps, column
        case "C":
            return row, column + steps
        case "D":
            return row, max(column - steps, 0)
        case "G":
            return row, steps - 1
        case "K" if number == 2:
            line[:] = " " * min(column, len(line))
        case "K" if number == 1:
            line[:column] = " " * min(column, len(line))
        case "K":
            del line[column:]
        case "J":
            del line[column:], rows[row + 1 :]
    return row, column


def _width(line: list[str]) -> int:
    """How many columns letters take: a Korean one takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)
