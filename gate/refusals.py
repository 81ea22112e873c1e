"""Why something cannot be printed, as a page that says what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.responses import HTMLResponse, Response

from models import label_layouts
from qr import sheets

_ADVICE = "設定 KOEBAKO_PUBLIC_URL に、区民が開けるアドレスを入れてください。"
_DEAD = f"このまま印刷すると、スマートフォンで読み取っても開けません。{_ADVICE}"

# NotAllowed.code → what is wrong, and what to do about it.
SENTENCES: Mapping[str, str] = {
    "public_url_missing": f"公開アドレスが設定されていません。{_DEAD}",
    "public_url_local": f"公開アドレスが、このパソコンの中だけで通じるものになっています。{_DEAD}",
    "public_url_malformed": f"公開アドレスの書き方が正しくありません。{_DEAD}",
    "public_url_path": "公開アドレスに、名前のあとの「/…」が付いています。"
    f"https://名前 だけの形にしてください。{_ADVICE}",
    "public_url_insecure": "公開アドレスが http:// です。途中で中身を変えられるおそれがあるため、"
    f"https:// のアドレスだけを印刷できます。{_ADVICE}",
    "module_too_small": "アドレスが長いため、この大きさではQRコードのマスが0.33mmより細かくなり、"
    "読み取れないおそれがあります。もっと大きな印刷物か、短いアドレスにしてください。",
    "address_too_long": "アドレスが長いため、12ポイントの文字では入りきりません。"
    "短いアドレスを使えるか、運用の担当者に相談してください。",
    "too_much_text": "言葉が多すぎて、この印刷物に入りきりません。"
    "「くばる」の画面で、この印刷物の言葉（調査の名前など）を短くしてください。",
    "label_offset": "印刷のずれは、-10mmから10mmまで、0.5mmきざみで入れてください。",
    "label_start": "はじめのラベルは、1から、1枚のシートのラベルの数までで入れてください。",
    "unknown_piece": "この名前の印刷物はありません。くばるの画面から開いてください。",
    "no_placement": "この番号の配布先はありません。くばるの画面から開いてください。",
    "no_survey": "この調査は見つかりません。ほかの人が削除したかもしれません。",
    "no_board": "この投票の掲示はありません。くばるの画面から開いてください。",
    "vote_off": "この投票のコードは、使わないようになっています。"
    "くばるの画面で使うようにすると、印刷できます。",
    "no_layout": "このラベルの並びはありません。ほかの人が削除したかもしれません。"
    "くばるの画面から開いてください。",
}


def page(code: str, status: int = 409) -> Response:
    """The sentence for a NotAllowed code as a whole page."""
    return say(SENTENCES[code], status)


def label_too_small(
    layout: label_layouts.Layout, fitting: Sequence[label_layouts.Layout]
) -> Response:
    """Which label cannot hold everything, and which would; a link leads to the first of those."""
    small = (
        f"「{layout.name}」のラベルは{layout.width:g}×{layout.height:g}mmで、"
        "必要な言葉が読める大きさで入りきりません。"
    )
    if not fitting:
        advice = "どのラベルにも入りません。調査の名前を短く書くと、入ることがあります。"
        return say(f"{small}{advice}", 409)
    names = "、".join(f"「{one.name}」" for one in fitting)
    first = fitting[0]
    return say(
        f"{small}{names}なら、すべて入ります。",
        409,
        f"?layout={first.id}",
        f"{first.name}で印刷する",
    )


def say(sentence: str, status: int, href: str = "", words: str = "") -> Response:
    """A page with one sentence and, with `href`, the way on."""
    return HTMLResponse(sheets.refusal(sentence, href, words), status)
