"""Insults and threats: words that would hurt somebody if a comment were published as it is.

Only what is said against people counts; 「馬鹿にならない金額」 and 「木くず」 do not. Criticism of
the ward in hard words (無駄, ひどい, 税金泥棒 as a judgement of policy) stays for staff to read:
hits are shown, nothing is hidden by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_FOREIGN: Final = "(?:外国人|中国人|韓国人|朝鮮人|在日|クルド人|移民)"
_OUT: Final = "(?:出て(?:い|行)け|帰れ|追い出せ|追い出して|排除)"
_SLANDER: Final = re.compile(
    "|".join(
        (
            r"死ね(?![なばるまよう])(?:よ|や)?|(?:しね|シネ|氏ね)(?=[!。\s]|$)",
            r"ぶっ?殺[すし]|殺して?や[るろ]|殺すぞ|殴って?や[るろ]|刺して?や[るろ]|火をつけて?や[るろ]",
            r"(?:馬鹿|バカ|ばか)(?:野郎|やろう|ヤロー|ども|共|職員|役人|女|男|者|丸出し|じゃない|ばっかり)",
            r"(?:馬鹿|バカ|ばか)(?:か(?=[!?。])|だ(?=[!。]|$)|ばかり(?!でな))",
            r"(?:アホ|あほ|阿呆)(?:か|ども|野郎|職員|だ(?=[!。]|$)|じゃない|ばっかり|らし)",
            r"(?:クズ|屑|カス|ゴミ|ごみ|クソ|糞|くそ)(?:野郎|ども|共|職員|役人|女|男|人間|みたいな(?:人|職員|奴))",
            r"キチガイ|きちがい|気違い|基地外|ガイジ|池沼|知恵遅れ|カタワ",
            r"キモい(?:人|職員|奴|男|女|おじ|おば)|きもい(?:人|職員|奴|男|女)",
            r"(?:税金|給料)(?:泥棒|ドロボー|どろぼう)|売国奴|国賊|非国民",
            r"無能(?:な?(?:職員|役人|区長|議員|課長|係長|先生|上司)|ども|集団)",
            r"くたばれ|消え失せろ|消えろ(?=[!。]|$)|失せろ",
            r"(?:クソ|くそ)?(?:ババア|ばばあ|ジジイ|じじい)|老害|ブス(?=[!。だのが職])|デブ(?=[!。だのが職])",
            rf"{_FOREIGN}(?:は|ども|を)?(?:全員|みんな|早く)?、?(?:祖?国[へに])?{_OUT}",
            r"チョン(?=[!。がはの公])|シナ人|土人|支那人",
            r"(?:詐欺師|犯罪者|ストーカー|変質者|嘘つき)(?:野郎|職員|め|だ(?=[!。]|$))",
        )
    )
)


def slander(text: str) -> Iterator[tuple[int, int]]:
    """Places of insults and threats in a text whose characters are folded, in order."""
    return (match.span() for match in _SLANDER.finditer(text))
