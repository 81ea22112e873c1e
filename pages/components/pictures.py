"""Pictures that staff upload: drawn again small and plain, so that nothing else travels with them.

Only pixels are taken over. Where a photo was taken, with what, and whatever else a file hides is
left behind; what residents load is JPEG or PNG, whatever was uploaded.
"""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageOps

from models.questions import statement
from pages.components import words

MOST_BYTES = 10_000_000  # of the uploaded file
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1280

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_QUALITIES = (85, 75, 65, 50)
# What Pillow raises for files it cannot read.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def redraw(file: bytes) -> statement.Image:
    """The picture in `file`, at most LONGEST_SIDE long and `statement.MAX_IMAGE` bytes, upright.

    Raises words.Refusal with the sentence that says why not.
    """
    if len(file) > MOST_BYTES:
        raise words.Refusal(words.PICTURE_TOO_LARGE)
    data = _small(_pixels(file))
    with Image.open(io.BytesIO(data)) as drawn:
        width, height = drawn.size
    return statement.Image(data=base64.b64encode(data).decode(), width=width, height=height)


def _pixels(file: bytes) -> Image.Image:
    """The bare pixels of the first picture, RGB or RGBA, small and turned the right way up."""
    try:
        with Image.open(io.BytesIO(file), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise words.Refusal(words.PICTURE_TOO_MANY_PIXELS)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            ImageOps.exif_transpose(opened, in_place=True)
            picture = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    except _BOMB as error:
        raise words.Refusal(words.PICTURE_TOO_MANY_PIXELS) from error
    except _BROKEN as error:
        raise words.Refusal(words.PICTURE_UNREADABLE) from error
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _small(picture: Image.Image) -> bytes:
    """PNG where it is small enough, as drawings and maps are; JPEG on white ground otherwise."""
    data = _encoded(picture, "PNG", optimize=True)
    if len(data) <= statement.MAX_IMAGE:
        return data
    photo = picture
    if picture.mode == "RGBA":
        photo = Image.new("RGB", picture.size, "white")
        photo.paste(picture, mask=picture.getchannel("A"))
    while True:
        for quality in _QUALITIES:
            data = _encoded(photo, "JPEG", quality=quality, optimize=True, progressive=True)
            if len(data) <= statement.MAX_IMAGE:
                return data
        photo = photo.resize((max(1, photo.width * 3 // 4), max(1, photo.height * 3 // 4)))


def _encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
