"""Answer links: the one address a placement has, and whether it may be printed.

A printed address cannot be called back, and a reader compares it with what the phone shows.
So the link is final (no shortener, no query), the code holds plain ASCII that every scanner
reads alike, and the text beside the code is that very text without its scheme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address
from typing import Literal
from urllib.parse import quote, urlsplit

from models.errors import NotAllowed
from qr import code

# What may be printed and yet does not suit every phone.
Caution = Literal["public_url_private", "public_url_port"]

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Kana, kanji, 々 and 〆, with digits and hyphens; no Latin letters in the same label.
_JAPANESE = re.compile(r"[0-9\-ぁ-ゖァ-ヺー々〆一-鿿]+")
_MAX_HOST = 253
# What can be read in any case: host names, and the paths that residents scan.
_ANY_CASE = re.compile(r"/[st]/[0-9A-Za-z]+")
# Names that only the network of the office knows.
_INSIDE = (".local", ".lan", ".internal", ".home.arpa")
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


def answer_url(public_url: str, placement_code: str) -> str:
    """`{public_url}/s/{placement_code}` in ASCII: a Japanese domain takes its xn-- form.

    Raises NotAllowed('public_url_malformed' or 'public_url_path'). Local addresses are not refused
    here, so that a try-out can show its links; `printable` refuses them.
    """
    site = _site(public_url)
    return f"{site.scheme}://{site.place(site.host)}/s/{quote(placement_code, safe='')}"


@lru_cache(maxsize=1_000)
def code_text(url: str) -> str:
    """What the code of `url` holds: all of it in capitals where that needs fewer modules.

    Capitals are packed more tightly than other text (ISO/IEC 18004, alphanumeric mode) and lead to
    the same page. One text for both levels: a poster may move outdoors, its address stays. Raises
    NotAllowed('public_url_malformed').
    """
    if not _ANY_CASE.fullmatch(_read(url).path):
        return url
    capitals = url.upper()
    smaller = (code.modules(capitals, level) < code.modules(url, level) for level in code.LEVELS)
    return capitals if any(smaller) else url


def printed_text(url: str) -> str:
    """What stands beside the code of `url`: exactly what the code holds, without the scheme.

    Only Japanese labels differ: the code holds their xn-- form. Raises as `shown_address` does.
    """
    shown = shown_address(url)
    return shown.upper() if code_text(url) == url.upper() else shown


def printable(public_url: str | None) -> None:
    """Return when links under `public_url` may go on paper.

    Raises NotAllowed: 'public_url_missing', 'public_url_local' (only this machine would find it),
    'public_url_insecure' (http across the internet: anybody between could change the page),
    'public_url_path' (it goes on after the host) or 'public_url_malformed' (anything else but
    http or https, a host and a port).
    """
    if not public_url:
        raise NotAllowed("public_url_missing")
    site = _site(public_url)
    if _is_local(site.host):
        raise NotAllowed("public_url_local")
    if site.scheme == "http" and not _is_inside(site.host):
        raise NotAllowed("public_url_insecure")


def cautions(public_url: str) -> tuple[Caution, ...]:
    """What staff should know before printing links under this address, which `printable` allows.

    'public_url_private': only phones in the same network find it, fit for a try-out.
    'public_url_port': many offices' networks let phones reach the usual ports only.
    """
    site = _site(public_url)
    found: dict[Caution, bool] = {
        "public_url_private": _is_inside(site.host),
        "public_url_port": site.port not in (None, 443, 80),
    }
    return tuple(caution for caution, is_so in found.items() if is_so)


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
        raise NotAllowed("public_url_path")
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


def _is_inside(host: str) -> bool:
    """Whether only one network knows the host: a private address, or a name without a domain."""
    try:
        return not ip_address(host.strip("[]")).is_global
    except ValueError:
        return "." not in host or host.endswith(_INSIDE)


def _shown_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        shown = label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
    return shown if _JAPANESE.fullmatch(shown) else label
