"""The mark of Koebako, a voice in a box with a slot: as an icon, and beside the name."""

from __future__ import annotations

_MARK = (
    '<path d="M7 1h18a6 6 0 0 1 6 6v12a6 6 0 0 1-6 6h-7l-7 6v-6H7a6 6 0 0 1-6-6V7a6 6 0 0 1 6-6z" '
    'fill="#0017c1"/><path d="M9 11h14v4H9z" fill="#fff"/>'
)
ICON = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{_MARK}</svg>'
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 132 32" width="132" height="32">'
    f"{_MARK}"
    '<text x="42" y="23" font-size="20" font-weight="700" fill="#1a1a1a" '
    "font-family=\"'BIZ UDPGothic','Hiragino Sans','Noto Sans JP','Noto Sans CJK JP',"
    "'Yu Gothic UI',sans-serif\">こえばこ</text></svg>"
)
