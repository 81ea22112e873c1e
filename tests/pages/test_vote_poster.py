"""スキャンで一票 on くばる: codes made, counted, printed and switched off by staff."""

from __future__ import annotations

import pytest
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

import settings
from models import placements, responses, surveys, votes
from models.document import SurveyDocument
from models.questions.options import Option
from models.responses import Submission
from models.store import Store
from pages.components import words
from pages.components.plain import plain
from qr import links
from tests.builders import DROPDOWN, LIKED, OPINION, SATISFACTION, document
from tests.pages.desk import PUBLIC_URL, STAFF, elements, shown
from tests.pages.nasty import NASTY
from tests.stores import add_survey

KEY = "distribute.votes"


def page(survey_id: str) -> None:
    """The component alone, below what the page says at its top."""
    import settings  # noqa: PLC0415 - AppTest runs this text as a script of its own
    from models import store, surveys  # noqa: PLC0415 - the same
    from pages.components import notices, vote_poster  # noqa: PLC0415 - the same

    notices.show()
    with store.current().reading() as session:
        versions = surveys.versions(session, survey_id)
        draft = surveys.draft(session, survey_id).document
    shown = versions[max(versions)] if versions else draft
    vote_poster.draw(survey_id, shown, settings.current())


def opened(survey_id: str) -> AppTest:
    at = AppTest.from_function(page, kwargs={"survey_id": survey_id}, default_timeout=30)
    at.user = {"login": STAFF.encode().decode("latin-1")}
    return at.run()


def made(house: Store, definition: SurveyDocument | None = None) -> str:
    """A published survey with a board for its first question."""
    survey_id = add_survey(house, definition, publish=True)
    house.write(lambda session: votes.create(session, survey_id, "q1", by="sato"))
    return survey_id


def boards(house: Store, survey_id: str) -> list[votes.Board]:
    with house.reading() as session:
        return votes.boards(session, survey_id)


def buttons(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def test_codes_are_made_for_a_question_that_fits(house: Store) -> None:
    """Those that do not fit are not offered."""
    survey_id = add_survey(house, document(LIKED, SATISFACTION, DROPDOWN), publish=True)
    at = opened(survey_id)
    assert at.selectbox[0].options == ["満足しましたか", "はい・いいえ"]
    at.selectbox[0].select("はい・いいえ")
    at = at.button(key=f"{KEY}.make").click().run()
    [board] = boards(house, survey_id)
    assert [choice.name for choice in board.choices] == ["はい", "いいえ"]
    assert "選択肢のコードを2個つくりました。" in shown(at)
    assert at.selectbox[0].options == ["満足しましたか"]


def test_without_a_question_that_fits_it_says_why(house: Store) -> None:
    at = opened(add_survey(house, document(LIKED, OPINION), publish=True))
    assert "使える質問がありません。" in shown(at)
    assert buttons(at) == []


def test_a_draft_is_published_first(house: Store) -> None:
    at = opened(add_survey(house, publish=False))
    assert "公開すると、ここでコードをつくれます。" in shown(at)
    assert buttons(at) == []


def test_a_board_shows_its_votes_and_leads_to_its_posters(house: Store) -> None:
    survey_id = made(house)
    code = boards(house, survey_id)[0].choices[1].code
    for number in range(3):
        vote = Submission(survey_id, f"n-{number}", 1, code, {"q1": "bad"}, mode="vote")
        house.submit(responses.store, vote).result()
    at = opened(survey_id)
    table = at.table[0].value
    assert table["選択肢"].tolist() == ["満足", "不満", "その他"]
    assert table["票（計3）"].tolist() == [0, 3, 0]
    url = links.answer_url(PUBLIC_URL, code)
    assert table["アドレス"].tolist()[1].replace("\\", "") == links.printed_text(url)
    offered = {one.label: one.url for one in elements(at, "link_button")}
    assert offered == {
        f"{size}ポスターを印刷": f"/staff/votes/{survey_id}/q1?size={size.lower()}"
        for size in ("A4", "A3")
    }


def test_all_codes_are_switched_off_after_a_question_and_on_again(house: Store) -> None:
    survey_id = made(house)
    at = opened(survey_id).button(key=f"{KEY}.{survey_id}.q1.off").click().run()
    assert "これまでの0票は残ります。" in shown(at)
    at = at.button(key=f"{KEY}.no").click().run()
    assert boards(house, survey_id)[0].active
    at = at.button(key=f"{KEY}.{survey_id}.q1.off").click().run()
    at = at.button(key=f"{KEY}.yes").click().run()
    assert not boards(house, survey_id)[0].active
    assert "投票のコードを止めました。" in shown(at)
    assert elements(at, "link_button") == []
    at = at.button(key=f"{KEY}.{survey_id}.q1.on").click().run()
    assert all(choice.active for choice in boards(house, survey_id)[0].choices)


def change(house: Store, survey_id: str, definition: SurveyDocument) -> None:
    def republish(session: Session) -> None:
        draft = surveys.draft(session, survey_id)
        surveys.save_draft(session, survey_id, definition, draft.revision)
        surveys.publish(session, survey_id, by="sato")

    house.write(republish)


def test_an_option_added_later_needs_its_code(house: Store) -> None:
    survey_id = made(house)
    more = (Option(value="soso", label={"ja": "ふつう"}), *SATISFACTION.options)
    change(house, survey_id, document(SATISFACTION.model_copy(update={"options": more}), OPINION))
    at = opened(survey_id)
    assert "あとから加えた選択肢のコードがありません。" in shown(at)
    at = at.button(key=f"{KEY}.{survey_id}.q1.more").click().run()
    assert at.table[0].value["選択肢"].tolist() == ["ふつう", "満足", "不満", "その他"]
    assert "あとから加えた" not in shown(at)


def test_a_board_whose_question_is_gone_is_to_be_taken_down(house: Store) -> None:
    survey_id = made(house)
    change(house, survey_id, document(LIKED, OPINION))
    at = opened(survey_id)
    assert "ポスターをはがしてください。" in shown(at)
    assert elements(at, "link_button") == []
    assert buttons(at) == ["使うのをやめる"]


@pytest.mark.parametrize("public_url", ["", "http://localhost:8501"])
def test_without_a_public_address_nothing_can_be_printed(
    house: Store, monkeypatch: pytest.MonkeyPatch, public_url: str
) -> None:
    local = settings.current().model_copy(update={"public_url": public_url})
    monkeypatch.setattr(settings, "_chosen", [local])
    at = opened(made(house))
    assert "KOEBAKO_PUBLIC_URL" in shown(at)
    assert elements(at, "link_button") == []
    assert at.table[0].value["アドレス"].tolist()[0].startswith("/s/")


def test_a_refusal_is_told_in_words(house: Store) -> None:
    """Somebody else took the question away while the page was open."""
    survey_id = add_survey(house, publish=True)
    at = opened(survey_id)
    change(house, survey_id, document(LIKED, OPINION))
    at = at.button(key=f"{KEY}.make").click().run()
    assert words.REFUSALS["vote_not_single"] in shown(at)
    assert boards(house, survey_id) == []


def test_words_of_a_survey_are_shown_as_words(house: Store) -> None:
    questions = [
        SATISFACTION.model_copy(update={"key": f"n{number}", "label": {"ja": nasty}})
        for number, nasty in enumerate(NASTY)
    ]
    survey_id = add_survey(house, document(*questions), publish=True)

    def create_all(session: Session) -> None:
        for one in questions:
            votes.create(session, survey_id, one.key, by="sato")

    house.write(create_all)
    at = opened(survey_id)
    assert [heading.value for heading in at.subheader] == [plain(nasty) for nasty in NASTY]


def test_every_code_has_a_sentence() -> None:
    codes = ("unpublished", "not_single", "conditional", "places", "options", "wordings", "quotes")
    assert {f"vote_{code}" for code in codes} <= set(words.REFUSALS)


def test_codes_are_placements_of_their_own_kind(house: Store) -> None:
    survey_id = made(house)
    with house.reading() as session:
        kinds = [place.kind for place in placements.listing(session, survey_id)]
    assert kinds == ["web", "vote", "vote", "vote"]
