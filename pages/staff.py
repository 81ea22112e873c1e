"""The frame of the staff side: who is signed in, the pages, and what every page shares."""

import streamlit as st

from pages.components import brand, identity, words
from pages.components.plain import plain

st.set_page_config(page_title="こえばこ", page_icon=brand.ICON, layout="wide")

PAGES = [
    st.Page("home.py", title="ホーム", default=True),
    st.Page("build.py", title="つくる", url_path="build"),
    st.Page("import_answers.py", title="取り込む", url_path="import", visibility="hidden"),
    st.Page("rehearse.py", title="予行演習", url_path="rehearse", visibility="hidden"),
    st.Page("distribute.py", title="くばる", url_path="distribute"),
    st.Page("results.py", title="みる", url_path="results"),
    st.Page("read.py", title="よむ", url_path="read"),
    st.Page("export.py", title="だす", url_path="export"),
]

signed_in = identity.name()
page = st.navigation(PAGES, position="top" if signed_in else "hidden")
if not signed_in:
    st.text(words.NOBODY)
    st.stop()

st.logo(brand.LOGO, size="large")
st.session_state["frame.entered"] = st.session_state.get("frame.page") != page.url_path
st.session_state["frame.page"] = page.url_path

# Streamlit tells in English which key applies an input, and has no setting for it. And a menu
# opened by a key waits for running transitions, for ever when a rerun cut some short: only the
# slow fading of what waits for a rerun stays.
st.html(
    "<style>[data-testid=InputInstructions]{display:none}"
    "*:not([data-testid=stElementContainer],summary){transition:none!important}</style>"
)
with st.container(horizontal_alignment="center"), st.container(width=1200):
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.caption(f"{plain(signed_in)}さん", width="content")
        st.html('<a href="/staff-logout" style="color:#0017c1">ログアウト</a>', width="content")
    page.run()
