"""One address as a QR code: vector for paper, pixels for slides and web pages.

Every code is black on white with the quiet zone of four modules that ISO/IEC 18004 asks for.
Sizes in millimetres are the side of the whole square, quiet zone included.
"""

from __future__ import annotations

from io import BytesIO
from itertools import groupby
from typing import Literal

from markupsafe import escape
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.pil import PilImage
from qrcode.main import QRCode

QUIET_MODULES = 4

# M mends 15 % of the code and is the standard; Q mends 25 %, for what hangs outdoors.
Level = Literal["M", "Q"]
LEVELS: tuple[Level, ...] = ("M", "Q")
_CORRECTION = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}


def svg(
    url: str, size_mm: float | None = None, level: Level = "M", *, mask: int | None = None
) -> str:
    """An SVG element, one unit per module, fit for HTML and for a file of its own.

    Without `size_mm` it has no size and fills its container. `url` is ASCII
    (`qr.links.answer_url`); other text raises UnicodeEncodeError. `mask` is one of the eight of the
    standard, by default the one that suits this code best (`best_mask`).
    """
    rows = _code(url, level, mask=mask).get_matrix()
    side = len(rows)
    size = "" if size_mm is None else f' width="{size_mm:g}mm" height="{size_mm:g}mm"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"{size} role="img">'
        f"<title>QRコード: {escape(url)}</title>"
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>'
        f'<path fill="#000" d="{_path(rows)}"/></svg>'
    )


def best_mask(url: str, level: Level = "M") -> int:
    """The mask under which the code has the fewest patterns that disturb a reader."""
    code = _filled(url, level)
    code.version = code.best_fit(start=1)
    best: int = code.best_mask_pattern()
    return best


def png(url: str, module_px: int = 20, level: Level = "M") -> bytes:
    """A PNG in pure black and white, `module_px` pixels per module."""
    file = BytesIO()
    _code(url, level, module_px).make_image(image_factory=PilImage).save(file, format="PNG")
    return file.getvalue()


def modules(url: str, level: Level = "M") -> int:
    """How many modules a side has, quiet zone included."""
    version: int = _filled(url, level).best_fit(start=1)
    return 17 + 4 * version + 2 * QUIET_MODULES  # ISO/IEC 18004: version 1 has 21 of them


def module_mm(url: str, size_mm: float, level: Level = "M") -> float:
    """The side of one module when the whole square is `size_mm`: phones need 0.33 mm."""
    return size_mm / modules(url, level)


def _code(
    url: str, level: Level, module_px: int = 1, *, mask: int | None = None
) -> QRCode[PilImage]:
    code = _filled(url, level, module_px)
    code.mask_pattern = mask
    code.make()
    return code


def _filled(url: str, level: Level, module_px: int = 1) -> QRCode[PilImage]:
    """What is to be drawn, not drawn yet: choosing the mask is what takes the time."""
    code: QRCode[PilImage] = QRCode(
        error_correction=_CORRECTION[level], box_size=module_px, border=QUIET_MODULES
    )
    code.add_data(url.encode("ascii"))
    return code


def _path(rows: list[list[bool]]) -> str:
    # All runs in a single path: renderers add up coverage inside a path, so no hairlines appear
    # between neighbouring rows at any zoom.
    steps = []
    for y, row in enumerate(rows):
        for dark, run in groupby(enumerate(row), key=lambda cell: cell[1]):
            if dark:
                columns = [x for x, _ in run]
                steps.append(f"M{columns[0]} {y}h{len(columns)}v1h-{len(columns)}z")
    return "".join(steps)
