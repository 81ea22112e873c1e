"""How large the words of a panel are set, in points: its parts have their places, words give way.

Long words are set smaller, down to a size that is still read; what does not fit then is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import NotAllowed
from qr import fitting
from qr.content import INVITATIONS, LANGUAGE_MARKS, STICKER, TRADEMARK, Content
from qr.faces import Panel

# Sizes on an A4 poster, largest first; panels scale them.
_WARD = (18, 14, 11, 9, 8)
_MESSAGE = (38, 32, 28, 24, 20, 17, 14)
_TITLE = (30, 28, 24, 20, 18, 16, 14, 12, 11)
_NOTE = (14, 12, 11, 10)
_ADDRESS = (24, 22, 20, 18, 16, 14, 12)
_CONTACT = (12, 11, 10, 9, 8, 7)
_STICKER = (10, 9, 8)
_INVITATION = (32, 28, 24, 20)
_FOREIGN = 0.62  # the other languages against the first line of an invitation

LEAST_ADDRESS = 12
_LEAST = 6.5

LEADING = {"message": 1.25, "title": 1.35, "note": 1.4, "address": 1.2, "contact": 1.4}
_NOTE_SHARE = 0.3  # of the words' height, at most
_LARGE = 0.55  # of the largest size: what still makes a heading
_GAP_MM = 4.0  # between message, title and note of an A4 poster
LABEL_PT = 10.0
_LINE_GAP_MM = 1.5  # between the lines of an invitation
_INVITATION_GAP_MM = 3.0  # more below it
LINK_LABEL = "読み取ると、次のアドレスが開きます。入力してもお答えいただけます。"
STICKERS = (f"{STICKER}お知らせください", STICKER)
STICKER_LOSS = 3.0  # ems: it ends its lines with phrases, none of them long
CONTACT_LABEL = "問い合わせ"
PLACE_LABEL = "掲示場所"
PLACE_LINES = 2  # then it is cut short
SMALL_PT, LEAST_SMALL, SMALL_LEADING = 8.0, 6.0, 1.5
FOOT_PAD_MM = 3.0  # below its rule, on an A4 poster


@dataclass(frozen=True)
class Plan:
    """How large each part is set on a panel, in points, and in which of its wordings.

    `phrases`: lines of the title end where phrases do.
    """

    points: dict[str, float]
    sticker: str
    phrases: bool
    marks: tuple[tuple[str, str], ...]
    invitations: tuple[tuple[str, str], ...]


def plan(panel: Panel, content: Content) -> Plan:
    """Find the largest sizes at which everything has its place.

    Raises NotAllowed('too_much_text'), or 'public_url_malformed' for a misleading address.
    """
    points = {
        "ward": _fit(panel, "ward", content.ward, _WARD, 1.1),
        "address": _address(panel, content),
        "contact": _contact(panel, content),
    }
    sticker, points["sticker"] = _sticker(panel)
    words, phrases = _words(panel, content)
    named = [(lang, INVITATIONS[lang]) for lang in content.offered] if panel.invites else []
    if panel.invites:
        points["foreign"] = words["message"] * _FOREIGN
    return Plan(
        points | words,
        sticker,
        phrases,
        tuple((lang, LANGUAGE_MARKS[lang]) for lang in content.offered),
        tuple((lang, content.message if lang == "ja" else line) for lang, line in named),
    )


def scaled(sizes: tuple[float, ...], scale: float, least: float = _LEAST) -> list[float]:
    """The sizes of a panel, in half points, none below `least`."""
    return sorted({max(least, round(size * scale * 2) / 2) for size in sizes}, reverse=True)


def _fit(panel: Panel, part: str, text: str, sizes: tuple[float, ...], leading: float) -> float:
    box = panel.boxes[part]
    found = fitting.largest(text, (box.width, box.height), scaled(sizes, panel.text), leading)
    return _found(found)


def _address(panel: Panel, content: Content) -> float:
    box = panel.boxes["link"]
    label = scaled((LABEL_PT,), panel.text)[0]
    height = box.height - fitting.height_mm(LINK_LABEL, label, box.width, 1.5)
    sizes = scaled(_ADDRESS, panel.text, LEAST_ADDRESS)
    fits = (
        points
        for points in sizes
        if fitting.address_mm(content.address, points, box.width, LEADING["address"]) <= height
    )
    return _found(next(fits, None))


def _contact(panel: Panel, content: Content) -> float:
    """Whom to ask, across the foot; below it how to reach them, beside the small print."""
    box = panel.boxes["foot"]
    beside = box.width * panel.small
    small = scaled((SMALL_PT,), panel.text, LEAST_SMALL)[0]
    print_mm = fitting.height_mm(TRADEMARK, small, beside, SMALL_LEADING)
    if panel.hangs and content.place:
        place = f"{PLACE_LABEL} {content.place}"
        one = small * SMALL_LEADING * fitting.POINT_MM
        tall = fitting.height_mm(place, small, beside, SMALL_LEADING)
        print_mm += min(tall, PLACE_LINES * one)
    for points in scaled(_CONTACT, panel.text):
        who = f"{CONTACT_LABEL}　{content.who}"
        first = fitting.height_mm(who, points, box.width, LEADING["contact"])
        way = fitting.height_mm(content.way, points, box.width - beside, LEADING["contact"])
        if first + max(way, print_mm) <= box.height - FOOT_PAD_MM * panel.text:
            return points
    raise NotAllowed("too_much_text")


def _sticker(panel: Panel) -> tuple[str, float]:
    box = panel.boxes["sticker"]
    room = (box.width - 4 * panel.text, box.height)
    for text in STICKERS:
        points = fitting.largest(text, room, scaled(_STICKER, panel.facts), 1.3, loss=STICKER_LOSS)
        if points is not None:
            return text, points
    raise AssertionError("a panel has room for its sticker warning")


def _words(panel: Panel, content: Content) -> tuple[dict[str, float], bool]:
    """Message, title and note share one block: the message first, the title has what is left."""
    box = panel.boxes["words"]
    note = _note(panel, content)
    gap = _GAP_MM * panel.text + (_INVITATION_GAP_MM if panel.invites else 0)
    left = box.height - (gap if content.note else 0)
    left -= fitting.height_mm(content.note, note, box.width, LEADING["note"])
    tops = _invitations(panel, content) if panel.invites else _messages(panel, content)
    # A large message, unless the title then shrinks to less than half of it.
    for modest in (True, False):
        for size, tall in tops:
            room = (box.width, left - tall - (gap if tall else 0))
            found = _title(panel, content.title, room)
            if found and (not modest or found[0] >= size * 0.5 or found[0] >= 20 * panel.text):
                return {"message": size, "title": found[0], "note": note}, found[1]
    raise NotAllowed("too_much_text")


def _messages(panel: Panel, content: Content) -> list[tuple[float, float]]:
    """Sizes of the message with its height: on one line where it can be large, else on two."""
    width = panel.boxes["words"].width
    sizes = scaled(_MESSAGE, panel.text)

    def fitting_on(most: int, least: float) -> list[tuple[float, float]]:
        return [
            (size, fitting.height_mm(content.message, size, width, LEADING["message"]))
            for size in sizes
            if size >= least
            and fitting.lines(content.message, width / fitting.POINT_MM / size) <= most
        ]

    return fitting_on(1, sizes[0] * _LARGE) + fitting_on(2, 0)


def _invitations(panel: Panel, content: Content) -> list[tuple[float, float]]:
    return [(size, _invitation_mm(panel, content, size)) for size in _INVITATION]


def _title(panel: Panel, title: str, room: tuple[float, float]) -> tuple[float, bool] | None:
    """The size, and whether lines may end with phrases: only where that costs little."""
    sizes = scaled(_TITLE, panel.text)
    plain = fitting.largest(title, room, sizes, LEADING["title"])
    if plain is None:
        return None
    whole = fitting.largest(title, room, sizes, LEADING["title"], loss=fitting.PHRASE_EMS)
    return (whole, True) if whole and whole >= plain * 0.7 else (plain, False)


def _note(panel: Panel, content: Content) -> float:
    box = panel.boxes["words"]
    room = (box.width, box.height * _NOTE_SHARE)
    return _found(fitting.largest(content.note, room, scaled(_NOTE, panel.text), LEADING["note"]))


def _invitation_mm(panel: Panel, content: Content, size: float) -> float:
    box = panel.boxes["words"]
    texts = [content.message if lang == "ja" else INVITATIONS[lang] for lang in content.offered]
    first, *others = texts
    return fitting.height_mm(first, size, box.width, LEADING["message"]) + sum(
        fitting.height_mm(text, size * _FOREIGN, box.width, LEADING["title"]) + _LINE_GAP_MM
        for text in others
    )


def _found(points: float | None) -> float:
    if points is None:
        raise NotAllowed("too_much_text")
    return points
