"""整理券: batches of one-time slips, the file to print, how many were given out and came back."""

from __future__ import annotations

import math
from typing import Literal

import streamlit as st

from analysis.tabulate import percent
from models import placements, slips, store
from models.slips import Batch
from pages.components import asking, dates, fields, identity, notices, public_address, tables
from settings import Settings

_PAGE = "distribute.slips"
_NEW = "新しい配布先"

_WHAT = "会場などで手渡す紙です。1枚で、1回だけ回答できます。"
_KEPT = (
    "残すのは枚数だけで、どの整理券からどの回答が届いたかは、こえばこにも残りません。"
    "ただし、配った枚数や届いた回答がごく少ないと、だれの回答か見当が付くことがあります。"
)
_OVER = "配った枚数より多く使われている束があります。配った枚数を確かめてください。"


def draw(survey_id: str, chosen: Settings) -> None:
    """Every batch of the survey, and one of them to work with."""
    with store.current().reading() as session:
        batches = slips.listing(session, survey_id)
        places = placements.listing(session, survey_id)
    existing = {place.code: place.name for place in places if place.kind == slips.KIND}
    st.caption(_WHAT)
    if not batches:
        st.text("整理券はまだありません。")
    if st.button("整理券をつくる", type=_first(not batches), key=f"{_PAGE}.new"):
        _ask_new(survey_id, existing)
    if not batches:
        return
    _table(batches)
    st.caption(_KEPT)
    if any(batch.used > batch.handed_out for batch in batches):
        st.warning(_OVER)
    by_id = {batch.id: batch for batch in batches}
    picked = st.selectbox(
        "整理券の束",
        list(by_id),
        format_func=lambda one: _named(by_id[one]),
        key=f"{_PAGE}.{survey_id}.chosen",
    )
    _card(by_id[picked], chosen)


def state(batch: Batch) -> str:
    """Where the batch stands, in a word."""
    if batch.voided_at is not None:
        return "使えません"
    return "使えます" if batch.issued_at is not None else "ファイル未作成"


def rate(batch: Batch) -> float:
    """Used of those handed out, in percent with one decimal; NaN where there is nothing to say."""
    return float(percent(batch.used, batch.handed_out)) if batch.handed_out else math.nan


def _table(batches: list[Batch]) -> None:
    tables.show(
        {
            "名称": [batch.name for batch in batches],
            "使う日": [_day(batch) for batch in batches],
            "つくった枚数": [batch.made for batch in batches],
            "配った枚数": [batch.handed_out for batch in batches],
            "使われた枚数": [batch.used for batch in batches],
            "使用率（%）": [rate(batch) for batch in batches],
            "状態": [state(batch) for batch in batches],
        },
        {
            **dict.fromkeys(("つくった枚数", "配った枚数", "使われた枚数"), "{:,}".format),
            "使用率（%）": lambda share: "-" if math.isnan(share) else f"{share:.1f}",
        },
        alt="整理券の束ごとの枚数",
    )


def _card(batch: Batch, chosen: Settings) -> None:
    """The file, how many were handed out, and the end of a batch."""
    key = f"{_PAGE}.{batch.id}"
    if batch.voided_at is not None:
        st.text(f"{dates.moment(batch.voided_at)}に、使えないようにしました。")
        return
    left, right = st.columns(2, gap="large")
    with left:
        if public_address.checked(chosen):
            made = batch.issued_at is not None
            st.link_button(
                "ファイルについて" if made else "印刷するファイルをつくる",
                f"/staff/slips/{batch.id}",
                type=_first(not made),
                help="ファイルは1回だけつくれます。刷り直すときは、保存したファイルを印刷します。",
            )
    with right:
        if batch.issued_at is not None:
            st.number_input(
                "配った枚数",
                0,
                batch.made,
                batch.handed_out,
                key=f"{key}.given",
                on_change=_hand_out,
                args=(batch, f"{key}.given"),
                help="余った枚数を引いた数です。使用率は、この枚数から計算します。",
            )
        if st.button("使えないようにする", key=f"{key}.void"):
            _ask_void(batch)


@st.dialog("整理券をつくる")
def _ask_new(survey_id: str, existing: dict[str, str]) -> None:
    with st.form(f"{_PAGE}.form", border=False, enter_to_submit=False):
        st.text_input("名称（例：10月の説明会）", max_chars=100, key=f"{_PAGE}.name")
        st.number_input("枚数", 1, slips.MOST, 100, key=f"{_PAGE}.count")
        st.date_input(
            "使う日（決まっていれば）",
            None,
            min_value=fields.FIRST_DAY,
            max_value=fields.LAST_DAY,
            key=f"{_PAGE}.day",
        )
        st.selectbox(
            "回答を数える配布先",
            ["", *existing],
            format_func=lambda code: existing.get(code, f"{_NEW}（上の名称）"),
            key=f"{_PAGE}.placement",
            help="同じ配布先の束は、回答をまとめて数えます。束ごとに、使われた枚数は分かります。",
        )
        st.caption("配る人数より少し多めにつくり、あとで「配った枚数」を書きます。")
        sent = st.form_submit_button(
            "つくる", type="primary", key=f"{_PAGE}.make", on_click=_make, args=(survey_id,)
        )
    if sent and not notices.refused():
        st.rerun()
    notices.show()


@st.dialog("この整理券を使えないようにしますか")
def _ask_void(batch: Batch) -> None:
    left = batch.made - batch.used if batch.issued_at is not None else 0
    st.text(
        f"まだ使われていない{left:,}枚は、すべて使えなくなります。配った分も使えません。"
        "もとに戻せません。"
    )
    st.text(f"届いた回答{batch.used:,}件は、そのまま残ります。")
    done = f"整理券「{batch.name}」を使えないようにしました。"
    asking.answer(_PAGE, "使えないようにする", asking.carry_out, slips.void, batch.id, done)


def _make(survey_id: str) -> None:
    name, count = st.session_state[f"{_PAGE}.name"], st.session_state[f"{_PAGE}.count"]
    day, placement = st.session_state[f"{_PAGE}.day"], st.session_state[f"{_PAGE}.placement"]
    by = identity.name()
    with notices.refusals():
        batch_id = store.current().write(
            lambda session: slips.create(
                session, survey_id, name, count, day, by=by, placement=placement
            )
        )
        st.session_state[f"{_PAGE}.{survey_id}.chosen"] = batch_id
        notices.tell("done", f"整理券「{name.strip()}」をつくりました。次に、印刷します。")


def _first(is_next: bool) -> Literal["primary", "secondary"]:
    """How the button looks that leads on from here."""
    return "primary" if is_next else "secondary"


def _hand_out(batch: Batch, key: str) -> None:
    number, by = st.session_state[key], identity.name()
    given = None if number == batch.made else number
    with notices.refusals():
        store.current().write(lambda session: slips.hand_out(session, batch.id, given, by=by))


def _named(batch: Batch) -> str:
    return " ".join(part for part in (batch.name, _day(batch), f"{batch.made:,}枚") if part)


def _day(batch: Batch) -> str:
    return dates.day(batch.held_on) if batch.held_on is not None else ""
