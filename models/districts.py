"""Setagaya's 5 地域 and 28 地区, each district named after its まちづくりセンター.

二子玉川 left 用賀 in July 2019. The list is common knowledge, not read from an official page;
another municipality, or a later change, replaces these lines. Chinese writes the names in its own
characters. Korean has the areas by their sound; few districts are known so, and their signs are
in Japanese, so they stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.questions.place import Area, District

# code and Japanese, Chinese and Korean name of each area; code, Japanese and Chinese name of its
# districts. English names are the codes.
_AREAS: Final[dict[tuple[str, str, str, str], tuple[tuple[str, str, str], ...]]] = {
    ("setagaya", "世田谷", "世田谷", "세타가야"): (
        ("ikejiri", "池尻", "池尻"),
        ("taishido", "太子堂", "太子堂"),
        ("wakabayashi", "若林", "若林"),
        ("kamimachi", "上町", "上町"),
        ("kyodo", "経堂", "经堂"),
        ("shimouma", "下馬", "下马"),
        ("kamiuma", "上馬", "上马"),
    ),
    ("kitazawa", "北沢", "北泽", "기타자와"): (
        ("umegaoka", "梅丘", "梅丘"),
        ("daizawa", "代沢", "代泽"),
        ("shindaita", "新代田", "新代田"),
        ("kitazawa", "北沢", "北泽"),
        ("matsubara", "松原", "松原"),
        ("matsuzawa", "松沢", "松泽"),
    ),
    ("tamagawa", "玉川", "玉川", "다마가와"): (
        ("okusawa", "奥沢", "奥泽"),
        ("kuhombutsu", "九品仏", "九品佛"),
        ("todoroki", "等々力", "等等力"),
        ("kaminoge", "上野毛", "上野毛"),
        ("yoga", "用賀", "用贺"),
        ("futakotamagawa", "二子玉川", "二子玉川"),
        ("fukasawa", "深沢", "深泽"),
    ),
    ("kinuta", "砧", "砧", "기누타"): (
        ("soshigaya", "祖師谷", "祖师谷"),
        ("seijo", "成城", "成城"),
        ("funabashi", "船橋", "船桥"),
        ("kitami", "喜多見", "喜多见"),
        ("kinuta", "砧", "砧"),
    ),
    ("karasuyama", "烏山", "乌山", "가라스야마"): (
        ("kamikitazawa", "上北沢", "上北泽"),
        ("kamisoshigaya", "上祖師谷", "上祖师谷"),
        ("karasuyama", "烏山", "乌山"),
    ),
}


def areas() -> Iterator[Area]:
    """Every area with its districts, in the ward's own order."""
    for (code, ja, chinese, korean), districts in _AREAS.items():
        yield Area(
            value=code,
            label={
                "ja": f"{ja}地域",
                "en": f"{code.capitalize()} area",
                "zh-Hans": f"{chinese}地区",
                "ko": f"{korean} 지역",
            },
            districts=tuple(
                District(value=code, label={"ja": ja, "en": code.capitalize(), "zh-Hans": chinese})
                for code, ja, chinese in districts
            ),
        )
