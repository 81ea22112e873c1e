"""Written words inside Streamlit's Markdown: shown as exactly these characters, never as markup.

Headings, labels, captions, badges, notices, `st.table` and the options of `st.radio` all render
Markdown: a title such as `![](https://…)` would fetch an image. `st.text`, `st.dataframe` and the
options of `st.selectbox` do not, and take words as they are.
"""

from __future__ import annotations

import re

# A backslash before ASCII punctuation makes it literal (CommonMark 0.31, backslash escapes).
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")

# Emoji shortcodes, directives, arrows and bare links are found after that, in the finished text;
# an invisible WORD JOINER in their middle keeps them from being recognised.
_JOINER = "\u2060"
_RECOGNISED = re.compile(
    r"(?<=:)(?=[\w+\-/\[])"  # :smile: :red[…] https://
    r"|(?<=@)"  # an address of mail
    r"|(?<=www)(?=\.)"
    r"|(?<=[<>\-=~])(?=[<>\-=])",  # -> <- -- >= <= ~=
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Markdown that shows `text` on one line, with nothing in it taken for markup."""
    return _PUNCTUATION.sub(r"\\\1", _RECOGNISED.sub(_JOINER, " ".join(text.split())))
