"""Pieces behind the guard: printed when the address is public, refused in words when it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from httpx2 import Response
from sqlmodel import Session
from starlette.testclient import TestClient

import settings
from gate import prints, refusals
from models import label_layouts, placements, surveys, tables, wordings
from models.clock import now
from models.label_layouts import SHIPPED, Layout
from models.store import Store
from qr.pieces import PIECES
from tests.builders import document

Get = Callable[..., Response]
SITE = "https://koe.example.lg.jp"


@pytest.fixture
def code(sqlite_store: Store) -> str:
    """The homepage's placement of a fresh survey."""

    def make(session: Session) -> str:
        survey_id = surveys.create(session, document(), by="test")
        return placements.listing(session, survey_id)[0].code

    return sqlite_store.write(make)


@pytest.fixture
def get(sqlite_store: Store, code: str, tmp_path: Path) -> Iterator[Get]:
    """GET `path` of the placement."""
    chosen = settings.Settings(data_dir=tmp_path, public_url=SITE)
    with TestClient(prints.create(sqlite_store, chosen, "/staff/print")) as client:

        def one(path: str = "", **query: str) -> Response:
            return client.get(f"/staff/print/{code}{path}", params=query)

        yield one


def words_of(answer: Response) -> str:
    return re.sub(r"<[^>]+>|\s", "", answer.text.partition("<main")[2])


def change(store: Store, code: str, **values: object) -> None:
    """Set columns of the placement's row."""

    def work(session: Session) -> None:
        row = session.get_one(tables.Placement, code)
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)

    store.write(work)


@pytest.mark.parametrize("path", ["", *(f"/{key}" for key in PIECES)])
def test_every_piece_names_everything_a_visitor_needs(get: Get, code: str, path: str) -> None:
    """Title, address as text, deadline, minutes, section and phone; what it is called."""
    answer = get(path)
    assert answer.status_code == 200
    words = words_of(answer)
    for piece in (
        f"KOE.EXAMPLE.LG.JP/S/{code.upper()}",
        "区民まつりアンケート",
        "2099年12月25日(金)17:00",
        "約3分",
        "地域振興課",
        "03-0000-0000",
    ):
        assert piece in words
    title = f"<title>{PIECES[path[1:] or 'poster-a4'].name} 区民まつりアンケート"
    assert title in answer.text
    for key in PIECES:
        assert f'href="/staff/print/{code}/{key}"' in answer.text


def test_the_script_of_the_print_button_is_served(sqlite_store: Store, tmp_path: Path) -> None:
    chosen = settings.Settings(data_dir=tmp_path)
    with TestClient(prints.create(sqlite_store, chosen, "/staff/print")) as client:
        assert "print" in client.get("/staff/print/print.js").text


@pytest.mark.parametrize(
    "address",
    ["", "http://localhost:8501", "http://127.0.0.1:8501", "http://koe.example.jp"],
)
def test_nothing_is_printed_for_an_address_that_does_not_lead_there_safely(
    sqlite_store: Store, code: str, tmp_path: Path, address: str
) -> None:
    """The refusal says what to set."""
    chosen = settings.Settings(data_dir=tmp_path, public_url=address)
    with TestClient(prints.create(sqlite_store, chosen, "/staff/print")) as client:
        for path in ("", "/card"):
            answer = client.get(f"/staff/print/{code}{path}")
            assert answer.status_code == 409
            assert "KOEBAKO_PUBLIC_URL" in answer.text


def test_unknown_codes_pieces_and_layouts_lead_back(get: Get) -> None:
    for answer, words in (
        (get("/flag"), "この名前の印刷物はありません"),
        (get("/labels", layout="a4one"), "このラベルの並びはありません"),
        (get("x"), "この番号の配布先はありません"),
        (get("%00"), "この番号の配布先はありません"),
    ):
        assert answer.status_code == 404
        assert words in answer.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"dx": "0.3"}, "0.5mmきざみ"),
        ({"dy": "-11"}, "-10mmから10mm"),
        ({"dx": "nan"}, "0.5mmきざみ"),
        ({"dy": "右"}, "0.5mmきざみ"),
        ({"from": "25", "layout": "elm012"}, "はじめのラベル"),
        ({"from": "0"}, "はじめのラベル"),
        ({"from": "1e3"}, "はじめのラベル"),
    ],
)
def test_impossible_places_of_labels_are_refused(
    get: Get, query: dict[str, str], words: str
) -> None:
    answer = get("/labels", **query)
    assert answer.status_code == 409
    assert words in answer.text


def test_labels_take_their_layout_offset_and_first_free_place(get: Get) -> None:
    answer = get("/labels", layout="elm006", dx="-1.5", dy="2", **{"from": "3"})
    assert answer.status_code == 200
    assert answer.text.count("<article") == 8
    assert ".at0{left:17.1mm;top:74.3mm}" in answer.text
    assert '<option value="elm006" selected>' in answer.text
    assert 'name="dx" value="-1.5"' in answer.text
    assert get("/labels", layout="", dx="", dy="", **{"from": ""}).status_code == 200


def test_the_first_layout_that_holds_everything_is_offered_first(
    sqlite_store: Store, code: str, get: Get
) -> None:
    long = {"title": "区民まつりに参加された方と出店された方へのアンケート" * 3}
    sqlite_store.write(lambda session: wordings.save(session, code, "labels", long, by="test"))
    small = get("/labels", layout="elm012")
    assert small.status_code == 409
    assert "「ヒサゴ ELM012（24面）」のラベルは66×33.9mmで" in small.text
    assert "「ヒサゴ ELM006（10面）」なら、すべて入ります" in small.text.replace(
        "「ヒサゴ ELM007（12面）」、", ""
    )
    assert '<option value="elm012" selected>' not in get("/labels").text
    assert get("/labels").status_code == 200


def test_a_layout_of_staffs_own_can_be_chosen(sqlite_store: Store, get: Get) -> None:
    own = Layout("", "区の用紙", 2, 4, 99, 68, 5, 12.5, 101, 68)
    (stored,) = sqlite_store.write(
        lambda session: label_layouts.save_all(session, [own], by="test")
    )
    answer = get("/labels", layout=stored.id)
    assert answer.text.count("<article") == 8
    assert "区の用紙" in answer.text


def test_too_many_words_for_a_card_are_refused_in_words(
    sqlite_store: Store, tmp_path: Path
) -> None:
    def make(session: Session) -> str:
        long = document().model_copy(update={"title": {"ja": "長い名前" * 200}})
        survey_id = surveys.create(session, long, by="test")
        return placements.listing(session, survey_id)[0].code

    code = sqlite_store.write(make)
    chosen = settings.Settings(data_dir=tmp_path, public_url=SITE)
    with TestClient(prints.create(sqlite_store, chosen, "/staff/print")) as client:
        answer = client.get(f"/staff/print/{code}/card")
        assert (answer.status_code, "入りきりません" in answer.text) == (409, True)
        short = {"title": "短い名前"}
        sqlite_store.write(lambda session: wordings.save(session, code, "card", short, by="test"))
        assert "短い名前" in client.get(f"/staff/print/{code}/card").text


def test_saved_words_are_printed_on_their_piece_only(
    sqlite_store: Store, code: str, get: Get
) -> None:
    said = {"message": "まつりの感想を教えてください", "note": "<b>景品</b>はありません"}
    sqlite_store.write(lambda session: wordings.save(session, code, "tent", said, by="test"))
    assert said["message"] in words_of(get("/tent"))
    assert "&lt;b&gt;景品" in get("/tent").text
    assert said["message"] not in get("/poster-a4").text
    assert PIECES["poster-a4"].fields["message"].default in get("").text


def test_a_placements_own_closing_is_printed_when_it_is_earlier(
    sqlite_store: Store, code: str, get: Get
) -> None:
    early = now().replace(year=2090, month=3, day=4, hour=9, minute=5)
    change(sqlite_store, code, closes_at=early)
    assert "2090年3月4日" in words_of(get("/card"))
    change(sqlite_store, code, closes_at=early.replace(year=2199))
    assert "2099年12月25日" in words_of(get("/card"))


def test_outdoors_the_code_mends_more(sqlite_store: Store, code: str, get: Get) -> None:
    usual = get("").text
    change(sqlite_store, code, outdoor=True)
    assert re.findall('viewBox="0 0 (\\d+)', get("").text) > re.findall(
        'viewBox="0 0 (\\d+)', usual
    )


def test_what_keeps_a_code_from_taking_answers_is_told_before_printing(
    sqlite_store: Store, code: str, get: Get
) -> None:
    assert "まだ公開していません" in get("").text
    change(sqlite_store, code, active=False, closes_at=now() - timedelta(days=1))
    told = get("").text
    assert "使わないことになっています" in told
    assert "受付は終わっています" in told


def test_each_refusal_is_one_of_the_house() -> None:
    """What a sheet may be refused for has its sentence here."""
    for refusal in ("module_too_small", "too_much_text", "label_offset", "label_start"):
        assert refusals.SENTENCES[refusal].endswith("。")
    narrow = replace(SHIPPED[0], name="細い")
    page = refusals.label_too_small(narrow, [])
    assert "どのラベルにも入りません" in bytes(page.body).decode()
