"""The promise 「集計は10件集まってから」 in つくる, and what changes of it are said to be."""

from __future__ import annotations

from models.changes import differences
from models.store import Store
from pages.components import changes
from tests.builders import document
from tests.pages.desk import Open, shown
from tests.pages.drafts import draft, field
from tests.stores import add_survey


def test_the_promise_is_made_with_one_switch(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id)
    assert "区民の画面にもそう書きます。" in shown(at)
    field(at, "集計は10件集まってから").set_value(True).run()
    assert draft(house, survey_id).document.hides_few


def test_what_changes_of_it_is_said() -> None:
    said = changes.markup(differences(document(), document(hides_few=True)))
    assert "回答が10件集まるまで結果を表示しない約束が変わりました。" in said
    assert "前：いいえ" in said
    assert "後：はい" in said
