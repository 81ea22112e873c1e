"""スキャンで一票 on paper: the question, a code for each option, and how to vote. A4 or A3."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from models.multilingual import HTML_LANG
from models.wordings import one_line
from qr import code, content, links, measure, sheets, vote_plan
from qr.content import Content
from qr.vote_plan import Plan, Words

_TEMPLATES = Path(__file__).parent / "templates"
_STYLE = sheets.STYLE + (_TEMPLATES / "votes.css").read_text(encoding="utf-8")

# Name and, against A4, the scale of each paper.
PAPERS: Mapping[str, tuple[str, float]] = {"a4": ("A4・縦", 1.0), "a3": ("A3・縦", 297 / 210)}

HOW = "えらぶ方のQRコードを読み取り、画面のボタンを1回押してください"
_ALONE = "読み取っただけでは、1票になりません。"
_MORE = "1票のあと、ほかの質問にも答えられます。"
_WARNING = f"{content.STICKER}お知らせください"


@dataclass(frozen=True)
class Ballot:
    """One option, and the answer link that votes for it."""

    label: str
    url: str


@dataclass(frozen=True)
class Poster:
    """A voting poster: `said` is what every piece says, its `url` that of any of the ballots.

    From 2 to 8 ballots; more codes on one sheet would be too near each other. `more`: there are
    other questions to answer after the vote.
    """

    said: Content
    question: str
    ballots: tuple[Ballot, ...]
    paper: str = "a4"
    more: bool = True

    @property
    def symbol_mm(self) -> float:
        """The side of each black symbol."""
        return vote_plan.ARRANGEMENTS[len(self.ballots)].symbol * PAPERS[self.paper][1]


def sheet(poster: Poster, around: sheets.Around) -> str:
    """The poster as one HTML page that prints on exactly one sheet of its paper.

    Raises NotAllowed: 'module_too_small', 'too_much_text' or 'public_url_malformed'. Whether its
    links may be printed at all is for the caller to ask first: `qr.links.printable`.
    """
    said, (name, scale) = poster.said, PAPERS[poster.paper]
    urls = [ballot.url for ballot in poster.ballots]
    verdicts = [measure.verdict(url, poster.symbol_mm, said.level) for url in urls]
    quiet = max(measure.quiet_mm(url, 1, said.level) for url in urls)
    words = Words(
        ward=said.ward,
        title=said.title,
        question=one_line(poster.question),
        labels=tuple(one_line(ballot.label) for ballot in poster.ballots),
        addresses=tuple(links.printed_text(url) for url in urls),
        contact=tuple(line for line in ("".join(said.deadline) or " ", said.who, said.way) if line),
    )
    plan = vote_plan.plan(words, quiet)
    return _environment.get_template("votes.html").render(
        poster=poster,
        said=said,
        around=around,
        paper=name,
        words=words,
        style=Markup("\n".join([_STYLE, *_rules(plan, scale)])),  # noqa: S704 - ours, and numbers
        options=zip(
            words.labels, _symbols(poster, plan, scale), _addresses(words, plan), strict=True
        ),
        lines=range(len(plan.lines)),
        verdict=min(verdicts, key=lambda verdict: verdict.module_mm),
        marks=[(HTML_LANG[one], content.LANGUAGE_MARKS[one]) for one in said.offered],
        phrases=plan.phrases,
        how=HOW,
        after=f"{_ALONE}{_MORE}" if poster.more else _ALONE,
        warning=_WARNING,
        trademark=content.TRADEMARK,
    )


def _symbols(poster: Poster, plan: Plan, scale: float) -> Iterator[Markup]:
    side = (plan.arrangement.symbol + 2 * plan.quiet) * scale
    for ballot in poster.ballots:
        text = links.code_text(ballot.url)
        yield Markup(code.svg(text, side, poster.said.level))  # noqa: S704 - escaped there


def _addresses(words: Words, plan: Plan) -> Iterator[Markup]:
    """Each address, divided where it may be."""
    for address in words.addresses:
        yield sheets.breakable(address, plan.points["address"], plan.arrangement.width)


def _rules(plan: Plan, scale: float) -> Iterator[str]:
    """Places and sizes of this poster. An A3 sheet is an A4 sheet, enlarged."""

    def mm(value: float) -> str:
        return f"{value * scale:.3f}mm"

    width, height = vote_plan.WIDTH * scale, vote_plan.HEIGHT * scale
    yield f"@page{{size:{width:.2f}mm {height:.2f}mm;margin:0}}"
    yield f".sheet{{--k:{scale:.5f};width:{width:.2f}mm;height:{height:.2f}mm}}"
    # Just short of the page: a rounding error must not start a second sheet.
    yield f"@media print{{.sheet{{height:{height - 0.5:.2f}mm}}}}"
    for part, (left, top, wide, tall) in plan.boxes.items():
        yield f".{part}{{left:{mm(left)};top:{mm(top)};width:{mm(wide)};height:{mm(tall)}}}"
    for part, points in plan.points.items():
        leading = vote_plan.LEADING[part]
        yield f".{part}{{font-size:{points * scale:.2f}pt;line-height:{leading:g}}}"
    yield f".whom{{width:{vote_plan.CONTACT_SHARE:.0%}}}"
    yield f".ballot{{width:{mm(plan.arrangement.width)}}}"
    for number, spot in enumerate(plan.spots):
        yield f".at{number}{{left:{mm(spot.left)};top:{mm(spot.top)}}}"
    yield f".option{{height:{mm(plan.spots[0].label)}}}"
    for number, (left, top, wide, tall) in enumerate(plan.lines):
        yield (f".line{number}{{left:{mm(left)};top:{mm(top)};width:{mm(wide)};height:{mm(tall)}}}")


_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
