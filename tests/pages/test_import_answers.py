"""取り込む: from the file to みる, with guesses corrected, misfits named and words as words."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from imports.plan import KINDS, Choice, Plan
from models import responses, surveys
from models.clock import next_fiscal_year_end, now
from models.store import Store
from pages.components import import_columns
from tests.imports.sheets import GOOGLE, csv_bytes, xlsx_bytes
from tests.imports.test_workbook import OLE
from tests.pages.desk import Open, labels, shown
from tests.pages.nasty import NASTY

UNREADABLE = (
    (b"", "ファイルに何も書かれていません。"),
    ("年代,ご意見\r\n".encode(), "見出しの下に、回答の行がありません。"),
    (b'a,b\r\n1,"2\r\n', "2行目（ファイルの行）から、引用符"),
    ("年代,ご意見\r\n".encode("euc_jp"), "1行目に読めない文字があります。"),
    (OLE, "古い形式の Excel ファイルです。"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "パスワードのかかったファイルです。"),
    (xlsx_bytes([["点", "倍"], [2, "=A2*2"]]), "B2 の数式に、計算した値が入っていません。"),
    (b"a\r\n" * 100_000, "行が多すぎます。50,000行以内に分けてください。"),
)
BAD = (("満足度", "人数"), ("満足", "3"), ("不満", "約10"), *[("満足", "40")] * 20)


def give(at: AppTest, data: bytes, name: str = "まつり.csv") -> AppTest:
    """Choose a file in the page's field."""
    return at.file_uploader[0].set_value((name, data, "text/csv")).run()


def table(at: AppTest, number: int) -> pd.DataFrame:
    """What the table shows, whether it can be edited or not."""
    return at.dataframe[number].value


def test_home_leads_to_the_page(staff: Open) -> None:
    assert "ほかで集めた回答を取り込む" in labels(staff(), "page_link")
    at = staff("import_answers.py")
    assert at.title[0].value == "取り込む"
    assert "区民の画面には出ません。" in shown(at)
    assert labels(at, "button") == []


def test_a_file_of_google_forms_opens_in_results(staff: Open, house: Store) -> None:
    at = give(staff("import_answers.py"), codecs.BOM_UTF8 + csv_bytes(GOOGLE))
    assert "回答 4行、7列。" in shown(at)
    assert list(table(at, 0).columns) == list(GOOGLE[0])
    guesses = table(at, 1)
    assert list(guesses["種類"])[:4] == [
        KINDS[kind] for kind in ("timestamp", "left_out", "scale", "multiple_choice")
    ]
    assert guesses["取り込まない理由"][1] == "メールアドレスは取り込みません。"
    assert list(table(at, 2)["選択肢の文"]) == ["満足", "やや満足", "やや不満", "不満"]
    assert at.text_input[0].value == "まつり"
    assert "回答を消す日は、次の年度の末にしてあります。" in shown(at)
    at = at.text_input[1].set_value(" 広報広聴課 ").run()
    at = at.button(key="import.take").click().run()
    with house.reading() as session:
        [made] = surveys.listing(session)
        stored = responses.stored(session, made.id)
        kept = surveys.draft(session, made.id).document
        until = surveys.retention_until(session, made.id)
    assert (kept.contact.section, until) == ("広報広聴課", next_fiscal_year_end(now().date()))
    assert (made.title, made.phase, made.responses) == ("まつり", "closed", 4)
    assert {one.mode for one in stored} == {"import"}
    assert at.title[0].value == "みる"
    assert at.query_params["survey"] == made.id
    assert "回答 4件を取り込みました。" in shown(at)


def test_rows_that_cannot_be_read_are_shown_and_left_out_by_choice(
    staff: Open, house: Store
) -> None:
    at = give(staff("import_answers.py"), csv_bytes(BAD))
    at = at.button(key="import.take").click().run()
    assert "1行を読み取れませんでした。" in shown(at)
    misfits = table(at, 0)
    assert misfits.to_numpy().tolist() == [[3, "人数", "約10", "数として読めません。"]]
    with house.reading() as session:
        assert surveys.listing(session) == []
    at = at.checkbox(key="import.skip.1").check().run()
    at = at.button(key="import.take").click().run()
    assert at.title[0].value == "みる"
    assert "回答 21件を取り込みました。" in shown(at)


def test_the_same_file_is_asked_about(staff: Open, house: Store) -> None:
    data = csv_bytes(GOOGLE)
    give(staff("import_answers.py"), data).button(key="import.take").click().run()
    at = give(staff("import_answers.py"), data, "別の名前.csv")
    assert "同じファイルを前に取り込みました。" in shown(at)
    assert at.button(key="import.take").disabled
    at = at.checkbox(key="import.again").check().run()
    at = at.date_input[0].set_value(None).run()
    at = at.button(key="import.take").click().run()
    with house.reading() as session:
        made = {one.title: one.id for one in surveys.listing(session)}
        assert made.keys() == {"まつり", "別の名前"}
        assert surveys.retention_until(session, made["別の名前"]) is None


def test_what_cannot_be_read_is_said(staff: Open, house: Store) -> None:
    at = staff("import_answers.py")
    for data, said in UNREADABLE:
        at = give(at, data)
        assert f"エラー：{said}" in shown(at)
        assert labels(at, "button") == []
    at = give(at, csv_bytes([[f"質問{n}" for n in range(201)], *[["よい"] * 201] * 2]))
    at = at.button(key="import.take").click().run()
    assert "エラー：質問や選択肢が多すぎます。" in shown(at)
    at = at.text_input[0].set_value("もう一度").run()
    assert "エラー：質問や選択肢が多すぎます。" in shown(at)  # it stays while columns are corrected
    at = give(at, csv_bytes([["氏名"], ["山田"]]))
    assert "質問や選択肢が多すぎます。" not in shown(at)
    at = at.button(key="import.take").click().run()
    assert "エラー：取り込む列がありません。" in shown(at)
    with house.reading() as session:
        assert surveys.listing(session) == []


def test_another_sheet_and_other_headings_are_read(staff: Open) -> None:
    data = xlsx_bytes([("集計", "表"), ("年代", "性別"), ("20代", "女性")], before=["説明"])
    at = give(staff("import_answers.py"), data, "a.xlsx")
    assert at.selectbox[0].value == "回答"
    assert list(table(at, 0).columns) == ["集計", "表"]
    at = at.number_input(key="import.header.last").set_value(2).run()
    at = at.number_input(key="import.header.first").set_value(2).run()
    assert list(table(at, 0).columns) == ["年代", "性別"]
    assert at.text_input[0].value == "a 回答"
    at = at.selectbox[0].set_value("説明").run()
    assert "何も書かれていません" in shown(at)
    at = at.button(key="import.reset").click().run()
    assert list(table(at, 0).columns) == ["集計", "表"]


def test_words_are_shown_as_they_are(staff: Open, house: Store) -> None:
    """Nothing of a file reaches Markdown, neither here nor in みる."""
    heading = [word.replace("\n", " ") for word in NASTY]
    at = give(staff("import_answers.py"), csv_bytes([heading, NASTY, NASTY[::-1]]), "![x](y).csv")
    written = [block.value for block in (*at.markdown, *at.caption, *at.error, *at.header)]
    assert not any("evil" in block for block in written)
    at = at.button(key="import.take").click().run()
    assert at.title[0].value == "みる"
    assert "![x](y)" in shown(at)


def test_options_are_corrected_in_their_table() -> None:
    said = ("はい", "ええ", "いいえ", "未定")
    choices = tuple(Choice(f"a{n}", text, (text,)) for n, text in enumerate(said, start=1))
    plan = Plan(0, "q", "single_choice", "q", choices=choices)

    def row(number: float | None, **changed: Any) -> dict[str, Any]:
        at = int(number or 1) - 1
        return {
            "順": number,
            "ファイルの言葉": said[at] if number else None,
            "符号": f"a{at + 1}",
            "選択肢の文": said[at],
            "段階の外": False,
            "その他の記入とする": False,
            "無回答とする": False,
        } | changed

    never = row(None, 符号="no2", 選択肢の文="まったく", 段階の外=None)
    rows = [
        row(1.0, 順=3.5),
        row(2.0, 符号="a1"),
        row(3.0, 段階の外=True),
        row(4.0, 無回答とする=True),
    ]
    found = import_columns.options_from(plan, [*rows, never, row(None, 符号=None)])
    assert found.choices == (
        Choice("a1", "ええ", ("ええ",)),
        Choice("a3", "いいえ", ("いいえ",), outside=True),
        Choice("a1", "はい", ("はい",)),
        Choice("no2", "まったく"),
    )
    assert found.blanks == ("未定",)
    assert replace(found, choices=choices, blanks=()) == plan


def test_every_page_works_on_what_was_imported(staff: Open, house: Store) -> None:
    give(staff("import_answers.py"), csv_bytes(GOOGLE)).button(key="import.take").click().run()
    with house.reading() as session:
        [made] = surveys.listing(session)
    for page in ("build.py", "distribute.py", "results.py", "read.py", "export.py"):
        assert "まつり" in shown(staff(page, survey=made.id))
