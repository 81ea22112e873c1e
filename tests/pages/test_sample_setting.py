"""How people are drawn, in つくる, and what changes of it are said to be."""

from __future__ import annotations

from models.changes import differences
from models.document import Sample
from models.store import Store
from pages.components import changes
from tests.builders import document
from tests.pages.desk import Open
from tests.pages.drafts import draft, field
from tests.stores import add_survey

WARD = Sample(design="stratified_two_stage", population=780_000)


def test_a_random_sample_is_declared_in_plain_words(staff: Open, house: Store) -> None:
    """The number of people is asked for only where they are drawn, and may stay unknown."""
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id)
    many = "選んだもとの人数（名簿にのっている人。分からないときは空けておく）"
    assert many not in [one.label for one in at.number_input]
    at = field(at, "答える人の選び方").set_value("simple").run()
    assert draft(house, survey_id).document.sample == Sample(design="simple")
    at = field(at, many).set_value(780_000).run()
    at = field(at, "答える人の選び方").set_value("stratified_two_stage").run()
    assert draft(house, survey_id).document.sample == WARD
    at = field(at, "答える人の選び方").set_value("").run()
    assert draft(house, survey_id).document.sample is None


def test_what_changes_of_it_is_said() -> None:
    declared = changes.markup(differences(document(), document(sample=WARD)))
    assert "答える人の選び方が変わりました。" in declared
    assert "後：地区などに分けて、2段階で無作為に選ぶ（層化二段無作為抽出）" in declared
    assert "選んだもとの人数が変わりました。" in declared
    assert "後：780,000人" in declared
    one = Sample(design="simple", population=780_000)
    assert len(differences(document(sample=WARD), document(sample=one))) == 1
