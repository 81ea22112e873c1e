"""Answer links: the one address a placement has, and whether it may be printed.

A printed address cannot be called back, and a reader compares it with what the phone shows.
So the link is final (no shortener, no query), the code holds plain ASCII that every scanner
reads alike, and the text beside the code names the very same place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

from models.errors import NotAllowed

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Kana, kanji, 々 and 〆, with digits and hyphens; no Latin letters in the same label.
_JAPANESE = re.compile(r"[0-9\-ぁ-ゖァ-ヺー々〆一-鿿]+")
_MAX_HOST = 253
# Spaces and controls (which browsers drop silently), credentials, backslashes, query, fragment.
_FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f@\\?#]")


@dataclass(frozen=True)
class _Address:
    scheme: str
    host: str  # ASCII, lower case, IPv6 in brackets
    port: int | None
    path: str

    def place(self, host: str) -> str:
        """Host, port and path, with `host` as the way to write the host."""
        return f"{host}{f':{self.port}' if self.port else ''}{self.path}"


def answer_url(public_url: str, code: str) -> str:
    """`{public_url}/s/{code}` in ASCII: a Japanese domain takes its xn-- form.

    Raises NotAllowed('public_url_malformed'). Local addresses are not refused here, so that a
    try-out can show its links; `printable` refuses them.
    """
    site = _site(public_url)
    return f"{site.scheme}://{site.place(site.host)}/s/{quote(code, safe='')}"


def printable(public_url: str | None) -> None:
    """Return when links under `public_url` may go on paper.

    Raises NotAllowed: 'public_url_missing', 'public_url_local' (only this machine would find it)
    or 'public_url_malformed' (anything but http or https, a host and a port).
    """
    if not public_url:
        raise NotAllowed("public_url_missing")
    if _is_local(_site(public_url).host):
        raise NotAllowed("public_url_local")


def shown_address(url: str) -> str:
    """The text to print beside the code of `url`: everything that counts, without the scheme.

    Japanese labels are written in Japanese. Any other script keeps its xn-- form, since it could
    pass for another address (Cyrillic а for Latin a). Raises NotAllowed('public_url_malformed')
    for an address that cannot be shown honestly: credentials, a query, a fragment, a space.
    """
    address = _read(url)
    return address.place(".".join(_shown_label(label) for label in address.host.split(".")))


def _site(public_url: str) -> _Address:
    address = _read(public_url)
    if address.path not in {"", "/"}:
        raise NotAllowed("public_url_malformed")
    return _Address(address.scheme, address.host, address.port, "")


def _read(url: str) -> _Address:
    try:
        parts = urlsplit(url)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError as error:  # UnicodeError and AddressValueError among them
        raise NotAllowed("public_url_malformed") from error
    if (
        _FORBIDDEN.search(url)
        or parts.scheme not in {"http", "https"}
        or parts.netloc.endswith(":")
        or port == 0
    ):
        raise NotAllowed("public_url_malformed")
    return _Address(parts.scheme, host, port, quote(parts.path, safe="/%:!$&'()*+,;=~"))


def _ascii_host(host: str) -> str:
    if ":" in host:
        if "%" in host:  # a zone names a network card of this machine
            raise AddressValueError(host)
        return f"[{IPv6Address(host)}]"
    if len(host) > _MAX_HOST:
        raise ValueError(host)
    ascii_host = host.encode("idna").decode("ascii").lower()
    labels = ascii_host.split(".")
    if len(ascii_host) > _MAX_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(host)
    # Browsers read a host that ends in a number as IPv4 in any of its old spellings (127.1).
    if _NUMERIC.fullmatch(labels[-1]) and not ascii_host.startswith("127."):
        return str(IPv4Address(ascii_host))
    return ascii_host


def _is_local(host: str) -> bool:
    if host.startswith("["):
        address = IPv6Address(host[1:-1])
        inner = address.ipv4_mapped or address
        return inner.is_loopback or inner.is_unspecified
    return (
        host in {"localhost", "0.0.0.0"}  # noqa: S104 - compared with, never bound to
        or host.endswith(".localhost")
        or host.startswith("127.")
    )


def _shown_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        shown = label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
    return shown if _JAPANESE.fullmatch(shown) else label
