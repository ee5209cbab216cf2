"""Our pages built by us and by others: cold, unchanged, after an edit to prose and to a module.

All work on the same scripts, in the same environment, in one run, so that the ratios hold on any machine.
"""

import compileall
import re
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

from runner.script.page import find
from tests.bench import tools
from tests.bench.cost import run
from tests.bench.tools import MKDOCS_JUPYTER, OTHERS, OURS, Tool
from tests.process import ROOT

PAGE = "concepts/padding_and_stride.py"
PROSE = ("외울 공식이", "외워야 할 공식이")
MODULE = "snippets/output_size.py"
# After this edit the page prints what it has printed before with one letter more.
MODULE_EDIT = """

class Counted(int):
    def __str__(self) -> str:
        return f"{int(self)}칸"


_uncounted = conv_output_size


def conv_output_size(*arguments, **named):
    return Counted(_uncounted(*arguments, **named))
"""
PRINTED, PRINTED_AFTER = "28칸, 커널 3: 26", "28칸, 커널 3: 26칸"
TAG = re.compile(r"<[^>]*>")


def compare(folder: Path, profile: str, *, peers: bool) -> None:
    """Build below `folder`; print seconds, our share of each peer's, and whether pages then are right."""
    built = (OURS, MKDOCS_JUPYTER, *(OTHERS if peers else ()))
    # In a new environment the first tool would compile TensorFlow for all others.
    compileall.compile_dir(sysconfig.get_path("purelib"), quiet=2, workers=tools.CORES)
    for tool in built:
        tool.write(folder / tool.name, profile)
    print(f"{len(find(ROOT))} pages, profile {profile}, {tools.CORES} cores; seconds (ours/peer)\n")
    print("\n".join(f"{tool.name}: {tool.setting}" for tool in built))
    if peers:
        print(tools.LEFT_OUT)
    print(f"\n{'':16}{''.join(f'{tool.name:>20}' for tool in built)}", flush=True)
    seconds: dict[str, list[float]] = {}
    for name, edit in EDITS.items():
        print(f"{name:16}", end="", flush=True)
        seconds[name] = []
        for tool in built:
            edit(folder / tool.name, tool)
            commands = ([part.format(profile=profile) for part in it] for it in tool.commands)
            taken = sum(run(folder / tool.name, *it, RUNNER_PROFILE=profile).seconds for it in commands)
            seconds[name].append(taken)
            print(f"{taken:11.2f} ({seconds[name][0] / taken:6.3f})", end="", flush=True)
            if name == "cold" and _printed(folder / tool.name) != PRINTED:
                sys.exit(f"\n{tool.name}: no page shows `{PRINTED}`")
        print(flush=True)
    fresh = [_printed(folder / tool.name) == PRINTED_AFTER for tool in built]
    print(f"{'page is right':16}{''.join(f'{"yes" if it else "no":>20}' for it in fresh)}\n")
    cold, same = seconds["cold"], seconds["nothing changed"]
    print(f"cold: {cold[0] / cold[1]:.2f} of mkdocs-jupyter (target 0.65)")
    print(f"nothing changed: 1/{cold[0] / same[0]:.0f} of cold (target 1/100), ", end="")
    print(f"{min(same[1:]) / same[0]:.1f} times faster than the fastest peer (target 1)")
    print(f"right after an edit to a module: ours {fresh[0]}, of the peers {sum(fresh[1:])}\n")


def _edit_prose(folder: Path, tool: Tool) -> None:
    script = folder / tool.scripts / PAGE
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace(*PROSE), encoding="utf-8")


def _edit_module(folder: Path, _tool: Tool) -> None:
    with (folder / MODULE).open("a", encoding="utf-8") as file:
        file.write(MODULE_EDIT)


def _printed(folder: Path) -> str | None:
    """What the built page shows where it prints an output size."""
    texts = (TAG.sub("", path.read_text(encoding="utf-8")) for path in (folder / "site").rglob("*.html"))
    return next((match[0] for text in texts if (match := re.search(rf"{PRINTED}칸?", text))), None)


EDITS: dict[str, Callable[[Path, Tool], None]] = {
    "cold": lambda *_: None,
    "nothing changed": lambda *_: None,
    "prose edit": _edit_prose,
    "module edit": _edit_module,
}
