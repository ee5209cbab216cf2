"""`nox -s bench`: what a build costs, its kernels, how that grows, a prediction, training, Lighthouse.

The fast profile unless `--full` is given. `--peers` compares with every peer, and does nothing else.
"""

import sys
import tempfile
from pathlib import Path

from tests.bench import first_second, kernels, lighthouse, pages, predictions, preview, scale, training


def main() -> None:
    peers = "--peers" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        pages.compare(Path(folder), "full" if "--full" in sys.argv else "fast", peers=peers)
        if not peers:
            predictions.report(Path(folder) / "ours/site")
            training.report(Path(folder) / "ours/site")
            lighthouse.report(Path(folder) / "ours/site")
            first_second.report(Path(folder) / "ours/site")
            preview.report(Path(folder) / "preview")
            kernels.report(Path(folder) / "kernels")
    if not peers:
        scale.report()


if __name__ == "__main__":
    main()
