"""The card for the ward's homepage: one link, whole in itself, whatever the survey is called."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from models import placements
from models.store import Store
from pages.components.link_card import Card, markup, page
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


def card(**changes: object) -> Card:
    return Card.of(document(**changes), ward="世田谷区", url=URL)


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


def test_card_without_deadline_names_none() -> None:
    assert "締切" not in markup(card(closes_at=None))


@pytest.mark.parametrize("words", NASTY)
def test_whatever_is_written_stays_words(words: str) -> None:
    nasty = {"title": words, "contact": {"section": words[:100], "phone": "1"}}
    read = Reader(markup(card(**nasty)))
    assert {tag for tag, _ in read.tags} == INSIDE
    assert {name for _, attributes in read.tags for name in attributes} == {"href", "style"}
    assert " ".join(words.split()) in read.said


def test_card_fetches_nothing() -> None:
    read = Reader(page(card()))
    assert {tag for tag, _ in read.tags} == INSIDE | {"html", "meta", "title"}
    assert "url(" not in page(card())
    assert page(card()).count("://") == 2  # where it leads, and the same address to read


def test_card_is_offered_where_the_homepage_is_the_placement(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    poster = house.write(
        lambda session: placements.add(session, survey_id, "駅", "poster", by="sato")
    )
    at = staff("distribute.py", survey=survey_id)
    [web] = [one for one in at.code if one.language == "html"]
    assert web.value in [one.proto.body for one in elements(at, "html")]
    assert f'href="{PUBLIC_URL}/s/' in web.value
    at = staff("distribute.py", survey=survey_id, placement=poster)
    assert [one.language for one in at.code if one.language == "html"] == []
