"""`python -m runner`: run the pages that need it and write `build/`."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from rich.console import Console

from runner.base.processes import end_with_parent
from runner.base.progress import Reporter
from runner.build import build
from runner.context import Context
from runner.script import shard
from runner.script.page import PROFILES, find

TIMEOUT = 1200.0
SPAWN = "start each kernel by itself, instead of forking it from a template"


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 0 where every page is right, 1 where one is not, 130 after Ctrl-C."""
    root = Path.cwd().resolve()
    options = _options(root, arguments)
    try:
        with Reporter(Console()) as reporter:
            context = Context.of(root, options.profile, options.timeout, reporter, spawn=options.spawn)
            failures = build(context, options.pages, options.kernels, options.store_from)
    except (KeyboardInterrupt, asyncio.CancelledError):
        print("멈췄습니다. 끝난 페이지의 결과는 보관소에 있습니다.", file=sys.stderr)
        return 130
    if failures:
        print(
            f"\n실패 {len(failures)}건 (다른 페이지의 결과는 저장했고, 사이트는 그대로입니다):",
            file=sys.stderr,
        )
        print("\n".join(failures), file=sys.stderr)
        return 1
    return 0


def _options(root: Path, arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m runner", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="run only these scripts (tutorials/…/x.py)")
    parser.add_argument(
        "--shard", type=shard.parse, metavar="I/N", help="run only the I-th of N shares of the scripts"
    )
    parser.add_argument("--profile", choices=PROFILES, default="full")
    parser.add_argument(
        "--fast", dest="profile", action="store_const", const="fast", help="small data, one epoch"
    )
    parser.add_argument(
        "--store-from", metavar="SITE", help="take what still holds from a site: https://… or its folder"
    )
    parser.add_argument("--timeout", type=float, default=TIMEOUT, help="seconds a cell may take")
    parser.add_argument("--kernels", type=int, default=cores(), help="pages that run at once")
    parser.add_argument("--spawn", action="store_true", help=SPAWN)
    options = parser.parse_args(arguments)
    pages = find(root)
    if not pages:
        parser.error(f"{root}/tutorials 아래에 스크립트가 없습니다.")
    for page in options.pages:
        if page not in pages:
            parser.error(f"{page}: 그런 페이지가 없습니다. 있는 페이지: {', '.join(pages)}")
    if options.shard and options.pages:
        parser.error("--shard와 페이지는 함께 고를 수 없습니다. 둘 중 하나만 적으세요.")
    options.pages = shard.share(root, pages, *options.shard) if options.shard else options.pages or pages
    return options


def cores() -> int:
    """How many pages may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    end_with_parent()
    sys.exit(main())
