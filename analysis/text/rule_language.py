"""The language of coding rules: what must stand in a comment for a code to hold of it.

A subset of KH Coder's coding rules (Higuchi, KH Coder reference manual), with
signs for Japanese hands. Everything may be typed in full width.

    防災、避難所 | 地震         one of these words (also: または, OR)
    道路 & 自転車               both (also: かつ, AND)
    公園 & !公園課              not the second (also: NOT 公園課, 公園課 でない)
    使える[否定]                the word denied: 使えない
    「待ち時間」 "待ち時間"      these characters, wherever words begin
    near5(駅 遠い)              both words at most five words apart (10 without a number)
    seq5(駅 (遠い|不便))         in this order; brackets hold words of which one will do
    /第[0-9]+期/                a pattern (analysis.text.patterns)
    <年代=30代> <年代!=30代>     what the person answered to a closed question

! binds closest, then &, then |. What a word means is said in analysis.text.coding_rules.
"""

from __future__ import annotations

from typing import Final

from analysis.text import rules
from analysis.text.automata import Automaton
from analysis.text.normal import normalize
from analysis.text.patterns import PatternError
from analysis.text.readings import NEGATED
from analysis.text.rule_pieces import Piece, pieces
from analysis.text.rules import Rule, RuleError

MOST_CHARACTERS: Final = 2_000
MOST_IN_WORD: Final = 40
MOST_APART: Final = 100
_APART: Final = 10
_DEEPEST: Final = 20


def parse(text: str) -> Rule:
    """The rule that the text says. Raises RuleError."""
    if len(text) > MOST_CHARACTERS:
        raise RuleError(
            MOST_CHARACTERS + 1, "", f"規則は{MOST_CHARACTERS:,}文字までにしてください。"
        )
    return _Parser(pieces(text)).whole()


class _Parser:
    """Reads pieces from `at` on; `depth` is how many brackets are open."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.at = 0
        self.depth = 0

    def whole(self) -> Rule:
        if len(self.pieces) == 1:
            raise RuleError(1, "", "規則が空です。言葉を1つ以上書いてください。")
        rule = self._either()
        if self._next().kind == ")":
            raise self._refusal("対応する開きかっこがありません。")
        if self._next().kind:
            raise self._refusal("前の言葉との間に、かつ（&）か、または（|）を入れてください。")
        return rule

    def _either(self) -> Rule:
        parts = [self._all()]
        while self._next().kind == "|":
            self.at += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else rules.Either(tuple(parts))

    def _all(self) -> Rule:
        parts = [self._denied()]
        while self._next().kind == "&":
            self.at += 1
            parts.append(self._denied())
        return parts[0] if len(parts) == 1 else rules.All(tuple(parts))

    def _denied(self) -> Rule:
        signs = 0
        while self._next().kind == "!":
            self.at += 1
            signs += 1
        rule = self._one()
        while self._next().kind == "でない":
            self.at += 1
            signs += 1
        return rules.Not(rule) if signs % 2 else rule

    def _one(self) -> Rule:
        piece = self._next()
        match piece.kind:
            case "語" | '"':
                return self._item()
            case "/":
                self.at += 1
                return _pattern(piece)
            case "<":
                self.at += 1
                return _fact(piece)
            case "near" | "seq":
                return self._together()
            case "(":
                self._open()
                rule = self._either()
                self._close(piece)
                return rule
        raise self._refusal(
            "ここに言葉がありません。" if piece.kind else "規則が途中で終わっています。"
        )

    def _item(self) -> rules.Word | rules.Phrase:
        piece = self._next()
        self.at += 1
        if piece.kind == '"':
            phrase = normalize(piece.text).lower()
            if not phrase:
                raise RuleError(piece.place, "", "「 」の中に文字がありません。")
            return rules.Phrase(phrase)
        word = normalize(piece.text).lower()
        denied = word.endswith(NEGATED)
        word = word.removesuffix(NEGATED)
        if not any(one.isalnum() for one in word):
            raise RuleError(
                piece.place, piece.text, "言葉ではありません。記号は「 」でくくってください。"
            )
        if len(word) > MOST_IN_WORD:
            raise RuleError(piece.place, f"{word[:8]}…", f"1つの言葉は{MOST_IN_WORD}文字までです。")
        return rules.Word(word, denied)

    def _together(self) -> rules.Together:
        piece = self._next()
        apart = int(piece.text[:4]) if piece.text else _APART
        if not 0 < apart <= MOST_APART:
            raise self._refusal(f"語の数は1から{MOST_APART}までにしてください。")
        self.at += 1
        bracket = self._next()
        self._open()
        items = []
        while self._next().kind in ("語", '"', "("):
            items.append(self._items() if self._next().kind == "(" else (self._item(),))
        if self._next().kind not in (")", ""):
            raise self._refusal("ここには言葉だけを、空白で区切って並べてください。")
        self._close(bracket)
        if len(items) < 2:
            raise RuleError(piece.place, piece.kind, "言葉を2つ以上、空白で区切ってください。")
        return rules.Together("near" if piece.kind == "near" else "seq", tuple(items), apart)

    def _items(self) -> tuple[rules.Word | rules.Phrase, ...]:
        """One of several: (遠い|不便)."""
        bracket = self._next()
        self._open()
        items = []
        while True:
            if self._next().kind not in ("語", '"'):
                raise self._refusal("ここには、|で区切った言葉だけを書いてください。")
            items.append(self._item())
            if self._next().kind != "|":
                break
            self.at += 1
        self._close(bracket)
        return tuple(items)

    def _open(self) -> None:
        if self.depth >= _DEEPEST:
            raise self._refusal(f"かっこの重なりは{_DEEPEST}までにしてください。")
        self.depth += 1
        self.at += 1

    def _close(self, bracket: Piece) -> None:
        piece = self._next()
        if not piece.kind:
            raise RuleError(bracket.place, bracket.text, "閉じかっこがありません。")
        if piece.kind != ")":
            raise self._refusal("前の言葉との間に、かつ（&）か、または（|）を入れてください。")
        self.depth -= 1
        self.at += 1

    def _next(self) -> Piece:
        return self.pieces[self.at]

    def _refusal(self, reason: str) -> RuleError:
        piece = self._next()
        whole = f"{piece.kind}{piece.text}" if piece.kind in ("near", "seq") else piece.text
        return RuleError(piece.place, (whole or piece.kind)[:20], reason)


def _pattern(piece: Piece) -> rules.Pattern:
    text = piece.text.replace("\\/", "/")
    try:
        Automaton(text)
    except PatternError as error:
        place = piece.place + 1 + min(error.place, len(text))
        raise RuleError(place, text[error.place : error.place + 1], error.reason) from error
    return rules.Pattern(text)


def _fact(piece: Piece) -> rules.Fact:
    name, sign, value = piece.text.partition("=")
    equal = not name.endswith("!")
    name, value = normalize(name.removesuffix("!")), normalize(value)
    if not (sign and name and value):
        raise RuleError(
            piece.place, piece.text[:20], "<質問=答え> の形で書いてください（例 <年代=30代>）。"
        )
    return rules.Fact(name, value, equal, piece.place)
