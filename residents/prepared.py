"""An answer page ready to send: everything compressed once, but for the number of each sending.

Every page needs a submission_id of its own, and compressing 20 kB for each reader would cost more
than everything else. A deflate stream may be joined from blocks (RFC 1951 §3.2.4): what stands
before the number, the number as a stored block, what stands after it. Only the check sum of the
whole (RFC 1952) is computed for each page.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

PLACEHOLDER = "submission-id-placeholder"  # stands where the number goes while a page is rendered

_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


@dataclass(frozen=True)
class Page:
    """A rendered page in two halves, plain and deflated, around the place of the number."""

    before: bytes
    after: bytes
    before_deflated: bytes
    after_deflated: bytes
    before_crc: int

    def plain(self, submission_id: str) -> bytes:
        """The page as UTF-8 HTML."""
        return self.before + submission_id.encode() + self.after

    def gzipped(self, submission_id: str) -> bytes:
        """The same page as one gzip member."""
        number = submission_id.encode()
        block = struct.pack("<BHH", 0, len(number), 0xFFFF ^ len(number)) + number
        crc = zlib.crc32(self.after, zlib.crc32(number, self.before_crc))
        size = len(self.before) + len(number) + len(self.after)
        tail = struct.pack("<II", crc, size)
        return b"".join((_HEADER, self.before_deflated, block, self.after_deflated, tail))


def cut(html: str) -> Page:
    """The page for `html`, in which PLACEHOLDER stands exactly once. ValueError otherwise."""
    before, after = (half.encode() for half in html.split(PLACEHOLDER))
    first = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    second = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return Page(
        before=before,
        after=after,
        before_deflated=first.compress(before) + first.flush(zlib.Z_FULL_FLUSH),
        after_deflated=second.compress(after) + second.flush(),
        before_crc=zlib.crc32(before),
    )
