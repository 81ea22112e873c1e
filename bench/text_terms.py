"""How well compounds, names and denials become terms: figure, reference value and bar.

`python bench/text_terms.py FOLDER`, the folder with the files of the text data; a file that is
missing is named and its figure left out. Reference values are those of the text-analysis notes.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

# Run as a script, this file's folder would stand in front of the rooms of the house.
HERE = Path(__file__).resolve().parent
sys.path[:] = [str(HERE.parent), *(path for path in sys.path if Path(path).resolve() != HERE)]

from janome.tokenizer import Tokenizer

from analysis.text import names
from analysis.text.comments import Comment
from analysis.text.compounds import NUMBER, runs
from analysis.text.compounds import kind as kind_of
from analysis.text.corpus import incidence, read
from analysis.text.mentions import mentions
from analysis.text.normal import normalize
from analysis.text.tokens import Token, cut

CARRIERS = {"compound": "この{}について。", "place_or_name": "先週、{}に行きました。"}
Span = tuple[int, int]


def rows(file: Path) -> list[dict[str, str]]:
    delimiter = "," if file.suffix == ".csv" else "\t"
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def compounds(file: Path) -> Iterator[str]:
    """F1 of noun spans: gold long units beside Janome's own nouns and the joined ones."""
    sentences = [
        (row["text"], {spanned(span) for span in row["noun_spans"].split()}) for row in rows(file)
    ]
    for name, spans in (("Janome alone", stock_nouns), ("joined", joined_nouns)):
        right = given = gold = 0
        for text, wanted in sentences:
            found = spans(text)
            right, given, gold = right + len(found & wanted), given + len(found), gold + len(wanted)
        precision, recall = right / given, right / gold
        f1 = 2 * precision * recall / (precision + recall)
        reference = "0.538" if name == "Janome alone" else "0.926 (test part), bar 0.92"
        yield f"{name}: F1 {f1:.3f} (P {precision:.3f}, R {recall:.3f}); reference {reference}"


def spanned(span: str) -> Span:
    start, end = span.split("-")
    return int(start), int(end)


def stock_nouns(text: str) -> set[Span]:
    tokens = cut(text)
    return set(nouns([(token,) for token in tokens], tokens))


def joined_nouns(text: str) -> set[Span]:
    tokens = cut(text)
    return set(nouns(list(runs(tokens, text)), tokens))


def nouns(words: Sequence[Sequence[Token]], tokens: Sequence[Token]) -> Iterator[Span]:
    """Words that long units know as nouns: 利用 of 利用する is a verb there, 積極的な an adjective,
    12月25日 a numeral, ことができる an auxiliary."""
    number = {token.start: n for n, token in enumerate(tokens)}
    ends = Token("", "", ("", "", ""), 0, 0)
    for word in words:
        last, at = word[-1], number[word[-1].start]
        kind, detail, finer = last.part_of_speech[:3]
        after, then = (*tokens[at + 1 : at + 3], ends, ends)[:2]
        if (
            kind != "名詞"
            or not any(c.isalpha() for token in word for c in token.surface)
            or detail == "代名詞"
            or finer == "助動詞語幹"
            or (detail == "非自立" and last.surface in {"の", "ん"})
            or (detail == "接尾" and len(word) == 1)
            or (kind_of(word) == NUMBER and detail != "非自立")
            or (
                "形容動詞語幹" in {detail, finer} and after.base in {"だ", "な", "に", "で", "です"}
            )
            or ("サ変接続" in {detail, finer} and after.base in {"する", "できる", "いたす"})
            or (last.surface == "こと" and then.base in {"できる", "なる", "ある", "ない"})
            or (detail == "副詞可能" and len(word) == 1 and after.part_of_speech[0] in _LOOSE)
        ):
            continue
        yield word[0].start, last.end


_LOOSE = frozenset({"記号", "動詞", "副詞", "形容詞", ""})  # before them 今回 is an adverb


def terms(file: Path) -> Iterator[str]:
    """Terms that survive as one: Janome alone, the rule, the rule with the list of names."""
    stock, ward = Tokenizer(), names.ward()
    counts, missed = [0, 0, 0], []
    for row in rows(file):
        term = normalize(row["term"])
        text = CARRIERS[row["kind"]].format(term)
        place = (text.index(term), text.index(term) + len(term))
        tokens = cut(text)
        counts[0] += term in [token.surface for token in stock.tokenize(text)]
        counts[1] += place in places(tokens)
        named = place in places(ward.merge(tokens))
        counts[2] += named
        missed += [] if named else [term]
    alone, by_rule, with_names = counts
    yield f"{alone} of {len(rows(file))} by Janome alone (35), {by_rule} by rule (81)"
    yield f"{with_names} with the list of names; reference 85, bar 84; missed: {missed}"


def places(tokens: Sequence[Token]) -> list[Span]:
    return [(mention.tokens[0].start, mention.tokens[-1].end) for mention in mentions(tokens)]


def listed(_: Path) -> Iterator[str]:
    """The ward's own names in a sentence: found as one term under the name that is counted."""
    ward = names.ward()
    missed = []
    for name in names.shipped():
        text = f"先週、{normalize(name.name)}に行きました。"
        if name.canonical not in [mention.text for mention in mentions(ward.merge(cut(text)))]:
            missed.append(name.name)
    count = len(names.shipped())
    yield f"{count - len(missed)} of {count} names; missed: {missed}"


def denials(file: Path) -> Iterator[str]:
    """Pairs that terms tell apart: the better and the worse half give different terms."""
    same = [
        f"{row['better']}/{row['worse']}"
        for row in rows(file)
        if said(row["better"]) == said(row["worse"])
    ]
    yield f"{len(rows(file)) - len(same)} of {len(rows(file))} pairs have terms of their own"
    yield f"same terms: {same}; polarity decides which half is better (bar 19 of 20)"


def said(text: str) -> list[str]:
    reading = read([Comment("a", text)]).readings
    return [term.text for one in reading for term in one.terms]


def speed(file: Path) -> Iterator[str]:
    """Terms of the comments twice over, out of tokens that are there."""
    comments = [Comment(str(n), row["text"]) for n, row in enumerate(rows(file) * 2)]
    tokens = {text: cut(text) for text in {normalize(comment.text) for comment in comments}}
    start = time.process_time()
    corpus = read(comments, tokenized=lambda texts: [tokens[text] for text in texts])
    middle = time.process_time()
    table = incidence(corpus, 3)
    end = time.process_time()
    read_in, counted_in = middle - start, end - middle
    yield f"{len(comments):,} comments read in {read_in:.2f} s, counted in {counted_in:.2f} s"
    yield f"{len(table.terms):,} terms of 3 people and more, {len(corpus.merges)} spellings merged"


FIGURES: tuple[tuple[str, Callable[[Path], Iterator[str]]], ...] = (
    ("ud_gsdluw_dev_nouns.tsv", compounds),
    ("terms_85.tsv", terms),
    ("", listed),
    ("negation_pairs_20.tsv", denials),
    ("fukui_comments_5000dev.csv", speed),
)


def main(folder: Path) -> None:
    for name, figure in FIGURES:
        print(f"\n{(figure.__doc__ or '').splitlines()[0]}")
        file = folder / name
        if not file.exists():
            print(f"  {file} is missing")
            continue
        for line in figure(file):
            print(f"  {line}")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    else:
        print("no figures: give the folder with the files of the text data")
