"""Code that scrolls is in the order of the Tab key on a touch screen too, which may have a keyboard."""

from pathlib import Path

# Where nothing hovers, Material's script takes `tabindex` away from each block of code that it has seen.
HOVERING, ANY = 'matchMedia("(hover)")', 'matchMedia("all")'


def reach_code(site: Path) -> None:
    """Let Material's script leave what scrolls in the order of the Tab key, whatever the device."""
    for script in site.glob("assets/javascripts/bundle.*.js"):
        script.write_text(script.read_text(encoding="utf-8").replace(HOVERING, ANY), encoding="utf-8")
