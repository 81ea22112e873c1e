"""Twenty questions as a ward asks them: all types, five languages to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.document import SurveyDocument
from residents.views import AnswerView
from tests.residents.everything import NONE, OTHER, UNSURE, options

_AGES = ("10歳代", "20歳代", "30歳代", "40歳代", "50歳代", "60歳代", "70歳以上", "答えたくない")
_AIMS = ("散歩・休憩", "子どもと遊ぶ", "運動・スポーツ", "自然の観察", "お祭りなどの催し")
_WISHES = ("木陰とベンチ", "新しい遊具", "きれいなトイレ", "夜の明かり", "段差のない園路", "花壇")
_FIVE = ("満足", "やや満足", "どちらともいえない", "やや不満", "不満")
_AGREE = ("賛成", "どちらかといえば賛成", "どちらかといえば反対", "反対")
_AREAS = {
    "世田谷地域": ("太子堂", "若林", "上町", "経堂", "下馬"),
    "北沢地域": ("梅丘", "代沢", "新代田", "北沢", "松原"),
    "玉川地域": ("奥沢", "九品仏", "等々力", "上野毛", "用賀"),
    "砧地域": ("祖師谷", "成城", "船橋", "喜多見", "砧"),
    "烏山地域": ("上北沢", "上祖師谷", "烏山"),
}


def _ask(
    kind: str, key: str, label: str, *labels: str, extra: Sequence[object] = (), **more: Any
) -> dict[str, Any]:
    asked = {"type": kind, "key": key, "label": label, **more}
    return asked | ({"options": [*options(*labels), *extra]} if labels else {})


def _areas() -> Iterator[dict[str, Any]]:
    for letter, (area, names) in zip("abcde", _AREAS.items(), strict=True):
        districts = [{"value": f"{letter}{n}", "label": name} for n, name in enumerate(names)]
        yield {"value": letter, "label": area, "districts": districts}


_ABOUT = "ひとつずつお答えください。利用したことのないものは「わからない」を選んでください。"
_USE = [
    _ask("statement", "hello", "公園のこれからを一緒に考えてください", help=_ABOUT),
    _ask("single_choice", "often", "どのくらい公園を利用しますか。", "毎日", "週に1回", "月に1回"),
    _ask("multiple_choice", "aim", "どのような目的で利用しますか。", *_AIMS, extra=[OTHER, NONE]),
    _ask("short_text", "park", "いちばんよく行く公園の名前を教えてください。"),
    _ask("number", "walk", "その公園まで歩いて何分かかりますか。", unit="分", maximum=180),
    _ask("date", "last", "最後に行った日はいつですか。", earliest="2026-01-01"),
    _ask(
        *("dropdown", "time", "よく行く時間帯はいつですか。"),
        *("朝", "午前", "午後", "夕方", "夜"),
        extra=[OTHER],
    ),
]
_VIEWS = [
    _ask("scale", "clean", "公園の清潔さに満足していますか。", *_FIVE, extra=[UNSURE]),
    _ask("scale", "safe", "公園の安全に満足していますか。", *_FIVE, extra=[UNSURE]),
    _ask("nps", "advise", "公園を知人にすすめたいと思いますか。", unsure=True),
    _ask(
        *("matrix_single", "parts", "次のそれぞれに、どのくらい満足していますか。", *_FIVE),
        rows=options("遊具", "トイレ", "木や花の手入れ", "ベンチや休憩所"),
        extra=[UNSURE],
        ordered=True,
    ),
    _ask(
        *("matrix_multiple", "where", "次の催しを、どこで知りましたか。"),
        *("区のおしらせ", "掲示板", "知人から"),
        rows=options("花まつり", "プレーパーク", "清掃活動"),
        extra=[NONE],
    ),
    _ask("long_text", "good", "公園のよいところを教えてください。", max_chars=400),
    _ask(
        *("long_text", "bad", "不満なところを、くわしく教えてください。"),
        max_chars=400,
    ),
]
_FUTURE = [
    _ask("ranking", "wish", "力を入れてほしいことを、順に選んでください。", *_WISHES, ranks=3),
    _ask("single_choice", "ball", "ボール遊びの場所を増やすことに賛成ですか。", *_AGREE),
    _ask("single_choice", "dogs", "犬の遊び場をつくることに賛成ですか。", *_AGREE),
    _ask("long_text", "why", "そう思う理由を教えてください。", max_chars=400),
]
_SELF = [
    _ask("dropdown", "age", "年代を教えてください。", *_AGES),
    _ask("place", "home", "お住まいの地区はどこですか。", areas=list(_areas())),
    _ask("consent", "agreed", "お答えを統計として公表することに同意します。", required=True),
]

DOCUMENT = SurveyDocument.model_validate(
    {
        "title": "公園の利用についてのアンケート",
        "purpose": "公園をより使いやすくする計画づくりに使います。",
        "contact": {
            "section": "公園緑地課",
            "phone": "03-5432-0000",
            "email": "koen@city.example.lg.jp",
        },
        "minutes": 7,
        "closes_at": "2026-12-20T17:00",
        "retention_until": "2027-03-31",
        "results_on": "2027-02-20",
        "languages": ["ja", "ja-easy", "en", "zh-Hans", "ko"],
        "sections": [
            {"title": "ご利用について", "questions": _USE},
            {"title": "満足度について", "questions": _VIEWS},
            {"title": "これからの公園", "questions": _FUTURE},
            {"title": "あなたご自身について", "questions": _SELF},
        ],
    }
)

BLANK = AnswerView(
    ward="世田谷区",
    language="ja",
    languages=DOCUMENT.languages,
    code="k7m2p",
    document=DOCUMENT,
    version=3,
    submission_id="f3Vx0c7bTq2mZk9LwYh1aQ",
    issued="1795592400.Zk9LwYh1aQf3Vx0c",
)
