"""Attribute blocks: the questions about the person that many surveys end with, ready-made.

Their codes are the same in every survey, so that results can be put side by side. All of them may
be left blank: who would rather not say is not made to. Every text is there in every language that
residents can read; names of places are as models/districts.py has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from models import districts
from models.multilingual import LANGUAGES, Language
from models.questions import AnyQuestion
from models.questions.choice import SingleChoice
from models.questions.options import Option
from models.questions.place import Area, Place

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
    first = _option("a10", "10歳代（18・19歳）", "18・19さい", "18 or 19", "18、19岁", "18·19세")
    return (_ages(first, *_decades()),)


def _age_with_children() -> tuple[AnyQuestion, ...]:
    """The same for surveys that children answer too, with the school ages told apart."""
    younger = (
        _option(
            *("c06", "小学生より下", "小学生より 小さい", "Below school age"),
            *("未上小学", "초등학교 입학 전"),
        ),
        _option("c12", "小学生", "小学生", "Primary school", "小学生", "초등학생"),
        _option("c15", "中学生", "中学生", "Junior high school", "初中生", "중학생"),
        _option(
            *("c18", "15〜17歳（中学生をのぞく）", "15〜17さい", "15 to 17, after junior high"),
            *("15～17岁（初中生除外）", "15~17세(중학생 제외)"),
        ),
        _option("a10", "18・19歳", "18・19さい", "18 or 19", "18、19岁", "18·19세"),
    )
    return (_ages(*younger, *_decades()),)


def _ages(*options: Option) -> SingleChoice:
    return SingleChoice(
        key="age",
        label=_text(
            *("年代を教えてください。", "あなたは 何さい ですか。", "How old are you?"),
            *("请选择您的年龄段。", "연령대를 선택해 주십시오."),
        ),
        options=options,
    )


def _decades() -> tuple[Option, ...]:
    decades = tuple(
        _option(
            *(f"a{age}", f"{age}歳代", f"{age}〜{age + 9}さい", f"{age}s"),
            *(f"{age}～{age + 9}岁", f"{age}대"),
        )
        for age in range(20, 80, 10)
    )
    oldest = ("80歳以上", "80さい 以上", "80 or over", "80岁及以上", "80세 이상")
    return (*decades, _option("a80", *oldest))


def _gender() -> tuple[AnyQuestion, ...]:
    """性別 with 回答しない, as the guidelines of several cities ask: never required, and asked only
    where the survey's purpose needs it (新座市, 沼津市, 朝倉市, 明石市, 熊取町)."""
    return (
        SingleChoice(
            key="gender",
            label=_text(
                *("性別を教えてください。", "あなたの 性別は 何ですか。", "What is your gender?"),
                *("请选择您的性别。", "성별을 선택해 주십시오."),
            ),
            help=_text(
                "答えたくないときは、答えなくてもかまいません。",
                "答えたくないときは、答えなくて いいです。",
                "You may leave this blank.",
                "不想回答时，可以不选。",
                "답하고 싶지 않으시면 답하지 않으셔도 됩니다.",
            ),
            options=(
                _option("male", "男性", "男", "Man", "男性", "남성"),
                _option("female", "女性", "女", "Woman", "女性", "여성"),
                _option("other", "その他", "ほかの 性別", "Other", "其他", "기타"),
                _option(
                    *("undisclosed", "回答しない", "答えません", "Prefer not to say"),
                    *("不想回答", "답하지 않음"),
                ),
            ),
        ),
    )


def _residence() -> tuple[AnyQuestion, ...]:
    """居住地域 in two steps: the areas and districts of Setagaya, then 区外."""
    outside = Area(
        value="outside",
        label=_text("区外", "区の そと", "Outside the ward", "区外", "구 이외 지역"),
    )
    return (
        Place(
            key="residence",
            label=_text(
                "お住まいの地区を教えてください。",
                "あなたは どこに 住んでいますか。",
                "Where do you live?",
                "请选择您居住的地区。",
                "사시는 지역을 선택해 주십시오.",
            ),
            help=_text(
                "まちづくりセンターの名前で選んでください。",
                "近くの まちづくりセンターの 名前を 選んでください。",
                "Choose by the name of your local Machizukuri Center.",
                "请按您附近的社区营造中心（まちづくりセンター）的名称选择。",
                "가까운 마치즈쿠리 센터(まちづくりセンター)의 이름으로 선택해 주십시오.",
            ),
            areas=(*districts.areas(), outside),
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
                "请选择您与本区的关系。",
                "구와 어떤 관계이신지 선택해 주십시오.",
            ),
            help=_text(
                "2つ以上あてはまるときは、上にあるものを選んでください。",
                "2つ以上 あるときは、上の ものを 選んでください。",
                "If several apply, choose the first of them.",
                "如有多项符合，请选择排在最前面的一项。",
                "여러 개에 해당하시면, 그중 맨 위의 것을 선택해 주십시오.",
            ),
            options=(
                _option(
                    *("resident", "区内に住んでいる（在住）", "この区に 住んでいる"),
                    *("I live here", "住在本区", "구 안에 살고 있음"),
                ),
                _option(
                    *("worker", "区内で働いている（在勤）", "この区で 働いている"),
                    *("I work here", "在本区工作", "구 안에서 일하고 있음"),
                ),
                _option(
                    *("student", "区内の学校に通っている（在学）", "この区の 学校に 行っている"),
                    *("I go to school here", "在本区上学", "구 안의 학교에 다니고 있음"),
                ),
                _option(
                    *("outside", "どれでもない（区外）", "どれも ちがう", "None of these"),
                    *("以上都不是", "어느 것도 아님"),
                ),
            ),
        ),
    )


def _option(value: str, *said: str) -> Option:
    return Option(value=value, label=_text(*said))


def _text(*said: str) -> dict[Language, str]:
    """The same in every language, in the order of LANGUAGES."""
    return dict(zip(LANGUAGES, said, strict=True))


_MAKERS: Final[Mapping[str, Callable[[], tuple[AnyQuestion, ...]]]] = {
    "age": _age,
    "age_with_children": _age_with_children,
    "gender": _gender,
    "residence": _residence,
    "relation": _relation,
}
