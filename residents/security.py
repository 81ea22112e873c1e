"""Headers on every residents' response, and which sendings may come from another site (none)."""

from __future__ import annotations

import base64
import hashlib

from starlette.datastructures import Headers


def style_hash(style: str) -> str:
    """The CSP source that allows exactly this inline style sheet."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() + "'"


def headers(*styles: str, framed: bool = False) -> list[tuple[bytes, bytes]]:
    """Security headers for a page with these inline sheets; `framed`: by our own pages."""
    sheets = " ".join(style_hash(style) for style in styles)
    policy = (
        f"default-src 'none'; style-src {sheets}; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors " + ("'self'" if framed else "'none'")
    )
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
        (b"cross-origin-opener-policy", b"same-origin"),
    ]


def is_foreign(headers: Headers, public_url: str) -> bool:
    """True when a form was sent from a page of another site.

    Browsers say so in Sec-Fetch-Site or Origin. A sending with neither comes from something that
    is no browser, and can forge nothing that a browser holds.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False
    # Compared whole, never taken apart: a header may say anything.
    host = headers.get("host", "")
    return origin not in (public_url, f"http://{host}", f"https://{host}")
