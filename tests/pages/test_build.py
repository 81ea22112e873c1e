from __future__ import annotations

from datetime import date, datetime, time

import pytest
from streamlit.testing.v1 import AppTest

from models import surveys
from models.clock import JST
from models.document import SurveyDocument
from models.store import Store
from pages.components import words
from tests.builders import document
from tests.pages.desk import Open, elements, labels, shown
from tests.pages.drafts import click, draft, field, save_as_somebody_else, saved, state
from tests.stores import add_answers, add_survey


def listed_changes(at: AppTest) -> list[str]:
    """Every list of changes on the page, as HTML."""
    return [one.proto.body for one in elements(at, "html") if "<ul" in one.proto.body]


def test_empty_draft_lists_what_is_missing_and_cannot_be_published(
    staff: Open, house: Store
) -> None:
    at = staff("build.py", survey=add_survey(house, SurveyDocument(), publish=False))
    for code in ("no_title", "no_purpose", "no_contact_section", "no_contact_way", "no_questions"):
        assert words.PROBLEMS[code] in shown(at)
    assert "あと5件直すと公開できます。" in shown(at)
    assert f"{words.PROBLEMS['no_closes_at']}（このままでも公開できます）" in shown(at)
    assert at.button(key="build.publish").disabled


def test_every_edit_of_the_settings_is_saved_at_once(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, document(title={"ja": "旧", "en": "Old"}), publish=False)
    at = staff("build.py", survey=survey_id)
    at = field(at, "調査の名前").set_value("新しい名前").run()
    at = field(at, "所管課").set_value(" 広報広聴課 ").run()
    at = field(at, "回答にかかる時間（分）").set_value(7).run()
    at = field(at, "受付の始まり").set_value(date(2050, 1, 5)).run()
    at = field(at, "受付の終わりの時刻").set_value(time(12, 30)).run()
    at = field(at, "結果を公表する日").set_value(date(2100, 1, 31)).run()
    at = field(at, "回答を消す日").set_value(date(2100, 2, 1)).run()
    saved = draft(house, survey_id).document
    assert saved.title == {"ja": "新しい名前", "en": "Old"}
    assert (saved.contact.section, saved.minutes) == ("広報広聴課", 7)
    assert saved.opens_at == datetime(2050, 1, 5, 9, 0, tzinfo=JST)
    assert saved.closes_at == datetime(2099, 12, 25, 12, 30, tzinfo=JST)
    assert (saved.results_on, saved.retention_until) == (date(2100, 1, 31), date(2100, 2, 1))
    assert "保存しました " in shown(at)


def test_emptied_date_is_no_date(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    field(staff("build.py", survey=survey_id), "受付の終わり").set_value(None).run()
    assert draft(house, survey_id).document.closes_at is None


def test_question_is_added_and_written(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, SurveyDocument(), publish=False)
    at = staff("build.py", survey=survey_id)
    at = elements(at, "menu_button")[0].click("multiple_choice").run()
    assert at.query_params["question"] == "q1"
    at = field(at, "質問の文").set_value("どれが好きですか").run()
    at = field(at, "補足の説明").set_value("いくつでも").run()
    at = field(at, "必須").set_value(True).run()
    at = field(at, "選択肢（1行に1つ）").set_value("赤\n青").run()
    at = field(at, "「その他」と記入欄を加える").set_value(True).run()
    at = field(at, "「特にない」を加える（ほかと同時に選べません）").set_value(True).run()
    at = field(at, "少なくとも（個）").set_value(1).run()
    at = field(at, "多くても（個）").set_value(2).run()
    [question] = draft(house, survey_id).document.questions()
    assert question.model_dump(mode="json", exclude_defaults=True) == {
        "key": "q1",
        "label": {"ja": "どれが好きですか"},
        "help": {"ja": "いくつでも"},
        "required": True,
        "options": [
            {"value": "a1", "label": {"ja": "赤"}},
            {"value": "a2", "label": {"ja": "青"}},
            {"value": "a3", "label": {"ja": "その他"}, "other": True},
            {"value": "a4", "label": {"ja": "特にない"}, "exclusive": True},
        ],
        "min_choices": 1,
        "max_choices": 2,
    }


def test_text_question_has_its_limit(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id, question="q4")
    field(at, "文字数の上限").set_value(500).run()
    assert draft(house, survey_id).document.question("q4").model_dump()["max_chars"] == 500


def test_questions_move_and_go_after_being_asked(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id, question="q3")
    at = at.button(key="build.up").click().run()
    keys = [question.key for question in draft(house, survey_id).document.questions()]
    assert keys == ["q1", "q3", "q2", "q4"]
    at = at.button(key="build.remove").click().run()
    assert len(list(draft(house, survey_id).document.questions())) == 4
    at = at.button(key="build.yes").click().run()
    keys = [question.key for question in draft(house, survey_id).document.questions()]
    assert keys == ["q1", "q2", "q4"]
    assert at.query_params["question"] == "q1"


def test_problem_leads_to_its_question(staff: Open, house: Store) -> None:
    broken = document().question("q3").model_copy(update={"label": {}})
    survey_id = add_survey(house, document(document().question("q1"), broken), publish=False)
    at = staff("build.py", survey=survey_id)
    assert field(at, "調査の名前").value
    at = at.button(key="build.mend.q3").click().run()
    assert field(at, "質問の文").value == ""
    assert at.query_params["question"] == "q3"


def test_publishing_asks_once_and_leads_to_distribute(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id).button(key="build.publish").click().run()
    assert state(house, survey_id).phase == "draft"
    at = at.button(key="build.yes").click().run()
    assert state(house, survey_id).phase == "open"
    assert "第1版を公開しました。" in shown(at)
    assert labels(at, "page_link") == ["くばるへ", "予行演習へ"]
    assert "build.publish" not in [button.key for button in at.button]


def test_edit_of_a_published_survey_waits_for_the_next_version(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = staff("build.py", survey=survey_id)
    assert "第1版を公開しています。" in shown(at)
    at = field(at, "調査の目的（区民の画面のはじめに出ます）").set_value("新しい目的").run()
    assert "公開すると新しい版になり" in shown(at)
    at = at.button(key="build.publish").click().run().button(key="build.yes").click().run()
    assert state(house, survey_id).version == 2


def test_publishing_again_lists_what_changes_and_warns_of_new_words(
    staff: Open, house: Store
) -> None:
    survey_id = add_survey(house, publish=True)
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff("build.py", survey=survey_id, question="q3")
    at = field(at, "必須").set_value(True).run()
    at = click(at, "publish")
    assert "必須になりました。" in listed_changes(at)[0]
    assert not at.warning
    at = field(at, "質問の文").set_value("お住まいの町と丁目").run()
    at = click(at, "publish")
    assert at.warning[0].value.startswith("文を変えた質問が1つあります。")


def test_closing_asks_and_reopening_does_not(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = click(click(staff("build.py", survey=survey_id), "close"), "yes")
    assert state(house, survey_id).phase == "closed"
    assert "受付を終了しました。" in shown(at)
    at = click(at, "reopen")
    assert state(house, survey_id).phase == "open"


def test_pause_ends_by_reopening_or_by_publishing_a_change(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=True)
    at = click(click(staff("build.py", survey=survey_id), "pause"), "yes")
    assert state(house, survey_id).phase == "paused"
    assert "[一時停止中]" in shown(at)
    at = click(at, "reopen")
    assert state(house, survey_id).phase == "open"
    at = click(click(at, "pause"), "yes")
    at = field(at, "所管課").set_value("ほかの課").run()
    assert at.button(key="build.publish").label == "変更を公開して再開する"
    click(click(at, "publish"), "yes")
    assert state(house, survey_id).phase == "open"


def test_trial_freezes_the_draft_and_ends_with_its_answers(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = click(click(staff("build.py", survey=survey_id), "test"), "yes")
    assert state(house, survey_id).phase == "test"
    add_answers(house, survey_id, {"q1": ["good"]})
    at = staff("build.py", survey=survey_id, question="q3")
    assert not field(at, "種類").disabled  # nothing was published yet
    at = field(at, "質問の文").set_value("町の名前").run()
    assert "変更は、試行をやり直すか公開したときに出ます。" in shown(at)
    at = click(click(at, "test"), "yes")
    assert state(house, survey_id).responses == 0
    at = click(click(at, "stop_test"), "yes")
    assert state(house, survey_id).phase == "draft"
    at = click(click(at, "test"), "yes")
    add_answers(house, survey_id, {"q1": ["good"]})
    click(click(at, "publish"), "yes")
    assert (state(house, survey_id).phase, state(house, survey_id).responses) == ("open", 0)


def test_draft_is_deleted_after_being_asked(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id).button(key="build.delete").click().run()
    at = at.button(key="build.yes").click().run()
    with house.reading() as session:
        assert surveys.listing(session) == []
    assert "下書きを削除しました。" in shown(at)
    assert labels(at, "page_link") == ["ホームへ"]


def test_edit_of_somebody_else_is_never_overwritten(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id)
    save_as_somebody_else(house, survey_id, document(title="ほかの人の名前"))
    at = field(at, "所管課").set_value("わたしの課").run()
    assert at.warning[0].value == words.STALE
    assert field(at, "所管課").value == "わたしの課"  # still there to be copied
    theirs, mine = listed_changes(at)
    assert "ほかの人の名前" in theirs
    assert "わたしの課" in mine
    assert "ほかの人の名前" not in mine
    assert field(at, "調査の名前").value == "区民まつりアンケート"
    assert draft(house, survey_id).document == document(title="ほかの人の名前")

    at = at.button(key="build.read_again").click().run()
    assert not at.warning
    assert field(at, "調査の名前").value == "ほかの人の名前"
    assert field(at, "所管課").value == "地域振興課"
    field(at, "所管課").set_value("わたしの課").run()
    assert draft(house, survey_id).document.contact.section == "わたしの課"


def test_refused_edits_add_up_and_stay_on_the_page(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id, question="q3")
    save_as_somebody_else(house, survey_id, document(document().question("q1")))  # q3 is gone
    at = field(at, "質問の文").set_value("一つ目").run()
    at = field(at, "補足の説明").set_value("二つ目").run()
    assert field(at, "質問の文").value == "一つ目"
    assert field(at, "補足の説明").value == "二つ目"
    _, mine = listed_changes(at)
    assert "一つ目" in mine
    assert "二つ目" in mine
    at = click(at, "read_again")
    assert not at.warning
    assert [question.key for question in saved(house, survey_id).questions()] == ["q1"]


def test_what_somebody_else_wrote_is_not_published_unseen(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id).button(key="build.publish").click().run()
    save_as_somebody_else(house, survey_id, document(title="見ていない名前"))
    at = at.button(key="build.yes").click().run()
    assert state(house, survey_id).phase == "draft"
    assert at.warning[0].value == words.CHANGED


@pytest.mark.parametrize("text", ["見えない\x07文字"])
def test_text_that_cannot_be_stored_is_refused(staff: Open, house: Store, text: str) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id)
    at = field(at, "調査の名前").set_value(text).run()
    assert at.error[0].value == f"エラー：{words.UNREADABLE}"
    assert draft(house, survey_id).document.title == {"ja": "区民まつりアンケート"}


def test_preview_follows_draft_and_question(staff: Open, house: Store) -> None:
    survey_id = add_survey(house, publish=False)
    at = staff("build.py", survey=survey_id, question="q2")
    assert elements(at, "iframe")[0].proto.src == f"/staff/preview/{survey_id}?rev=1#at-q2"
    at = field(at, "補足の説明").set_value("補足").run()
    assert elements(at, "iframe")[0].proto.src == f"/staff/preview/{survey_id}?rev=2#at-q2"
