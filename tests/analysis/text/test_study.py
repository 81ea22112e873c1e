"""The steps of reading one after the other, on the ward's comments."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from analysis.text import provenance, study
from analysis.text.comments import Comment
from analysis.text.corpus import Corpus
from analysis.text.names import Name
from analysis.text.study import Settings
from tests.analysis.text.wards import DATA

SETTINGS = Settings(question="ご意見", seed=1)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (DATA / "ward_comments_156.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def ward(rows: list[dict[str, str]]) -> Corpus:
    return study.read([Comment(f"r{at:03}", row["text"]) for at, row in enumerate(rows)], SETTINGS)


def test_every_step_is_parallel_to_the_comments(ward: Corpus) -> None:
    said = study.said(ward, SETTINGS)
    found = study.topics_of(ward, study.grouped(ward, replace(SETTINGS, topics=5)))
    assert len(said.acts) == len(said.leanings.values) == len(found.codes) == len(ward.comments)
    assert len(study.personal_data(ward)) == len(ward.comments)
    assert len(found.topics) == 5


def test_acts_are_mostly_those_of_the_labels(rows: list[dict[str, str]], ward: Corpus) -> None:
    """The labels know three acts; 要望 and その他 are one of them."""
    said = study.said(ward, SETTINGS)
    merged = ["要望・その他" if act in {"要望", "その他"} else act for act in said.acts]
    right = sum(row["act"] == act for row, act in zip(rows, merged, strict=True))
    assert right >= 0.8 * len(rows)


def test_a_question_that_asks_for_wishes_decides_where_words_do_not() -> None:
    of = study.read([Comment("a", "公園の砂場")], SETTINGS)
    assert study.said(of, SETTINGS).acts == ("その他",)
    assert study.said(of, Settings("施設に求めるもの")).acts == ("要望",)


def test_ratings_teach_the_polarity(ward: Corpus) -> None:
    """Sixty who praised and sixty who blamed something that no list knows."""
    texts = [f"ぽかぽか{n}の間" for n in range(60)] + [f"ぱさぱさ{n}の間" for n in range(60)]
    of = study.read([Comment(f"{at:03}", text) for at, text in enumerate(texts)], SETTINGS)
    high = np.arange(120) < 60
    values = study.said(of, SETTINGS, (high, ~high)).leanings.values
    assert values[high].min() > 0 > values[~high].max()


def test_terms_left_out_and_spellings_of_their_own() -> None:
    comments = [Comment("a", "おいしい豆腐"), Comment("b", "美味しい豆腐")]
    comments += [Comment(one, "美味しい団子") for one in "cde"]
    table = study.terms(study.read(comments, SETTINGS), SETTINGS)
    assert dict(zip(table.terms, table.respondents().tolist(), strict=True))["美味しい"] == 5
    apart = Settings(undone=("おいしい",), without=("団子",), least=2)
    table = study.terms(study.read(comments, apart), apart)
    assert table.terms == ("美味しい", "豆腐")


def test_repeated_comments_count_once_if_folded() -> None:
    comments = [Comment(str(at), "駅前の公園を広くしてください") for at in range(9)]
    of = study.read(comments, SETTINGS)
    assert study.terms(of, SETTINGS).respondents().tolist() == [9, 9, 9]
    assert study.terms(of, replace(SETTINGS, folded=True)).respondents().tolist() == [1, 1, 1]


def test_words_of_groups(rows: list[dict[str, str]], ward: Corpus) -> None:
    """Who gave no answer is in no group; a label comes by the person."""
    values = {f"r{at:03}": row["act"] if at % 10 else "" for at, row in enumerate(rows)}
    found = study.characteristic(study.terms(ward, SETTINGS), values)
    sizes = {group.label: group.n for group in found.groups}
    assert sum(sizes.values()) == sum(1 for value in values.values() if value)
    assert set(sizes) == {"称賛", "不満", "要望・その他"}


def test_less_memory_and_the_same_topics(ward: Corpus) -> None:
    light = study.without_tokens(ward)
    assert not any(reading.tokens for reading in light.readings)
    codes = [study.grouped(of, SETTINGS).topic_codes().tolist() for of in (ward, light)]
    assert codes[0] == codes[1]


def test_personal_data_is_found_in_the_text_as_typed() -> None:
    of = study.read(
        [Comment("a", "連絡は ０３-１２３４-５６７８ へ"), Comment("b", "公園")], SETTINGS
    )
    [phone], nothing = study.personal_data(of)
    assert of.comments[0].text[phone.start : phone.end] == "０３-１２３４-５６７８"
    assert nothing == ()


def recorded(settings: Settings) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(provenance.record(settings)))
    return told


def test_the_record_tells_settings_apart() -> None:
    """Each setting that changes figures changes the record."""
    others = [
        replace(SETTINGS, seed=2),
        replace(SETTINGS, topics=3),
        replace(SETTINGS, parts=9),
        replace(SETTINGS, names=(Name("三茶", "三軒茶屋駅", "駅"),)),
        replace(SETTINGS, undone=("きれい",)),
        replace(SETTINGS, without=("公園",)),
        replace(SETTINGS, least=2),
        replace(SETTINGS, folded=True),
        replace(SETTINGS, question="ご要望"),
    ]
    told = [json.dumps(recorded(one)) for one in (SETTINGS, *others)]
    assert len(set(told)) == len(told)
    assert recorded(SETTINGS)["libraries"]["janome"] == "0.5.0"
