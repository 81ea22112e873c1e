"""言葉の数えかた: spellings counted apart and as one again, and the list of names changed."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from models import names
from models.names import WardName
from models.store import Store
from tests.pages.desk import Open, shown
from tests.pages.reading_room import survey_of

APART, JOIN = "read.spellings.keep_apart.q4", "read.spellings.join_again.q4"
NAME = "read.names.name"


def fold(staff: Open, house: Store, *said: str) -> AppTest:
    """The view ことば of ten times these comments, the fold open.

    公園, which most people write, is the word that is chosen: AppTest knows listed words only.
    """
    at = staff("read.py", survey=survey_of(house, [*said * 10, *["公園が好き"] * 50]))
    at.session_state["view"] = "ことば"
    at.session_state["read.spellings"] = True
    return at.run()


def rows(at: AppTest, first: str) -> list[list[str]]:
    """The cells of the table with this first column, as text."""
    assert not at.exception, at.exception
    found = [one.value for one in at.dataframe if one.value.columns[0] == first]
    return [list(map(str, row)) for frame in found for row in frame.itertuples(index=False)]


def counted(at: AppTest) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(at, "言葉")}


def listed(house: Store) -> list[WardName]:
    with house.reading() as session:
        return names.listing(session)


def test_a_spelling_is_counted_apart_and_joined_again(staff: Open, house: Store) -> None:
    at = fold(staff, house, "子どもの声", "こどもの声", "子どもの声", "景色がすばらしい")
    joined = ["こども", "10", "子ども", "20", "同じ言葉の一覧にある"]
    assert rows(at, "書きかた") == [joined]
    assert counted(at)["子ども"] == "30"
    at.multiselect(key=f"{APART}.chosen").select("こども")
    at = at.button(key=f"{APART}.step").click().run()
    assert "「こども」を、別に数えるようにしました。" in shown(at)
    assert "まとめて数えた書きかたは、ありません。" in shown(at)
    assert rows(at, "書きかた") == [["こども", "10", "子ども"]]
    assert (counted(at)["子ども"], counted(at)["こども"]) == ("20", "10")
    at.multiselect(key=f"{JOIN}.chosen").select("こども")
    at = at.button(key=f"{JOIN}.step").click().run()
    assert rows(at, "書きかた") == [joined]
    assert counted(at)["子ども"] == "30"


def test_a_name_is_added_corrected_and_taken_back(staff: Open, house: Store) -> None:
    at = fold(staff, house, "ぱくぱく畑がほしい")
    assert "ぱくぱく畑" not in counted(at)
    at.text_input(key="read.names.new.name").set_value("ﾊﾟｸﾊﾟｸ畑")  # half width, in katakana
    at = at.button(key="read.names.new.save").click().run()
    assert listed(house) == [WardName("パクパク畑", "パクパク畑", "施設")]
    assert "パクパク畑" not in counted(at)
    at = at.button(key="read.names.remove").click().run()
    at = at.button(key="read.names.yes").click().run()
    assert listed(house) == []
    at.text_input(key="read.names.new.name").set_value("ぱくぱく畑")
    at = at.button(key="read.names.new.save").click().run()
    assert at.selectbox(key=NAME).value == "ぱくぱく畑"
    canonical = next(one for one in at.text_input if (one.key or "").startswith("read.names.form"))
    canonical.set_value("体験農園")
    at = at.button(key="read.names.save").click().run()
    assert "「ぱくぱく畑」を「体験農園」と数えます。" in shown(at)
    assert counted(at)["体験農園"] == "10"
    at = at.toggle(key="read.names.changed").set_value(True).run()
    assert rows(at, "名称") == [["ぱくぱく畑", "体験農園", "施設", "加えた"]]


def test_a_shipped_name_is_switched_off_and_comes_back(staff: Open, house: Store) -> None:
    at = fold(staff, house, "三茶の駅前")
    assert len(rows(at, "名称")) == 50
    assert "1〜50（全4" in shown(at)
    assert "三軒茶屋" in counted(at)
    at = at.text_input(key="read.names.search").set_value("三茶").run()
    assert rows(at, "名称")[0] == ["三茶", "三軒茶屋", "略称", "はじめから"]
    at = at.selectbox(key=NAME).select("三茶").run()
    at = at.button(key="read.names.off").click().run()
    assert rows(at, "名称")[0] == ["三茶", "三軒茶屋", "略称", "使わない"]
    assert "三軒茶屋" not in counted(at)
    at = at.button(key="read.names.on").click().run()
    assert "三軒茶屋" in counted(at)
    at = at.button(key="read.names.remove").click().run()
    assert "はじめの一覧のとおりに戻します。" in shown(at)
    at = at.button(key="read.names.yes").click().run()
    assert (rows(at, "名称")[0][3], listed(house)) == ("はじめから", [])
    at = at.text_input(key="read.names.search").set_value("どこにもない名前").run()
    assert "当てはまる名称はありません。" in shown(at)
