import streamlit as st

from pages.components import import_columns, importing, page_header

action = page_header.title(
    "取り込む", "ほかで集めた回答のファイルを、1つの調査として取り込みます。"
)
chosen = importing.choose()
if chosen is None:
    st.text(
        "Google フォーム、Microsoft Forms、表計算ソフトの一覧を、そのまま選んでください。"
        "取り込むと、みる・よむ・だすが使えます。区民の画面には出ません。"
    )
    page_header.link("home.py", "ホームへ")
    st.stop()

source, look = chosen
messages = st.container()
importing.preview(look)
about = importing.about(source, look)
plans = import_columns.edit(source, look)
with messages:
    importing.take(action, source, plans, about)
