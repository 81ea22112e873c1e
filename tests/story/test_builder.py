"""A branching survey of twelve questions, built and published by keys alone: no mouse, no touch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from models.document import SurveyDocument, load
from models.questions.conditions import Rule
from tests.chromium import OpenContext, assert_accessible, settle
from tests.serving import NAME, PASSWORD, Serve, Served

TITLE = "図書館の使い方アンケート"
SENTENCE = "問1 で「いいえ」と答えた人だけに表示します。"

SINGLE, MULTIPLE, SCALE = "単一回答", "複数回答", "段階評価"
SHORT, LONG, DROPDOWN = "短文", "自由記述", "プルダウン"
RANKING, NUMBER, DAY = "順位", "数値", "日付"
NPS, NOTE = "推奨度", "説明文"


@dataclass(frozen=True)
class Asked:
    """A question as the staff member has it in mind."""

    kind: str
    words: str
    options: str = ""


QUESTIONS = (
    Asked(SINGLE, "図書館を使いますか", "はい\nいいえ"),
    Asked(MULTIPLE, "何に使いますか", "本を借りる\n勉強する\n子どもと過ごす"),
    Asked(SCALE, "どのくらい満足ですか"),
    Asked(NUMBER, "月に何回来ますか"),
    Asked(LONG, "使わないのはなぜですか"),
    Asked(DROPDOWN, "どの館を使いますか", "中央\n梅丘\n代田"),
    Asked(RANKING, "大切なものはどれですか", "本の数\n静かさ\n開いている時間"),
    Asked(DAY, "最後に来たのはいつですか"),
    Asked(NOTE, "ここからはあなたのことです"),
    Asked(NPS, "知人にすすめますか"),
    Asked(SHORT, "お住まいの町"),
    Asked(LONG, "ご意見"),
)
ONLY_NON_USERS = 5  # the question for those who said いいえ


class Keys:
    """Hands on the keyboard of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *names: str) -> None:
        """Press keys, one after the other."""
        for name in names:
            self.page.keyboard.press(name)

    def settle(self) -> None:
        settle(self.page)

    @contextmanager
    def saving(self) -> Iterator[None]:
        """What is done inside is an edit: wait until it is stored and the whole page shows it."""
        preview = self.page.locator("iframe")
        before = preview.get_attribute("src") or ""
        yield
        expect(preview).not_to_have_attribute("src", before)  # it names the revision
        self.settle()

    def reach(self, wanted: Locator, *, key: str = "Tab", most: int = 400) -> None:
        """Go from stop to stop until the focus stands on what is wanted."""
        expect(wanted).to_be_visible()
        for _ in range(most):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"the keyboard does not lead to {wanted}")

    def use(self, name: str) -> None:
        """Go to the button of that name and press it."""
        self.reach(self.page.get_by_role("button", name=name, exact=True))
        self.press("Enter")
        self.settle()

    def write(self, label: str, text: str) -> None:
        """Go to the field of that label, write over what stands there, and leave it."""
        self.reach(self.page.get_by_label(label, exact=True))
        self.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)
        with self.saving():
            self.press("Tab")

    def pick(self, label: str, text: str) -> None:
        """Go to the list of that label, type what is looked for, and take it."""
        self.reach(self.page.get_by_role("combobox", name=label, exact=True))
        self.page.keyboard.insert_text(text)
        option = self.page.get_by_role("option", name=text).first
        try:
            expect(option).to_be_visible(timeout=5_000)
        except AssertionError:
            # The end of a redraw may close a list that was just opened; its key opens it again.
            self.press("ArrowDown")
            expect(option).to_be_visible()
        with self.saving():
            self.press("Enter")

    def choose(self, menu: str, item: str) -> None:
        """Open a menu and go down to the item that begins so."""
        self.reach(self.page.get_by_role("button", name=menu, exact=True))
        self.press("Enter")
        items = self.page.get_by_role("menu").get_by_role("menuitem")
        expect(self.page.locator("[role=menu]:focus, [role=menu] :focus")).to_be_attached()
        names = items.all_inner_texts()
        wanted = next(place for place, name in enumerate(names) if name.startswith(item))
        # The menu itself has the focus at first; a key moves it to an item in the menu's own time.
        for place in range(1, max(wanted, 1) + 1):
            self.press("ArrowDown")
            expect(items.nth(place)).to_be_focused()
        if wanted == 0:
            self.press("ArrowUp")
            expect(items.first).to_be_focused()
        with self.saving():
            self.press("Enter")

    def go_to(self, part: str) -> None:
        """Go to the outline and along it to the part that is called so."""
        outline = self.page.get_by_role("radiogroup").first.get_by_role("radio")
        self.reach(outline.and_(self.page.locator(":checked")))
        self.reach(self.page.get_by_role("radio", name=part), key="ArrowDown", most=40)
        self.settle()


def test_twelve_questions_are_built_and_published_by_keys_alone(
    serve: Serve, desktop: OpenContext
) -> None:
    house = serve(public_url="http://koebako.example")
    keys = Keys(desktop().new_page())
    sign_up(house, keys)
    keys.use("新しい調査をつくる")
    expect(keys.page.locator("iframe")).to_be_visible()
    keys.settle()
    keys.write("調査の名前", TITLE)
    keys.write(
        "調査の目的（区民の画面のはじめに出ます）", "図書館を使いやすくするためにうかがいます。"
    )
    keys.write("所管課", "中央図書館")
    keys.write("電話番号", "03-0000-0000")
    for number, asked in enumerate(QUESTIONS, start=1):
        add(keys, asked, number)
    branch(keys)
    move_up_and_back(keys)
    assert_accessible(keys.page)
    keys.use("公開する")
    expect(keys.page.get_by_role("dialog")).to_be_visible()
    keys.reach(keys.page.get_by_role("dialog").get_by_role("button", name="公開する"))
    keys.press("Enter")
    expect(keys.page.get_by_text("受付中")).to_be_visible()
    check(built(house, keys.page))


def sign_up(house: Served, keys: Keys) -> None:
    keys.page.goto(house.setup_link)
    for label, text in (
        ("名前", NAME),
        ("パスワード", PASSWORD),
        ("パスワード（もう一度）", PASSWORD),
    ):
        keys.reach(keys.page.get_by_label(label, exact=True))
        keys.page.keyboard.insert_text(text)
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", name="ホーム")).to_be_visible()
    keys.settle()


def add(keys: Keys, asked: Asked, number: int) -> None:
    """Add a question and write it."""
    keys.choose("質問を追加", asked.kind)
    expect(keys.page.get_by_role("heading", name=f"質問{number}", exact=True)).to_be_visible()
    keys.write("見出し" if asked.kind == NOTE else "質問の文", asked.words)
    if asked.options:
        keys.write("選択肢（1行に1つ）", asked.options)


def branch(keys: Keys) -> None:
    """Show the fifth question to those who answered いいえ to the first."""
    keys.go_to(f"{ONLY_NON_USERS}. ")
    with keys.saving():
        keys.use("条件を加える")
    keys.pick("条件1　どの質問の答えか", "問1")
    keys.pick("答え", "いいえ")
    expect(keys.page.get_by_text(SENTENCE)).to_be_visible()


def move_up_and_back(keys: Keys) -> None:
    """The focus stays on the button and the choice on the question, so that keys go on moving."""
    for name, number in (("上へ", ONLY_NON_USERS - 1), ("下へ", ONLY_NON_USERS)):
        with keys.saving():
            keys.use(name)
        expect(keys.page.get_by_role("heading", name=f"質問{number}", exact=True)).to_be_visible()
        expect(keys.page.get_by_role("button", name=name)).to_be_focused()
        expect(keys.page.get_by_label("質問の文")).to_have_value(
            QUESTIONS[ONLY_NON_USERS - 1].words
        )


def built(house: Served, page: Page) -> SurveyDocument:
    """The definition as the command line hands it out."""
    survey_id = page.url.partition("survey=")[2].partition("&")[0]
    file = f"{house.environment['KOEBAKO_DATA_DIR']}/built.json"
    done = house.manage("surveys", "export", survey_id, file)
    assert done.returncode == 0, done.stderr
    with open(file, "rb") as opened:  # noqa: PTH123 - a path of the server's environment
        return load(opened.read())


def check(document: SurveyDocument) -> None:
    """All that was typed is there, in its order, and the branch with it."""
    questions = list(document.questions())
    assert document.title["ja"] == TITLE
    assert [question.label["ja"] for question in questions] == [one.words for one in QUESTIONS]
    for question, asked in zip(questions, QUESTIONS, strict=True):
        assert question.title.startswith(asked.kind)
        if asked.options:
            labels = [option.label["ja"] for option in getattr(question, "options", ())]
            assert labels == asked.options.splitlines()
    [rule] = questions[ONLY_NON_USERS - 1].show_if.rules  # type: ignore[union-attr] # else it fails
    assert rule == Rule(key="q1", op="equals", value="a2")
    assert sum(question.show_if is not None for question in questions) == 1
