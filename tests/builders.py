"""Small documents and questions for tests."""

from __future__ import annotations

from typing import Any

from models.document import SurveyDocument
from models.questions.choice import MultipleChoice, Option, SingleChoice
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


def document(*questions: Any, **changes: Any) -> SurveyDocument:
    """A publishable document with these questions; with QUESTIONS when none are given."""
    fields: dict[str, Any] = {
        "title": "区民まつりアンケート",
        "purpose": "来年のまつりをよりよくするためにうかがいます。",
        "contact": {"section": "地域振興課", "phone": "03-0000-0000"},
        "closes_at": "2099-12-25T17:00",
        "retention_until": "2100-03-31",
        "sections": [{"questions": list(questions or QUESTIONS)}],
    }
    return SurveyDocument.model_validate(fields | changes)
