"""`python -m theme`: look at the navigation, then publish what stands in `build/`."""

import sys
from pathlib import Path

from theme.nav import missing_from_nav, silent
from theme.publish import SITE, publish
from theme.strict import end_with_parent


def main(arguments: list[str]) -> int:
    """Publish, and return the exit code; `--check` looks at the navigation only, before any page runs."""
    root = Path.cwd()
    if problems := missing_from_nav(root):
        print("\n".join(problems), file=sys.stderr)
        return 1
    if "--check" in arguments:
        print("".join(f"알림: {line}\n" for line in silent(root)), end="")
        return 0
    try:
        return publish(root)
    except OSError as error:  # a full disk, a folder that cannot be written
        print(f"사이트를 만들지 못했습니다. {SITE}/는 그대로입니다. ({error})", file=sys.stderr)
        return 1


if __name__ == "__main__":
    end_with_parent()
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(f"멈췄습니다. {SITE}/는 그대로입니다.")
