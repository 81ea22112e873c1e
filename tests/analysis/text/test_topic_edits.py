from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from pydantic import ValidationError

from analysis.text.grouping import UNSORTED, Grouping, group
from analysis.text.topic_anchors import CORE, Anchor
from analysis.text.topic_edits import (
    Edited,
    Merge,
    Move,
    Piece,
    Rename,
    Split,
    Step,
    TopicEdits,
    add,
    apply,
    propose_split,
)
from analysis.text.topics import describe
from tests.analysis.text.corpora import of_words, pairs_kept, planted

WORDS, TRUE = planted(240)
FOUND = group(of_words(WORDS[:200]), topics=4)
LATER = group(of_words(WORDS), topics=4)  # forty more answers


def edited(*steps: Step, found: Grouping = FOUND) -> Edited:
    """The grouping after steps that were taken on FOUND."""
    edits = TopicEdits()
    for step in steps:
        edits = add(edits, FOUND, step)
    assert TopicEdits.model_validate_json(edits.model_dump_json()) == edits
    return apply(found, edits)


def about(grouping: Grouping, topic: str) -> int:
    """The planted topic that most comments of the topic are about."""
    tally: Counter[int] = Counter(TRUE[at] for at in grouping.members(topic).tolist())
    return tally.most_common(1)[0][0]


def of_topic(true: int) -> str:
    """The id in FOUND of a planted topic."""
    return next(topic.id for topic in FOUND.topics if about(FOUND, topic.id) == true)


def sizes(grouping: Grouping) -> dict[str, int]:
    return {topic.id: len(grouping.members(topic.id)) for topic in grouping.topics}


def test_without_edits_nothing_changes() -> None:
    same = apply(FOUND, TopicEdits()).grouping
    assert (same.topics, same.parts) == (FOUND.topics, FOUND.parts)
    assert same.codes.tolist() == FOUND.codes.tolist()


def test_a_name_given_by_hand_is_shown_and_stays_when_answers_arrive() -> None:
    topic = of_topic(2)
    step = Rename(topic=topic, name="みちのこと")
    corpus = of_words(WORDS[:200])
    named = describe(corpus, edited(step).grouping)
    assert [one.name for one in named.topics if one.id == topic] == ["みちのこと"]
    later = edited(step, found=LATER)
    assert later.skipped == ()
    (renamed,) = [one for one in later.grouping.topics if one.name]
    assert (renamed.id, renamed.name) == (topic, "みちのこと")
    assert about(later.grouping, topic) == 2


def test_merged_topics_are_one_and_new_answers_fall_into_it() -> None:
    one, other = of_topic(0), of_topic(1)
    now = edited(Merge(topics=(one, other)))
    assert len(now.grouping.topics) == 3
    assert sizes(now.grouping)[one] == sizes(FOUND)[one] + sizes(FOUND)[other]
    assert {topic.stability for topic in now.grouping.topics if topic.id == one} == {None}
    later = edited(Merge(topics=(one, other)), found=LATER).grouping
    together = {at for at, true in enumerate(TRUE) if true in (0, 1)}
    assert len(together & set(later.members(one).tolist())) >= 0.97 * len(together)


def test_merged_parts_are_one_part_of_the_same_topic() -> None:
    first, second = [part.id for part in FOUND.parts if part.parent == of_topic(0)][:2]
    now = edited(Merge(topics=(first, second))).grouping
    assert len(now.parts) == len(FOUND.parts) - 1
    assert len(now.members(first)) == len(FOUND.members(first)) + len(FOUND.members(second))


def test_a_split_puts_each_comment_to_the_piece_it_is_like() -> None:
    """Two planted topics are merged, and the split by two examples each finds them again."""
    one, other = of_topic(0), of_topic(1)
    examples = {true: [at for at, t in enumerate(TRUE[:200]) if t == true][:2] for true in (0, 1)}
    pieces = tuple(
        Piece(id=f"new{true}", comments=tuple(FOUND.keys[at] for at in places))
        for true, places in examples.items()
    )
    steps = (Merge(topics=(one, other)), Split(topic=one, pieces=pieces))
    for found, number in ((FOUND, 200), (LATER, 240)):
        now = edited(*steps, found=found)
        assert now.skipped == ()
        assert {"new0", "new1"} < set(sizes(now.grouping))
        assert pairs_kept(now.grouping.topic_codes().tolist(), TRUE[:number]) > 0.95


def test_a_proposed_split_finds_what_was_merged() -> None:
    one, other = of_topic(2), of_topic(3)
    merged = edited(Merge(topics=(one, other))).grouping
    proposal = propose_split(merged, one)
    assert proposal is not None
    assert all(len(piece.comments) <= CORE for piece in proposal.pieces)
    now = edited(Merge(topics=(one, other)), proposal).grouping
    assert pairs_kept(now.topic_codes().tolist(), TRUE[:200]) > 0.95


def test_comments_that_are_all_alike_have_no_proposed_split() -> None:
    same = group(of_words([["公園", "芝生"], ["芝生", "公園"]] * 10))
    assert propose_split(same, same.topics[0].id) is None


def test_parts_of_a_split_topic_go_where_their_comments_go() -> None:
    topic = of_topic(0)
    proposal = propose_split(FOUND, topic)
    assert proposal is not None
    now = edited(proposal).grouping
    assert topic not in sizes(now)
    assert sum(len(now.members(part.id)) for part in now.parts) == np.count_nonzero(now.codes >= 0)
    assert {part.parent for part in now.parts} == set(sizes(now))


def test_a_moved_comment_stays_where_it_was_put() -> None:
    start, end = of_topic(0), of_topic(3)
    key = FOUND.keys[int(FOUND.members(start)[0])]
    for found in (FOUND, LATER):
        now = edited(Move(comments=(key,), topic=end), found=found).grouping
        at = now.keys.index(key)
        assert now.topics[now.topic_codes()[at]].id == end


def test_comments_can_be_moved_into_a_part_and_out_of_all_topics() -> None:
    part = FOUND.parts[-1].id
    keys = FOUND.keys[:3]
    inside = edited(Move(comments=keys, topic=part)).grouping
    assert {inside.parts[code].id for code in inside.codes[:3]} == {part}
    outside = edited(Move(comments=keys, topic=UNSORTED)).grouping
    assert outside.codes[:3].tolist() == [-1, -1, -1]


def test_steps_are_taken_in_their_order() -> None:
    one, other = of_topic(0), of_topic(1)
    now = edited(
        Rename(topic=one, name="まえ"), Merge(topics=(one, other)), Rename(topic=one, name="あと")
    )
    assert [topic.name for topic in now.grouping.topics if topic.id == one] == ["あと"]


@pytest.mark.parametrize(
    "step",
    [
        Rename(topic="tgone", name="x"),
        Merge(topics=(FOUND.topics[0].id, "tgone")),
        Merge(topics=(FOUND.topics[0].id, FOUND.parts[0].id)),
        Move(comments=("nobody",), topic=FOUND.topics[0].id),
        Move(comments=(FOUND.keys[0],), topic="tgone"),
        Split(
            topic=FOUND.topics[0].id,
            pieces=(Piece(id="a", comments=("nobody",)), Piece(id="b", comments=("none",))),
        ),
    ],
)
def test_a_step_that_cannot_be_taken_is_skipped_whole_and_says_why(step: Step) -> None:
    now = edited(step)
    (skipped,) = now.skipped
    assert skipped.step == step
    assert skipped.reason.endswith("。")
    assert now.grouping.codes.tolist() == FOUND.codes.tolist()
    assert now.grouping.topics == FOUND.topics


def test_the_same_split_twice_is_skipped() -> None:
    proposal = propose_split(FOUND, of_topic(0))
    assert proposal is not None
    again = Split(topic=of_topic(1), pieces=proposal.pieces)
    assert len(edited(proposal, again).skipped) == 1


def test_a_topic_whose_comments_are_deleted_is_known_by_those_that_are_left() -> None:
    topic = of_topic(2)
    edits = add(TopicEdits(), FOUND, Rename(topic=topic, name="みち"))
    core = set(edits.anchors[0].comments[: CORE // 2])
    left = [at for at, key in enumerate(FOUND.keys) if key not in core]
    corpus = of_words([WORDS[at] for at in left], people=[FOUND.keys[at] for at in left])
    now = apply(group(corpus, topics=4), edits).grouping
    (named,) = [at for at, one in enumerate(now.topics) if one.name]
    inside = [TRUE[left[at]] for at in np.flatnonzero(now.topic_codes() == named).tolist()]
    assert Counter(inside).most_common(1)[0][0] == 2


def test_a_topic_that_fell_apart_is_not_mistaken_for_another() -> None:
    """What stood for one topic lies in four now, none of which holds half of it."""
    some = [FOUND.members(topic.id)[:10].tolist() for topic in FOUND.topics]
    core = tuple(FOUND.keys[at] for places in some for at in places)
    edits = TopicEdits(
        anchors=(Anchor(topic="told", level="topic", comments=core),),
        steps=(Rename(topic="told", name="すべて"),),
    )
    now = apply(FOUND, edits)
    assert len(now.skipped) == 1
    assert not any(topic.name for topic in now.grouping.topics)


@pytest.mark.parametrize(
    "text",
    [
        '{"steps": [{"kind": "erase", "topic": "t1"}]}',
        '{"steps": [{"kind": "merge", "topics": ["t1"]}]}',
        '{"steps": [{"kind": "rename", "topic": "t1", "name": ""}]}',
        '{"steps": [{"kind": "move", "comments": [], "topic": "t1"}]}',
        '{"steps": [], "more": 1}',
    ],
)
def test_other_data_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TopicEdits.model_validate_json(text)
