"""Who is signed in: the one place that reads it.

The guard puts the account's name into a header that no client can set; Streamlit makes it
`st.user.login` (`server.trustedUserHeaders`, an experimental option that tests pin). The header
itself, as the handshake brought it, is the fallback should a release drop that option.
"""

from __future__ import annotations

import streamlit as st

HEADER = "X-Koebako-Staff"


def name() -> str:
    """The account name of the person at this screen; '' when nobody is signed in."""
    found = st.user.get("login") or st.context.headers.get(HEADER) or ""
    # ASGI servers hand over header bytes as Latin-1; names are UTF-8.
    return str(found).encode("latin-1", "replace").decode("utf-8", "replace")
