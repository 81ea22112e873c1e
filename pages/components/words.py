"""Everything the house calls by a code, in the words that staff read."""

from __future__ import annotations

from typing import Literal

from models.errors import (
    DefinitionError,
    KoebakoError,
    NotAllowed,
    NotFound,
    NotPublishable,
    StaleDraft,
    StorageRefused,
    SurveyNotOpen,
)
from models.lifecycle import Phase

Colour = Literal["gray", "blue", "green", "orange"]

PHASES: dict[Phase, tuple[str, Colour]] = {
    "draft": ("下書き", "gray"),
    "upcoming": ("受付前", "blue"),
    "open": ("受付中", "green"),
    "closed": ("終了", "orange"),
}

PROBLEMS = {
    "no_title": "調査の名前を書いてください。",
    "no_purpose": "調査の目的を書いてください。",
    "no_contact_section": "所管課を書いてください。",
    "no_contact_way": "電話番号かメールアドレスを書いてください。",
    "no_closes_at": "受付の終わりが決まっていません。",
    "no_retention_until": "回答を消す日が決まっていません。",
    "no_questions": "質問を1つ以上つくってください。",
    "closes_before_opening": "受付の終わりを、始まりより後にしてください。",
    "deleted_before_closing": "回答を消す日を、受付の終わりより後にしてください。",
    "no_label": "質問の文を書いてください。",
    "too_few_options": "選択肢を2つ以上書いてください。",
    "no_option_label": "選択肢を書いてください。",
    "same_option_label": "同じ選択肢が2つあります。",
    "impossible_number": "選べる数が、選択肢の数に合いません。",
    "column_taken": "この質問の列の名前は、前に公開した別の質問が使っています。"
    "新しい質問としてつくってください。",
    "type_changed": "公開したときと質問の種類が違います。新しい質問としてつくってください。",
}

# NotAllowed.code → what happened and what to do.
REFUSALS = {
    "close_draft": "まだ公開していない調査です。",
    "close_closed": "この調査の受付は、すでに終わっています。",
    "reopen_draft": "まだ公開していない調査です。",
    "reopen_open": "この調査は、すでに受け付けています。",
    "delete_open": "公開した調査は削除できません。",
    "delete_closed": "公開した調査は削除できません。",
    "unknown_kind": "配布先の種類を選んでください。",
    "placement_name": "名称を1〜100文字で書いてください。",
    "too_many_placements": "配布先は200か所までです。使わないものの名称を変えて使ってください。",
    "public_url_missing": "区民が開くアドレスが、まだ設定されていません。",
    "public_url_local": "区民が開くアドレスが、このパソコンの中だけで通じるものになっています。",
    "public_url_malformed": "区民が開くアドレスの書き方が正しくありません。",
}

STALE = (
    "ほかの人がこの調査を保存しました。あなたの最後の変更は保存していません。"
    "「読み直す」を押すと、いまの内容になります。"
)
UNREADABLE = "書かれた内容を保存できません。見えない文字や長すぎる文がないか確かめてください。"
NOT_NOW = "いまは保存できません。しばらくしてから、もう一度お試しください。"
JAPANESE_ONLY = "ここで直せるのは日本語の文です。ほかの言語の文は、そのまま残ります。"
NOBODY = "職員の画面を開くには、ログインしてください。"

KINDS_OF_THINGS = {
    "survey": "調査",
    "question": "質問",
    "placement": "配布先",
    "sample survey": "見本の調査",
}


def say(error: KoebakoError) -> str:
    """The refusal in one or two sentences: what happened, then what to do."""
    match error:
        case StaleDraft():
            return STALE
        case NotPublishable():
            return f"公開できません。{PROBLEMS[error.problems[0].code]}"
        case NotAllowed():
            return REFUSALS[error.code]
        case NotFound():
            thing = KINDS_OF_THINGS[error.kind]
            return f"この{thing}は見つかりません。ほかの人が削除したかもしれません。"
        case DefinitionError():
            return UNREADABLE
        case SurveyNotOpen():
            return "この調査は、いま受け付けていません。"
        case StorageRefused():
            return str(error)
        case _:
            return NOT_NOW
