"""The field for a file from this person's computer, in Japanese."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

# Streamlit's uploader speaks English, and has no setting for it. Its word stays, without a size,
# for programs that look for a button's name in the page and not in the style.
_IN_JAPANESE = """<style>
[data-testid=stFileUploaderDropzoneInstructions] {display:none}
[data-testid=stFileUploaderDropzone] button p {font-size:0}
[data-testid=stFileUploaderDropzone] button p::after {content:"ファイルを選ぶ"; font-size:0.875rem}
</style>"""


def field(label: str, key: str) -> UploadedFile | None:
    """Draw the field; returns the file while one is there. What is in it decides what it is."""
    st.html(_IN_JAPANESE)
    return st.file_uploader(label, key=key)
