"""Words to copy into LINE, mails, the newsletter and the homepage, with a placement's address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from models import placements, store
from models.document import SurveyDocument
from models.multilingual import Language
from models.placements import Placement
from models.surveys import Summary
from models.wordings import one_line
from pages.components import identity, link_card, notices, public_address, words
from qr import links, messages
from qr.messages import Invitation
from settings import Settings

_KEY = "distribute.messages"


@dataclass(frozen=True)
class _Channel:
    """Where a message goes, and the kind of placement that counts the answers from there."""

    name: str
    kind: str


_CHANNELS = {
    "line": _Channel("LINE", "message"),
    "mail": _Channel("メール", "message"),
    "newsletter": _Channel("広報紙", "newsletter"),
    "web": _Channel("ホームページ", "web"),
}

# Codes for devices of the ward, and codes that mean one slip or one option, stand in no message.
_UNFIT = placements.SHARED | placements.BOUND


def draw(
    survey: Summary, document: SurveyDocument, listed: Sequence[Placement], chosen: Settings
) -> None:
    """One message: where it goes, in which language, and by which placement it is counted."""
    if not public_address.checked(chosen):
        return
    with st.container(horizontal=True, gap="large"):
        channel = st.segmented_control(
            "出すところ",
            list(_CHANNELS),
            default="line",
            required=True,
            format_func=lambda one: _CHANNELS[one].name,
            key=f"{_KEY}.channel",
        )
        language = _language(document)
    place = _place(survey, listed, _CHANNELS[channel])
    if place is None:
        return
    _missing(document, language)
    _write(channel, _invitation(document, language, place, chosen), place, chosen)


def _language(document: SurveyDocument) -> Language:
    if len(document.languages) == 1:
        return document.languages[0]
    found: Language = st.segmented_control(
        "言語",
        document.languages,
        default=document.languages[0],
        required=True,
        format_func=words.LANGUAGES.__getitem__,
        key=f"{_KEY}.language",
    )
    return found


def _place(survey: Summary, listed: Sequence[Placement], channel: _Channel) -> Placement | None:
    """The placement whose address goes into the message: first those of the channel's kind."""
    fit = [one for one in listed if one.active and one.kind not in _UNFIT]
    offered = {one.code: one for one in sorted(fit, key=lambda one: one.kind != channel.kind)}
    choice, offer = st.columns([3, 2], vertical_alignment="bottom")
    if not any(one.kind == channel.kind for one in fit):
        name = placements.KINDS[channel.kind]
        offer.button(
            f"「{name}」の配布先をつくる",
            key=f"{_KEY}.add",
            help="つくると、ここからの回答をほかと分けて数えられます。",
            on_click=_add,
            args=(survey.id, channel.kind),
        )
    if not offered:
        choice.text("使用中の配布先がありません。つくると、案内文が出ます。")
        return None
    code = choice.selectbox(
        "回答を数える配布先",
        list(offered),
        format_func=lambda one: _called(offered[one]),
        key=f"{_KEY}.{channel.kind}.place.{len(offered)}",
    )
    return offered[code]


def _called(place: Placement) -> str:
    kind = placements.KINDS[place.kind]
    return kind if place.name == kind else f"{one_line(place.name)}（{kind}）"


def _invitation(
    document: SurveyDocument, language: Language, place: Placement, chosen: Settings
) -> Invitation:
    url = links.answer_url(chosen.public_url, place.code)
    opens_in = place.language or document.languages[0]
    return Invitation.of(
        document,
        language,
        ward=chosen.ward,
        url=url if language == opens_in else f"{url}?lang={language}",
        opens_at=place.opens_at,
        closes_at=place.closes_at,
    )


def _write(
    channel: str,
    invitation: Invitation,
    place: Placement,
    chosen: Settings,
) -> None:
    match channel:
        case "line":
            text = messages.line(invitation)
            _copy(f"本文（{len(text):,}字）", text)
        case "mail":
            mail = messages.mail(invitation)
            _copy("件名", mail.subject)
            _copy("本文", mail.body)
        case "newsletter":
            url = links.answer_url(chosen.public_url, place.code)
            text = messages.newsletter(invitation, links.printed_text(url))
            _copy(f"記事（アドレスを除いて{len(text.rpartition(chr(10))[0]):,}字）", text)
            st.caption("QRコードの画像は、「配布先」でこの配布先を開くと保存できます。")
        case _:
            _copy("記事の文", messages.homepage(invitation))
            link_card.draw(invitation, _KEY)


def _missing(document: SurveyDocument, language: Language) -> None:
    """What the survey does not say in this language yet."""
    texts = {"調査の名前": document.title, "調査の目的": document.purpose}
    lacking = "、".join(name for name, text in texts.items() if text and language not in text)
    if lacking:
        named = words.LANGUAGES[language]
        st.info(f"{named}の文がまだないもの：{lacking}。「つくる」で書くと、案内文に入ります。")


def _copy(label: str, text: str) -> None:
    st.caption(label)
    st.code(text, language=None, wrap_lines=True)


def _add(survey_id: str, kind: str) -> None:
    name, by = placements.KINDS[kind], identity.name()
    with notices.refusals():
        store.current().write(lambda session: placements.add(session, survey_id, name, kind, by=by))
        notices.tell("done", f"配布先「{name}」をつくりました。ここからの回答を分けて数えます。")
