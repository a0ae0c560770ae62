"""What a copy shares with its original: runs of words, figures, quotations, claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from suzerain.core.assumption import load_register
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document

T = TypeVar("T")
SHORTEST_CONTENT = 4  # letters; shorter words are mostly grammar
STEM = 6  # letters kept of a word, so that its endings do not count
SHORT_RUN = 3  # words; a rewriting keeps a few runs as short as this
FEWEST_IN_QUOTE = 3  # content words; shorter quotations are catchwords
WEIGHTS = {
    "figures": "evidence.weight_figures",
    "words": "evidence.weight_words",
    "runs": "evidence.weight_runs",
    "quotes": "evidence.weight_quotes",
    "claims": "evidence.weight_claims",
}
YEARS = (1900, 2100)  # a whole number between them is taken for a year
_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_QUOTE = re.compile(r"[\"“«„]([^\"“”«»„\n]{8,400})[\"”»“]")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What of a text is compared with other texts.

    Args:
        runs: Runs of `evidence.shingle` words.
        short_runs: Runs of three words.
        words: Stems of content words.
        figures: Figures as written, without thousands separators.
        quotes: The content words of each quotation.
        claims: What the text claims, as tuples without the wording.
    """

    runs: frozenset[tuple[str, ...]]
    short_runs: frozenset[tuple[str, ...]]
    words: frozenset[str]
    figures: frozenset[str]
    quotes: tuple[frozenset[str], ...]
    claims: frozenset[tuple[object, ...]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How alike two texts are, and in what.

    Args:
        score: 0 for nothing in common, 1 for the same text.
        runs: Share of the shorter text's word runs found in the other.
        shares: Share in common of each sort of evidence that both texts hold.
        figures: Number of figures in common.
        quotes: Number of quotations of the one found in the other.
        claims: Number of claims in common.
    """

    score: float
    runs: float
    shares: Mapping[str, float]
    figures: int
    quotes: int
    claims: int

    @property
    def is_copy(self) -> bool:
        """Whether the two texts count as one source."""
        return self.score >= assumed("evidence.copy_score")

    @property
    def reason(self) -> str:
        """The same in words, for a note."""
        if self.runs >= assumed("evidence.copy_share"):
            return f"{self.runs:.0%} of the shorter text's word runs stand in the other"
        words = self.shares.get("words", 0.0)
        parts = [
            f"{self.figures} figures" * bool(self.figures),
            f"{self.quotes} quotations" * bool(self.quotes),
            f"{self.claims} claims" * bool(self.claims),
            f"{words:.0%} of the shorter text's content words",
        ]
        return f"{_listed(parts)} stand in both: one rewrites the other"


def fingerprint(document: Document, claims: Iterable[Claim] = ()) -> Fingerprint:
    """Take from a document what is compared.

    Args:
        document: The document; headlines and body count, or all without blocks.
        claims: Its claims, where they were extracted; those of others are left out.

    Examples:
        >>> taken = fingerprint(Document(id="d", name="a", text="It sold 1,200 tonnes"))
        >>> sorted(taken.figures), sorted(taken.words)
        (['1200'], ['1200', 'sold', 'tonnes'])
    """
    text = _THOUSANDS.sub("", read_part(document))
    words = split_words(text)
    quotes = (content_words(quote) for quote in _QUOTE.findall(text))
    return Fingerprint(
        runs=_runs(words, int(assumed("evidence.shingle"))),
        short_runs=_runs(words, SHORT_RUN),
        words=content_words(text),
        figures=frozenset(_FIGURE.findall(text)),
        quotes=tuple(quote for quote in quotes if len(quote) >= FEWEST_IN_QUOTE),
        claims=frozenset(_tuple(one) for one in claims if one.doc == document.id),
    )


def anchors(document: Document) -> frozenset[str]:
    """Return what finds rewritings in an index: longer figures, and quotations.

    Args:
        document: The document.
    """
    text = _THOUSANDS.sub("", read_part(document))
    quotes = (content_words(quote) for quote in _QUOTE.findall(text))
    return frozenset(
        {
            *(one for one in _FIGURE.findall(text) if len(one) > 1),
            *(" ".join(sorted(one)) for one in quotes if len(one) >= FEWEST_IN_QUOTE),
        }
    )


def compare(left: Fingerprint, right: Fingerprint) -> Comparison:
    """Score how likely one text copies, rewrites or translates the other.

    Long runs decide alone where there are many (containment, Broder 1997). Else the
    score is the mean of the shares of figures, content words, short runs, quotations
    and claims in common, weighted by rows of the assumptions; a sort of
    evidence that either text lacks is left out. Claims may only raise the score, for
    the reader finds other claims in other wordings.

    Args:
        left: Fingerprint of one text.
        right: Fingerprint of the other.

    Examples:
        >>> one = fingerprint(Document(id="d", name="a", text="Oil was sold for 70."))
        >>> compare(one, one).is_copy
        True
    """
    runs = containment(left.runs, right.runs)
    quotes = _repeated(left, right) + _repeated(right, left)
    shares: dict[str, float] = {}
    if left.words and right.words:
        shares["words"] = _smoothed(left.words, right.words, _one)
        shares["runs"] = _smoothed(left.short_runs, right.short_runs, _one)
    if left.figures and right.figures:
        shares["figures"] = _smoothed(left.figures, right.figures, _weight)
    if left.quotes and right.quotes:
        shares["quotes"] = quotes / (len(left.quotes) + len(right.quotes))
    if left.claims and right.claims:
        shares["claims"] = _smoothed(left.claims, right.claims, _one)
    weights = {name: assumed(WEIGHTS[name]) for name in shares}
    if "figures" in weights:
        digits = min(sum(map(_weight, one.figures)) for one in (left, right))
        weights["figures"] *= min(digits / assumed("evidence.enough_digits"), 1.0)
    score = max(_mean(shares, weights), _mean(shares, weights, but="claims"))
    if runs >= assumed("evidence.copy_share"):
        score = max(score, runs, assumed("evidence.copy_score"))
    return Comparison(
        score=score,
        runs=runs,
        shares=shares,
        figures=len(left.figures & right.figures),
        quotes=quotes,
        claims=len(left.claims & right.claims),
    )


def _mean(
    shares: Mapping[str, float], weights: Mapping[str, float], but: str = ""
) -> float:
    kept = [name for name in shares if name != but]
    total = sum(weights[name] for name in kept)
    return sum(weights[name] * shares[name] for name in kept) / total if total else 0.0


def read_part(document: Document) -> str:
    """Return the headlines and the body, or the whole text without blocks."""
    if not document.blocks:
        return document.text
    return "\n".join(
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind in {"headline", "body"}
    )


def split_words(text: str) -> list[str]:
    """Split into words in small letters; a Han or kana sign is a word of its own."""
    return _WORD.findall(_HAN.sub(r" \g<0> ", text.casefold()))


def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that are not grammar, and all figures."""
    return frozenset(
        word[:STEM]
        for word in split_words(text)
        if len(word) >= SHORTEST_CONTENT or not word.isascii() or word.isdigit()
    )


def containment(left: frozenset[T], right: frozenset[T]) -> float:
    """Share of the smaller set that stands in the larger one."""
    fewer = min(len(left), len(right))
    return len(left & right) / fewer if fewer else 0.0


@cache
def assumed(key: str) -> float:
    """Return the most credible value of an assumption."""
    spread = load_register()[key].spread
    return spread.low if spread.mode is None else spread.mode


def _runs(words: list[str], size: int) -> frozenset[tuple[str, ...]]:
    """Runs of words; a text shorter than a run is one run."""
    count = max(len(words) - size + 1, 1 if words else 0)
    return frozenset(tuple(words[place : place + size]) for place in range(count))


def _smoothed(
    left: frozenset[T], right: frozenset[T], weight: Callable[[T], float]
) -> float:
    """Share in common: halfway between that of the smaller set and of both.

    Containment alone makes a long text a copy of every short one; the share of the
    union alone hides an excerpt.
    """
    common = sum(weight(one) for one in left & right)
    fewer = min(sum(map(weight, left)), sum(map(weight, right)))
    joined = sum(weight(one) for one in left | right)
    return (common / fewer + common / joined) / 2 if fewer and joined else 0.0


def _one(_: object) -> float:
    return 1.0


def _weight(figure: str) -> float:
    """How telling a figure is: its digits without zeros at the end; a year is one."""
    if figure.isdigit() and YEARS[0] <= int(figure[:9]) < YEARS[1] and len(figure) == 4:
        return 1.0
    return float(max(len(re.sub(r"\D", "", figure).rstrip("0")), 1))


def _repeated(left: Fingerprint, right: Fingerprint) -> int:
    """How many quotations of one text stand in the other, word for word or nearly."""
    share = assumed("evidence.quote_share")
    return sum(
        any(containment(quote, other) >= share for other in right.quotes)
        or len(quote & right.words) >= share * len(quote)
        for quote in left.quotes
    )


def _tuple(claim: Claim) -> tuple[object, ...]:
    return (
        claim.subject, claim.relation, claim.object, claim.good, claim.polarity,
        claim.value, claim.low, claim.high, claim.unit, claim.attributed_to,
    )  # fmt: skip


def _listed(parts: Iterable[str]) -> str:
    *first, last = filter(None, parts)
    return f"{', '.join(first)} and {last}" if first else last
