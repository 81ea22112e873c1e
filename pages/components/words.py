"""Everything the house calls by a code, in the words that staff read."""

from __future__ import annotations

from typing import Literal

from models.document import MAX_QUESTIONS, MAX_SECTIONS
from models.errors import (
    DefinitionError,
    KoebakoError,
    NotAllowed,
    NotFound,
    NotPublishable,
    PlacesFull,
    StaleDraft,
    StorageRefused,
    SurveyNotOpen,
)
from models.lifecycle import Phase
from models.multilingual import Language

Colour = Literal["gray", "blue", "green", "orange"]


class Refusal(KoebakoError):
    """A page refuses what it was given, before any verb is called; the message is the sentence."""


PHASES: dict[Phase, tuple[str, Colour]] = {
    "draft": ("下書き", "gray"),
    "test": ("試行中", "blue"),
    "upcoming": ("受付前", "blue"),
    "open": ("受付中", "green"),
    "paused": ("一時停止中", "orange"),
    "closed": ("終了", "orange"),
}

LANGUAGES: dict[Language, str] = {
    "ja": "日本語",
    "ja-easy": "やさしい日本語",
    "en": "英語",
    "zh-Hans": "中国語（簡体字）",
    "ko": "韓国語",
}

PROBLEMS = {
    "no_title": "調査の名前を書いてください。",
    "no_purpose": "調査の目的を書いてください。",
    "no_contact_section": "所管課を書いてください。",
    "no_contact_way": "電話番号かメールアドレスを書いてください。",
    "no_closes_at": "受付の終わりが決まっていません。",
    "no_retention_until": "回答を消す日が決まっていません。",
    "no_results_on": "結果を公表する日が決まっていません。",
    "no_questions": "質問を1つ以上つくってください。",
    "closes_before_opening": "受付の終わりを、始まりより後にしてください。",
    "deleted_before_closing": "回答を消す日を、受付の終わりより後にしてください。",
    "results_before_closing": "結果を公表する日が、受付の終わりより前です。",
    "no_label": "質問の文を書いてください。",
    "too_few_options": "選択肢を2つ以上書いてください。",
    "no_option_label": "選択肢を書いてください。",
    "same_option_label": "同じ選択肢が2つあります。",
    "impossible_number": "選べる数が、選択肢の数に合いません。",
    "impossible_range": "いちばん小さいほうが、いちばん大きいほうを超えています。",
    "places_unsuitable": "この種類の質問では定員を使えません。種類を変えてください。",
    "too_few_steps": "段階を3つ以上書いてください。",
    "no_rows": "項目を書いてください。",
    "no_row_label": "言葉のない項目があります。",
    "same_row_label": "同じ項目が2つあります。",
    "no_alt": "画像の説明を書いてください。",
    "condition_operator": "表示する人の条件が、前の質問に合いません。条件を選びなおしてください。",
    "condition_value": "表示する人の条件の答えが、前の質問にありません。選びなおしてください。",
    "column_taken": "この質問の列の名前は、前に公開した別の質問が使っています。"
    "新しい質問としてつくってください。",
    "type_changed": "公開したときと質問の種類が違います。新しい質問としてつくってください。",
}

_UNPUBLISHED = "まだ公開していない調査です。"
_ENDED = "この調査の受付は、すでに終わっています。"
_TEST_TOO_LATE = "公開した調査は試行できません。複製した調査で試してください。"
_NO_TEST = "この調査は、試行していません。"
_KEPT = "公開した調査は削除できません。"

# NotAllowed.code → what happened and what to do.
REFUSALS = {
    "close_draft": _UNPUBLISHED,
    "close_test": _UNPUBLISHED,
    "close_closed": _ENDED,
    "pause_draft": _UNPUBLISHED,
    "pause_test": _UNPUBLISHED,
    "pause_paused": "この調査は、すでに一時停止しています。",
    "pause_closed": _ENDED,
    "reopen_draft": _UNPUBLISHED,
    "reopen_test": _UNPUBLISHED,
    "reopen_open": "この調査は、すでに受け付けています。",
    "start_test_open": _TEST_TOO_LATE,
    "start_test_paused": _TEST_TOO_LATE,
    "start_test_closed": _TEST_TOO_LATE,
    "stop_test_draft": _NO_TEST,
    "stop_test_open": _NO_TEST,
    "stop_test_paused": _NO_TEST,
    "stop_test_closed": _NO_TEST,
    "delete_test": "試行をやめてから削除してください。",
    "delete_open": _KEPT,
    "delete_paused": _KEPT,
    "delete_closed": _KEPT,
    "moves_before_condition": "表示する人の条件が、あとの質問を見ることになります。"
    "条件を変えてから動かしてください。",
    "too_many_questions": f"質問は{MAX_QUESTIONS}問までです。調査を分けてください。",
    "too_many_sections": f"部は{MAX_SECTIONS}までです。",
    "last_section": "部は1つ必要です。",
    "unknown_kind": "配布先の種類を選んでください。",
    "placement_name": "名称を1〜100文字で書いてください。",
    "too_many_placements": "配布先は200か所までです。使わないものの名称を変えて使ってください。",
    "public_url_missing": "区民が開くアドレスが、まだ設定されていません。",
    "public_url_local": "区民が開くアドレスが、このパソコンの中だけで通じるものになっています。",
    "public_url_malformed": "区民が開くアドレスの書き方が正しくありません。",
}

CHANGED = (
    "ほかの人がこの調査を保存しました。あなたの変更は、読み直すまで保存できません。"
    "「読み直す」を押すと、いまの内容になります。"
)
STALE = (
    "ほかの人がこの調査を保存しました。あなたの最後の変更は保存していません。"
    "残したい言葉を書き写してから「読み直す」を押すと、いまの内容になります。"
)
UNREADABLE = "書かれた内容を保存できません。見えない文字や長すぎる文がないか確かめてください。"
PICTURE_TOO_LARGE = "画像の大きさは10MBまでです。小さくしてから選んでください。"
PICTURE_TOO_MANY_PIXELS = "画像が細かすぎます。縦横を小さくしてから選んでください。"
PICTURE_UNREADABLE = "画像として読めません。JPEGかPNGの画像を選んでください。"
TOO_LARGE = "調査が大きくなりすぎます。画像を減らすか、調査を2つに分けてください。"
NOT_NOW = "いまは保存できません。しばらくしてから、もう一度お試しください。"
JAPANESE_ONLY = "ここで直せるのは日本語の文です。ほかの言語の文は、そのまま残ります。"
DECIDED = "この回答は、ほかの人が先に決めました。"
NO_PLACE = "選ばれた枠に空きがないので、数えていません。定員を増やして公開すると、数えられます。"
NOBODY = "職員の画面を開くには、ログインしてください。"

KINDS_OF_THINGS = {
    "survey": "調査",
    "section": "部",
    "question": "質問",
    "placement": "配布先",
    "sample survey": "見本の調査",
    "aside": "確認待ちの回答",
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
        case PlacesFull():
            return NO_PLACE
        case NotFound(kind="aside"):
            return DECIDED
        case NotFound():
            thing = KINDS_OF_THINGS[error.kind]
            return f"この{thing}は見つかりません。ほかの人が削除したかもしれません。"
        case DefinitionError():
            return UNREADABLE
        case SurveyNotOpen():
            return "この調査は、いま受け付けていません。"
        case StorageRefused() | Refusal():
            return str(error)
        case _:
            return NOT_NOW
