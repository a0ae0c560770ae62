"""How well the claims that a reader found agree with those that people wrote down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from suzerain.evidence.claim import Claim
from suzerain.evidence.relations import relations

SHORTER = 1 / 2  # part of the shorter span that two spans share to be the same
LONGER = 1 / 3  # and of the longer one
CLOSE = 1e-3  # numbers nearer than this, relative to their size, are the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Precision, recall and their harmonic mean, from counts.

    Args:
        right: Claims that agree.
        found: Claims that the reader gave.
        wanted: Claims that people wrote down.

    Examples:
        >>> both = Agreement(right=6, found=8, wanted=12)
        >>> both.precision, both.recall, both.f1
        (0.75, 0.5, 0.6)
    """

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Part of what was found that is right; 0 when nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Part of what was wanted that was found; 0 when nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 0.0

    def __add__(self, other: Agreement) -> Agreement:
        """Count two sets of claims together."""
        return Agreement(
            right=self.right + other.right,
            found=self.found + other.found,
            wanted=self.wanted + other.wanted,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A claim of the reader beside the one it stands for.

    Args:
        gold: As people wrote it.
        found: As the reader gave it.
    """

    gold: Claim
    found: Claim

    @property
    def same_relation(self) -> bool:
        """Whether both name the same relation."""
        return self.gold.relation == self.found.relation

    @property
    def same_actors(self) -> bool:
        """Whether both name the same states and bodies in the same roles."""
        return _sides(self.gold) == _sides(self.found)

    @property
    def same_numbers(self) -> bool:
        """Whether both give the same bounds; a point bounds itself on both sides."""
        pairs = zip(_bounds(self.gold), _bounds(self.found), strict=True)
        return all(_near(left, right) for left, right in pairs)

    @property
    def same_polarity(self) -> bool:
        """Whether both affirm, or both negate."""
        return self.gold.polarity == self.found.polarity

    @property
    def full(self) -> bool:
        """Whether relation, actors, polarity and bounds all agree."""
        return (
            self.same_relation
            and self.same_actors
            and self.same_polarity
            and self.same_numbers
        )

    @property
    def exact(self) -> bool:
        """Whether, further, people, certainty and speaker agree as written."""
        gold, found = self.gold, self.found
        return (
            self.full
            and (gold.subject, gold.object) == (found.subject, found.object)
            and gold.certainty == found.certainty
            and gold.attributed_to == found.attributed_to
        )


def match_claims(found: Sequence[Claim], gold: Sequence[Claim]) -> tuple[Match, ...]:
    """Pair each claim of the gold with at most one claim of the reader.

    Two claims can be a pair when their spans share at least half of the shorter and
    a third of the longer. Pairs that agree most are made first.

    Args:
        found: Claims of one document, as read.
        gold: Claims of the same document, as written down by people.

    Returns:
        The pairs, in the order of the text.

    Examples:
        >>> def claim(start, end, relation):
        ...     return Claim(
        ...         id="c",
        ...         doc="d",
        ...         start=start,
        ...         end=end,
        ...         quote="x" * (end - start),
        ...         kind="tie",
        ...         subject="RUS",
        ...         relation=relation,
        ...     )
        >>> gold = [claim(0, 40, "NEEDS"), claim(0, 40, "ISOLATED")]
        >>> found = [claim(5, 40, "ISOLATED"), claim(90, 99, "NEEDS")]
        >>> [pair.gold.relation for pair in match_claims(found, gold)]
        ['ISOLATED']
    """
    pairs = []
    for row, wanted in enumerate(gold):
        for column, given in enumerate(found):
            part = _overlap(wanted, given)
            if part:
                pair = Match(gold=wanted, found=given)
                pairs.append((_agreement(pair), part, -row, -column, pair))
    pairs.sort(key=lambda one: one[:4], reverse=True)
    rows: set[int] = set()
    columns: set[int] = set()
    kept = []
    for *_, row, column, pair in pairs:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            kept.append(pair)
    return tuple(sorted(kept, key=lambda one: (one.gold.start, one.gold.end)))


def detect(matches: Sequence[Match], found: int, wanted: int) -> Agreement:
    """Agreement on where claims stand, whatever they are read as.

    Args:
        matches: Pairs of `match_claims`.
        found: Number of claims that the reader gave.
        wanted: Number of claims in the gold.
    """
    return Agreement(right=len(matches), found=found, wanted=wanted)


def full(matches: Iterable[Match], found: int, wanted: int) -> Agreement:
    """Agreement on place, relation, actors, polarity and bounds together.

    Args:
        matches: Pairs of `match_claims`.
        found: Number of claims that the reader gave.
        wanted: Number of claims in the gold.
    """
    return Agreement(right=sum(one.full for one in matches), found=found, wanted=wanted)


def negation(matches: Iterable[Match]) -> Agreement:
    """Agreement on which of the claims that both found are negated.

    Args:
        matches: Pairs of `match_claims`.
    """
    pairs = [
        (one.gold.polarity == "negative", one.found.polarity == "negative")
        for one in matches
    ]
    return Agreement(
        right=sum(gold and found for gold, found in pairs),
        found=sum(found for _, found in pairs),
        wanted=sum(gold for gold, _ in pairs),
    )


def _agreement(pair: Match) -> int:
    """How much of two claims agrees, most telling first."""
    return (
        8 * pair.same_relation
        + 4 * pair.same_actors
        + 2 * pair.same_numbers
        + pair.same_polarity
    )


def _overlap(left: Claim, right: Claim) -> float:
    """Part of the longer span that both share; 0 when they are not the same.

    A headline that comes again in the text is the same wherever it is marked.
    """
    if left.quote == right.quote:
        return 1.0
    common = min(left.end, right.end) - max(left.start, right.start)
    shorter, longer = sorted((left.end - left.start, right.end - right.start))
    if common <= 0 or common < SHORTER * shorter or common < LONGER * longer:
        return 0.0
    return common / longer


def _sides(claim: Claim) -> tuple[frozenset[str], ...]:
    subject, other = _states(claim.subject), _states(claim.object)
    known = relations().get(claim.relation)
    if known is not None and known.symmetric:
        return (subject | other,)
    return subject, other


def _states(code: str) -> frozenset[str]:
    return frozenset(part.split("/")[0] for part in code.split("+") if part)


def _bounds(claim: Claim) -> tuple[float | None, float | None]:
    low, high = claim.low, claim.high
    if low is None and high is None:
        return claim.value, claim.value
    return low, high


def _near(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= CLOSE * max(1.0, abs(left))
