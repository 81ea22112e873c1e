"""取り込む and the way in for a population, as pictures for docs/ja/results.md; taken by
docs/screenshots.py. Answers and figures are invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import FilePayload, Page

from tests import inhabitants

# what follows a picture's name → width, height of 取り込む, height of the population's way in
SIZES = {"": (1280, 1900, 1000), "-phone": (390, 2400, 1300)}
AREAS = ("北町", "本町", "南町", "川端", "丘の上")
HEADINGS = ("タイムスタンプ", "満足度", "よかったもの", "来場人数", "ご意見", "氏名")
LIKED = ("ステージ, 模擬店", "模擬店", "ステージ", "防災体験, 模擬店")
SAID = ("{}時ごろは、とても混んでいました", "", "来年も{}人で来たいです", "")


def take(
    page: Page,
    here: str,
    survey_id: str,
    settle: Callable[[Page], None],
    save: Callable[[Page, str], None],
) -> None:
    """Both pages on a desk and on a phone; the survey asks for 年代, 性別 and 居住地域."""
    for suffix, (width, height, less) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{here}/staff/import")
        page.locator("input[type=file]").set_input_files(answers())
        page.get_by_text("列ごとの取り込み方").wait_for()
        settle(page)
        page.get_by_role("button", name="取り込む", exact=True).click()
        page.get_by_text("1行を読み取れませんでした。").wait_for()
        settle(page)
        save(page, f"import{suffix}")
        page.set_viewport_size({"width": width, "height": less})
        page.goto(f"{here}/staff/results?survey={survey_id}&view={quote('誰の声か')}")
        settle(page)
        page.get_by_text("人口の資料を加える・消す", exact=True).click()
        page.locator("input[type=file]").set_input_files(population())
        page.get_by_text("5地域、").wait_for()
        page.get_by_label("出典（図と表の下に出ます）").fill("ためし市 住民基本台帳")
        settle(page)
        page.get_by_role("button", name="この資料を加える").wait_for()
        page.locator("details[open]").evaluate("one => one.scrollIntoView({block: 'end'})")
        save(page, f"population{suffix}")


def answers() -> FilePayload:
    """A list as Google Forms writes it, with one number that is none."""
    rows = [
        (
            f"2026/10/{3 + n // 20:02} {10 + n % 7}:{n % 60:02}:00",
            ("満足", "やや満足", "満足", "不満")[n % 4],
            LIKED[n % len(LIKED)],
            "10人くらい" if n == 6 else str(1 + n % 5),
            SAID[n % len(SAID)].format(2 + n % 13),
            "見本 太郎",
        )
        for n in range(40)
    ]
    file = io.StringIO()
    csv.writer(file).writerows([HEADINGS, *rows])
    return _given("秋まつりの回答.csv", file.getvalue().encode("utf-8-sig"))


def population() -> FilePayload:
    """A file 「地域・年齢別人口」."""
    top = inhabitants.headings(inhabitants.NEW)
    rows = [
        inhabitants.row(inhabitants.NEW, area, 120 + 35 * number)
        for number, area in enumerate(AREAS)
    ]
    return _given("地域・年齢別人口.csv", inhabitants.csv(top, *rows))


def _given(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": data}
