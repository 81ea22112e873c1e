"""説明文・画像: a heading, a text, a picture with the words that stand for it."""

from __future__ import annotations

import streamlit as st

from models import editing
from models.document import SurveyDocument
from models.multilingual import pick
from models.questions.statement import Statement
from pages.components import drafting, fields, notices, pictures
from pages.components.editor import inputs

# Streamlit's uploader speaks English, and has no setting for it. Its word stays, without a size,
# for programs that look for a button's name in the page and not in the style.
_IN_JAPANESE = """<style>
[data-testid=stFileUploaderDropzoneInstructions] {display:none}
[data-testid=stFileUploaderDropzone] button p {font-size:0}
[data-testid=stFileUploaderDropzone] button p::after {content:"画像を選ぶ"; font-size:0.875rem}
</style>"""

_ALT = "画像の説明（見えない人に読み上げます）"


def edit(question: Statement) -> None:
    """The picture of a statement; its words are inputs like any question's."""
    key = question.key
    image = question.image
    if image is None:
        uploads = drafting.field(f"{key}.upload")
        st.html(_IN_JAPANESE)
        st.file_uploader(
            "画像（JPEG・PNGなど、10MBまで）",
            key=uploads,
            on_change=_upload,
            args=(key, uploads),
        )
        st.caption("小さく描き直して保存します。撮影した場所などの情報は残りません。")
        return
    content, _ = image.content()
    st.text(f"画像　横{image.width}・縦{image.height}ピクセル　{len(content) // 1_000}kB")
    fields.line(
        f"{key}.alt",
        _ALT,
        pick(image.alt),
        inputs.change(
            key,
            lambda now, text: fields.changed(
                now, image=fields.changed(now.image, alt={**now.image.alt, "ja": text})
            ),
        ),
        most=400,
    )
    st.button("画像をはずす", key="build.picture.remove", on_click=_take_away, args=(key,))


def _upload(key: str, uploads: str) -> None:
    file = st.session_state[uploads]
    if file is None:
        return
    with notices.refusals():
        image = pictures.redraw(file.getvalue())
        take = inputs.whole(key, "image")
        drafting.save(lambda document: take(document, image))


def _take_away(key: str) -> None:
    def change(document: SurveyDocument) -> SurveyDocument:
        return editing.replace_question(
            document, fields.changed(document.question(key), image=None)
        )

    # Afresh, or the uploader would come back with the file that was taken away.
    drafting.save(change, afresh=True)
