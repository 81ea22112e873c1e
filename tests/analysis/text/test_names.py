"""The ward's names: found whole, under one name, and never inside another word."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.text.mentions import mentions
from analysis.text.names import KINDS, Entry, Name, Names, entries, is_name, shipped, ward
from analysis.text.normal import normalize
from analysis.text.tokens import cut
from models import districts

DATA = Path(__file__).parents[1] / "data"
CARRIERS = {"compound": "この{}について。", "place_or_name": "先週、{}に行きました。"}


def named(text: str, names: Names | None = None) -> list[str]:
    """The names in the text, as they are counted."""
    merged = (names or ward()).merge(cut(normalize(text)))
    return [token.base for token in merged if is_name(token)]


def test_every_name_of_the_list_is_found_in_a_sentence() -> None:
    def is_found(name: Name) -> bool:
        text = CARRIERS["place_or_name"].format(normalize(name.name))
        return name.canonical in [one.text for one in mentions(ward().merge(cut(text)))]

    assert [name.name for name in shipped() if not is_found(name)] == []


def test_the_list_has_all_towns_and_districts_and_no_name_twice() -> None:
    towns = {name.canonical for name in shipped() if name.kind == "町"}
    assert len(towns) == 61
    names = {name.name for name in shipped()}
    for area in districts.areas():
        assert area.label["ja"] in names
        assert {district.label["ja"] for district in area.districts} <= names
    folded = [normalize(name.name).casefold() for name in shipped()]
    assert len(set(folded)) == len(folded)
    assert {name.kind for name in shipped()} == set(KINDS)


def test_what_a_name_stands_for_stands_for_itself() -> None:
    canonical = {normalize(name.name).casefold(): name.canonical for name in shipped()}
    for name in shipped():
        assert canonical.get(normalize(name.canonical).casefold(), name.canonical) == name.canonical


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三茶と三軒茶屋", ["三軒茶屋", "三軒茶屋"]),
        ("ﾆｺﾀﾏの駅前", ["二子玉川"]),
        ("せたがやＰＡＹは便利", ["せたがやPay"]),
        ("世田谷線の世田谷駅", ["世田谷線", "世田谷駅"]),
        ("砧公園と砧", ["砧公園", "砧"]),
        ("世田谷区太子堂", ["世田谷区", "太子堂"]),
        ("桜2丁目", ["桜(町名)"]),
    ],
)
def test_names_are_counted_under_one_name_the_longest_first(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "最上町の出身", "千葉県船橋市", "若林さんに聞いた", "桜がきれい", "見せたがやめた",
        "三\n茶", "三 茶", "二子、玉川さん", "船橋県",
    ],
)  # fmt: skip
def test_no_name_is_found_in_another_word(text: str) -> None:
    assert named(text) == []


def test_84_of_85_terms_survive_as_one_with_the_list() -> None:
    with (DATA / "terms_85.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    whole = 0
    for row in rows:
        term = normalize(row["term"])
        text = CARRIERS[row["kind"]].format(term)
        place = (text.index(term), text.index(term) + len(term))
        found = mentions(ward().merge(cut(text)))
        whole += place in [(one.tokens[0].start, one.tokens[-1].end) for one in found]
    assert len(rows) == 85
    assert whole >= 84


def test_staff_add_names_correct_them_and_switch_them_off() -> None:
    changes = [
        Name("さんかく広場", "三角広場", "施設"),
        Name("三茶", "三軒茶屋駅", "駅"),
        Name("ニコタマ", "二子玉川", "略称", active=False),
    ]
    assert named("三茶のさんかく広場とニコタマ", ward(changes)) == ["三軒茶屋駅", "三角広場"]


def test_the_whole_list_tells_what_staff_changed() -> None:
    """However a name is written: ニコタマ and ﾆｺﾀﾏ are one line."""
    changes = [
        Name("さんかく広場", "三角広場", "施設"),
        Name("ﾆｺﾀﾏ", "二子玉川", "略称", active=False),
    ]
    before, after = entries(), entries(changes)
    assert len(after) == len(before) + 1
    assert set(after) - set(before) == {
        Entry("さんかく広場", "三角広場", "施設", active=True, shipped=False, changed=True),
        Entry("ﾆｺﾀﾏ", "二子玉川", "略称", active=False, shipped=True, changed=True),
    }


def test_without_names_tokens_stay_as_they_are() -> None:
    tokens = cut("三茶の駅前")
    assert Names([]).merge(tokens) == tokens
    assert Names([Name("", "空", "町")]).merge(tokens) == tokens
    assert ward().merge(()) == ()
