"""Uploaded pictures are drawn again: small, upright, nothing left of the file but its pixels."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import pytest
from PIL import Image

from models.questions import statement
from pages.components import pictures, words

GPS = 0x8825


def file_of(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    bands = [Image.effect_noise((width, height), 90) for _ in mode]
    return Image.merge(mode, bands)


def drawn(image: statement.Image) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(image.data)))


def png_of_size(width: int, height: int) -> bytes:
    """A PNG whose header promises that size, and which holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_photo_becomes_small_and_loses_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret"
    exif.get_ifd(GPS)[1] = "N"
    exif[0x0112] = 6  # held on its side: to be turned by 90 degrees
    photo = file_of(noise(3000, 2000), "JPEG", exif=exif, comment=b"secret", quality=60)
    assert b"secret" in photo
    image = pictures.redraw(photo)
    content, media_type = image.content()
    assert media_type == "image/jpeg"
    assert len(content) <= statement.MAX_IMAGE
    assert max(image.width, image.height) <= pictures.LONGEST_SIDE
    assert image.height > image.width  # upright
    assert drawn(image).size == (image.width, image.height)
    assert not drawn(image).getexif()
    assert b"secret" not in content
    assert b"Exif" not in content


def test_drawing_stays_png_with_its_transparency_and_without_its_notes() -> None:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - only this test writes notes

    notes = PngInfo()
    notes.add_text("Author", "secret")
    picture = Image.new("RGBA", (400, 200), (0, 0, 255, 128))
    image = pictures.redraw(file_of(picture, "PNG", pnginfo=notes))
    content, media_type = image.content()
    assert media_type == "image/png"
    assert b"secret" not in content
    assert drawn(image).getpixel((0, 0)) == (0, 0, 255, 128)


def test_transparent_photo_gets_a_white_ground() -> None:
    picture = noise(1200, 1200, "RGBA")
    picture.putalpha(0)
    image = pictures.redraw(file_of(picture, "PNG"))
    assert image.content()[1] == "image/jpeg"
    assert drawn(image).convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("L", "JPEG"), ("CMYK", "JPEG"), ("P", "GIF"), ("1", "PNG"), ("LA", "PNG"), ("RGB", "WEBP")],
)
def test_every_kind_of_pixels_is_read(mode: str, kind: str) -> None:
    image = pictures.redraw(file_of(Image.new(mode, (30, 20)), kind))
    assert (image.width, image.height) == (30, 20)


def test_very_long_picture_is_no_trouble() -> None:
    image = pictures.redraw(file_of(Image.new("RGB", (30_000, 2)), "PNG"))
    assert (image.width, image.height) == (1280, 1)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"", words.PICTURE_UNREADABLE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", words.PICTURE_UNREADABLE),
        (b"%PDF-1.7", words.PICTURE_UNREADABLE),
        (file_of(Image.new("RGB", (90, 90)), "JPEG")[:200], words.PICTURE_UNREADABLE),
        (png_of_size(300, 300), words.PICTURE_UNREADABLE),
        (png_of_size(7_000, 7_000), words.PICTURE_TOO_MANY_PIXELS),
        (png_of_size(10_000, 10_000), words.PICTURE_TOO_MANY_PIXELS),
        (png_of_size(60_000, 60_000), words.PICTURE_TOO_MANY_PIXELS),
        (b"\0" * (pictures.MOST_BYTES + 1), words.PICTURE_TOO_LARGE),
    ],
    ids=range(9),
)
def test_other_files_are_refused_in_words(file: bytes, sentence: str) -> None:
    with pytest.raises(words.Refusal) as refusal:
        pictures.redraw(file)
    assert str(refusal.value) == sentence
    assert words.say(refusal.value) == sentence
