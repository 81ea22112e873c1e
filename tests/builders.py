"""Small documents and questions for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.document import SurveyDocument
from models.questions.choice import Dropdown, MultipleChoice, SingleChoice
from models.questions.consent import Consent
from models.questions.day import Day
from models.questions.matrix import MatrixMultiple, MatrixSingle, Row
from models.questions.number import Number
from models.questions.options import Option
from models.questions.place import Area, District, Place
from models.questions.ranking import Ranking
from models.questions.scale import Nps, Scale
from models.questions.statement import Statement
from models.questions.text import LongText, ShortText

SATISFACTION = SingleChoice(
    key="q1",
    label={"ja": "満足しましたか", "en": "Were you satisfied?"},
    required=True,
    options=(
        Option(value="good", label={"ja": "満足", "en": "Yes"}),
        Option(value="bad", label={"ja": "不満", "en": "No"}),
        Option(value="other", label={"ja": "その他", "en": "Other"}, other=True),
    ),
)
LIKED = MultipleChoice(
    key="q2",
    label={"ja": "よかったもの"},
    max_choices=2,
    options=(
        Option(value="stage", label={"ja": "ステージ"}),
        Option(value="food", label={"ja": "模擬店"}),
        Option(value="stamp", label={"ja": "スタンプラリー"}),
        Option(value="none", label={"ja": "特にない"}, exclusive=True),
        Option(value="other", label={"ja": "その他"}, other=True),
    ),
)
TOWN = ShortText(key="q3", label={"ja": "お住まいの町"}, max_chars=20)
OPINION = LongText(key="q4", label={"ja": "ご意見"}, max_chars=200)
QUESTIONS = (SATISFACTION, LIKED, TOWN, OPINION)

YES_NO = (Option(value="yes", label={"ja": "はい"}), Option(value="no", label={"ja": "いいえ"}))
FIVE = (
    Option(value="5", label={"ja": "満足"}),
    Option(value="4"),
    Option(value="3", label={"ja": "どちらともいえない"}),
    Option(value="2"),
    Option(value="1", label={"ja": "不満"}),
    Option(value="unsure", label={"ja": "わからない"}, outside=True),
)
ROWS = (Row(value="hall", label={"ja": "会場"}), Row(value="staff", label={"ja": "案内"}))

# One of every type that is not among QUESTIONS.
DROPDOWN = Dropdown(key="q5", label={"ja": "はい・いいえ"}, options=YES_NO)
SCALE = Scale(key="q6", label={"ja": "満足度"}, options=FIVE)
NPS = Nps(key="q7", label={"ja": "すすめますか"}, unsure=True)
GRID = MatrixSingle(key="q8", label={"ja": "項目別"}, rows=ROWS, options=FIVE, ordered=True)
GRID_MANY = MatrixMultiple(key="q9", label={"ja": "場所別"}, rows=ROWS, options=LIKED.options[:4])
RANKING = Ranking(key="q10", label={"ja": "順位"}, options=LIKED.options[:3], ranks=2)
NUMBER = Number(key="q11", label={"ja": "人数"}, unit={"ja": "人"}, minimum=1, maximum=20)
DAY = Day(key="q12", label={"ja": "来た日"}, earliest=date(2026, 4, 1), latest=date(2027, 3, 31))
HOME = Place(
    key="q13",
    label={"ja": "お住まい"},
    areas=(
        Area(
            value="tamagawa",
            label={"ja": "玉川地域"},
            districts=(
                District(value="todoroki", label={"ja": "等々力"}),
                District(value="yoga", label={"ja": "用賀"}),
            ),
        ),
        Area(value="outside", label={"ja": "区外"}),
    ),
)
CONSENT = Consent(key="q14", label={"ja": "注意を読みました"})
NOTE = Statement(key="q15", label={"ja": "ここから"}, help={"ja": "あと少しです"})
EVERY = (
    *QUESTIONS,
    *(DROPDOWN, SCALE, NPS, GRID, GRID_MANY, RANKING, NUMBER, DAY, HOME, CONSENT, NOTE),
)


def document(*questions: Any, **changes: Any) -> SurveyDocument:
    """A publishable document with these questions; with QUESTIONS when none are given."""
    fields: dict[str, Any] = {
        "title": "区民まつりアンケート",
        "purpose": "来年のまつりをよりよくするためにうかがいます。",
        "contact": {"section": "地域振興課", "phone": "03-0000-0000"},
        "closes_at": "2099-12-25T17:00",
        "retention_until": "2100-03-31",
        "results_on": "2100-02-25",
        "sections": [{"questions": list(questions or QUESTIONS)}],
    }
    return SurveyDocument.model_validate(fields | changes)
