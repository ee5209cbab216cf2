"""One style sheet instead of three."""

import re
from pathlib import Path

# While the colours change; on a long page this rule alone takes a phone a third of a second, at every load.
SWITCHING = re.compile(r"(?:\[data-md-color-switching\] [^{},]+,?)+\{[^}]*\}")
# Code as wide as a phone, in a page's sections too.
CODE, ALSO = ".md-content__inner>.highlight", ":is(.md-content__inner,section)>.highlight"


def merge(site: Path) -> None:
    """Put Material's two style sheets before ours, in one file, and take theirs away."""
    theirs = [next(site.glob(f"assets/stylesheets/{name}.*.css")) for name in ("main", "palette")]
    ours = site / "stylesheets/site.css"
    styles = "".join(path.read_text(encoding="utf-8") for path in [*theirs, ours])
    ours.write_text(SWITCHING.sub("", styles).replace(CODE, ALSO), encoding="utf-8")
    for path in theirs:
        path.unlink()
