"""What a device remembers, and what one that people share does not: cookies, copies, kiosks."""

from __future__ import annotations

import time

import pytest
from starlette.testclient import TestClient

from models import keys, placements, responses, surveys
from models.document import SurveyDocument
from residents import app
from residents.cookies import COPY, courtesy
from residents.form_time import sign
from tests.builders import EVERY, FIVE, GRID, document
from tests.residents.conftest import Site
from tests.sendings import SENT

KNOWN = "この端末からのお答えを、すでに受け取っています。"
# A grid can be published only when each of its options has words.
GRADES = [option.model_copy(update={"label": {"ja": f"段階{option.value}"}}) for option in FIVE]
WORDED = GRID.model_copy(update={"options": tuple(GRADES)})


def publish(site: Site, made: SurveyDocument) -> tuple[str, str]:
    """Another survey; its id and code."""
    survey_id = site.change(surveys.create, made, by="test")
    site.change(surveys.publish, survey_id, by="test")
    return survey_id, site.code_of(survey_id)


def cookies_of(answer: object) -> dict[str, list[list[str]]]:
    """name → value and attributes of each cookie with that name that came with the answer."""
    found: dict[str, list[list[str]]] = {}
    for one in answer.headers.get_list("set-cookie"):  # type: ignore[attr-defined] # httpx2.Response
        name, _, said = one.partition("=")
        found.setdefault(name, []).append(said.split("; "))
    return found


def test_no_cookie_before_the_first_answer(site: Site, device: TestClient) -> None:
    """Whatever is looked at, and whatever comes back with a mistake in it."""
    stamp = site.stamp()
    paths = ("/", f"/s/{site.code}", f"/s/{site.code}?lang=en", "/healthz", "/nope", "/sw.js")
    answers = [device.get(path) for path in paths]
    answers.append(site.send_from(device, site.code, "n-1", q1=None, issued=stamp))
    answers.append(site.send_from(device, site.code, "n-1", _language="en", issued=stamp))
    assert [answer.headers.get_list("set-cookie") for answer in answers] == [[]] * len(answers)


def test_two_cookies_after_it_and_nothing_else_in_them(site: Site, device: TestClient) -> None:
    answer = site.send_from(device, site.code, "n-1", issued=site.stamp())
    receipt = answer.headers["location"].rsplit("/", 1)[1]
    found = cookies_of(answer)
    assert set(found) == {courtesy(site.survey_id), COPY}
    remembered, copy = found[courtesy(site.survey_id)], found[COPY]
    assert [attributes[0] for attributes in remembered] == ["1", "1"]  # and /S/, as codes have it
    assert copy[0][0].split(".")[0] == receipt
    for attributes, path, seconds in (
        (remembered[0], "/s/", 180 * 24 * 3600),
        (remembered[1], "/S/", 180 * 24 * 3600),
        (copy[0], "/s/", 30 * 60),
    ):
        expected = {"HttpOnly", "Secure", "SameSite=lax", f"Path={path}", f"Max-Age={seconds}"}
        assert set(attributes[1:]) == expected


def test_without_https_the_cookies_are_not_held_back(site: Site) -> None:
    """A trial in the office at http://: Secure cookies would never come back."""
    plain = app.create(site.store, "世田谷区", "http://koe.example")
    with TestClient(plain, follow_redirects=False) as client:
        answer = site.send_from(client, site.code, "n-1", issued=site.stamp())
        said = [one for cookies in cookies_of(answer).values() for one in cookies]
        assert all("Secure" not in attributes for attributes in said)
        assert KNOWN in client.get(f"/s/{site.code}").text


def test_a_known_device_is_told_and_never_blocked(site: Site, device: TestClient) -> None:
    """The page says so; the next of the family answers, and staff see a hint."""
    page = f"/s/{site.code}"
    assert KNOWN not in device.get(page).text
    site.send_from(device, site.code, "n-1", issued=site.stamp(), q3="砧")
    for path in (page, page, f"{page}?lang=ja"):
        shown = device.get(path)
        assert KNOWN in shown.text
        assert "<form" in shown.text
    again = site.send_from(device, site.code, "n-2", issued=site.stamp(), q3="等々力")
    assert again.status_code == 303
    kept = {kept.answers["q3"]: kept.flags for kept in site.stored()}
    assert kept == {"砧": (), "等々力": ("repeat",)}
    # The mistake of a known device comes back with the same words.
    assert KNOWN in site.send_from(device, site.code, "n-3", issued=site.stamp(), q1=None).text


def test_the_prepared_page_goes_to_everybody_else(site: Site) -> None:
    """Cookies of others change nothing; that of another survey neither."""
    page = f"/s/{site.code}"
    site.client.get(page)
    plain = site.client.get(page).text
    other = courtesy("zzzzzzzz")
    for cookie in ("a=b", f"{other}=1", "koebako=secret", f"x={courtesy(site.survey_id)}"):
        shown = site.client.get(page, headers={"cookie": cookie}).text
        assert KNOWN not in shown
        assert len(shown) == len(plain)
    known = site.client.get(page, headers={"cookie": f"a=b; {courtesy(site.survey_id)}=1"})
    assert KNOWN in known.text
    assert KNOWN not in site.client.get(page).text


def test_a_retry_is_no_second_answer(site: Site, device: TestClient) -> None:
    """Reload of the sending by a device that is known by now: one row, without a flag."""
    stamp = site.stamp()
    for _ in range(2):
        assert site.send_from(device, site.code, "n-1", issued=stamp).status_code == 303
    [kept] = site.stored()
    assert kept.flags == ()


def test_the_copy_holds_every_answer_in_words(site: Site, device: TestClient) -> None:
    """All fifteen types, in the words of the survey; nothing was left out, blanks are named."""
    every = document(*(question for question in EVERY if question != GRID), WORDED)
    survey_id, code = publish(site, every)
    fields = {name: value for one in SENT.values() for name, value in one.items()}
    form = fields | {"q3": [""], "submission_id": ["c-1"], "_end": ["1"]}
    answer = device.post(f"/s/{code}", data=form)
    assert answer.status_code == 303
    receipt = answer.headers["location"]
    page = device.get(f"{receipt}/copy")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    with site.store.reading() as session:
        [kept] = responses.stored(session, survey_id)
    rows = page.text.partition('"sheet"')[2].split("<dt>")[1:]
    assert len(rows) == len(EVERY) - 1  # a statement asks nothing
    asked = [question for question in every.questions() if question.asked_keys()]
    for number, (question, row) in enumerate(zip(asked, rows, strict=True), start=1):
        assert f"問{number}" in row
        assert question.label["ja"] in row
        assert (question.display(kept.answers) or "お答えなし") in row
    assert rows[2].count("お答えなし") == 1
    assert receipt.rsplit("/", 1)[1] in page.text
    assert "時台" in page.text
    assert "<script" not in page.text


def test_the_copy_quotes_what_the_person_read(site: Site, device: TestClient) -> None:
    """The wording b, the earlier answer in it, escaped once; who was not asked has no line."""
    first = {"type": "short_text", "key": "q1", "label": "好きな花"}
    second = {
        "type": "short_text",
        "key": "q2",
        "label": "花の理由",
        "label_b": {"ja": "{q1}の理由"},
        "show_if": {"match": "all", "rules": [{"key": "q1", "op": "answered"}]},
    }
    _, code = publish(site, document(first, second))

    def copy(number: str, **fields: str) -> str:
        form = fields | {"submission_id": number, "wording": "b", "_end": "1"}
        answer = device.post(f"/s/{code}", data=form)
        return device.get(answer.headers["location"] + "/copy").text

    page = copy("c-1", q1="<b>菊</b>", q2="香り")
    assert "&lt;b&gt;菊&lt;/b&gt;の理由" in page
    assert page.partition('"sheet"')[2].count("<dt>") == 2
    assert copy("c-2", q1="", q2="残り").partition('"sheet"')[2].count("<dt>") == 1


def test_only_the_device_that_sent_may_have_the_copy(site: Site, device: TestClient) -> None:
    """Without the cookie, with one made up, run out, of another answer: 404, and no link."""
    receipts = [
        site.send_from(device, site.code, f"n-{number}", issued=site.stamp()).headers["location"]
        for number in range(2)
    ]
    older, newer = receipts
    assert device.get(f"{newer}/copy").status_code == 200
    assert f'href="{newer}/copy' in device.get(newer).text
    assert device.get(f"{older}/copy").status_code == 404
    assert "/copy" not in device.get(older).text
    assert site.client.get(f"{newer}/copy").status_code == 404
    assert "/copy" not in site.client.get(newer).text
    number = newer.rsplit("/", 1)[1]
    with site.store.reading() as session:
        key = keys.form_key(session)
    soon, past = str(int(time.time()) + 60), str(int(time.time()) - 1)
    good = sign(key, "copy", site.survey_id, number, soon)
    for value, status in (
        (f"{number}.{soon}.{good}", 200),
        (f"{number}.{past}.{sign(key, 'copy', site.survey_id, number, past)}", 404),
        (f"{number}.{soon}.{sign(key, 'copy', 'another', number, soon)}", 404),
        (f"{number}.{soon}.{sign(bytes(32), 'copy', site.survey_id, number, soon)}", 404),
        (f"{number}.{int(soon) + 1}.{good}", 404),
        (f"{number}.{soon}", 404),
        ("", 404),
    ):
        headers = {"cookie": f"{COPY}={value}"}
        assert site.client.get(f"{newer}/copy", headers=headers).status_code == status, value


def test_a_shared_device_starts_clean(site: Site, device: TestClient) -> None:
    """Kiosk and interview: no cookie, no hint, no copy; the way of answering is recorded."""
    site.send_from(device, site.code, "n-0", issued=site.stamp(), q3="自宅")  # known by the web
    for kind in ("kiosk", "interview"):
        code = site.change(placements.add, site.survey_id, kind, kind, by="test")
        for number in range(2):
            page = device.get(f"/s/{code}").text
            assert KNOWN not in page
            assert f'data-mode="{kind}"' in page
            answer = site.send_from(
                device, code, f"{kind}-{number}", issued=site.stamp(), q3=f"{kind}{number}"
            )
            assert answer.status_code == 303
            assert answer.headers.get_list("set-cookie") == []
            assert device.get(answer.headers["location"] + "/copy").status_code == 404
            assert "/copy" not in device.get(answer.headers["location"]).text
    kept = sorted((kept.mode, kept.flags) for kept in site.stored())
    assert kept == [*[("interview", ())] * 2, *[("kiosk", ())] * 2, ("web", ())]


@pytest.mark.parametrize("header", ["a", "=", ";;;", "koebako-copy", "\x00=1", 'a="', "é=1"])
def test_odd_cookies_are_nobody_s_business(site: Site, header: str) -> None:
    """Set by another system on the same host: they neither help nor hinder."""
    raw = {"cookie": header.encode("latin-1")}
    answer = site.client.get(f"/s/{site.code}", headers=raw)  # type: ignore[arg-type] # bytes are fine
    assert answer.status_code == 200
    form = {"q1": "good", "submission_id": "n-1", "_end": "1"}
    sent = site.client.post(f"/s/{site.code}", data=form, headers=raw)  # type: ignore[arg-type] # the same
    assert sent.status_code == 303
