"""Attribute blocks: the questions about the person that many surveys end with, ready-made.

Their codes are the same in every survey, so that results can be put side by side. All of them may
be left blank: who would rather not say is not made to. Texts are Japanese, easy Japanese, English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from models.multilingual import Language
from models.questions import AnyQuestion
from models.questions.choice import SingleChoice
from models.questions.options import Option
from models.questions.place import Area, District, Place

# name → what staff choose it by
BLOCKS: Final[Mapping[str, str]] = {
    "age": "年代（18歳以上）",
    "age_with_children": "年代（子どもも答える調査）",
    "gender": "性別",
    "residence": "居住地域（5地域・28地区）",
    "relation": "在住・在勤・在学・区外",
}


def questions(name: str) -> tuple[AnyQuestion, ...]:
    """The questions of a block of BLOCKS, under keys that fit a survey without such questions.

    Raises KeyError for any other name.
    """
    return _MAKERS[name]()


def _age() -> tuple[AnyQuestion, ...]:
    """年代 as 区民意識調査 and its kind print it: 18・19歳 first, 80歳以上 last."""
    first = Option(value="a10", label=_text("10歳代（18・19歳）", "18・19さい", "18 or 19"))
    return (_ages(first, *_decades()),)


def _age_with_children() -> tuple[AnyQuestion, ...]:
    """The same for surveys that children answer too, with the school ages told apart."""
    younger = (
        Option(value="c06", label=_text("小学生より下", "小学生より 小さい", "Below school age")),
        Option(value="c12", label=_text("小学生", "小学生", "Primary school")),
        Option(value="c15", label=_text("中学生", "中学生", "Junior high school")),
        Option(
            value="c18",
            label=_text("15〜17歳（中学生をのぞく）", "15〜17さい", "15 to 17, after junior high"),
        ),
        Option(value="a10", label=_text("18・19歳", "18・19さい", "18 or 19")),
    )
    return (_ages(*younger, *_decades()),)


def _ages(*options: Option) -> SingleChoice:
    return SingleChoice(
        key="age",
        label=_text("年代を教えてください。", "あなたは 何さい ですか。", "How old are you?"),
        options=options,
    )


def _decades() -> tuple[Option, ...]:
    decades = tuple(
        Option(value=f"a{age}", label=_text(f"{age}歳代", f"{age}〜{age + 9}さい", f"{age}s"))
        for age in range(20, 80, 10)
    )
    oldest = Option(value="a80", label=_text("80歳以上", "80さい 以上", "80 or over"))
    return (*decades, oldest)


def _gender() -> tuple[AnyQuestion, ...]:
    """性別 with 回答しない, as the guidelines of several cities ask: never required, and asked only
    where the survey's purpose needs it (新座市, 沼津市, 朝倉市, 明石市, 熊取町)."""
    return (
        SingleChoice(
            key="gender",
            label=_text(
                "性別を教えてください。", "あなたの 性別は 何ですか。", "What is your gender?"
            ),
            help=_text(
                "答えたくないときは、答えなくてもかまいません。",
                "答えたくないときは、答えなくて いいです。",
                "You may leave this blank.",
            ),
            options=(
                Option(value="male", label=_text("男性", "男", "Man")),
                Option(value="female", label=_text("女性", "女", "Woman")),
                Option(value="other", label=_text("その他", "ほかの 性別", "Other")),
                Option(
                    value="undisclosed",
                    label=_text("回答しない", "答えません", "Prefer not to say"),
                ),
            ),
        ),
    )


# Setagaya's 5 地域 and 28 地区, each named after its まちづくりセンター; 二子玉川 left 用賀 in July
# 2019. The list is common knowledge, not read from an official page; another municipality, or a
# later change, replaces these lines.
_DISTRICTS: Final[tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]] = (
    (
        "setagaya",
        "世田谷地域",
        (
            ("ikejiri", "池尻"),
            ("taishido", "太子堂"),
            ("wakabayashi", "若林"),
            ("kamimachi", "上町"),
            ("kyodo", "経堂"),
            ("shimouma", "下馬"),
            ("kamiuma", "上馬"),
        ),
    ),
    (
        "kitazawa",
        "北沢地域",
        (
            ("umegaoka", "梅丘"),
            ("daizawa", "代沢"),
            ("shindaita", "新代田"),
            ("kitazawa", "北沢"),
            ("matsubara", "松原"),
            ("matsuzawa", "松沢"),
        ),
    ),
    (
        "tamagawa",
        "玉川地域",
        (
            ("okusawa", "奥沢"),
            ("kuhombutsu", "九品仏"),
            ("todoroki", "等々力"),
            ("kaminoge", "上野毛"),
            ("yoga", "用賀"),
            ("futakotamagawa", "二子玉川"),
            ("fukasawa", "深沢"),
        ),
    ),
    (
        "kinuta",
        "砧地域",
        (
            ("soshigaya", "祖師谷"),
            ("seijo", "成城"),
            ("funabashi", "船橋"),
            ("kitami", "喜多見"),
            ("kinuta", "砧"),
        ),
    ),
    (
        "karasuyama",
        "烏山地域",
        (
            ("kamikitazawa", "上北沢"),
            ("kamisoshigaya", "上祖師谷"),
            ("karasuyama", "烏山"),
        ),
    ),
)


def _residence() -> tuple[AnyQuestion, ...]:
    """居住地域 in two steps: the areas and districts of Setagaya, then 区外."""
    areas = tuple(
        Area(
            value=value,
            label={"ja": label, "en": f"{value.capitalize()} area"},
            districts=tuple(
                District(value=code, label={"ja": name, "en": code.capitalize()})
                for code, name in districts
            ),
        )
        for value, label, districts in _DISTRICTS
    )
    outside = Area(value="outside", label=_text("区外", "区の そと", "Outside the ward"))
    return (
        Place(
            key="residence",
            label=_text(
                "お住まいの地区を教えてください。",
                "あなたは どこに 住んでいますか。",
                "Where do you live?",
            ),
            help=_text(
                "まちづくりセンターの名前で選んでください。",
                "近くの まちづくりセンターの 名前を 選んでください。",
                "Choose by the name of your local Machizukuri Center.",
            ),
            areas=(*areas, outside),
        ),
    )


def _relation() -> tuple[AnyQuestion, ...]:
    """Whether the person lives, works or studies in the ward: visitors of events often do not."""
    return (
        SingleChoice(
            key="relation",
            label=_text(
                "区とのかかわりを教えてください。",
                "あなたは この区に 住んでいますか。",
                "How are you connected with the ward?",
            ),
            help=_text(
                "2つ以上あてはまるときは、上にあるものを選んでください。",
                "2つ以上 あるときは、上の ものを 選んでください。",
                "If several apply, choose the first of them.",
            ),
            options=(
                Option(
                    value="resident",
                    label=_text("区内に住んでいる（在住）", "この区に 住んでいる", "I live here"),
                ),
                Option(
                    value="worker",
                    label=_text("区内で働いている（在勤）", "この区で 働いている", "I work here"),
                ),
                Option(
                    value="student",
                    label=_text(
                        "区内の学校に通っている（在学）",
                        "この区の 学校に 行っている",
                        "I go to school here",
                    ),
                ),
                Option(
                    value="outside",
                    label=_text("どれでもない（区外）", "どれも ちがう", "None of these"),
                ),
            ),
        ),
    )


def _text(ja: str, easy: str, en: str) -> dict[Language, str]:
    return {"ja": ja, "ja-easy": easy, "en": en}


_MAKERS: Final[Mapping[str, Callable[[], tuple[AnyQuestion, ...]]]] = {
    "age": _age,
    "age_with_children": _age_with_children,
    "gender": _gender,
    "residence": _residence,
    "relation": _relation,
}
