"""Comments as the analysis takes them, and the ones that say nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.text.normal import normalize

_MATTER = (
    "ご?意見|ご?要望|ご?質問|希望|感想|回答|コメント|特記事項|該当|(?:思い当たる|書く)?こと|もの"
)
_NOTHING = re.compile(
    r"(?:今のところ|いまのところ|現時点では?|現在は?|今は)?"
    r"(?:これといって|特段|別段|特に|とくに|別に|べつに|何も|なにも|なんも)*"
    rf"(?:(?:{_MATTER})(?:など|等)?[はがも]?)?"
    r"(?:何も|なにも|特に|とくに)?"
    r"(?:(?:無し|なし|無|ナシ|無い|ない|無く|なく)(?:です|でした|だ)?"
    r"|(?:あり|有り|ござい)ません(?:でした)?"
    r"|思い(?:つか|付か|浮かば|当たら)ない(?:です)?"
    r"|思い(?:つき|付き|浮かび|当たり)ません(?:でした)?)"
)
_ALONE = frozenset(
    {"特に", "とくに", "別に", "同上", "同左", "同じ", "同じです", "上に同じ", "上記同様"}
    | {"上記の通り", "上記のとおり", "前問と同じ", "無回答", "未記入", "空欄", "以上", "以上です"}
    | {"na", "none", "no", "nothing", "nothingspecial", "nocomment", "nil"}
    | {"无", "没有", "没有意见", "無意見", "없음", "없습니다", "없어요", "특별히없음"}
)


@dataclass(frozen=True)
class Comment:
    """One free text as it was typed. Comments of one person share the `response_id`."""

    response_id: str
    text: str


def is_empty_answer(text: str) -> bool:
    """Whether a comment says nothing: blank, marks or emoji only, 特になし, 同上, n/a and the like.

    「わからない」 and 「問題ありません」 are answers: they say something about the matter.
    """
    core = "".join(c for c in normalize(text) if c.isalnum()).casefold()
    return not core or core in _ALONE or _NOTHING.fullmatch(core) is not None
