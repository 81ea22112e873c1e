"""A survey of forty people, three versions and every shape, and its tables counted by hand.

Persons have numbers. Version 1 was answered by 1-20, version 2 by 21-32, version 3 by 33-40. What
somebody said stands in PEOPLE by their number. Who stands there under None left the question blank
(無回答); who stands nowhere was not asked it (非該当): their version had no such question, or its
condition passed them by. All tables were counted on paper from these runs (the cross tables are in
handmade_cross); the arithmetic stands beside each number that is more than a count and its share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

from analysis import build
from analysis.columns import Answers
from models.questions.choice import SingleChoice
from models.questions.conditions import Condition, Rule
from models.questions.options import Option
from models.questions.values import StoredValue
from models.responses import StoredResponse
from tests.builders import DAY, GRID, HOME, LIKED, NPS, NUMBER, OPINION, RANKING, SCALE, document

AGE = SingleChoice(
    key="age",
    label={"ja": "年代"},
    options=(
        Option(value="a20", label={"ja": "20歳代"}),
        Option(value="a40", label={"ja": "40歳代"}),
        Option(value="a70", label={"ja": "70歳代"}),
    ),
)
GENDER = SingleChoice(
    key="gender",
    label={"ja": "性別"},
    options=(
        Option(value="male", label={"ja": "男性"}),
        Option(value="female", label={"ja": "女性"}),
        Option(value="undisclosed", label={"ja": "回答しない"}),
    ),
)
GOOD = Option(value="good", label={"ja": "よかった"})
BAD = Option(value="bad", label={"ja": "よくなかった"})
UNSURE = Option(value="unsure", label={"ja": "わからない"})
VISIT = SingleChoice(key="q1", label={"ja": "いかがでしたか"}, options=(GOOD, BAD))
SAID = Condition(rules=(Rule(key="q1", op="answered"),))
SURE = Condition(rules=(Rule(key="q1", op="differs", value="unsure"),))

VERSIONS: Final = {
    1: document(
        *(AGE, GENDER, VISIT, LIKED.model_copy(update={"show_if": SAID}), SCALE),
        *(GRID.model_copy(update={"rows": GRID.rows[:1]}), RANKING, NUMBER, OPINION),
    ),
    2: document(
        *(AGE, GENDER, VISIT.model_copy(update={"options": (GOOD, UNSURE, BAD)})),
        *(LIKED.model_copy(update={"show_if": SURE}), SCALE, NPS, GRID, RANKING, NUMBER),
        *(HOME, OPINION),
    ),
    3: document(
        *(AGE, GENDER, VISIT.model_copy(update={"options": (GOOD, UNSURE)})),
        *(LIKED.model_copy(update={"show_if": SURE}), SCALE, NPS, GRID, NUMBER, DAY),
        *(HOME, OPINION),
    ),
}

# stored key → (what was said, first person, last person), …
PEOPLE: Final[dict[str, list[tuple[StoredValue, int, int]]]] = {
    "age": [("a20", 1, 10), ("a40", 11, 24), ("a70", 25, 36), (None, 37, 40)],
    "gender": [
        *[("male", 1, 6), ("female", 7, 20), ("male", 21, 30), ("female", 31, 38)],
        *[("undisclosed", 39, 39), (None, 40, 40)],
    ],
    "q1": [
        *[("good", 1, 13), ("bad", 14, 19), (None, 20, 20)],
        *[("good", 21, 24), ("bad", 25, 28), ("unsure", 29, 32)],
        *[("good", 33, 35), ("unsure", 36, 38), (None, 39, 40)],
    ],
    # Asked of those who said good or bad: 1-19, 21-28, 33-35.
    "q2": [
        *[(["stage"], 1, 7), (["stage", "food"], 8, 12), (["food"], 13, 17), (None, 18, 19)],
        *[(["stage"], 21, 23), (["food"], 24, 24), (["stamp"], 25, 26), (["none"], 27, 28)],
        *[(None, 33, 33), (["stage", "stamp"], 34, 35)],
    ],
    "q6": [
        *[("5", 1, 9), ("4", 10, 20), ("3", 21, 27), ("2", 28, 31), ("1", 32, 33)],
        *[("unsure", 34, 36), (None, 37, 40)],
    ],
    "q7": [
        *[("10", 21, 24), ("9", 25, 27), ("8", 28, 30), ("6", 31, 34), ("0", 35, 35)],
        (None, 36, 40),
    ],
    "q8.hall": [("5", 1, 12), ("4", 13, 20), ("3", 21, 30), ("1", 31, 33), (None, 34, 40)],
    "q8.staff": [("4", 21, 28), ("2", 29, 32), ("unsure", 33, 34), (None, 35, 40)],
    "q11": [(1, 1, 10), (2, 11, 22), (3, 23, 29), (5, 30, 31), (None, 32, 40)],
    "q12": [("2026-11-22", 33, 34), ("2026-11-23", 35, 38), (None, 39, 40)],
    "q13": [("yoga", 21, 26), ("todoroki", 27, 30), ("outside", 31, 36), (None, 37, 40)],
    "q4": [("よかった", 1, 9), (None, 10, 40)],
    "q10": [
        *[(["stage", "food"], 1, 10), (["food", "stage"], 11, 16), (["stamp", "stage"], 17, 20)],
        *[(["stage"], 21, 24), (["food", "stamp"], 25, 28), (None, 29, 32)],
    ],
}


class Table(NamedTuple):
    """A table of 単純集計: code, people and the percentage as printed, 無回答 last."""

    n: int
    not_asked: int
    rows: list[tuple[str, int, str]]


GT: Final[dict[str, Table]] = {
    "age": Table(
        40, 0, [("a20", 10, "25.0"), ("a40", 14, "35.0"), ("a70", 12, "30.0"), ("", 4, "10.0")]
    ),
    "gender": Table(
        40,
        0,
        # 6 + 10 men, 14 + 8 women; 1 of 40 is 2.5 %.
        [("male", 16, "40.0"), ("female", 22, "55.0"), ("undisclosed", 1, "2.5"), ("", 1, "2.5")],
    ),
    "q1": Table(
        40,
        0,
        # good 13 + 4 + 3; unsure 4 + 3 (7/40 = 17.5); bad 6 + 4, an option of old: behind; 1 + 2.
        [("good", 20, "50.0"), ("unsure", 7, "17.5"), ("bad", 10, "25.0"), ("", 3, "7.5")],
    ),
    "q2": Table(
        30,  # 19 + 8 + 3
        10,
        [
            ("stage", 17, "56.7"),  # 12 + 3 + 2; 17/30 = 0.5666…
            ("food", 11, "36.7"),  # 10 + 1; 11/30 = 0.3666…
            ("stamp", 4, "13.3"),  # 2 + 2; 4/30 = 0.1333…
            ("none", 2, "6.7"),  # 2/30 = 0.0666…
            ("other", 0, "-"),
            ("", 3, "10.0"),  # 2 + 1
        ],
    ),
    "q6": Table(
        40,
        0,
        [
            *[("5", 9, "22.5"), ("4", 11, "27.5"), ("3", 7, "17.5"), ("2", 4, "10.0")],
            *[("1", 2, "5.0"), ("unsure", 3, "7.5"), ("", 4, "10.0")],
        ],
    ),
    "q7": Table(
        20,
        20,
        [
            *[("0", 1, "5.0"), ("1", 0, "-"), ("2", 0, "-"), ("3", 0, "-"), ("4", 0, "-")],
            *[("5", 0, "-"), ("6", 4, "20.0"), ("7", 0, "-"), ("8", 3, "15.0")],
            *[("9", 3, "15.0"), ("10", 4, "20.0"), ("unsure", 0, "-"), ("", 5, "25.0")],
        ],
    ),
    "q8.hall": Table(
        40,
        0,
        [
            *[("5", 12, "30.0"), ("4", 8, "20.0"), ("3", 10, "25.0"), ("2", 0, "-")],
            *[("1", 3, "7.5"), ("unsure", 0, "-"), ("", 7, "17.5")],
        ],
    ),
    "q8.staff": Table(
        20,
        20,
        [
            *[("5", 0, "-"), ("4", 8, "40.0"), ("3", 0, "-"), ("2", 4, "20.0")],
            *[("1", 0, "-"), ("unsure", 2, "10.0"), ("", 6, "30.0")],
        ],
    ),
    "q11": Table(
        40,
        0,
        [
            *[("1", 10, "25.0"), ("2", 12, "30.0"), ("3", 7, "17.5"), ("4", 0, "-")],
            *[("5", 2, "5.0"), ("", 9, "22.5")],
        ],
    ),
    "q12": Table(8, 32, [("2026-11-22", 2, "25.0"), ("2026-11-23", 4, "50.0"), ("", 2, "25.0")]),
    "q13": Table(
        20,
        20,
        [("todoroki", 4, "20.0"), ("yoga", 6, "30.0"), ("outside", 6, "30.0"), ("", 4, "20.0")],
    ),
    "q4": Table(40, 0, [("written", 9, "22.5"), ("", 31, "77.5")]),
    "q10": Table(
        32,
        8,
        [
            ("stage", 24, "75.0"),  # ranked at all: 10 + 6 + 4 + 4
            ("food", 20, "62.5"),  # 10 + 6 + 4
            ("stamp", 8, "25.0"),  # 4 + 4
            ("", 4, "12.5"),
        ],
    ),
}
MARKS: Final = (34, "113.3")  # M.T. of q2: 17 + 11 + 4 + 2 marks; 34/30 = 1.1333…

# What scales and numbers come to: the answers counted, mean, SD, median to two decimals.
#   q6: 45 + 44 + 21 + 8 + 2 = 120 of 33; squares 225 + 176 + 63 + 16 + 2 = 482;
#       (482 - 120²/33) / 32 = 1.4261, root 1.194; the 17th of 33 from below: 2, 6, 13, 24 → 4
#   q7: 40 + 27 + 24 + 24 + 0 = 115 of 15; squares 400 + 243 + 192 + 144 = 979;
#       (979 - 115²/15) / 14 = 6.9524, root 2.637; the 8th of 15: 0, four 6, three 8 → 8
#   q8.hall: 60 + 32 + 30 + 3 = 125 of 33; squares 300 + 128 + 90 + 3 = 521;
#       (521 - 125²/33) / 32 = 1.4848, root 1.219; the 17th: 3, 13, 21 → 4
#   q8.staff: 32 + 8 = 40 of 12; squares 128 + 16 = 144; (144 - 40²/12) / 11 = 0.9697, root 0.985;
#       the 6th and 7th: four 2, then 4 and 4
#   q11: 10 + 24 + 21 + 10 = 65 of 31; squares 10 + 48 + 63 + 50 = 171;
#       (171 - 65²/31) / 30 = 1.1570, root 1.076; the 16th: ten 1, then 2
SPREAD: Final = {
    "q6": (33, "3.64", "1.19", "4.00"),
    "q7": (15, "7.67", "2.64", "8.00"),
    "q8.hall": (33, "3.79", "1.22", "4.00"),
    "q8.staff": (12, "3.33", "0.98", "4.00"),
    "q11": (31, "2.10", "1.08", "2.00"),
}
# First two steps and last two, people and percent of those asked.
BOXES: Final = {
    "q6": ((20, "50.0"), (6, "15.0")),  # 9 + 11, 4 + 2
    "q8.hall": ((20, "50.0"), (3, "7.5")),  # 12 + 8, 0 + 3
    "q8.staff": ((8, "40.0"), (4, "20.0")),
}
# 9 and 10: 3 + 4; 7 and 8: 3; 0 to 6: 4 + 1; (7 - 5) / 15 = 0.1333…
NPS_FOUND: Final = (7, 3, 5, "13.3")
# First places, second places, points and mean place. stage: 10 + 4 and 6 + 4, (2·14 + 10) / 28 =
# 1.357, (14 + 2·10) / 24 = 1.417. food: 6 + 4 and 10, 30 / 28 = 1.071, 30 / 20. stamp: 4 and 4,
# 12 / 28 = 0.429, 12 / 8.
RANKED: Final = {
    "stage": ((14, 10), "1.36", "1.42"),
    "food": ((10, 10), "1.07", "1.50"),
    "stamp": ((4, 4), "0.43", "1.50"),
}
AREAS: Final = {"tamagawa": (10, "50.0"), "outside": (6, "30.0")}  # of 20


def responses() -> list[StoredResponse]:
    """The forty, as they are stored, in the order of their numbers."""
    received = datetime(2026, 11, 23, 8, tzinfo=UTC)
    answers: dict[int, dict[str, StoredValue]] = {person: {} for person in range(1, 41)}
    for key, runs in PEOPLE.items():
        for person, value in _each(runs):
            answers[person][key] = value
    return [
        StoredResponse(
            f"r{person:02}", _version(person), "ab3de", "ja", "web", received, answers[person]
        )
        for person in answers
    ]


def answers() -> Answers:
    """The same as columns."""
    return build.answers(responses(), VERSIONS, {"ab3de": "玄関"})


def _each(runs: Iterable[tuple[StoredValue, int, int]]) -> Iterator[tuple[int, StoredValue]]:
    for value, first, last in runs:
        yield from ((person, value) for person in range(first, last + 1))


def _version(person: int) -> int:
    return 1 if person <= 20 else 2 if person <= 32 else 3
