"""Comments as people by terms."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.comments import Comment
from analysis.text.corpus import Corpus, incidence, read
from analysis.text.incidence import gather
from analysis.text.names import Name, ward
from analysis.text.proposals import ASKED, USUAL, Proposal, proposals
from analysis.text.tokens import Token, cut

DATA = Path(__file__).parents[1] / "data"


def ward_comments() -> list[Comment]:
    with (DATA / "ward_comments_156.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Comment(f"r{number % 120:03}", row["text"]) for number, row in enumerate(rows)]


def by_person(corpus: Corpus, least: int = 1) -> list[tuple[str, tuple[str, ...]]]:
    found = incidence(corpus, least)
    rows = found.matrix.toarray()
    return [
        (person, tuple(found.terms[at] for at in np.flatnonzero(row)))
        for person, row in zip(found.people, rows, strict=True)
    ]


def test_people_by_terms_by_hand() -> None:
    corpus = read(
        [
            Comment("c", "公園が暗い"),
            Comment("a", "公園の図書館、公園の桜"),
            Comment("b", "特になし"),
            Comment("a", "暗くない"),
            Comment("d", "思います"),
        ]
    )
    assert (len(corpus.comments), corpus.empty, corpus.folds) == (4, 1, (0, 1, 2, 3))
    found = incidence(corpus)
    assert found.terms == ("公園", "図書館", "暗い", "暗い[否定]", "桜")
    assert found.kinds == ("名詞", "名詞", "形容詞", "形容詞", "名詞")
    assert found.people == ("a", "c", "d")
    assert found.matrix.toarray().tolist() == [[1, 1, 0, 1, 1], [1, 0, 1, 0, 0], [0, 0, 0, 0, 0]]
    assert found.matrix.dtype == np.int8
    assert found.respondents().tolist() == [2, 1, 1, 1, 1]
    assert incidence(corpus, 2).terms == ("公園",)
    assert incidence(corpus, 2).people == found.people
    assert incidence(corpus, without={"公園"}).terms == found.terms[1:]


def test_a_reading_tells_places_tokens_and_plain_words() -> None:
    (reading,) = read([Comment("a", "病児保育の予約が取りにくい&hellip;")]).readings
    assert reading.text == "病児保育の予約が取りにくい..."
    assert reading.tokens == cut(reading.text)
    assert [reading.text[term.start : term.end] for term in reading.terms] == [
        "病児保育",
        "予約",
        "取りにくい",
    ]
    assert reading.plain == ("病", "保育", "予約", "取る")


def test_the_order_of_comments_changes_nothing() -> None:
    comments = ward_comments()
    shuffled = random.Random(5).sample(comments, len(comments))
    assert by_person(read(shuffled), 2) == by_person(read(comments), 2)
    assert read(shuffled).merges == read(comments).merges


def test_tokens_that_are_there_are_used_and_other_names_count() -> None:
    asked: list[str] = []

    def tokenized(texts: Sequence[str]) -> list[tuple[Token, ...]]:
        asked.extend(texts)
        return [cut(text) for text in texts]

    names = ward([Name("さんかく広場", "三角広場", "施設")])
    corpus = read([Comment("a", "さんかく広場"), Comment("b", "")], names, tokenized=tokenized)
    assert asked == ["さんかく広場"]
    assert [(term.text, term.kind) for term in corpus.readings[0].terms] == [("三角広場", "固有名")]


def test_a_term_of_two_kinds_has_the_one_most_people_use() -> None:
    found = gather("abc", [("a", "桜"), ("b", "桜"), ("a", "桜")], {"桜": "名詞"})
    assert (found.terms, found.kinds, found.respondents().tolist()) == (("桜",), ("名詞",), [2])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("uvwxyz")), max_size=30),
    st.integers(1, 4),
    st.randoms(use_true_random=False),
)
def test_counts_are_of_people_in_any_order(
    pairs: list[tuple[str, str]], least: int, draw: random.Random
) -> None:
    kinds = dict.fromkeys("uvwxyz", "名詞")
    found = gather("abcde", pairs, kinds, least)
    counts = {term: len({who for who, said in pairs if said == term}) for _, term in pairs}
    wanted = sorted((t for t in counts if counts[t] >= least), key=lambda t: (-counts[t], t))
    assert list(found.terms) == wanted
    assert found.respondents().tolist() == [counts[term] for term in wanted]
    assert found.matrix.shape == (5, len(wanted))
    again = gather("edcba", draw.sample(pairs, len(pairs)), kinds, least)
    assert again.matrix.toarray().tolist() == found.matrix.toarray().tolist()


def test_words_of_the_question_and_of_nearly_all_are_proposed_and_stay() -> None:
    table = incidence(
        read([Comment(w, "公園の遊具") for w in "abcd"] + [Comment(w, "図書館") for w in "efghij"])
    )
    assert proposals(table, "図書館についてのご意見") == (
        Proposal("図書館", 6, 0.6, ASKED),
        Proposal("公園", 4, 0.4, USUAL),
        Proposal("遊具", 4, 0.4, USUAL),
    )
    assert "公園" in table.terms


@pytest.mark.parametrize("texts", [[], ["", "なし"], ["😊👍"], ["。。。"]])
def test_nothing_said_is_an_empty_table(texts: list[str]) -> None:
    corpus = read([Comment(str(n), text) for n, text in enumerate(texts)])
    found = incidence(corpus)
    assert (found.terms, found.people, found.matrix.shape) == ((), (), (0, 0))
    assert corpus.empty == len(texts)
    assert proposals(found, "質問") == ()


@pytest.mark.parametrize("unit", ["公園", "使いにくくない", "三茶", "ない", "良さ&", "a b "])
def test_ten_thousand_characters_take_time_by_their_number(unit: str) -> None:
    (reading,) = read([Comment("a", (unit * 10_000)[:10_000])]).readings
    assert all(term.end <= len(reading.text) for term in reading.terms)
