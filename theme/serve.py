"""`python -m theme.serve`: MkDocs' own server, with the runner called whenever a script is saved."""

import os
import subprocess
import sys
import time
from pathlib import Path

WATCHED = ("tutorials", "snippets")


def main() -> None:
    """Serve until Ctrl-C. Pages run in the fast profile unless `--profile full` is given."""
    root = Path.cwd()
    runner = [sys.executable, "-m", "runner", "--fast", *sys.argv[1:]]
    subprocess.run(runner, check=False)
    seen = _state(root)
    # MkDocs sees `build/` change by itself. Without --livereload, 1.6.1 with click 8.3 never looks.
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--quiet"],
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    print("미리보기: http://127.0.0.1:8000/  (Ctrl-C로 끝내기)")
    try:
        while server.poll() is None:
            time.sleep(0.3)
            if (now := _state(root)) != seen:
                seen = now
                subprocess.run(runner, check=False)
    except KeyboardInterrupt:
        pass
    finally:
        server.terminate()
        server.wait()


def _state(root: Path) -> dict[Path, int]:
    return {
        path: path.stat().st_mtime_ns
        for folder in WATCHED
        for path in (root / folder).rglob("*.py")
        if path.exists()
    }


if __name__ == "__main__":
    main()
