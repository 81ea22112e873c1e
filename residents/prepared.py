"""An answer page ready to send: everything compressed once, but for what only this reader has.

Every page needs a submission_id and a signed time of its own, and compressing 20 kB for each
reader would cost more than everything else. A deflate stream may be joined from blocks (RFC 1951
§3.2.4): what stands before the two, both as one stored block, what stands after them. Only the
check sum of the whole (RFC 1952) is computed for each page.
"""

from __future__ import annotations

import secrets
import struct
import zlib
from dataclasses import dataclass

# What stands where the two go while a page is rendered; no survey's own words can be the same.
NUMBER, ISSUED = (f"{name}-{secrets.token_hex(8)}" for name in ("number", "issued"))

_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


@dataclass(frozen=True)
class Page:
    """A rendered page in two halves, plain and deflated, around `between`: what stands between
    the two places that are filled in for each reader."""

    before: bytes
    between: str
    after: bytes
    before_deflated: bytes
    after_deflated: bytes
    before_crc: int

    def plain(self, submission_id: str, issued: str) -> bytes:
        """The page as UTF-8 HTML."""
        return self.before + self._own(submission_id, issued) + self.after

    def gzipped(self, submission_id: str, issued: str) -> bytes:
        """The same page as one gzip member."""
        own = self._own(submission_id, issued)
        block = struct.pack("<BHH", 0, len(own), 0xFFFF ^ len(own)) + own
        crc = zlib.crc32(self.after, zlib.crc32(own, self.before_crc))
        size = len(self.before) + len(own) + len(self.after)
        tail = struct.pack("<II", crc, size)
        return b"".join((_HEADER, self.before_deflated, block, self.after_deflated, tail))

    def _own(self, submission_id: str, issued: str) -> bytes:
        return f"{submission_id}{self.between}{issued}".encode()


def cut(html: str) -> Page:
    """The page for `html`, in which NUMBER and then ISSUED stand exactly once. ValueError
    otherwise."""
    first, rest = html.split(NUMBER)
    between, last = rest.split(ISSUED)
    before, after = first.encode(), last.encode()
    packed = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed_last = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return Page(
        before=before,
        between=between,
        after=after,
        before_deflated=packed.compress(before) + packed.flush(zlib.Z_FULL_FLUSH),
        after_deflated=packed_last.compress(after) + packed_last.flush(),
        before_crc=zlib.crc32(before),
    )
