"""Cross tables of the forty people of handmade, counted by hand from their numbers."""

from __future__ import annotations

from typing import Final, NamedTuple


class Cross(NamedTuple):
    """A cross table: of each line the code, n, people in the columns, row percentages.

    `blank` are those who left the side blank: no line, but part of the total.
    """

    columns: list[str]
    lines: list[tuple[str, int, list[int], list[str]]]
    blank: tuple[int, list[int]]
    total: tuple[int, list[int], list[str]]
    not_asked: int


# side, head → the table.
CROSS: Final[dict[tuple[str, str], Cross]] = {
    # 20s: 1-10, all good. 40s: good 11-13 and 21-24, bad 14-19, blank 20. 70s: bad 25-28, unsure
    # 29-32 and 36, good 33-35. Age blank: unsure 37-38, blank 39-40. 6/14 = 0.4286, 1/14 = 0.0714,
    # 5/12 = 0.4167, 4/12 = 0.3333.
    ("age", "q1"): Cross(
        ["good", "unsure", "bad", ""],
        [
            ("a20", 10, [10, 0, 0, 0], ["100.0", "0.0", "0.0", "0.0"]),
            ("a40", 14, [7, 0, 6, 1], ["50.0", "0.0", "42.9", "7.1"]),
            ("a70", 12, [3, 5, 4, 0], ["25.0", "41.7", "33.3", "0.0"]),
        ],
        (4, [0, 2, 0, 2]),
        (40, [20, 7, 10, 3], ["50.0", "17.5", "25.0", "7.5"]),
        0,
    ),
    # Asked q2 are 1-19, 21-28, 33-35. 20s: 1-10, food 8-10. 40s: 11-19 and 21-24; stage 11, 12,
    # 21-23; food 11-17, 24; blank 18, 19; 5/13 = 0.3846, 8/13 = 0.6154, 2/13 = 0.1538. 70s: 25-28
    # and 33-35; stage 34, 35; stamp 25, 26, 34, 35; none 27, 28; blank 33; 2/7 = 0.2857, 4/7 =
    # 0.5714, 1/7 = 0.1429.
    ("age", "q2"): Cross(
        ["stage", "food", "stamp", "none", "other", ""],
        [
            ("a20", 10, [10, 3, 0, 0, 0, 0], ["100.0", "30.0", "0.0", "0.0", "0.0", "0.0"]),
            ("a40", 13, [5, 8, 0, 0, 0, 2], ["38.5", "61.5", "0.0", "0.0", "0.0", "15.4"]),
            ("a70", 7, [2, 0, 4, 2, 0, 1], ["28.6", "0.0", "57.1", "28.6", "0.0", "14.3"]),
        ],
        (0, [0, 0, 0, 0, 0, 0]),
        (30, [17, 11, 4, 2, 0, 3], ["56.7", "36.7", "13.3", "6.7", "0.0", "10.0"]),
        10,
    ),
    # Men are 1-6 and 21-30, women 7-20 and 31-38. Stage (1-12, 21-23, 34, 35): men 1-6, 21-23.
    # Food (8-17, 24): a man is 24. Stamp: men 25, 26. None: men 27, 28. Blank 18, 19, 33: women.
    # 9/17 = 0.5294, 8/17 = 0.4706, 1/11 = 0.0909, 10/11 = 0.9091. n: 14 men (1-6, 21-28), 16 women.
    ("q2", "gender"): Cross(
        ["male", "female", "undisclosed", ""],
        [
            ("stage", 17, [9, 8, 0, 0], ["52.9", "47.1", "0.0", "0.0"]),
            ("food", 11, [1, 10, 0, 0], ["9.1", "90.9", "0.0", "0.0"]),
            ("stamp", 4, [2, 2, 0, 0], ["50.0", "50.0", "0.0", "0.0"]),
            ("none", 2, [2, 0, 0, 0], ["100.0", "0.0", "0.0", "0.0"]),
            ("other", 0, [0, 0, 0, 0], ["0.0", "0.0", "0.0", "0.0"]),
        ],
        (3, [0, 3, 0, 0]),
        (30, [14, 16, 0, 0], ["46.7", "53.3", "0.0", "0.0"]),  # 14/30, 16/30
        10,
    ),
    # By area: 玉川 are 21-30, 区外 31-36, blank 37-40; 1-20 were asked neither question.
    ("q13", "q8.staff"): Cross(
        ["5", "4", "3", "2", "1", "unsure", ""],
        [
            # 4: 21-28, 2: 29, 30
            ("tamagawa", 10, [0, 8, 0, 2, 0, 0, 0], ["0.0", "80.0", "0.0", "20.0", *["0.0"] * 3]),
            # 2: 31, 32; unsure 33, 34; blank 35, 36
            (
                "outside",
                6,
                [0, 0, 0, 2, 0, 2, 2],
                ["0.0", "0.0", "0.0", "33.3", "0.0", "33.3", "33.3"],
            ),
        ],
        (4, [0, 0, 0, 0, 0, 0, 4]),
        (20, [0, 8, 0, 4, 0, 2, 6], ["0.0", "40.0", "0.0", "20.0", "0.0", "10.0", "30.0"]),
        20,
    ),
}
# age × q1 by column (of 20, 7, 10, 3) and of all 40, line by line.
BY_COLUMN: Final = [
    ["50.0", "0.0", "0.0", "0.0"],  # 10/20
    ["35.0", "0.0", "60.0", "33.3"],  # 7/20, 6/10, 1/3
    ["15.0", "71.4", "40.0", "0.0"],  # 3/20, 5/7, 4/10
]
OF_TOTAL: Final = [
    ["25.0", "0.0", "0.0", "0.0"],
    ["17.5", "0.0", "15.0", "2.5"],
    ["7.5", "12.5", "10.0", "0.0"],
]
# age × q1 among men (1-6, 21-30): 20s 1-6 good; 40s 21-24 good; 70s bad 25-28, unsure 29, 30.
AMONG_MEN: Final = [
    ("a20", 6, [6, 0, 0, 0]),
    ("a40", 4, [4, 0, 0, 0]),
    ("a70", 6, [0, 2, 4, 0]),
]
# The adjusted residual of (20s, good) in age × q1. Both are known of 10 + 13 + 12 = 35 people, of
# whom 20 said good: 10·20/35 = 5.7143 are expected, and
# (10 - 5.7143) / √(5.7143 · (1 - 10/35) · (1 - 20/35)) = 4.2857 / √1.7493 = 3.240.
RESIDUAL: Final = 3.240
# gender × q6, those with a step. Men: 5 from 1-6, 3 from 21-27, 2 from 28-30: 30 + 21 + 6 = 57 of
# 16 = 3.5625. Women: 5 from 7-9, 4 from 10-20, 2 from 31, 1 from 32, 33: 15 + 44 + 2 + 2 = 63 of 17
# = 3.7059. All: 120 of 33.
MEANS: Final = [("male", 16, "3.56"), ("female", 17, "3.71"), ("undisclosed", 0, None)]
MEAN_OF_ALL: Final = (33, "3.64")
