"""Where a comment asks for something: てほしい, てください, べき, あると助かる, 増設を望みます.

The rules are regular expressions over normalised text. All take linear time: repeats stand side by
side, never inside each other, and where one passes over any characters, their number is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_END: Final = r"(?=[。.!?\s)」]|$)"
_ADVERB: Final = "、?(?:もっと|とても|なお|更に|さらに|より|一番|大変|すごく|本当に)?"
# 「良いかと思う」 wishes, 「どうすればいいか」 and 「いいところ」 do not.
_WELL: Final = r"(?:良い|よい|いい)(?!の?か(?![なとも]|$)|ところ|加減)"
_GOOD: Final = (
    rf"(?:{_WELL}|いー|よろしい|良かっ|よかっ|良さ|よさそう|嬉し|うれし|助か|たすか|有難|有り難"
    "|ありがた|便利|楽し|最高|満足|安心|素敵|使いやす|幸い)"
)
# After と, which also tells what one found (行ってみると楽しかった), only what is not yet so.
_FINE: Final = (
    rf"(?:{_WELL}|嬉しい|うれしい|助か[りる]|有難[いく]|有り難[いく]|ありがた[いく]"
    r"|便利(?!だっ|でし)|最高です|幸い)"
)
_ACTIONS: Final = (
    "(?:拡大|増設|増便|増発|増加|増員|増築|設置|新設|改善|充実|整備|強化|導入|拡充|撤去|延長|再開"
    "|復活|普及|見直し|対策|軽減|緩和|値下げ|無料化|無償化|補助|支援|開放|短縮|工夫|配慮|周知|徹底"
    "|改修|建設)"
)
_CHANGING: Final = (
    "(?:増やし|減らし|直し|作っ|つくっ|無くし|なくし|やめ|止め|付け|つけ|教え|変え|下げ|上げ|広げ"
    "|考え|続け|建て|入れ|出し|安くし|早くし|広くし|明るくし|良くし|よくし|きれいにし|綺麗にし)"
)
_IF: Final = "(?:あれば|あると|あったら|できれば|出来れば)"
_IF_ONLY: Final = (
    "(?:あれば|あると|あったら|な[れる][ばと]|増え[れる][ばと]|増えたら|いれば|できれば|出来れば)"
)

_ASKING: Final = (
    # somebody to do something
    "[てで](?:ほし|欲し)(?:い|く|かっ|けれ)",
    "(?:ください|下さい)(?!ま)",
    "(?:いただ|頂)(?:きた[いく]|ければ|け(?:ると|たら)|けない(?:[かで]|もの)|けませんか|けますよう|けますか)",
    "もらいた[いく]|[てで]もらえ(?:ると|たら|れば|ない(?:[かで]|もの)|ませんか|ますか)",
    "[てで]くれ(?:ると|たら|れば|ない(?:[かで]|もの)|ませんか)",
    f"お願い(?:し|いた|致|申|です|でき|{_END})|願い(?:ます|たい)|願う|願って|願わくは",
    f"希望(?:しま|する|して|いた|です|{_END})|要望(?:しま|する|いた|です|{_END})",
    "[をがも](?:求め(?:ます|る|たい)|望み(?:ます|たい)|望む|望まれ|望まし)",
    f"検討(?:し(?:て|たら|ては)|を|いた|願|くだ|下さ|頂|お願|すべ|すると|{_END})",
    # what ought to be
    f"べき(?!もの|こと)|べし{_END}",
    f"[がもはを、]必要(?:だ|です|と思|では|かと|かも|がある|性|じゃ|{_END})|必要があ[るり]",
    f"(?:[てで]は|たら|のは)(?:どうか|どうです|どうでしょ|いかが|如何|どう{_END})",
    f"(?<!では)(?<!じゃ)(?:ない|ません)(?:んで|もの)?(?:でしょうか|だろうか|ものか|かな(?!り)|か{_END})",
    # what would be good
    f"(?:ば|たら|だら|なら|方が|ほうが){_ADVERB}{_GOOD}",
    f"[うくぐすつぬぶむるい]と{_ADVERB}{_FINE}",
    f"[あなえい来]ると{_ADVERB}(?:良かっ|よかっ)",
    rf"[がも]{_IF}[^。!?\n]{{0,25}}(?:良い|よい|いい|嬉し|助か|と思[いう]|みたい|きたい)",
    "[っえい]ても(?:良い|よい|いい|良さ|よさ)(?:かと|かな|と思|の)",
    f"{_IF_ONLY}(?:と[思感]|な[あぁ]?{_END}|ね{_END}|{_END})",
    # what is wanted
    (
        r"[ぁ-ん一-鿿ァ-ヶー](?:ほし|欲し)(?:い|かった)"
        r"(?=です|と[思感]|な|よ|ね|ところ|けど|が|[。.!?、\s)]|$)"
    ),
    r"(?:もっと|もう少し|もうちょっと)[^。!?\n、]{0,15}(?:たい|たかった)",
    f"{_ACTIONS}を?(?:是非|ぜひ)?{_END}",
    f"{_CHANGING}[てで][ねよ]?{_END}",
    f"(?:増やせ|直せ|作れ|やめろ|しろ|するな|なくせ){_END}",
)
_HINTING: Final = (
    "もっと|もう少し|もうすこし|もうちょっと|より一層|せめて|できれば|出来れば|ぜひ|是非"
)
_RULES: Final = (
    *((re.compile(pattern), False) for pattern in _ASKING),
    (re.compile(_HINTING), True),
)


@dataclass(frozen=True, slots=True)
class Request:
    """Words that ask, at `start:end` of a normalised text; a hint (もっと, ぜひ) does so less."""

    start: int
    end: int
    is_hint: bool = False


def requests(text: str) -> tuple[Request, ...]:
    """Every place that asks, in order; where several overlap, they are one."""
    found = sorted(
        (match.start(), match.end(), is_hint)
        for rule, is_hint in _RULES
        for match in rule.finditer(text)
    )
    return tuple(_merged(found))


def _merged(found: list[tuple[int, int, bool]]) -> Iterator[Request]:
    if not found:
        return
    start, end, is_hint = found[0]
    for other_start, other_end, other_hint in found[1:]:
        if other_start < end:
            end, is_hint = max(end, other_end), is_hint and other_hint
        else:
            yield Request(start, end, is_hint)
            start, end, is_hint = other_start, other_end, other_hint
    yield Request(start, end, is_hint)
