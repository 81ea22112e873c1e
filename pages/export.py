import streamlit as st

from exports import files
from exports.neutral import SUBSTITUTE
from models import store, surveys
from pages.components import cached, downloads, held_back, page_header
from pages.components.plain import plain

ENCODINGS = {
    "utf-8-sig": "UTF-8（ふつうはこちら。Excel でそのまま開けます）",
    "utf-8": "UTF-8（BOMなし。統計ソフトやプログラム用）",
    "cp932": "CP932（古い Excel や業務システム用）",
}

page_header.title("だす", "回答をファイルにして、表計算や統計のソフトで使います。")
survey = page_header.survey()
if not survey.responses:
    st.text("まだ回答がありません。案内をくばると、ここからファイルを出せます。")
    page_header.link("distribute.py", "くばるへ", survey.id)
    st.stop()

with store.current().reading() as session:
    versions = surveys.versions(session, survey.id)
encoding = st.radio(
    "文字の種類", list(ENCODINGS), format_func=ENCODINGS.__getitem__, key="export.encoding"
)
if encoding == "cp932":
    lost = cached.replaced(cached.key_of(survey))
    if lost:
        shown = " ".join(list(lost)[:20])
        st.warning(
            f"CP932 で表せない文字が{sum(lost.values()):,}個あり、{SUBSTITUTE}に置き換えます。"
        )
        st.text(f"置き換える文字：{shown}")
    else:
        st.text("すべての文字を CP932 で表せます。")

st.text(f"回答 {survey.responses:,}件を書き出します。だれがいつ出したかを記録します。")
for heading, group in (("回答", files.ANSWERS), ("集計表", files.TABLES)):
    st.header(heading, anchor=False)
    if group is files.TABLES:
        held_back.say_of_tables(versions)
    for name, meaning in group.items():
        about, action = st.columns([3, 1], vertical_alignment="center")
        with about:
            st.subheader(plain(name), anchor=False)
            st.text(meaning)
        with action.container(horizontal=True, horizontal_alignment="right"):
            downloads.button(survey.id, name, encoding)
