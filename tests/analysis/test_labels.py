from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.labels import block, lines

patient = settings(deadline=None)  # a busy machine is slow, not wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("図書館", ["図書館"]),
        ("", [""]),
        ("一行目\n二行目", ["一行目 二行目"]),
        # after a particle, not in the middle of 申し込んだ
        ("区のウェブサイトで申し込んだことがある", ["区のウェブサイトで", "申し込んだことがある"]),
        # before an opening bracket
        (
            "子育てひろば（おでかけひろば）を使った",
            ["子育てひろば", "（おでかけひろば）を", "使った"],
        ),
        # after a comma; 、 never begins a line
        ("まちづくりセンター、集会所など", ["まちづくりセンター、", "集会所など"]),
        # 、 would be the 13th character: the one before it goes along
        ("あああああああああああ亜、い", ["あああああああああああ", "亜、い"]),
        ("Sports facilities operated by the ward", ["Sports facilities", "operated by the ward"]),
        ("Donaudampfschifffahrtsgesellschaft", ["Donaudampfschifffahrtsge", "sellschaft"]),
    ],
)
def test_lines_break_where_a_reader_pauses(text: str, expected: list[str]) -> None:
    assert lines(text, 12) == expected


def test_a_family_stays_together() -> None:
    """Emoji joined by U+200D are one character to the reader."""
    family = "👨\u200d👩\u200d👧"
    broken = lines("あ" * 10 + family * 4, 12)
    assert all(line.count("👨") == line.count("👧") for line in broken)


def test_markup_in_words_is_drawn_as_written() -> None:
    assert block("<b>$x$</b> &amp;", 25) == (
        "&#60;b&#62;&#36;x&#36;&#60;/b&#62; &#38;amp;",
        1,
    )
    assert block("あ" * 13, 12) == ("ああああああああああああ<br>あ", 2)


@patient
@given(st.text(alphabet="あア亜、（）a1 <&\u3099ー\n", max_size=80), st.integers(2, 25))
def test_nothing_but_blanks_is_lost(text: str, ems: int) -> None:
    broken = lines(text, ems)
    assert "".join("".join(broken).split()) == "".join(text.split())
    assert len(broken) == 1 or all(broken)
