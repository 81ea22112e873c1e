from __future__ import annotations

from models.store import Store
from tests.builders import SATISFACTION, document
from tests.pages.desk import Open, labels, shown
from tests.stores import add_answers, add_survey


def test_survey_without_free_text_says_so(staff: Open, house: Store) -> None:
    plain = SATISFACTION.model_copy(update={"options": SATISFACTION.options[:2]})
    survey_id = add_survey(house, document(plain), publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff("read.py", survey=survey_id)
    assert "読むご意見がまだありません。" in shown(at)
    assert labels(at, "page_link") == ["みるへ"]


def test_survey_without_answers_says_so(staff: Open, house: Store) -> None:
    at = staff("read.py", survey=add_survey(house, publish=True))
    assert "読むご意見がまだありません。" in shown(at)


def test_words_by_people_then_every_place_of_one(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(
        house,
        survey_id,
        {"q1": ["good"], "q4": ["休憩所がほしい。休憩所が遠い。"]},
        {"q1": ["good"], "q4": ["休憩所が足りない。"]},
        {"q1": ["other"], "q1.other": ["*まあまあ*"], "q4": ["特になし"]},
        {"q1": ["good"]},
    )
    at = staff("read.py", survey=survey_id)
    question = at.selectbox(key="read.question")
    assert question.options == [
        "お住まいの町",
        "ご意見",
        "満足しましたか（その他の記入）",
        "よかったもの（その他の記入）",
    ]
    at = question.select("ご意見").run()
    assert "ご意見 2人　「特にない」などの記入 1件　無回答 1件" in shown(at)
    assert at.dataframe[0].value.iloc[0].tolist() == ["休憩所", "名詞", 2]
    assert len(at.dataframe[1].value) == 3

    at = at.selectbox(key="read.q4.term").select("休憩所").run()
    assert "2人が3か所に書いています。" in shown(at)
    places = at.dataframe[1].value
    assert places["言葉"].tolist() == ["休憩所"] * 3
    assert set(places["全文"]) == {"休憩所がほしい。休憩所が遠い。", "休憩所が足りない。"}
