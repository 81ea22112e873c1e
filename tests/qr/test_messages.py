"""Invitations to copy: as short as their place asks, in each language, and nothing but words."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.clock import JST, now
from models.multilingual import LANGUAGES, Language
from qr import messages
from qr.messages import CATALOGS, Invitation
from tests.builders import document
from tests.pages.nasty import NASTY

URL = "https://koe.example.lg.jp/s/k7m2p"
PRINTED = "KOE.EXAMPLE.LG.JP/S/K7M2P"
TITLES = {
    "ja": "区民まつりアンケート",
    "ja-easy": "[祭|まつ]りのアンケート",
    "en": "Ward Festival Survey",
    "zh-Hans": "区民节问卷",
    "ko": "구민 축제 설문",
}
DEADLINES = {
    "ja": "2099年12月25日(金) 17:00",
    "ja-easy": "2099年12月25日(金) 17:00",
    "en": "Fri, 25 December 2099, 17:00",
    "zh-Hans": "2099年12月25日(周五) 17:00",
    "ko": "2099년 12월 25일(금) 17:00",
}


def invitation(
    language: Language = "ja", *, url: str = URL, ward: str = "世田谷区", **changes: Any
) -> Invitation:
    return Invitation.of(
        document(**{"title": TITLES, "languages": LANGUAGES} | changes),
        language,
        ward=ward,
        url=url,
    )


def everything(one: Invitation) -> list[str]:
    mail = messages.mail(one)
    return [
        messages.line(one),
        mail.subject,
        mail.body,
        messages.newsletter(one, PRINTED),
        messages.homepage(one),
    ]


def test_every_language_has_the_same_words_with_the_same_facts() -> None:
    def facts(catalog: dict[str, str]) -> dict[str, set[str]]:
        return {key: set(re.findall(r"\{(\w+)\}", words)) for key, words in catalog.items()}

    assert list(CATALOGS) == list(LANGUAGES)
    assert all(facts(CATALOGS[language]) == facts(CATALOGS["ja"]) for language in LANGUAGES)


def test_message_for_line_in_full() -> None:
    assert messages.line(invitation()) == (
        "【世田谷区】「区民まつりアンケート」にお答えください。締切は2099年12月25日(金) 17:00です。"
        "約3分で答えられます。問い合わせ 地域振興課 電話 03-0000-0000\n"
        f"{URL}"
    )


def test_mail_in_full() -> None:
    mail = messages.mail(invitation())
    assert mail.subject == "【世田谷区】「区民まつりアンケート」へのご協力のお願い"
    assert mail.body == (
        "世田谷区から、「区民まつりアンケート」へのご協力をお願いします。\n\n"
        "来年のまつりをよりよくするためにうかがいます。\n\n"
        "かかる時間：約3分\n"
        "締切：2099年12月25日(金) 17:00\n"
        f"回答の画面：{URL}\n\n"
        "開いた画面のアドレスが https://koe.example.lg.jp/ で始まることを確かめてから、"
        "お答えください。"
        "\n\n問い合わせ：地域振興課 電話 03-0000-0000"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_tells_what_when_and_where(language: Language) -> None:
    one = invitation(language)
    title = "祭りのアンケート" if language == "ja-easy" else TITLES[language]
    line, subject, body, newsletter, homepage = everything(one)
    for text in (line, body, newsletter, homepage):
        assert title in text
        assert DEADLINES[language] in text
        assert "地域振興課" in text
    assert title in subject
    assert line.endswith(f"\n{URL}")
    assert URL in body
    assert newsletter.endswith(f"\n{PRINTED}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", ["祭", "区民まつりについての" * 8, "区" * 200, "👨‍👩‍👧" * 40])
def test_short_messages_stay_short(language: Language, title: str) -> None:
    """What gives way is never the address nor the deadline."""
    contact = {"section": "地域振興課", "phone": "03-0000-0000", "email": "chiiki@example.lg.jp"}
    one = invitation(language, title={language: title}, contact=contact)
    line, newsletter = messages.line(one), messages.newsletter(one, PRINTED)
    assert len(line) <= messages.LINE_MAX
    assert line.endswith(f"\n{URL}")
    assert len(newsletter.removesuffix(f"\n{PRINTED}")) <= messages.NEWSLETTER_MAX
    assert DEADLINES[language] in line
    assert DEADLINES[language] in newsletter
    assert not re.search("[\u200d]…|…\u200d", line + newsletter)  # no family is parted


def test_title_gives_way_last_and_ends_in_an_ellipsis() -> None:
    said = messages.line(invitation(title="区" * 200))
    assert len(said) == messages.LINE_MAX
    assert "区…」にお答えください。締切は" in said
    assert "地域振興課" not in said


def test_an_accent_stays_with_its_letter() -> None:
    said = messages.newsletter(invitation(title="か\u3099" * 100), PRINTED)
    assert "か\u3099…」" in said
    assert "か…" not in said


def test_facts_that_are_missing_leave_no_gap() -> None:
    bare = invitation(closes_at=None, contact={}, purpose={})
    line, _subject, body, newsletter, homepage = everything(bare)
    assert (
        line
        == f"【世田谷区】「区民まつりアンケート」にお答えください。約3分で答えられます。\n{URL}"
    )
    assert newsletter.startswith(
        "「区民まつりアンケート」にお答えください。約3分で答えられます。\n"
    )
    assert "\n\n\n" not in body
    assert "締切" not in body + homepage
    assert "問い合わせ" not in body + homepage
    assert homepage.splitlines() == [
        "世田谷区は、「区民まつりアンケート」へのお答えをお願いしています。",
        "約3分で答えられます。",
    ]


def test_language_that_was_not_written_falls_back() -> None:
    assert "“区民まつり”" in messages.line(invitation("en", title="区民まつり"))


def test_purpose_in_another_language_is_left_out() -> None:
    """A title in Japanese still tells which survey it is; a paragraph in Japanese tells nothing."""
    assert "来年のまつり" not in messages.mail(invitation("en")).body
    assert "来年のまつり" in messages.mail(invitation("ja-easy")).body


def test_opening_is_told_while_it_is_still_to_come() -> None:
    soon = now() + timedelta(days=3)
    assert "受付は" in messages.line(invitation(opens_at=soon))
    assert "受付は" not in messages.line(invitation(opens_at=now() - timedelta(days=3)))


def test_placement_may_open_later_and_close_earlier() -> None:
    late, early = datetime(2098, 1, 2, 9, tzinfo=JST), datetime(2098, 2, 3, 12, tzinfo=JST)
    one = Invitation.of(document(), "ja", ward="世田谷区", url=URL, opens_at=late, closes_at=early)
    assert (one.opens_at, one.closes_at) == (late, early)
    beyond = datetime(2199, 1, 1, tzinfo=JST)
    assert Invitation.of(document(), "ja", ward="x", url=URL, closes_at=beyond).closes_at == (
        document().closes_at
    )


@pytest.mark.parametrize("nasty", [*NASTY, "ab\u202ecd\u2066ef", "{title} {0} {ward!r}"])
def test_whatever_is_written_stays_as_it_is_and_turns_nothing_around(nasty: str) -> None:
    one = invitation(title=nasty, purpose=nasty, contact={"section": nasty[:100], "phone": "1"})
    for text in everything(one):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    assert " ".join(nasty.replace("\u202e", "").replace("\u2066", "").split())[:20] in (
        messages.mail(one).subject
    )
