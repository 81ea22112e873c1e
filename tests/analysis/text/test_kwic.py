from __future__ import annotations

import pytest

from analysis.text.comments import Comment
from analysis.text.corpus import read
from analysis.text.kwic import Line, find, places
from analysis.text.terms import count_terms

PARK = Comment("a", "公園のトイレが暗い。公園をもっと明るく！！")
LIBRARY = Comment("b", "図書館と公園が近くて\nよかった")
SQUARE = Comment("c", "ひろば公園化計画に反対")
COMMENTS = [PARK, LIBRARY, SQUARE]


def test_every_place_of_the_word_sorted_by_what_follows() -> None:
    assert find(COMMENTS, "公園", width=6) == (
        Line("b", "図書館と", "公園", "が近くて よ", LIBRARY.text),
        Line("a", "", "公園", "のトイレが暗", PARK.text),
        Line("a", "イレが暗い。", "公園", "をもっと明る", PARK.text),
    )


def test_a_dictionary_form_finds_its_inflections() -> None:
    (line,) = find(COMMENTS, "良い") + find(COMMENTS, "よい")
    assert (line.left, line.hit, line.right) == ("図書館と公園が近くて ", "よかっ", "た")


def test_a_word_is_found_as_it_is_spelled() -> None:
    (line,) = find(COMMENTS, "近く")
    assert (line.hit, line.right) == ("近く", "て よかった")


def test_a_compound_is_found_whole_and_not_by_its_parts() -> None:
    (whole,) = find(COMMENTS, "ひろば公園化計画")
    assert (whole.left, whole.right) == ("", "に反対")
    assert "c" not in {line.response_id for line in find(COMMENTS, "公園")}


def test_characters_that_are_no_word_are_searched_as_they_stand() -> None:
    lines = find(COMMENTS, "園化")
    assert [(line.left, line.hit, line.right) for line in lines] == [
        ("ひろば公", "園化", "計画に反対")
    ]


def test_a_typed_word_is_normalised_and_never_a_pattern() -> None:
    assert [line.hit for line in find([Comment("a", "ﾄｲﾚがない")], "トイレ")] == ["トイレ"]
    assert [line.hit for line in find(COMMENTS, "ﾄｲﾚ")] == ["トイレ"]
    assert find(COMMENTS, ".*") == ()
    assert find([Comment("a", "a.*b")], ".*")[0].left == "a"


@pytest.mark.parametrize("term", ["", "　", "\n"])
def test_a_blank_term_is_nowhere(term: str) -> None:
    assert find(COMMENTS, term) == ()


def test_the_order_of_comments_does_not_matter() -> None:
    twins = [*COMMENTS, Comment("z", PARK.text)]
    assert find(twins[::-1], "公園") == find(twins, "公園")


def test_a_term_of_the_table_leads_to_the_people_it_counts() -> None:
    frame = count_terms(COMMENTS).frame
    for term, respondents, mentions in zip(
        frame["term"], frame["respondents"], frame["mentions"], strict=True
    ):
        lines = find(COMMENTS, term)
        assert len(lines) == mentions
        assert len({line.response_id for line in lines}) == respondents


def test_ten_thousand_characters_and_no_words() -> None:
    long = Comment("a", "😊" * 9_998 + "公園")
    (line,) = find([long, Comment("b", ""), Comment("c", "。。。")], "公園", width=3)
    assert line == Line("a", "😊😊😊", "公園", "", long.text)


def test_places_sorted_by_what_stands_before_the_nearest_character_first() -> None:
    corpus = read(
        [Comment("a", "赤い公園"), Comment("b", "青い公園"), Comment("c", "明るさの公園")]
    )
    assert [line.left for line in places(corpus, "公園", by="left")] == ["赤い", "青い", "明るさの"]
    assert "".join(line.left[-1] for line in places(corpus, "公園", by="left")) == "いいの"


def test_another_spelling_or_name_leads_to_all_that_are_counted_as_one() -> None:
    comments = [
        *(Comment(f"a{n}", "食事が美味しい") for n in range(3)),
        *(Comment("b", "おいしい魚"), Comment("c", "三茶の駅前"), Comment("d", "三軒茶屋へ")),
    ]
    assert {line.hit for line in find(comments, "おいしい")} == {"おいしい", "美味しい"}
    assert [line.hit for line in find(comments, "三軒茶屋")] == ["三茶", "三軒茶屋"]
    assert [line.hit for line in find(comments, "三茶")] == ["三茶"]


def test_a_denied_predicate_is_a_term_of_its_own() -> None:
    comments = [Comment("a", "予約アプリが使えない"), Comment("b", "便利に使える")]
    assert [line.response_id for line in find(comments, "使える[否定]")] == ["a"]
    assert [line.response_id for line in find(comments, "使える")] == ["b"]


def test_a_word_that_tables_leave_out_is_found_as_it_is_used() -> None:
    assert [line.hit for line in find([Comment("a", "良いと思った")], "思う")] == ["思っ"]
