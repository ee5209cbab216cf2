"""Pictures: what is kept of one, and the file that a page shows."""

import base64
import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image

# Bytes of WebP that drawings and grids of pixels stay below, and photographs do not.
PHOTOGRAPH = 100_000
# CSS pixels of a length in an SVG.
UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "em": 16}
LENGTH = re.compile(rf"""\s(width|height)=["'](\d+(?:\.\d*)?|\.\d+)({"|".join(filter(None, UNITS))})?["']""")
VIEW_BOX = re.compile(r"""\sviewBox=["'][-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)""")


@dataclass(frozen=True)
class Stored:
    """A file beside the page: what it holds, the suffix of its name, and what the page is told of it."""

    content: bytes
    suffix: str
    shown: dict


def to_webp(png: str, size: dict | None) -> dict[str, str]:
    """The same pixels in a third of the bytes; done once, because it takes a third of a second.

    A photograph, whose pixels do not pack, may lose a little. Where it has two pixels for each of those
    that it takes on the page, it is halved.
    """
    image = Image.open(io.BytesIO(base64.b64decode(png)))
    if image.mode == "RGBA" and image.getextrema()[3] == (255, 255):
        image = image.convert("RGB")
    content = io.BytesIO()
    image.save(content, "WEBP", lossless=True, method=6)
    if content.tell() > PHOTOGRAPH:
        content = io.BytesIO()
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        if size and image.width >= 2 * _size(image, size)["width"]:
            image = image.reduce(2)
        image.save(content, "WEBP", quality=85, method=6)
    return {"image/webp": base64.b64encode(content.getvalue()).decode()}


def picture(mime: str, data: str, _: dict | None) -> dict[str, str]:
    """A picture that every browser shows as it is, once it is known to be one."""
    Image.open(io.BytesIO(base64.b64decode(data))).load()
    return {mime: data}


def svg(svg: str, _: dict | None) -> dict[str, str]:
    """A line drawing."""
    if "<svg" not in svg:
        raise ValueError("<svg>가 없음")
    return {"image/svg+xml": svg}


def pixels(mime: str, data: str, size: dict | None) -> Stored:
    """The file of a picture, told the size that was asked for."""
    content = base64.b64decode(data)
    return Stored(content, f".{mime.partition('/')[2]}", _size(Image.open(io.BytesIO(content)), size))


def drawing(_: str, data: str, __: dict | None) -> Stored:
    """A line drawing: without prolog and metadata, sized in CSS pixels."""
    svg = re.sub(r"^.*?(?=<svg)|\s*<metadata>.*?</metadata>", "", data, flags=re.DOTALL)
    head = svg[: svg.index(">")]
    sizes = {side: float(number) * UNITS[unit] for side, number, unit in LENGTH.findall(head)}
    box = VIEW_BOX.search(head)
    width, height = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    if not (0 < width < math.inf and 0 < height < math.inf):
        width, height = 300.0, 150.0  # as browsers have it
    content = (re.sub(r"\n\s*", "\n", svg).strip() + "\n").encode()
    return Stored(content, ".svg", _fitted(width, height, sizes))


def _size(image: Image.Image, asked: dict | None) -> dict[str, int]:
    """The size at which a picture shows: one side that is asked for gives the other."""
    width, height = image.size
    sides = {side: value for side, value in (asked or {}).items() if isinstance(value, int) and value > 0}
    return _fitted(width, height, sides)


def _fitted(width: float, height: float, asked: Mapping[str, float]) -> dict[str, int]:
    """A size with the sides that are asked for; where one is, the other keeps its ratio."""
    ratio = asked.get("height", height) / height
    ratio = asked["width"] / width if "width" in asked else ratio
    return {"width": round(width * ratio), "height": round(asked.get("height", height * ratio))}
