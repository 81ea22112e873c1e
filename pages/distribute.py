import streamlit as st

import settings
from models import placements, store, surveys
from pages.components import (
    messages,
    page_header,
    placement_card,
    placement_form,
    placement_list,
    sections,
    slip_batches,
    vote_poster,
    wall_settings,
)

NOT_YET = (
    "まだ公開していません。配布先をつくり、印刷物や案内文の見本をみることはできます。"
    "区民が回答できるのは、「つくる」で公開してからです。"
)
TESTED = "試行しています。コードを読み取って答えた回答は、公開するときにすべて消します。"
OVER = (
    "受付は終わっています。掲示したものをはがしてください。"
    "コードを読み取った方には、終わったことを伝える画面が出ます。"
)

action = page_header.title("くばる", "QRコードや案内文を出し、どこからの回答かを分けて数えます。")
survey = page_header.survey()
with store.current().reading() as session:
    listed = placements.listing(session, survey.id)
    versions = surveys.versions(session, survey.id)
    shown = versions[max(versions)] if versions else surveys.draft(session, survey.id).document
    hours = placements.arrivals(session, survey.id)
chosen = settings.current()
place = next((one for one in listed if one.code == st.query_params.get(sections.PLACEMENT)), None)

if survey.state == "draft":
    st.warning(NOT_YET)
    page_header.link("build.py", "つくるへ", survey.id)
elif survey.state == "test":
    st.warning(TESTED)
elif survey.phase == "closed":
    st.info(OVER)

parts = dict(
    zip(
        sections.NAMES,
        st.tabs(sections.NAMES, key=sections.KEY, bind="query-params"),
        strict=True,
    )
)
is_main = parts[sections.PLACES].open and place is None
if action.button("配布先を追加", type="primary" if is_main else "secondary", key="distribute.new"):
    placement_form.ask_new(survey.id, shown.languages)
for name, part in parts.items():
    if not part.open:
        continue
    with part:
        match name:
            case sections.PLACES:
                if place is None:
                    placement_list.draw(survey, listed, hours, chosen)
                else:
                    placement_card.draw(place, survey, shown, hours.get(place.code, []), chosen)
            case sections.MESSAGES:
                messages.draw(survey, shown, listed, chosen)
            case sections.SLIPS:
                slip_batches.draw(survey.id, chosen)
            case sections.VOTES:
                vote_poster.draw(survey.id, shown, chosen)
            case sections.WALL:
                wall_settings.draw(survey.id, shown, chosen)
