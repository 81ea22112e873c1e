"""The pieces that staff print of a placement: one catalog, from the A3 poster to the label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from models import wordings
from models.label_layouts import Layout
from qr import faces
from qr.content import INVITATIONS, Content
from qr.faces import Panel

A4, A3 = (210.0, 297.0), (297.0, 420.0)


@dataclass(frozen=True)
class Field:
    """A text of a piece that staff may write anew. An empty `default` leaves the text out; the
    title's is the survey's own name. `most` characters."""

    label: str
    default: str
    most: int


@dataclass(frozen=True)
class Piece:
    """A printed piece. `size` is the paper's; `grid` says where its faces lie on it, and is None
    for labels, whose layout staff choose. Faces are panels; without one, they are labels.

    `turned` faces stand on their heads, `folds` and `cuts` are marked for whoever makes it up.
    """

    key: str
    name: str
    use: str
    paper: str
    size: tuple[float, float]
    fields: Mapping[str, Field]
    grid: Layout | None
    panel: Panel | None = None
    turned: frozenset[int] = frozenset()
    folds: tuple[float, ...] = ()
    cuts: bool = False

    @property
    def symbol_mm(self) -> float | None:
        """The side of the black symbol; None where it depends on the label."""
        return self.panel.symbol if self.panel else None

    @property
    def on_sheet(self) -> int | None:
        """How many a sheet holds; None where it depends on the layout."""
        if self.grid is None:
            return None
        return 1 if self.folds else self.grid.labels


def worded(piece: Piece, content: Content, saved: Mapping[str, str]) -> Content:
    """`content` in the words of this piece: staff's own where they wrote any, else its default."""
    said = {name: saved.get(name) or field.default for name, field in piece.fields.items()}
    return replace(
        content,
        message=said.get("message") or content.message,
        title=said.get("title") or content.title,
        note=said.get("note") or content.note,
    ).cleaned()


_LABELS = {
    "message": "呼びかけの一行",
    "title": "調査の名前（空なら、調査の名前のまま）",
    "note": "名前の下のひとこと",
}
_MESSAGE = "ご意見をお聞かせください"


def _fields(key: str, message: str = _MESSAGE) -> Mapping[str, Field]:
    return MappingProxyType(
        {
            name: Field(_LABELS[name], message if name == "message" else "", most)
            for name, most in wordings.FIELDS[key].items()
        }
    )


def _grid(columns: int, rows: int, width: float, height: float, left: float, top: float) -> Layout:
    return Layout("", "", columns, rows, width, height, left, top, width, height)


def _whole(panel: Panel) -> Layout:
    return _grid(1, 1, panel.width, panel.height, 0, 0)


_CATALOG = (
    Piece(
        "poster-a4",
        "A4ポスター",
        "壁や掲示板に",
        "A4・縦",
        A4,
        _fields("poster-a4"),
        _whole(faces.POSTER_A4),
        faces.POSTER_A4,
    ),
    Piece(
        "poster-a3",
        "A3ポスター",
        "広い場所や、離れて見る掲示板に",
        "A3・縦",
        A3,
        _fields("poster-a3"),
        _whole(faces.POSTER_A3),
        faces.POSTER_A3,
    ),
    Piece(
        "tent",
        "卓上（三つ折り）",
        "机や受付に立てる",
        "A4・縦",
        A4,
        _fields("tent"),
        _grid(1, 2, 210, 105, 0, 0),
        faces.TENT,
        turned=frozenset({0}),
        folds=(105, 210),
    ),
    Piece(
        "handout",
        "配布（A6・4枚）",
        "手渡しや窓口に",
        "A4・縦",
        A4,
        _fields("handout"),
        _grid(2, 2, 105, 148.5, 0, 0),
        faces.HANDOUT,
        cuts=True,
    ),
    Piece(
        "card",
        "名刺（10枚）",
        "手渡しに",
        "A4・縦",
        A4,
        _fields("card", "スマートフォンで読み取ってお答えください"),
        _grid(2, 5, 91, 55, 14, 11),
        cuts=True,
    ),
    Piece("labels", "ラベル", "封筒や資料に貼る", "A4・縦", A4, _fields("labels", ""), None),
    Piece(
        "door",
        "入口の案内",
        "会場や部屋の入口に",
        "A4・縦",
        A4,
        _fields("door", INVITATIONS["ja"]),
        _whole(faces.DOOR),
        faces.DOOR,
    ),
)

PIECES: Mapping[str, Piece] = MappingProxyType({piece.key: piece for piece in _CATALOG})
