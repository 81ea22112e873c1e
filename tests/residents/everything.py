"""A survey with every other type of question, with conditions, quotes, places and variants."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PIL import Image

from models.document import SurveyDocument
from models.errors import AnswerError
from models.journey import walk
from residents.views import AnswerView


def picture(width: int = 320, height: int = 160) -> dict[str, Any]:
    """A real PNG as a document holds it."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#9db7f9").save(file, "PNG")
    return {
        "data": base64.b64encode(file.getvalue()).decode(),
        "alt": {"ja": "会場の地図", "en": "Map of the hall"},
        "width": width,
        "height": height,
    }


def options(*labels: str, **changes: Any) -> list[dict[str, Any]]:
    return [{"value": f"o{n}", "label": label, **changes} for n, label in enumerate(labels, 1)]


def rule(key: str, op: str, value: str | float | None = None) -> dict[str, Any]:
    return {"key": key, "op": op} | ({} if value is None else {"value": value})


def every(*rules: dict[str, Any], match: str = "all") -> dict[str, Any]:
    return {"match": match, "rules": list(rules)}


OTHER = {"value": "other", "label": {"ja": "その他", "en": "Other"}, "other": True}
NONE = {"value": "none", "label": {"ja": "特にない", "en": "None"}, "exclusive": True}
UNSURE = {"value": "unsure", "label": {"ja": "わからない", "en": "Don't know"}, "outside": True}
YES = {"value": "yes", "label": {"ja": "はい", "en": "Yes"}}
NO = {"value": "no", "label": {"ja": "いいえ", "en": "No"}}
GRADES: list[dict[str, Any]] = [
    {"value": "5", "label": {"ja": "満足", "en": "Satisfied"}},
    {"value": "4"},
    {"value": "3", "label": "どちらともいえない"},
    {"value": "2"},
    {"value": "1", "label": {"ja": "不満", "en": "Dissatisfied"}},
    UNSURE,
]
ROWS = [
    {"value": "hall", "label": {"ja": "会場の広さ", "en": "Size of the hall"}},
    {"value": "staff", "label": {"ja": "スタッフの案内", "en": "Guidance by staff"}},
]

DOCUMENT = SurveyDocument.model_validate(
    {
        "title": {"ja": "講座のお申し込みとアンケート", "en": "Sign-up and survey"},
        "purpose": "講座の申し込みを受け付け、次の計画に使います。",
        "contact": {"section": "生涯学習課", "phone": "03-5432-0000"},
        "languages": ["ja", "en"],
        "sections": [
            {
                "title": "お申し込み",
                "questions": [
                    {
                        "type": "statement",
                        "key": "map",
                        "label": {"ja": "会場のご案内", "en": "The hall"},
                        "help": "駅から歩いて5分です。\n駐車場はありません。",
                        "image": picture(),
                    },
                    {
                        "type": "consent",
                        "key": "agreed",
                        "label": "注意事項を読み、同意します。",
                        "required": True,
                    },
                    {
                        "type": "single_choice",
                        "key": "slot",
                        "label": {"ja": "参加する回を選んでください。", "en": "Choose a session."},
                        "required": True,
                        "options": [
                            {"value": "am", "label": {"ja": "午前", "en": "Morning"}, "places": 20},
                            {
                                "value": "pm",
                                "label": {"ja": "午後", "en": "Afternoon"},
                                "places": 5,
                            },
                            {"value": "eve", "label": "夜間"},
                        ],
                    },
                    {
                        "type": "number",
                        "key": "people",
                        "label": {"ja": "何人で参加しますか。", "en": "How many people?"},
                        "unit": {"ja": "人", "en": "people"},
                        "minimum": 1,
                        "maximum": 20,
                    },
                    {
                        "type": "date",
                        "key": "day",
                        "label": "ご都合のよい日はいつですか。",
                        "earliest": "2026-04-01",
                        "latest": "2027-03-31",
                        "show_if": every(rule("people", "greater", 3), rule("slot", "answered")),
                    },
                ],
            },
            {
                "title": {"ja": "お住まい", "en": "Where you live"},
                "questions": [
                    {
                        "type": "dropdown",
                        "key": "news",
                        "label": "何で知りましたか。",
                        "options": [*options("区のおしらせ", "ポスター", "知人から"), OTHER],
                    },
                    {
                        "type": "place",
                        "key": "home",
                        "label": "お住まいの地域はどこですか。",
                        "areas": [
                            {
                                "value": "tamagawa",
                                "label": "玉川地域",
                                "districts": [
                                    {"value": "todoroki", "label": "等々力"},
                                    {"value": "yoga", "label": "用賀"},
                                ],
                            },
                            {"value": "outside", "label": {"ja": "区外", "en": "Elsewhere"}},
                        ],
                    },
                    {
                        "type": "single_choice",
                        "key": "came",
                        "label": "以前の講座に参加したことはありますか。",
                        "options": [YES, NO],
                        "show_if": every(rule("home", "differs", "outside")),
                    },
                ],
            },
            {
                "title": "以前の講座について",
                "show_if": every(rule("came", "equals", "yes")),
                "questions": [
                    {
                        "type": "scale",
                        "key": "content",
                        "label": {
                            "ja": "「{slot}」の回に申し込む前の講座に、満足しましたか。",
                            "en": "Before “{slot}”: were you satisfied?",
                        },
                        "label_b": "以前の講座はいかがでしたか（{day} {nothing}）。",
                        "help": "わからないときは、下を選んでください。",
                        "options": GRADES,
                    },
                    {
                        "type": "nps",
                        "key": "advise",
                        "label": "知人にすすめたいと思いますか。",
                        "required": True,
                        "unsure": True,
                    },
                    {
                        "type": "matrix_single",
                        "key": "parts",
                        "label": "それぞれ、いかがでしたか。",
                        "required": True,
                        "rows": ROWS,
                        "options": GRADES,
                        "ordered": True,
                    },
                    {
                        "type": "matrix_multiple",
                        "key": "where",
                        "label": "それぞれ、よかったところはどこですか。",
                        "rows": ROWS,
                        "options": [*options("わかりやすさ", "明るさ", "ていねいさ"), NONE],
                    },
                    {
                        "type": "long_text",
                        "key": "why",
                        "label": "{people}で参加する理由をお聞かせください。",
                        "show_if": every(
                            rule("content", "greater", 3),
                            rule("where.hall", "includes", "o1"),
                            match="any",
                        ),
                    },
                ],
            },
            {
                "title": "これから",
                "questions": [
                    {
                        "type": "ranking",
                        "key": "next",
                        "label": "受けてみたい講座を、順に選んでください。",
                        "shuffle": True,
                        "ranks": 3,
                        "options": options("書道", "料理", "園芸", "英会話"),
                    },
                    {
                        "type": "multiple_choice",
                        "key": "help",
                        "label": "必要なお手伝いはありますか（{next}）。",
                        "shuffle": True,
                        "options": [*options("手話", "託児", "車いす"), OTHER, NONE],
                    },
                ],
            },
        ],
    }
)

# A sending in which every question that can be wrong is wrong.
WRONG: Mapping[str, Sequence[str]] = {
    "slot": ("pm",),
    "people": ("約10",),
    "news.other": ("回覧板",),
    "home": ("yoga",),
    "came": ("yes",),
    "content": ("4",),
    "parts.hall": ("5",),
    "where.staff": ("o1", "none"),
    "next": ("o1", "o1", ""),
    "help": ("o1", "none"),
}
RIGHT: Mapping[str, Sequence[str]] = {
    "agreed": ("yes",),
    "slot": ("am",),
    "people": ("４人",),
    "day": ("2026-05-06",),
    "news": ("other",),
    "news.other": ("回覧板",),
    "home": ("yoga",),
    "came": ("yes",),
    "content": ("4",),
    "advise": ("10",),
    "parts.hall": ("5",),
    "parts.staff": ("unsure",),
    "where.hall": ("o1", "o2"),
    "why": ("家族で\r\n参加するため",),
    "next": ("o3", "o1", ""),
    "help": ("o1",),
}

BLANK = AnswerView(
    ward="世田谷区",
    language="ja",
    languages=("ja", "en"),
    code="k7m2p",
    document=DOCUMENT,
    version=3,
    submission_id="ID-4711",
    images="/images/k7m2p/3",
    taken={"slot": {"am": 17, "pm": 5}},
)
FILLED = replace(BLANK, sent=RIGHT)
SENT_BACK = replace(BLANK, sent=WRONG, errors=walk(DOCUMENT, WRONG).errors)
FULL = replace(
    BLANK,
    sent=RIGHT,
    errors={"slot": AnswerError("full")},
    taken={"slot": {"am": 20}},
    full={"slot": ("am",)},
)
