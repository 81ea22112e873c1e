"""Everything the house calls by a code, in the words that staff read."""

from __future__ import annotations

from typing import Literal

from analysis.text.rules import RuleError
from models import slips
from models.document import MAX_QUESTIONS, MAX_SECTIONS
from models.errors import (
    DefinitionError,
    FileRefused,
    KoebakoError,
    NotAllowed,
    NotFound,
    NotPublishable,
    PlacesFull,
    StaleDraft,
    StorageRefused,
    SurveyNotOpen,
)
from models.few_answers import SHOWN_FROM
from models.lifecycle import Phase
from models.multilingual import Language
from qr.links import Caution

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

# How the people asked were drawn (models.document.Sample); "" where people chose to answer.
DESIGNS = {
    "": "見た人が自分から答える（QRコード、広報、会場など）",
    "simple": "名簿から無作為に選ぶ（単純無作為抽出）",
    "stratified_two_stage": "地区などに分けて、2段階で無作為に選ぶ（層化二段無作為抽出）",
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
    "few_answers": f"{SHOWN_FROM}人に満たないため、表示しません。",
    "few_groups": f"{SHOWN_FROM}人以上のグループが2つないため、くらべません。",
    "imported_before": "同じファイルを前に取り込みました。もう一度取り込むかどうか選んでください。",
    "unknown_kind": "配布先の種類を選んでください。",
    "placement_name": "名称を1〜100文字で書いてください。",
    "population_name": "人口の資料の名前を1〜100文字で書いてください。",
    "population_source": "出典を1〜300文字で書いてください。",
    "too_many_populations": "人口の資料は50件までです。使わないものを消してください。",
    "population_shipped": "はじめから入っている人口の資料は消せません。",
    "segment_name": "名前を1〜60文字で書いてください。",
    "segment_name_taken": "同じ名前の絞り込みがあります。別の名前にしてください。",
    "segment_of_everybody": "保存する前に、条件を1つ以上加えてください。",
    "too_many_segments": "保存できる絞り込みは50までです。使わないものを消してください。",
    "ward_name": "名称を1〜40文字で、まとめる先の名称を60文字以内で書いてください。",
    "ward_name_kind": "名称の種類を選んでください。",
    "too_many_topic_edits": "話題の変更が多すぎます。いくつか元に戻してから、行ってください。",
    "word_choice": "言葉は1〜100文字のものを選んでください。",
    "too_many_word_choices": "別に数える書きかたと数えない言葉は、1つの質問に500ずつまでです。"
    "いくつかを、まとめて数えてください。",
    "too_many_ward_names": "加えられる名称は1,000までです。使わないものを消してください。",
    "code_id": "分類の符号は、半角の英小文字・数字・_ で30文字までです。ほかの符号にしてください。",
    "code_label": "分類の名前を1〜60文字で書いてください。",
    "code_label_taken": "同じ名前の分類があります。別の名前にしてください。",
    "code_rule": "分類の規則は2,000文字までです。短くしてください。",
    "too_many_codes": "分類は1つの質問に50までです。使わないものを消してください。",
    "masking_place": "この箇所は伏せられません。画面を読み直してから、選びなおしてください。",
    "too_many_maskings": "伏せるか決めた箇所が多すぎます。もっと長い言葉を選んでください。",
    "placement_place": "掲示場所は100文字までです。",
    "placement_language": "この調査にない言語です。調査の言語から選んでください。",
    "placement_times": "配布先の受付の終わりを、始まりより後にしてください。",
    "placement_option": "スキャンで一票の配布先は、「スキャンで一票」からつくってください。",
    "repoint_bound": "整理券とスキャンで一票の配布先は、もとの調査だけのものです。"
    "ほかの調査には、新しい配布先をつくってください。",
    "repoint_same": "いまの調査を指しています。ほかの調査を選んでください。",
    "repoint_unpublished": "まだ公開していない調査には向けられません。先に公開してください。",
    "vote_unpublished": "公開した調査で使えます。「つくる」で公開してください。",
    "vote_not_single": "1つ選ぶ質問（単一回答・プルダウン）で使えます。",
    "vote_conditional": "全員にたずねる質問で使えます。この質問には、表示する人の条件があります。",
    "vote_places": "定員のない質問で使えます。この質問には、定員のある選択肢があります。",
    "vote_options": "選択肢が2〜8個の質問で使えます。",
    "vote_wordings": "文が1つの質問で使えます。この質問には、2つ目の文があります。",
    "vote_quotes": "前の質問の答えを引かない質問で使えます。",
    "public_url_missing": "区民が開くアドレスが、まだ設定されていません。",
    "public_url_local": "区民が開くアドレスが、このパソコンの中だけで通じるものになっています。",
    "public_url_insecure": "区民が開くアドレスは、https:// で始まるものにしてください。",
    "public_url_path": "区民が開くアドレスは、名前までにしてください。/ から後は付けられません。",
    "public_url_malformed": "区民が開くアドレスの書き方が正しくありません。",
    "module_too_small": "アドレスが長いため、この大きさではQRコードが細かくなりすぎます。"
    "もっと大きな印刷物か、短いアドレスにしてください。",
    "address_too_long": "アドレスが長いため、12ポイントの文字では入りきりません。"
    "短いアドレスを使えるか、運用の担当者に相談してください。",
    "too_much_text": "言葉が多すぎて、この印刷物に入りきりません。"
    "調査の名前などを短くしてください。",
    "unknown_piece": "印刷物の種類を選んでください。",
    "unknown_field": "この言葉は、この印刷物では変えられません。",
    "wording_too_long": "印刷する言葉が長すぎます。短くしてください。",
    "label_name": "ラベルの並びの名前を1〜60文字で書いてください。",
    "label_same_name": "同じ名前のラベルの並びが2つあります。名前を変えてください。",
    "label_numbers": "列・行・寸法には、0より大きい数を書いてください。余白は0でもかまいません。",
    "label_overlap": "ラベルが重なります。間隔を、ラベルの幅と高さ以上にしてください。",
    "label_off_sheet": "ラベルがA4の用紙からはみ出します。余白・間隔・寸法を確かめてください。",
    "label_too_small": "ラベルが小さすぎて、必要な言葉が入りきりません。"
    "大きいラベルを選んでください。",
    "label_offset": "印刷のずれは、-10mmから10mmまで、0.5mmきざみで入れてください。",
    "label_start": "はじめのラベルは、1から、1枚のシートのラベルの数までで入れてください。",
    "too_many_label_layouts": "ラベルの並びは50までです。使わないものを消してください。",
    "slip_count": f"整理券は1〜{slips.MOST:,}枚でつくれます。",
    "slip_placement": "整理券の配布先を選びなおしてください。",
    "slips_given": "配った枚数は、0から、つくった枚数までで書いてください。",
    "slips_issued": "この整理券のファイルは、すでにつくりました。",
    "slips_void": "この整理券は、すでに使えないようにしました。",
    "wall_unpublished": "会場の壁は、調査を公開するか試行すると出せます。",
    "wall_too_many_views": "会場の壁に出せるのは12画面までです。使わない画面を外してください。",
    "wall_shown_twice": "同じものが、すでに会場の壁に出ています。",
    "wall_unknown_question": "選んだ質問が見つかりません。選びなおしてください。",
    "wall_unsuitable_question": "この質問の結果は、会場の壁に出せません。"
    "ほかの質問を選んでください。",
    "wall_too_many_words": "1つの画面に出せる言葉は24語までです。",
    "wall_word_length": "会場の壁に出せる言葉は、20文字までです。",
    "wall_unknown_placement": "選んだ配布先が見つかりません。選びなおしてください。",
}

# qr.links.Caution → what to know before printing with such an address.
CAUTIONS: dict[Caution, str] = {
    "public_url_private": "区民が開くアドレスが、この庁内ネットワークの中だけで通じるものです。"
    "掲示する前に、外から開けるアドレスに変えてください。",
    "public_url_port": "区民が開くアドレスに番号（:8443 など）が付いています。"
    "回線によっては開けないことがあります。",
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
    "category": "回答",
    "facet": "分け方",
    "segment": "絞り込み",
    "population": "人口の資料",
    "receipt": "回答",
    "label layout": "ラベルの並び",
    "slip batch": "整理券",
    "wall": "会場の壁",
    "ward name": "名称",
    "code": "分類",
    "response": "回答",
    "masking": "伏せ字",
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
        case FileRefused() | StorageRefused() | RuleError() | Refusal():
            return str(error)
        case _:
            return NOT_NOW
