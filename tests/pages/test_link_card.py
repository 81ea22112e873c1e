"""The card for the ward's homepage: one link, whole in itself, whatever the survey is called."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from models.multilingual import Language
from models.store import Store
from pages.components.link_card import markup, page
from qr.messages import Invitation
from tests.builders import document
from tests.pages.desk import PUBLIC_URL, Open, elements
from tests.pages.nasty import NASTY
from tests.stores import add_survey

URL = f"{PUBLIC_URL}/s/abcde"
INSIDE = {"a", "span"}


class Reader(HTMLParser):
    """Collects the tags with their attributes, and the words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += [data] if data.strip() else []


def card(language: Language = "ja", **changes: object) -> Invitation:
    return Invitation.of(document(**changes), language, ward="世田谷区", url=URL)


def test_card_says_what_a_reader_needs_before_following_it() -> None:
    read = Reader(markup(card(minutes=4)))
    assert read.said == [
        "世田谷区のアンケート",
        "区民まつりアンケート",
        "回答にかかる時間 約4分　締切 2099年12月25日(金) 17:00",
        "担当 地域振興課",
        URL,
    ]
    assert [attributes["href"] for tag, attributes in read.tags if tag == "a"] == [URL]


def test_card_speaks_the_language_it_is_made_in() -> None:
    read = Reader(page(card("en", title={"ja": "まつり", "en": "Festival"})))
    assert {attributes["lang"] for tag, attributes in read.tags if tag in ("html", "a")} == {"en"}
    assert read.said[2:4] == ["Festival", "Takes about 3 min　Closes Fri, 25 December 2099, 17:00"]


def test_card_without_deadline_names_none() -> None:
    assert "締切" not in markup(card(closes_at=None))


@pytest.mark.parametrize("words", NASTY)
def test_whatever_is_written_stays_words(words: str) -> None:
    read = Reader(markup(card(title=words, contact={"section": words[:100], "phone": "1"})))
    assert {tag for tag, _ in read.tags} == INSIDE
    assert {name for _, attributes in read.tags for name in attributes} == {"href", "lang", "style"}
    assert " ".join(words.split()) in read.said


def test_card_fetches_nothing() -> None:
    read = Reader(page(card()))
    assert {tag for tag, _ in read.tags} == INSIDE | {"html", "meta", "title"}
    assert "url(" not in page(card())
    assert page(card()).count("://") == 2  # where it leads, and the same address to read


def test_card_is_offered_with_the_words_for_the_homepage(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = staff("distribute.py", survey=survey_id, section="案内文")
    assert not [one for one in at.code if one.value.startswith("<a ")]
    at.segmented_control(key="distribute.messages.channel").set_value("web").run()
    [web] = [one for one in at.code if one.value.startswith("<a ")]
    assert web.language == "plaintext"  # colours would be too pale
    assert web.value in [one.proto.body for one in elements(at, "html")]
    assert f'href="{PUBLIC_URL}/s/' in web.value
