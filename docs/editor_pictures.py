"""The states of つくる, as pictures for docs/ja/editor.md; taken by docs/screenshots.py."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

HEIGHT = 1320

# picture → survey (start of its title), part of the survey that is chosen
PARTS = {
    "editor-choice": ("せたがや区民まつり", "source"),
    "editor-scale": ("せたがや区民まつり", "satisfaction"),
    "editor-condition": ("せたがや区民まつり", "people"),
    "editor-section": ("せたがや区民まつり", "section-2"),
    "editor-place": ("せたがや区民まつり", "residence"),
    "editor-matrix": ("地域防災訓練", "stations"),
    "editor-ranking": ("地域防災訓練", "priority"),
    "editor-statement": ("地域防災訓練", "about_home"),
    "editor-date": ("児童館", "last_visit"),
}


def take(
    page: Page,
    second: Page,
    here: str,
    surveys: dict[str, str],
    settle: Callable[[Page], None],
    save: Callable[[Page, str], None],
) -> None:
    """Every picture. `second` is another tab of the same person, `surveys` title → id."""

    def survey_of(start: str) -> str:
        return next(one for title, one in surveys.items() if title.startswith(start))

    def open_part(there: Page, start: str, part: str) -> None:
        there.set_viewport_size({"width": 1280, "height": HEIGHT})
        there.goto(f"{here}/staff/build?survey={survey_of(start)}&question={part}")
        settle(there)
        there.frame_locator("iframe").locator("html[data-enhanced]").wait_for()

    for name, (start, part) in PARTS.items():
        open_part(page, start, part)
        save(page, name)
    open_part(page, "せたがや区民まつり", "source")
    page.get_by_text("英語", exact=True).click()
    settle(page)
    save(page, "editor-language")
    page.get_by_role("button", name="まとめて直す").click()
    page.get_by_role("dialog").wait_for()
    settle(page)
    save(page, "editor-bulk")
    open_part(page, "児童館", "purpose")
    open_part(second, "児童館", "purpose")
    _write(second, "質問の文", "何のために、おいでになりましたか。")
    settle(second)
    _write(page, "質問の文", "いつも何のために利用していますか。")
    page.get_by_role("button", name="読み直す").wait_for()
    settle(page)
    save(page, "editor-stale")
    again = page.get_by_role("button", name="読み直す")
    again.click()
    again.wait_for(state="detached")
    settle(page)
    page.get_by_role("button", name="変更を公開する").click()
    page.get_by_role("dialog").wait_for()
    settle(page)
    save(page, "editor-publish")
    page.goto(f"{here}/staff/")
    settle(page)
    page.get_by_role("button", name="ひな形からつくる").click()
    page.get_by_role("dialog").wait_for()
    settle(page)
    save(page, "templates")
    take_rehearsal(page, here, survey_of("せたがや区民まつり"), settle, save)


def take_rehearsal(
    page: Page,
    here: str,
    survey_id: str,
    settle: Callable[[Page], None],
    save: Callable[[Page, str], None],
) -> None:
    """What invented people answer to a draft."""
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    page.goto(f"{here}/staff/rehearse?survey={survey_id}")
    page.locator(".koe-result img").first.wait_for()
    settle(page)
    save(page, "rehearse")


def _write(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")
