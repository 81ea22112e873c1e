"""クロス集計 with the weights chosen in 誰の声か: on the page, on paper, and why there are none."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from models import populations
from models.errors import NotFound
from models.filters import Chose, Rules
from models.store import Store
from pages.components import printed
from tests.pages.desk import Open, elements, labels, shown
from tests.pages.test_voices import CROWD, TOWN, survey, tables
from tests.stores import add_answers, add_survey

LABEL = "人口に合わせた重みをつける"


@pytest.fixture
def town(house: Store) -> str:
    """Figures of which a half are women, and a half of 20 and over are 60."""
    return house.write(lambda session: populations.add(session, TOWN, by="sato"))


def looked_at(at: AppTest, view: str) -> AppTest:
    return at.button_group(key="view").set_value(view).run()


def chosen(staff: Open, survey_id: str, town: str, traits: list[str], **query: str) -> AppTest:
    """クロス集計 of はい by the person, when 誰の声か is left with these choices."""
    at = staff("results.py", survey=survey_id, view="誰の声か", **query)
    at = at.selectbox(key="voices.population").set_value(town).run()
    at = at.multiselect(key=f"voices.{survey_id}.{town}.margins").set_value(traits).run()
    return looked_at(at, "クロス集計")


def toggle(at: AppTest) -> AppTest:
    return next(one for one in at.toggle if one.label == LABEL).set_value(True).run()


def paper(at: AppTest) -> str:
    """The page to print, as the button's address asks for it."""
    [button] = elements(at, "link_button")
    address = urlsplit(button.proto.url)
    return printed.asked(address.path.rpartition("/")[2], parse_qs(address.query), "print.js")


def test_the_table_is_weighted_once_it_is_wished(staff: Open, house: Store, town: str) -> None:
    """33 women all said はい, 20 men いいえ; a half of each live here: 50 % by weights.

    The men's weights are 1.325, the women's 0.803: effective are 53² / (20 · 1.325² + 33 · 0.803²)
    = 50 people.
    """
    survey_id = survey(house, *CROWD)
    at = chosen(staff, survey_id, town, ["sex"])
    before = tables(at)
    assert "有効な人数" not in before
    assert "検定のしかた" in [one.label for one in at.expander]
    at = toggle(at)
    said = shown(at)
    assert (
        "性別の割合を人口に合わせた、重みつきの割合です。人口は2026年4月1日現在。出典：台帳。"
        in said
    )
    assert "53人の回答が、重みをつけると50人分の確かさになります" in said
    assert "検定は人数で行うものなので、重みつきの表にはつけていません。" in said
    assert "偶然とは考えにくい" not in said
    assert "検定のしかた" not in [one.label for one in at.expander]
    assert all(one.value.endswith("（重みつき）") for one in at.subheader)
    whole = '<th scope="row">全体</th><td>53</td><td>50</td><td>50.0</td><td>50.0</td>'
    assert whole in tables(at)
    assert 'class="koe-higher"' not in tables(at)
    written = paper(at)
    assert whole in written
    assert "回答55件のうち、53人を集計しました。" in written
    assert "出典：台帳。" in written
    assert "数字は、重みをつけた割合（%）" in written
    # The choice stays, and so does what was chosen beside the figures.
    at = looked_at(looked_at(at, "誰の声か"), "クロス集計")
    assert whole in tables(at)
    at = looked_at(at, "誰の声か")
    trimmed = next(one for one in at.toggle if one.label.endswith("に収める"))
    at = looked_at(trimmed.set_value(True).run(), "クロス集計")
    assert "（重みは0.3〜3）" in shown(at)
    assert "（重みは0.3〜3）" in paper(at)


def test_where_there_can_be_no_weights_a_sentence_stands_in_place_of_the_choice(
    staff: Open, house: Store, town: str
) -> None:
    survey_id = survey(house, *CROWD)
    at = toggle(chosen(staff, survey_id, town, ["sex"]))
    men = Rules(rules=(Chose(key="gender", codes=("male",)),))
    few = chosen(staff, survey_id, town, ["sex"], filter=men.text)
    assert LABEL not in labels(few, "toggle")
    assert "性別「女性」の回答が0人で、10人に足りません。" in shown(few)
    assert "検定のしかた" in [one.label for one in few.expander]
    none = looked_at(at, "誰の声か").multiselect(key=f"voices.{survey_id}.{town}.margins")
    at = looked_at(none.set_value([]).run(), "クロス集計")
    assert "人口に合わせる項目がないので、重みはつけられません。" in shown(at)
    assert "weights=" not in elements(at, "link_button")[0].proto.url
    unasked = add_survey(house, publish=True)
    add_answers(house, unasked, {"q1": ["good"]})
    at = staff("results.py", survey=unasked, view="クロス集計")
    assert "人口に合わせた重みは、いまはつけられません。人口に合わせる項目がない" in shown(at)


def test_an_address_that_cannot_be_weighed_says_so_and_shows_people(
    house: Store, town: str
) -> None:
    survey_id = survey(house, *CROWD)
    query = {"head": ["q1"], "side": ["gender"], "weights": [town], "fit": ["area", "nosuch"]}
    page = printed.asked(survey_id, query, "print.js")
    assert "人口に合わせた重みは、いまはつけられません。" in page
    assert '<th scope="row">全体</th><td>55</td>' in page
    with pytest.raises(NotFound):
        printed.asked(survey_id, query | {"weights": ["gone"]}, "print.js")


def test_weights_tell_nothing_of_few_people_where_that_is_promised(
    staff: Open, house: Store, town: str
) -> None:
    """Tables with weights lack the two who live elsewhere: a subtraction would show them."""
    survey_id = survey(house, *CROWD, hides_few=True)
    at = chosen(staff, survey_id, town, ["sex"])
    assert "10人に満たない回答の集計は出さない調査のため、重みはつけられません。" in shown(at)
    assert LABEL not in labels(at, "toggle")
