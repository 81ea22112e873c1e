"""A ten-question survey with every type of question, its pages, and how a browser reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser

from models.document import SurveyDocument
from models.journey import walk
from residents.views import AnswerView, Card, HomeView, PhaseView, ReceiptView

OTHER = {"value": "other", "label": {"ja": "その他", "en": "Other"}, "other": True}
NONE = {"value": "none", "label": {"ja": "特にない", "en": "None"}, "exclusive": True}


def _options(*labels: str) -> list[dict[str, object]]:
    return [{"value": f"o{number}", "label": label} for number, label in enumerate(labels, 1)]


DOCUMENT = SurveyDocument.model_validate(
    {
        "title": {"ja": "公園の再整備についてのアンケート", "en": "Survey on renewing the park"},
        "purpose": {"ja": "公園をより安全にする計画づくりに使います。"},
        "contact": {
            "section": "公園緑地課",
            "phone": "０３−6432-7902（内線12）",
            "email": "koen@city.example.lg.jp",
        },
        "minutes": 4,
        "closes_at": "2026-11-23T17:00",
        "retention_until": "2027-03-31",
        "languages": ["ja", "en"],
        "sections": [
            {
                "title": "ご利用について",
                "questions": [
                    {
                        "type": "single_choice",
                        "key": "visit",
                        "label": {
                            "ja": "どのくらい利用しますか。",
                            "en": "How often do you visit?",
                        },
                        "required": True,
                        "options": _options("ほとんど毎日", "週に1回くらい", "初めて来た"),
                    },
                    {
                        "type": "multiple_choice",
                        "key": "aim",
                        "label": "どのような目的で利用しますか。",
                        "help": "ふだんの目的をお答えください。",
                        "required": True,
                        "options": [*_options("散歩", "運動", "自然の観察"), OTHER, NONE],
                    },
                    {
                        "type": "multiple_choice",
                        "key": "top",
                        "label": "大切だと思うことはどれですか。",
                        "max_choices": 3,
                        "options": _options("木陰", "トイレ", "明るさ", "段差のない道", "案内"),
                    },
                    {
                        "type": "single_choice",
                        "key": "news",
                        "label": "何で知りましたか。",
                        "options": [*_options("ポスター", "区のおしらせ"), OTHER],
                    },
                    {
                        "type": "single_choice",
                        "key": "content",
                        "label": "どのくらい満足していますか。",
                        "options": _options("満足", "やや満足", "どちらともいえない", "不満"),
                    },
                ],
            },
            {
                "title": "ご意見",
                "questions": [
                    {"type": "short_text", "key": "place", "label": "好きな場所はどこですか。"},
                    {
                        "type": "long_text",
                        "key": "idea",
                        "label": "公園をよくするための考えをお聞かせください。",
                        "max_chars": 30,
                    },
                    {
                        "type": "single_choice",
                        "key": "age",
                        "label": "年代を教えてください。",
                        "options": _options("20歳代以下", "30歳代", "40歳代", "50歳代以上"),
                    },
                    {
                        "type": "single_choice",
                        "key": "area",
                        "label": "お住まいの地域はどこですか。",
                        "options": _options("世田谷", "北沢", "玉川", "砧", "烏山", "区外"),
                    },
                    {
                        "type": "multiple_choice",
                        "key": "join",
                        "label": "参加してみたいものはありますか。",
                        "options": [*_options("清掃活動", "自然観察会"), NONE],
                    },
                ],
            },
        ],
    }
)

# A sending in which six questions have something to mend.
WRONG: Mapping[str, Sequence[str]] = {
    "aim": ("o1", "none"),
    "top": ("o1", "o2", "o3", "o4"),
    "news": ("o2",),
    "news.other": ("回覧板",),
    "content": ("gone",),
    "place": ('"><script>alert(1)</script>',),
    "idea": ("\n二行目が本文です。& <b>太字</b> ではありません。" + "あ" * 30,),
    "join": ("o1", "o2"),
}


BLANK = AnswerView(
    ward="世田谷区",
    language="ja",
    languages=("ja", "en"),
    code="k7m2p",
    document=DOCUMENT,
    version=3,
    submission_id="ID-4711",
    issued="1764000000.AAAAAAAAAAAAAAAA",
)
SENT_BACK = replace(BLANK, sent=WRONG, errors=walk(DOCUMENT, WRONG).errors)
HOME = HomeView(ward="世田谷区", language="ja", languages=("ja", "en"), open=(), upcoming=())
CLOSED = PhaseView(
    ward="世田谷区",
    language="ja",
    languages=("ja", "en"),
    code="k7m2p",
    document=DOCUMENT,
    phase="closed",
)
RECEIPT = ReceiptView(
    ward="世田谷区",
    language="ja",
    languages=("ja", "en"),
    code="k7m2p",
    document=DOCUMENT,
    receipt="k7m2pw9xq3td",
    another="k7m2p",
)


def card(**changes: object) -> Card:
    found: dict[str, object] = {
        "code": "k7m2p",
        "language": "ja",
        "title": DOCUMENT.title,
        "purpose": DOCUMENT.purpose,
        "minutes": 4,
        "opens_at": None,
        "closes_at": DOCUMENT.closes_at,
        "section": "公園緑地課",
    }
    return Card(**{**found, **changes})  # type: ignore[arg-type] # names and values as in Card


def read(html: str) -> str:
    """The words of a page without its head and tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<body>")[1]))


def title(html: str) -> str:
    found = re.search(r"<title>(.*)</title>", html)
    assert found is not None
    return found.group(1)


# Fields that say something of the sending, not of the person.
OWN = frozenset(
    {"lang", "version", "order", "wording", "submission_id", "issued", "_homepage", "_end"}
)


class Form(HTMLParser):
    """Reads the form of a page as a browser would send it, in order: `fields`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.form: dict[str, str | None] = {}
        self.fields: list[tuple[str, str]] = []
        self.names: list[str] = []  # of every control, chosen or not
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._area: str | None = None
        self._text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "form":
            self.form = found
        name = found.get("name")
        if not name or tag in ("meta", "button"):  # a button is sent only when it is pressed
            return
        self.names.append(name)
        if tag == "textarea":
            self._area, self._text = name, ""
        elif found.get("type") not in ("radio", "checkbox") or "checked" in found:
            self.fields.append((name, found.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            # The HTML standard: one line break right after the start tag is not part of the text.
            self.fields.append((self._area, self._text.removeprefix("\n")))
            self._area = None
