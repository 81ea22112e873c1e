"""What a sentence mentions, before it is known which compounds many people use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from analysis.text import predicates
from analysis.text.compounds import ADJECTIVAL, COMPOUND, Run, kind, runs, spelled
from analysis.text.names import is_name
from analysis.text.predicates import ADJECTIVE, VERB
from analysis.text.tokens import Token

# The first two parts of IPADIC's part of speech → the name staff know it by. Nothing else counts.
KINDS: Final[dict[tuple[str, ...], str]] = {
    ("名詞", "一般"): "名詞",
    ("名詞", "固有名詞"): "名詞",
    ("名詞", "サ変接続"): "名詞",
    ("名詞", "副詞可能"): "名詞",
    ("名詞", "ナイ形容詞語幹"): "名詞",
    COMPOUND: "名詞",
    ADJECTIVAL: "形容動詞",
    VERB: "動詞",
    ADJECTIVE: "形容詞",
}
_PREDICATES: Final = frozenset([VERB, ADJECTIVE])
_SPEAKING: Final = frozenset(["名詞", "動詞", "形容詞", "接頭詞"])
_HONORIFIC: Final = frozenset(["お", "ご", "御"])
_COURTEOUS_ALWAYS: Final = frozenset(["当地"])  # ご当地グルメ
_TITLES: Final = frozenset(["さん", "さま", "様"])
# Nouns for how something is: denied as adjectives are, though IPADIC knows them as things.
_STATES: Final = frozenset(
    ["不満", "不足", "支障", "異論", "文句", "苦情", "違和感", "抵抗", "迷惑", "危険", "不都合"]
)


class Mention(NamedTuple):
    """One noun run or predicate. `text` is its dictionary form, its denial apart from it.

    `tokens` are those it is made of. `denied` is a predicate or event that is denied; `missing` is
    a thing of which the sentence says that it is not there.
    """

    text: str
    kind: str
    tokens: Run
    denied: bool = False
    missing: bool = False

    @property
    def is_compound(self) -> bool:
        """Whether it is a noun of several parts."""
        return len(self.tokens) > 1 and self.kind in {"名詞", "形容動詞"}


def mentions(tokens: Sequence[Token], text: str = "") -> Iterator[Mention]:
    """What the tokens of the text mention, in order. Names are to be merged into them before."""
    first, done = 0, 0  # tokens before `done` belong to what was said already
    for run in runs(tokens, text):
        last = first + len(run) - 1
        if first >= done and run[0].part_of_speech[0] in _SPEAKING:
            found, done = _mention(tokens, first, last, run)
            if found is not None:
                yield found
        first = last + 1


def text_of(run: Run) -> str:
    """The parts of a noun as one word, names in the form that is counted."""
    if len(run) == 1:
        return run[0].base
    nouns = run[0].part_of_speech[0] in {"名詞", "接頭詞"}  # else a stem: 歩きスマホ, 良さ
    return spelled(run, [token.base if nouns else token.surface for token in run])


def kind_of(run: Run) -> str | None:
    """名詞, 固有名 or 形容動詞 for a noun of these parts; None where it says nothing."""
    if len(run) > 1:
        return KINDS.get(kind(run))
    return "固有名" if is_name(run[0]) else KINDS.get(run[0].part_of_speech[:2])


def _mention(
    tokens: Sequence[Token], first: int, last: int, run: Run
) -> tuple[Mention | None, int]:
    """What the run says, and the number of the first token after all that belongs to it."""
    if len(run) == 1 and run[0].part_of_speech[:2] in _PREDICATES:
        found = predicates.predicate(tokens, first)
        if found is None:
            return None, last + 1
        parts = tokens[first : found.last + 1] if found.kind == "形容詞" else run
        return Mention(found.text, found.kind, tuple(parts), found.denied), found.last + 1
    run = _without_courtesy(run)
    noun = kind_of(run)
    if noun is None:
        return None, last + 1
    return _noun(tokens, last, run, noun)


def _noun(tokens: Sequence[Token], last: int, run: Run, noun: str) -> tuple[Mention, int]:
    text = text_of(run)
    eased = predicates.eased_event(tokens, last)
    if eased is not None:
        parts = (*run, *tokens[last + 1 : eased.last + 1])
        return Mention(f"{text}{eased.text}", eased.kind, parts, eased.denied), eased.last + 1
    praised = predicates.praise(tokens, last) if len(run) == 1 else None
    if praised is not None:
        parts = (*run, *tokens[last + 1 : praised + 1])
        return Mention(f"{text}ない", "形容詞", parts), praised + 1
    ending = predicates.denied_to(tokens, last)
    if ending is None or (noun != "形容動詞" and not predicates.happens_not(tokens, last, ending)):
        return Mention(text, noun, run), last + 1
    single = len(run) == 1 and ("サ変接続" in run[0].part_of_speech or text in _STATES)
    if single or noun == "形容動詞":
        return Mention(text, noun, run, denied=True), ending + 1
    return Mention(text, noun, run, missing=True), last + 1


def _without_courtesy(run: Run) -> Run:
    """お魚 is 魚, お土産屋さん is 土産屋; 田中さん stays a person."""
    courteous = len(run) > 1 and run[0].part_of_speech[0] == "接頭詞" and run[0].base in _HONORIFIC
    if courteous and run[1].surface not in _COURTEOUS_ALWAYS:
        run = run[1:]
    if len(run) > 1 and run[-1].surface in _TITLES and "人名" not in run[-2].part_of_speech:
        run = run[:-1]
    return run
