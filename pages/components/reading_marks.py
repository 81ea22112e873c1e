"""Comments as HTML: everything that residents wrote is escaped, and stands apart from its page.

A comment carries, folded away below it, what its writer chose in the closed questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, Literal, NamedTuple, TypeAlias

from analysis.text.acts import Act, Spoken
from analysis.text.kwic import Line
from pages.components.reading_closed import RULE, Closed

STYLE: Final = """
.koe-voices{color:#1a1a1a;display:grid;gap:.75rem}
.koe-voice{border:1px solid #d6d6d6;border-radius:8px;padding:.75rem 1rem;min-width:0}
.koe-voice .said{margin:0;padding:0;border:0;white-space:pre-wrap;overflow-wrap:anywhere;
unicode-bidi:isolate;line-height:1.7;max-width:46em}
.koe-voice .said.long{max-height:15em;overflow:auto}
.koe-voice mark,.koe-kwic mark{color:#1a1a1a;background:#fff1d6;padding:0 .1em;border-radius:3px}
.koe-voice mark.praise{background:#dfe9ff}.koe-voice mark.blame{background:#ffe3cc}
.koe-voice mark.ask{background:#d9f2fb}
.koe-voice mark.personal{background:#fff;outline:2px solid #ce0000}
.koe-voice mark.masked{background:#1a1a1a;color:#fff}
.koe-voice .tags{margin:.5rem 0 0;color:#595959;font-size:.875rem;overflow-wrap:anywhere}
.koe-voice .tags b{color:#1a1a1a;font-weight:700}
.koe-voice summary,.koe-kwic summary{cursor:pointer}
.koe-voice summary{color:#0017c1;font-size:.875rem;padding:.25rem 0;width:max-content;
max-width:100%}
.koe-voice dl{margin:.25rem 0;display:grid;grid-template-columns:minmax(0,14em) minmax(0,1fr);
gap:.25rem 1rem;font-size:.875rem;overflow-wrap:anywhere}
.koe-voice dt,.koe-voice dd{margin:0;padding:0}.koe-voice dt{color:#595959}
.koe-voice .rule{color:#595959;font-size:.8125rem;margin:.25rem 0 0}
.koe-kwic{color:#1a1a1a;border-top:1px solid #d6d6d6}
.koe-kwic details{border-bottom:1px solid #d6d6d6}
.koe-kwic summary{display:grid;gap:.35em;list-style:none;padding:.45rem 0;white-space:nowrap;
grid-template-columns:minmax(0,1fr) auto minmax(0,1fr)}
.koe-kwic summary::-webkit-details-marker{display:none}
.koe-kwic summary:hover{background:#f5f6fa}
.koe-kwic summary>*{overflow:hidden;unicode-bidi:isolate}
.koe-kwic .before{display:flex;justify-content:flex-end}
.koe-kwic .koe-voice{margin:0 0 .75rem}
@media (max-width:640px){.koe-voice dl{grid-template-columns:1fr;gap:0}
.koe-voice dd{margin-bottom:.35rem}}
"""

Kind: TypeAlias = Literal["praise", "blame", "ask", "personal", "masked", ""]
KIND_OF: Final[dict[Act, Kind]] = {"称賛": "praise", "不満": "blame", "要望": "ask", "その他": ""}
_LONG: Final = 600  # characters: more scroll in a place of their own


class Mark(NamedTuple):
    """What is highlighted: `start:end` of the text as it was typed."""

    start: int
    end: int
    kind: Kind


def placed(typed: str, normal: str, places: Iterable[tuple[int, int, Kind]]) -> list[Mark]:
    """Places of the normalised text, in order, as places of the text as it was typed.

    What was written otherwise there, in full width for one, is not marked.
    """
    if typed == normal:
        return [Mark(*place) for place in places]
    found: list[Mark] = []
    begin = 0
    for start, end, kind in places:
        words = normal[start:end]
        at = typed.find(words, begin)
        if words and at >= 0:
            found.append(Mark(at, at + len(words), kind))
            begin = at + len(words)
    return found


def of_act(typed: str, normal: str, spoken: Spoken) -> list[Mark]:
    """The words that decide the act of a comment."""
    places = [(span.start, span.end, KIND_OF[span.act]) for span in spoken.deciding]
    return placed(typed, normal, places)


def of_words(typed: str, words: str) -> list[Mark]:
    """Every place of these characters, whatever their case."""
    lower, wanted = typed.lower(), words.strip().lower()
    found: list[Mark] = []
    at = lower.find(wanted) if wanted and len(lower) == len(typed) else -1
    while at >= 0:
        found.append(Mark(at, at + len(wanted), ""))
        at = lower.find(wanted, at + len(wanted))
    return found


def quoted(typed: str, marks: Iterable[Mark] = ()) -> str:
    """The words of a comment with these places marked; of two that overlap the earlier one."""
    pieces: list[str] = []
    done = 0
    for start, end, kind in sorted(marks):
        if start < done:
            continue
        name = f' class="{kind}"' if kind else ""
        pieces += [escape(typed[done:start]), f"<mark{name}>{escape(typed[start:end])}</mark>"]
        done = end
    words = "".join([*pieces, escape(typed[done:])])
    long = ' long" tabindex="0' if len(typed) > _LONG else ""
    return f'<div class="said{long}" dir="auto">{words}</div>'


def voice(words: str, tags: Sequence[str], closed: Closed | None) -> str:
    """A comment, already `quoted`; the first of its `tags` is in bold."""
    first, *others = tags or ("",)
    told = "　".join([f"<b>{escape(first)}</b>", *map(escape, others)]) if first else ""
    said = f'<p class="tags">{told}</p>' if told else ""
    return f'<article class="koe-voice">{words}{said}{_closed(closed)}</article>'


def voices(found: Iterable[str]) -> str:
    """Comments below each other."""
    return f'<div class="koe-voices">{"".join(found)}</div>'


def lines(found: Iterable[tuple[Line, Closed]]) -> str:
    """Words in their context, each line a fold with the whole comment in it."""
    return f'<div class="koe-kwic">{"".join(_line(*one) for one in found)}</div>'


def _line(line: Line, closed: Closed) -> str:
    whole = voice(quoted(line.comment, of_words(line.comment, line.hit)), (), None)
    inside = whole.replace("</article>", f"{_choices(closed)}</article>")
    return (
        f'<details><summary><span class="before"><span>{escape(line.left)}</span></span>'
        f"<mark>{escape(line.hit)}</mark><span>{escape(line.right)}</span></summary>"
        f"{inside}</details>"
    )


def _closed(closed: Closed | None) -> str:
    if closed is None:
        return ""
    return f"<details><summary>この人が選んだ答え</summary>{_choices(closed)}</details>"


def _choices(closed: Closed) -> str:
    pairs = "".join(
        f"<dt>{escape(question)}</dt><dd>{escape(answer)}</dd>" for question, answer in closed.shown
    )
    hidden = f"{closed.hidden}問の答えは、少人数のため出しません。" if closed.hidden else ""
    listed = f"<dl>{pairs}</dl>" if pairs else ""
    return f'{listed}<p class="rule">{escape(hidden + RULE)}</p>'
