import streamlit as st

import settings
from models import placements, store, surveys
from pages.components import page_header, placement_card, tables

PLACEMENT = "placement"

action = page_header.title("くばる", "QRコードとポスターを出し、どこからの回答かを分けて数えます。")
survey = page_header.survey()
with store.current().reading() as session:
    listed = placements.listing(session, survey.id)
    versions = surveys.versions(session, survey.id)
    shown = versions[max(versions)] if versions else surveys.draft(session, survey.id).document

if action.button("配布先を追加", key="distribute.new"):
    placement_card.ask_new(survey.id)
if survey.version is None:
    st.warning("まだ公開していません。「つくる」で公開すると、ここのアドレスから回答できます。")
    page_header.link("build.py", "つくるへ", survey.id)

overview, detail = st.columns([3, 2], gap="large")
with overview:
    st.subheader("配布先の一覧", anchor=False)
    tables.show(
        {
            "名称": [place.name for place in listed],
            "種類": [placements.KINDS[place.kind] for place in listed],
            "アドレス": [f"/s/{place.code}" for place in listed],
            "使用": ["使用中" if place.active else "停止中" for place in listed],
            "回答数": [place.responses for place in listed],
        },
        {"回答数": "{:,}".format},
        alt="配布先と回答数",
    )
with detail:
    st.subheader("印刷と設定", anchor=False)
    by_code = {place.code: place for place in listed}
    wanted = st.query_params.get(PLACEMENT, "")
    chosen = st.selectbox(
        "配布先",
        list(by_code),
        index=list(by_code).index(wanted) if wanted in by_code else 0,
        format_func=lambda one: by_code[one].name,
        key=f"distribute.{survey.id}.chosen",
    )
    st.query_params[PLACEMENT] = chosen
    placement_card.draw(by_code[chosen], shown, settings.current())
