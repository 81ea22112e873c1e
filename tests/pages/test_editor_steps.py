"""Steps of a scale count down to 1 until somebody has seen them; then their numbers stay."""

from __future__ import annotations

from models.questions.conditions import Condition, Rule
from models.questions.options import Option
from models.questions.scale import Scale
from models.questions.text import ShortText
from pages.components.editor.lines import Line
from pages.components.editor.options import with_special
from pages.components.editor.steps import PRESETS, is_free, with_steps
from tests.builders import SCALE, document

NEW = Scale(key="q6", options=(Option(value="a1"), Option(value="a2")))


def steps(question: Scale) -> list[tuple[str, str, bool]]:
    return [(o.value, o.label.get("ja", ""), o.outside) for o in question.options]


def written(*labels: str) -> list[Line]:
    return [Line(label) for label in labels]


def test_new_steps_count_down_and_wakaranai_stands_outside() -> None:
    question = with_steps(NEW, None, written(*PRESETS["頻度（4段階）"]), free=True)
    question = with_special(question, None, "outside", True)
    assert steps(question) == [
        ("4", "よくある", False),
        ("3", "ときどきある", False),
        ("2", "あまりない", False),
        ("1", "まったくない", False),
        ("a1", "わからない", True),
    ]
    shorter = with_steps(question, None, written("ある", "たまにある", "ない"), free=True)
    assert [value for value, _, _ in steps(shorter)] == ["3", "2", "1", "a1"]


def test_published_steps_keep_their_numbers() -> None:
    published = with_steps(NEW, None, written("良い", "普通", "悪い"), free=True)
    draft = with_steps(published, published, written("良い", "悪い"), free=True)
    again = with_steps(draft, published, written("良い", "まあまあ", "悪い"), free=True)
    assert [(v, label) for v, label, _ in steps(again)] == [
        ("3", "良い"),
        ("4", "まあまあ"),
        ("1", "悪い"),
    ]


def test_steps_that_a_condition_names_keep_their_numbers() -> None:
    asked = Condition(rules=(Rule(key="q6", op="less", value=3),))
    followed = document(SCALE, ShortText(key="why", show_if=asked))
    assert not is_free(followed, "q6")
    assert is_free(followed, "why")
    changed = with_steps(SCALE, None, written("満足", "どちらともいえない", "不満"), free=False)
    assert [value for value, _, _ in steps(changed)] == ["5", "3", "1", "unsure"]


def test_every_preset_is_a_whole_scale() -> None:
    for labels in PRESETS.values():
        question = with_steps(NEW, None, written(*labels), free=True)
        assert question.model_copy(update={"label": {"ja": "問"}}).problems() == ()
