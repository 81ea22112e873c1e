"""Reading what a browser sent: a whole, well-formed form, or a FormError that says what is wrong.

Nothing is guessed: bytes that are not UTF-8, a body without its last field, or a type that no
form sends are refused before any question looks at them.
"""

from __future__ import annotations

import re

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from models.errors import FormError

MAX_BODY = 256 * 1024  # bytes; the longest honest answer is a tenth of it
MAX_FIELDS = 1_000
END = "_end"  # the form's last field: a sending that was cut off does not have it

_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ESCAPED = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")


async def read(request: Request) -> dict[str, list[str]]:
    """Every field sent, in order, as name → values, without the end mark. Raises FormError."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if options.get(b"charset", b"utf-8").lower() not in (b"utf-8", b"utf8"):
        raise FormError("wrong_encoding", 415)
    if kind == b"application/x-www-form-urlencoded":
        pairs = _urlencoded(await _body(request))
    elif kind == b"multipart/form-data" and options.get(b"boundary"):
        pairs = _multipart(await _body(request), options[b"boundary"])
    else:
        raise FormError("not_a_form", 415)
    if not pairs or pairs[-1][0] != END:
        raise FormError("incomplete")
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    if len(fields.pop(END)) > 1:
        raise FormError("sent_twice_field")
    return fields


async def _body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > MAX_BODY:
        raise FormError("too_large", 413)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                raise FormError("too_large", 413)
    except ClientDisconnect as error:
        raise FormError("incomplete") from error
    return bytes(body)


def _urlencoded(body: bytes) -> list[tuple[str, str]]:
    if _BROKEN_ESCAPE.search(body):
        raise FormError("wrong_encoding")
    if body.count(b"&") >= MAX_FIELDS:
        raise FormError("too_large", 413)
    pairs = (field.partition(b"=") for field in body.split(b"&") if field)
    try:
        return [(_unescaped(name), _unescaped(value)) for name, _, value in pairs]
    except UnicodeDecodeError as error:
        raise FormError("wrong_encoding") from error


def _unescaped(text: bytes) -> str:
    """The characters of a part of a urlencoded form (URL Standard, 5.1).

    The standard library goes from escape to escape; a Japanese sentence is one run of them.
    """
    spaced = text.replace(b"+", b" ")
    return _ESCAPED.sub(_bytes, spaced).decode()


def _bytes(run: re.Match[bytes]) -> bytes:
    return bytes.fromhex(run[0].replace(b"%", b"").decode("ascii"))


def _multipart(body: bytes, boundary: bytes) -> list[tuple[str, str]]:
    reader = _Parts()
    try:
        parser = MultipartParser(boundary, reader.callbacks())  # type: ignore[arg-type] # TypedDict
        parser.write(body)
        parser.finalize()
    except FormParserError as error:
        raise FormError("not_a_form") from error
    if not reader.ended:
        raise FormError("incomplete")
    try:
        return [(name.decode(), value.decode()) for name, value in reader.pairs]
    except UnicodeDecodeError as error:
        raise FormError("wrong_encoding") from error


class _Parts:
    """Collects the parts of a multipart body; files are refused, since no question takes one."""

    def __init__(self) -> None:
        self.pairs: list[tuple[bytes, bytes]] = []
        self.ended = False
        self._header = self._header_value = self._disposition = b""
        self._value = bytearray()

    def callbacks(self) -> dict[str, object]:
        """What the parser calls, by event."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._on_header_field,
            "on_header_value": self._on_header_value,
            "on_header_end": self._on_header_end,
            "on_part_data": self._on_data,
            "on_part_end": self._on_part_end,
            "on_end": self._on_end,
        }

    def _begin(self) -> None:
        if len(self.pairs) >= MAX_FIELDS:
            raise FormError("too_large", 413)
        self._header = self._header_value = self._disposition = b""
        self._value.clear()

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _on_header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._header_value
        self._header = self._header_value = b""

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_part_end(self) -> None:
        kind, options = parse_options_header(self._disposition)
        if kind != b"form-data" or b"name" not in options or b"filename" in options:
            raise FormError("not_a_form")
        self.pairs.append((options[b"name"], bytes(self._value)))

    def _on_end(self) -> None:
        self.ended = True
