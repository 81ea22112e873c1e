"""Wordings that bend answers or keep people out: tables of signs, each with its reason.

Signs, not grammar: they are made to be right when they speak, and stay silent otherwise. The test
states on which questions they speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.checkup.finding import Finding
from models.document import SurveyDocument
from models.multilingual import pick
from models.questions import AnyQuestion
from models.questions.consent import Consent
from models.questions.options import Options
from models.questions.statement import Statement

LONGEST_SENTENCE = 60  # characters

_NOUN = r"[一-鿿々ァ-ヶー]"
# What makes a question ask for a judgement; without it, two nouns side by side do no harm.
_JUDGES = (
    r"[^。]*(満足|いかが|どう(でした|です|思)|[良よ]かった|[分わ]かりやす|(思い|感じ)(ます|ました)か"
    r"|便利|賛成|適切|十分|役に立|使いやす|利用しやす|ちょうどよ|妥当|必要(です|だ))"
)


@dataclass(frozen=True)
class Sign:
    """Words that give something away, and why they do."""

    code: str
    pattern: re.Pattern[str]
    why: str


def _sign(code: str, pattern: str, why: str) -> Sign:
    return Sign(code, re.compile(pattern), why)


# Looked for in the question itself, without what stands in brackets.
SIGNS: tuple[Sign, ...] = (
    _sign(
        "double_barrelled",
        rf"{_NOUN}+[ぁ-ん]{{0,3}}?(?<![今はや])や{_NOUN}+(?:(?!など)[^、。]){{0,12}}?"
        rf"(は|が|に|を|も|について)(?={_JUDGES})",
        "one answer for two things: who likes one and not the other cannot say so",
    ),
    _sign(
        "double_barrelled",
        rf"{_NOUN}{{2,}}と{_NOUN}{{2,}}(は|が|に|を|も|について)(?={_JUDGES})",
        "the same with と between two nouns; 〜と思う and 〜と比べて are no such nouns",
    ),
    _sign(
        "double_barrelled",
        rf"(および|及び|ならびに|並びに|、?かつ、?|、しかも)(?={_JUDGES})",
        "the same in formal words",
    ),
    _sign("leading", r"と(は)?思いませんか", "asks to agree"),
    _sign("leading", r"では(ない|ありません)(でしょう|です)?か", "asks to agree"),
    _sign("leading", r"べきではない(でしょう|です)か", "asks to agree"),
    _sign("leading", r"(です|ます|でした|ました)よね", "takes agreement for granted"),
    _sign(
        "leading", r"当然|もちろん|[言い]うまでもなく|やはり|せっかく", "takes a view for granted"
    ),
    _sign(
        "leading",
        r"ぜひ(?!.*(聞かせ|書き|寄せ|記入|協力|教え|回答|答え))",
        "pushes; in an invitation to write it does no harm",
    ),
    _sign("leading", r"ご(存じ|存知|承知)のとおり", "tells what to know"),
    _sign("leading", r"素晴らし|すばらし|画期的|ご好評|大変便利な|とても便利な", "praises first"),
    _sign("leading", r"無駄な|ひどい|無責任な|時代遅れ", "blames first"),
    _sign(
        "leading",
        r"(多く|大多数|ほとんど|大半)の(区民|市民|町民|住民|方|人|皆さま|皆様)?[^。]*"
        r"(賛成|支持|期待|望ん|歓迎|満足)して",
        "tells what others think",
    ),
    _sign(
        "double_negative",
        r"ない(こと|わけ|の)(は|では|も|でも|が)?(ない|ありません|なかった)",
        "two negations: yes and no change places",
    ),
    _sign("double_negative", r"なく[はも](ない|ありません)", "two negations"),
    _sign(
        "double_negative",
        r"ない(とは|と)(思わない|思いません|[い言]えない|[い言]えません|限らない)",
        "two negations",
    ),
    _sign(
        "double_negative",
        r"(不満|不便|不安|不足|不快|抵抗)(を|は|が|に)?(感じ|思わ|覚え)(ない|ません|なかった|ず)",
        "a negative feeling, negated",
    ),
    _sign(
        "double_negative",
        r"ない(こと|ほう|方)(に|が)[^。]{0,6}(反対|[よ良]くない|ない)|反対(し|では)(ない|ません)",
        "against what is not done",
    ),
    _sign("double_negative", r"ざるを[得え]|ずには(い|お)", "two negations in a set phrase"),
)

# Office and loan words → what residents say.
JARGON = {
    "アウトリーチ": "訪問して行う支援",
    "アジェンダ": "議題",
    "アセスメント": "評価",
    "インセンティブ": "動機づけ",
    "エビデンス": "根拠",
    "ガバナンス": "運営のしかた",
    "コンセンサス": "合意",
    "コンプライアンス": "きまりを守ること",
    "スキーム": "仕組み",
    "ステークホルダー": "関係する人",
    "ニーズ": "必要なこと",
    "フレイル": "心身の衰え",
    "リテラシー": "使いこなす力",
    "レガシー": "残したもの",
    "ワンストップ": "1か所で済むこと",
    "可及的": "できるだけ",
    "喫緊": "急ぎ",
    "勘案": "考えに入れる",
    "醸成": "育てる",
    "資する": "役立つ",
    "当該": "その",
    "標記": "この",
    "付議": "会議にかける",
    "利活用": "活用",
    "遺漏": "もれ",
    "鋭意": "力を入れて",
}
_JARGON = re.compile("|".join(map(re.escape, sorted(JARGON, key=len, reverse=True))))

_PLACEHOLDER = re.compile(r"[○〇◯●△×＊]{2,}|［.+?］|【未定】")
_BRACKETS = re.compile(r"（[^）]*）|\([^)]*\)")

_PERSONAL = re.compile(
    r"氏名|お名前|姓名|電話番号|メールアドレス|連絡先|ご住所|住所|番地|生年月日|マイナンバー|個人番号"
)
_ASKED_NOT_TO = re.compile(r"書かないで|記入しないで|含めないで")
# A purpose that says what the personal data is for.
_DECLARED = re.compile(
    r"個人情報|氏名|お名前|連絡先|ご連絡|電話番号|メールアドレス|住所|抽選|当選|送付|発送|お送り"
)


def wordings(document: SurveyDocument) -> Iterator[Finding]:
    """Everything the tables find, in the survey's own words and in each question's."""
    for place, text in (
        ("title", pick(document.title)),
        ("purpose", pick(document.purpose)),
        ("closed_message", pick(document.closed_message)),
    ):
        yield from _words(place, text)
    declared = bool(_DECLARED.search(pick(document.purpose)))
    for section in document.sections:
        for number, question in enumerate(section.questions):
            before = pick(section.title) if number == 0 else ""
            yield from _of_question(question, before)
            if not declared:
                yield from _personal(question)


def _of_question(question: AnyQuestion, heading: str) -> Iterator[Finding]:
    asked = [pick(text) for text in (question.label, question.label_b) if text]
    if not isinstance(question, Statement | Consent):
        for text in asked:
            yield from _signs(question, _BRACKETS.sub("", text))
    options = question.options if isinstance(question, Options) else ()
    rows = getattr(question, "rows", ())
    labels = [pick(one.label) for one in (*options, *rows)]
    texts = [*asked, pick(question.help)]
    yield from _words(question.key, "\n".join((heading, *texts, *labels)))
    for text in (*texts, *labels):
        yield from _long(question.key, text)


def _signs(question: AnyQuestion, text: str) -> Iterator[Finding]:
    """Each code at most once. A text or several choices can answer two things at a time."""
    said = set()
    for sign in SIGNS:
        one_answer = question.shape in ("one_of", "ordered")
        if sign.code in said or (sign.code == "double_barrelled" and not one_answer):
            continue
        if found := sign.pattern.search(text):
            said.add(sign.code)
            yield Finding(sign.code, question.key, found[0])


def _words(place: str, text: str) -> Iterator[Finding]:
    if found := _PLACEHOLDER.search(text):
        yield Finding("placeholder", place, found[0])
    for term in dict.fromkeys(_JARGON.findall(text)):
        yield Finding("jargon", place, f"{term}→{JARGON[term]}")


def _long(place: str, text: str) -> Iterator[Finding]:
    for sentence in re.split(r"[。？\n]", text):
        if len(sentence) > LONGEST_SENTENCE:
            yield Finding("long_sentence", place, sentence)


def _personal(question: AnyQuestion) -> Iterator[Finding]:
    if question.shape not in ("prose", "quantity", "moment") or isinstance(question, Statement):
        return
    found = _PERSONAL.search(pick(question.label))
    if found and not _ASKED_NOT_TO.search(pick(question.label)):
        yield Finding("personal_data", question.key, found[0])
