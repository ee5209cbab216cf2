"""What a page allows itself: its Content-Security-Policy."""

import base64
import hashlib
import re
from collections.abc import Iterable
from html import unescape

# As theme/overrides/main.html leaves it.
EMPTY = '"Content-Security-Policy" content=""'
# Nothing but what this site itself serves; Material's icons are `data:` in its style sheet.
POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self'{styles}; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
INLINE_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
INLINE_STYLE = re.compile(r"""<[^<>]*?\sstyle=(?:"([^"]*)"|'([^']*)')""")


def with_policy(page: str, more: list[str]) -> str:
    """The page with its policy filled in: what stands in it by its hashes, and `more`."""
    attributes = [unescape(one or other) for one, other in INLINE_STYLE.findall(page)]
    # A browser wants to be told that hashes are meant for attributes too.
    styles = "".join(f" {it}" for it in [*_hashes(INLINE_SHEET.findall(page)), *_hashes(attributes)])
    styles = f" 'unsafe-hashes'{styles}" if attributes else styles
    allowed = POLICY.format(scripts=" ".join(_hashes(INLINE_SCRIPT.findall(page))), styles=styles)
    return page.replace(EMPTY, f'{EMPTY[:-1]}{"; ".join([allowed, *more])}"')


def _hashes(texts: Iterable[str]) -> list[str]:
    """How a policy names what stands in a page, each once."""
    digests = (hashlib.sha256(text.encode()).digest() for text in dict.fromkeys(texts))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
