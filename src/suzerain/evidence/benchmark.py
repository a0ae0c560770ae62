"""What the reader is measured by, and what it reaches on annotated articles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.evidence.gold import GoldArticle, GoldMention
from suzerain.evidence.mention import Mention
from suzerain.evidence.resolve import find_mentions
from suzerain.evidence.scoring import (
    Agreement,
    Match,
    detect,
    full,
    match_claims,
    negation,
)

OUTSIDE = frozenset({"boilerplate", "duplicate", "caption"})
ARTICLE = 500  # words of the article that speed is told for


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """One figure of the reader.

    Args:
        name: What is measured.
        half: On which half of the gold.
        value: The figure; None when there was nothing to measure it on.
        count: How many claims, words or pairs it rests on.
        target: What we want it to be.
    """

    name: str
    half: str
    value: float | None
    count: int
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One annotated article as the reader read it.

    Args:
        article: The article with its gold.
        claims: What the reader found in it.
        mentions: Whom it found named.
        matches: Claims of both, paired.
    """

    article: GoldArticle
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    matches: tuple[Match, ...]

    @property
    def missed(self) -> tuple[Claim, ...]:
        """Claims of the gold that the reader has not found."""
        seen = {one.gold.id for one in self.matches}
        return tuple(one for one in self.article.claims if one.id not in seen)

    @property
    def surplus(self) -> tuple[Claim, ...]:
        """Claims of the reader that the gold does not have."""
        seen = {one.found.id for one in self.matches}
        return tuple(one for one in self.claims if one.id not in seen)


def read_article(article: GoldArticle) -> Trial:
    """Read one annotated article and pair its claims with the gold.

    Args:
        article: The article.
    """
    claims = extract([article.document])
    return Trial(
        article=article,
        claims=claims,
        mentions=find_mentions(article.document),
        matches=match_claims(claims, article.claims),
    )


def measure_reader(readings: Sequence[Trial], half: str) -> tuple[Gauge, ...]:
    """Measure the reader on articles that were read.

    Args:
        readings: The articles of one half.
        half: Its name.

    Returns:
        Spans, boilerplate, DETECT and FULL, negation, pronouns and descriptions.
    """
    claims = [(one, claim) for one in readings for claim in one.claims]
    exact = sum(
        one.article.document.text[claim.start : claim.end] == claim.quote
        for one, claim in claims
    )
    outside = sum(_outside(one, claim) for one, claim in claims)
    found = _joined(readings, detect)
    whole = _joined(readings, full)
    negated = negation(match for one in readings for match in one.matches)

    def row(name: str, value: float | None, count: int, target: str = "") -> Gauge:
        return Gauge(name=name, half=half, value=value, count=count, target=target)

    return (
        row("spans exact", _part(exact, len(claims)), len(claims), "1"),
        row("claims out of boilerplate", outside, len(claims), "0"),
        *_rows("DETECT", found, half, "0.70"),
        *_rows("FULL", whole, half, "0.45"),
        row(
            "negation precision",
            _known(negated.precision, negated.found),
            negated.found,
            "0.75",
        ),
        row(
            "negation recall",
            _known(negated.recall, negated.wanted),
            negated.wanted,
            "0.80",
        ),
        *_references(readings, half),
    )


def measure_speed(readings: Sequence[Trial]) -> Gauge:
    """Time the reader on articles, one process, as articles of 500 words a second.

    Args:
        readings: Articles to read again.
    """
    documents = [one.article.document for one in readings]
    words = sum(len(document.text.split()) for document in documents)
    start = time.process_time()
    for document in documents:
        extract([document])
    seconds = time.process_time() - start
    speed = words / ARTICLE / seconds if seconds else None
    return Gauge(
        name=f"articles of {ARTICLE} words a second of CPU",
        half="all",
        value=speed,
        count=words,
        target="100",
    )


def _outside(one: Trial, claim: Claim) -> bool:
    return any(
        block.kind in OUTSIDE and block.start <= claim.start < block.end
        for block in one.article.document.blocks
    )


def _joined(
    readings: Iterable[Trial],
    score: Callable[[Sequence[Match], int, int], Agreement],
) -> Agreement:
    total = Agreement(right=0, found=0, wanted=0)
    for one in readings:
        total += score(one.matches, len(one.claims), len(one.article.claims))
    return total


def _rows(name: str, agreement: Agreement, half: str, target: str) -> list[Gauge]:
    figures = (
        ("precision", agreement.precision, agreement.found, ""),
        ("recall", agreement.recall, agreement.wanted, ""),
        ("F1", agreement.f1, agreement.wanted, target),
    )
    return [
        Gauge(name=f"{name} {what}", half=half, value=value, count=count, target=aim)
        for what, value, count, aim in figures
    ]


def _references(readings: Sequence[Trial], half: str) -> list[Gauge]:
    rows = []
    for sort, target in (("pronoun", "0.85"), ("nominal", "")):
        hits = [
            _resolved(one, mention)
            for one in readings
            for mention in one.article.mentions
            if mention.sort == sort and mention.code
        ]
        rows.append(
            Gauge(
                name=f"{sort} to state",
                half=half,
                value=_part(sum(hits), len(hits)),
                count=len(hits),
                target=target,
            )
        )
    return rows


def _resolved(one: Trial, gold: GoldMention) -> bool:
    """Whether the reader gives a word the same actors as the gold."""
    return any(
        mention.start < gold.end
        and gold.start < mention.end
        and _states(mention.code) == _states(gold.code)
        for mention in one.mentions
    )


def _states(code: str) -> frozenset[str]:
    return frozenset(part.split("/")[0] for part in code.split("+") if part)


def _part(right: int, of: int) -> float | None:
    return right / of if of else None


def _known(value: float, count: int) -> float | None:
    return value if count else None
