"""会場の壁: making a survey's wall, opening it, and choosing what it shows.

Nothing but the code and the number is on a wall until somebody chooses it here. Each step changes
what is stored at that moment, so that two people who choose at once do not undo each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from models import placements, store, surveys, walls
from models.document import SurveyDocument
from models.errors import NotAllowed, NotFound
from models.few_answers import SHOWN_FROM
from models.multilingual import pick
from models.placements import Placement
from models.walls import Chart, Count, View, Views, Wall, Words
from pages.components import asking, identity, notices, wall_words, words
from pages.components.plain import plain
from qr import links
from settings import Settings

_PAGE = "wall"  # in the keys of the dialogs' buttons
_WHAT = (
    "会場のスクリーンに、QRコードと回答の数を大きく映します。"
    "質問の結果や言葉は、ここで選んだものだけが出ます。"
)
_OPEN_TO_ALL = (
    "このアドレスを知っている人は、だれでも見られます。会場のパソコンで開いてください。"
    "画面の切り替え方は、開いてからHキーで見られます。"
)
_RULES = (
    f"結果と言葉は、その質問の回答が{SHOWN_FROM}件になると出ます。棒は1件ごとに動くので、"
    "だれが答えたか分かる小さな会場では、終わってから映してください。"
)
_MADE = "会場の壁をつくりました。「会場の壁を開く」で映せます。"
_FIRST = "自動（ポスターがあればそれ）"


def draw(survey_id: str, document: SurveyDocument, chosen: Settings) -> None:
    """The wall of the survey, or how to make one; `document` is what residents see now."""
    with store.current().reading() as session:
        wall = walls.get(session, survey_id)
        versions = surveys.versions(session, survey_id)
        places = placements.listing(session, survey_id)
    if not versions:
        st.text(words.REFUSALS["wall_unpublished"])
        return
    if wall is None:
        st.text(_WHAT)
        st.button(
            "会場の壁をつくる",
            type="primary",
            key="wall.make",
            on_click=asking.carry_out,
            args=(
                walls.open_wall,
                survey_id,
                "会場の壁をつくりました。「会場の壁を開く」で映せます。",
            ),
        )
        return
    names = _names(versions)
    opening, showing = st.columns([2, 3], gap="large")
    with opening:
        _opening(wall, pick(document.title), places, chosen)
    with showing:
        _showing(wall, names)
    for view in wall.shown.views:
        if isinstance(view, Words):
            wall_words.draw(survey_id, view, names.get(_name(view), view.key), _put)


def _names(versions: Mapping[int, SurveyDocument]) -> dict[tuple[str, str], str]:
    """What tells views apart → what staff call it, for everything that can be shown."""
    charts = {
        ("chart", key): f"結果：{_line(pick(part.label))}"
        for key, part in walls.parts(versions).items()
        if walls.suits_bars(part)
    }
    written = walls.written_keys(versions).items()
    told = {("words", key): f"言葉：{_line(label)}" for key, label in written}
    return {("count", ""): "回答の数（大きく）", **charts, **told}


def _opening(wall: Wall, title: str, places: list[Placement], chosen: Settings) -> None:
    """How the wall is opened, whose code it shows, and its end."""
    st.subheader("映す", anchor=False)
    st.link_button("会場の壁を開く", f"/wall/{wall.key}", type="primary")
    st.text(f"映る題名　{_line(title)}")
    st.text(_OPEN_TO_ALL)
    try:
        links.printable(chosen.public_url)
    except NotAllowed as refusal:
        st.warning(words.say(refusal))
    else:
        st.caption("ほかのパソコンで開くアドレス")
        st.code(f"{chosen.public_url}/wall/{wall.key}", language=None, wrap_lines=True)
    fitting = {p.code: p.name for p in places if p.active and walls.offers_code(p.kind)}
    current = wall.shown.placement
    key = f"wall.{wall.survey_id}.placement"
    st.selectbox(
        "映すQRコードの配布先",
        ["", *fitting],
        index=1 + list(fitting).index(current) if current in fitting else 0,
        format_func=lambda code: fitting.get(code, _FIRST),
        key=key,
        on_change=_place,
        args=(wall.survey_id, key),
    )
    with st.container(horizontal=True):
        if st.button("アドレスを新しくする", key="wall.renew"):
            _ask_renew(wall.survey_id)
        if st.button("会場の壁をしまう", key="wall.close"):
            _ask_close(wall.survey_id)


def _showing(wall: Wall, names: dict[tuple[str, str], str]) -> None:
    """What is shown, in order, and what may be added."""
    st.subheader("映すもの", anchor=False)
    st.text("1　QRコード、アドレス、回答の数（いつも最初）")
    shown = [_name(view) for view in wall.shown.views]
    for number, name in enumerate(shown, start=2):
        label, up, down, out = st.columns([8, 2, 2, 2], vertical_alignment="center")
        label.text(f"{number}　{names.get(name, '今の調査にない質問')}")
        for place, said, step, stays in (
            (up, "上へ", -1, number == 2),
            (down, "下へ", 1, number == len(shown) + 1),
        ):
            place.button(
                said,
                key=f"wall.{'.'.join(name)}.{step}",
                disabled=stays,
                on_click=_change,
                args=(wall.survey_id, _moved, name, step),
                width="stretch",
            )
        out.button(
            "外す",
            key=f"wall.{'.'.join(name)}.out",
            on_click=_change,
            args=(wall.survey_id, _without, name),
            width="stretch",
        )
    more = [name for name in names if name not in shown]
    key = f"wall.{wall.survey_id}.more"
    picked, add = st.columns([10, 4], vertical_alignment="bottom")
    picked.selectbox(
        "加える画面",
        more,
        index=None,
        format_func=names.__getitem__,
        placeholder="質問を選んでください",
        key=key,
    )
    add.button(
        "加える",
        key="wall.add",
        disabled=st.session_state.get(key) is None,
        on_click=_add,
        args=(wall.survey_id, key),
        width="stretch",
    )
    st.caption(plain(_RULES))


@st.dialog("アドレスを新しくしますか")
def _ask_renew(survey_id: str) -> None:
    st.text("いまのアドレスで開いている画面は、すぐに終わります。映すものはそのまま残ります。")
    done = "アドレスを新しくしました。「会場の壁を開く」で開きなおしてください。"
    asking.answer(_PAGE, "新しくする", asking.carry_out, walls.renew, survey_id, done)


@st.dialog("会場の壁をしまいますか")
def _ask_close(survey_id: str) -> None:
    st.text("開いている画面は、すぐに終わります。映すものの選び方も消えます。回答は残ります。")
    done = "会場の壁をしまいました。"
    asking.answer(_PAGE, "しまう", asking.carry_out, walls.close_wall, survey_id, done)


def _place(survey_id: str, key: str) -> None:
    code = st.session_state[key]
    _change(survey_id, lambda shown: shown.model_copy(update={"placement": code}))


def _add(survey_id: str, key: str) -> None:
    kind, of = st.session_state[key]
    view: View = {"count": Count, "chart": Chart, "words": Words}[kind](
        **({"key": of} if of else {})
    )
    _put(survey_id, view)
    st.session_state[key] = None


def _put(survey_id: str, view: View) -> None:
    """Show the view: in the place of the one with its name, else at the end."""
    _change(survey_id, _with, view)


def _change(survey_id: str, step: Callable[..., Views], *arguments: object) -> None:
    """Change what is shown at this moment by `step(shown, *arguments)`."""
    by = identity.name()

    def carry_out(session: Any) -> None:
        wall = walls.get(session, survey_id)
        if wall is None:
            raise NotFound("wall", survey_id)
        walls.save_views(session, survey_id, step(wall.shown, *arguments), by=by)

    with notices.refusals():
        store.current().write(carry_out)


def _with(shown: Views, view: View) -> Views:
    names = [_name(one) for one in shown.views]
    if _name(view) not in names:
        return shown.model_copy(update={"views": (*shown.views, view)})
    at = names.index(_name(view))
    return shown.model_copy(update={"views": (*shown.views[:at], view, *shown.views[at + 1 :])})


def _without(shown: Views, name: tuple[str, str]) -> Views:
    return shown.model_copy(update={"views": tuple(v for v in shown.views if _name(v) != name)})


def _moved(shown: Views, name: tuple[str, str], step: int) -> Views:
    views = list(shown.views)
    at = next((n for n, view in enumerate(views) if _name(view) == name), None)
    if at is not None and 0 <= at + step < len(views):
        views[at], views[at + step] = views[at + step], views[at]
    return shown.model_copy(update={"views": tuple(views)})


def _name(view: View) -> tuple[str, str]:
    """What tells views apart."""
    return view.kind, "" if isinstance(view, Count) else view.key


def _line(text: str) -> str:
    return " ".join(text.split())
