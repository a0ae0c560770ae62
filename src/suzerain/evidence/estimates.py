"""What several claims state of one quantity: one estimate, with its dissent."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suzerain.evidence.claim import Claim
from suzerain.evidence.relations import relations

YEAR = 4  # signs of an ISO date that name its year
UNREAL = frozenset({"hypothesis", "forecast", "denial"})
Key = tuple[str, tuple[str, str], str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Bounds that one claim states.

    Args:
        low: Lower bound; minus infinity when open.
        high: Upper bound; infinity when open.
        claim: Id of the claim.
        origin: What it goes back to; copies of one text share it.
    """

    low: float
    high: float
    claim: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A value that claims agree on.

    Args:
        low: Highest of their lower bounds; None when all are open.
        high: Lowest of their upper bounds; None when all are open.
        claims: Ids of the claims that allow it.
        origins: What they go back to, each once.
    """

    low: float | None
    high: float | None
    claims: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """One quantity as all its claims state it.

    Args:
        relation: What is measured.
        subject: Provider, or one side.
        object: Recipient, or the other side.
        good: Good concerned, or empty.
        unit: Unit of the bounds.
        time: Year, or empty.
        branches: Values that contradict one another, best supported first.
        low: Lowest bound of any branch; None when open.
        high: Highest bound of any branch; None when open.
        dissent: What who differs on, in words; empty when all agree.
    """

    relation: str
    subject: str
    object: str
    good: str
    unit: str
    time: str
    branches: tuple[Branch, ...]
    low: float | None
    high: float | None
    dissent: str = ""


def branches_of(stated: Iterable[Stated]) -> tuple[Branch, ...]:
    """Join bounds that can all be true; part those that cannot, never averaging.

    Each branch is the intersection of its claims. A claim that several branches allow
    counts for each. Branches come with the most independent ones first; several claims
    of one origin count once.

    Args:
        stated: Bounds of one quantity.

    Returns:
        As few branches as there can be.

    Examples:
        >>> one = Stated(low=0.2, high=0.5, claim="a", origin="x")
        >>> two = Stated(low=0.4, high=0.9, claim="b", origin="y")
        >>> [(branch.low, branch.high) for branch in branches_of([one, two])]
        [(0.4, 0.5)]
    """
    rest = sorted(stated, key=lambda one: (one.high, one.low, one.claim))
    cores: list[tuple[float, float]] = []
    everything = tuple(rest)
    while rest:
        pierced = rest[0].high
        inside = [one for one in rest if one.low <= pierced]
        cores.append((max(one.low for one in inside), min(one.high for one in inside)))
        rest = [one for one in rest if one.low > pierced]
    made = [_branch(low, high, everything) for low, high in cores]
    return tuple(sorted(made, key=lambda one: (-len(one.origins), one.low or 0.0)))


def _branch(low: float, high: float, stated: Sequence[Stated]) -> Branch:
    allow = sorted(
        (one for one in stated if one.low <= low and high <= one.high),
        key=lambda one: one.claim,
    )
    return Branch(
        low=None if math.isinf(low) else low,
        high=None if math.isinf(high) else high,
        claims=tuple(one.claim for one in allow),
        origins=tuple(dict.fromkeys(sorted(one.origin for one in allow))),
    )


def reconcile(
    claims: Iterable[Claim],
    origins: Mapping[str, str] | None = None,
    *,
    rounding: float = 0.0,
) -> tuple[Reconciled, ...]:
    """Bring together what claims state of the same quantity.

    The same are claims of one relation, pair, good, unit and year; one without a year
    counts with the latest. What is denied, doubted or only foreseen is left out.

    Args:
        claims: Claims of any number of documents.
        origins: Origin of each document id; copies share one.
        rounding: How far off a number put as "about" may be, as a share of it.

    Returns:
        Estimates in the order in which their quantities are first stated.
    """
    stated: dict[Key, list[Stated]] = defaultdict(list)
    known = origins or {}
    measured = [claim for claim in claims if _is_measured(claim)]
    latest: dict[Key, str] = {}
    for claim in measured:
        loose = _key(claim, "")
        latest[loose] = max(latest.get(loose, ""), claim.time[:YEAR])
    for claim in measured:
        year = claim.time[:YEAR] or latest[_key(claim, "")]
        low, high = bounds_of(claim, rounding)
        stated[_key(claim, year)].append(
            Stated(
                low=low,
                high=high,
                claim=claim.id,
                origin=known.get(claim.doc, claim.doc),
            )
        )
    return tuple(_estimate(key, found) for key, found in stated.items())


def bounds_of(claim: Claim, rounding: float) -> tuple[float, float]:
    """Bounds that a claim states; open ones are infinite.

    Args:
        claim: A claim with a number.
        rounding: How far off a number put as "about" may be, as a share of it.

    Examples:
        >>> claim = Claim(
        ...     id="c", doc="d", start=0, end=1, quote="x", kind="quantity",
        ...     subject="RUS", relation="COUNT", value=100.0, notes=("approximate",),
        ... )  # fmt: skip
        >>> bounds_of(claim, 0.1)
        (90.0, 110.0)
    """
    if claim.low is None and claim.high is None and claim.value is not None:
        spread = abs(claim.value) * rounding
        return claim.value - spread, claim.value + spread
    low = -math.inf if claim.low is None else claim.low
    high = math.inf if claim.high is None else claim.high
    return low, high


def _is_measured(claim: Claim) -> bool:
    numbers = (claim.value, claim.low, claim.high)
    real = claim.polarity == "positive" and claim.certainty != "denied"
    low, high = bounds_of(claim, 0.0)
    return real and claim.kind not in UNREAL and numbers != (None,) * 3 and low <= high


def _key(claim: Claim, year: str) -> Key:
    pair = (claim.subject, claim.object)
    relation = relations().get(claim.relation)
    if relation is not None and relation.symmetric:
        pair = (
            "+".join(
                sorted({*claim.subject.split("+"), *claim.object.split("+")} - {""})
            ),
            "",
        )
    rate = next((f" {note}" for note in claim.notes if note.startswith("per ")), "")
    return (claim.relation, pair, claim.good, claim.unit + rate, year)


def _estimate(key: Key, stated: Sequence[Stated]) -> Reconciled:
    relation, (subject, object_), good, unit, year = key
    branches = branches_of(stated)
    lows = [branch.low for branch in branches]
    highs = [branch.high for branch in branches]
    return Reconciled(
        relation=relation,
        subject=subject,
        object=object_,
        good=good,
        unit=unit,
        time=year,
        branches=branches,
        low=_least(lows),
        high=_most(highs),
        dissent=dissent_of(branches),
    )


def _least(bounds: Sequence[float | None]) -> float | None:
    closed = [bound for bound in bounds if bound is not None]
    return min(closed) if len(closed) == len(bounds) else None


def _most(bounds: Sequence[float | None]) -> float | None:
    closed = [bound for bound in bounds if bound is not None]
    return max(closed) if len(closed) == len(bounds) else None


def dissent_of(branches: Sequence[Branch]) -> str:
    """Say who differs on what; empty when there is one branch.

    Args:
        branches: Values that contradict one another.

    Examples:
        >>> one = Branch(low=0.2, high=0.3, claims=("a", "b"), origins=("x", "y"))
        >>> two = Branch(low=0.6, high=None, claims=("c",), origins=("z",))
        >>> dissent_of([one, two])
        '0.2 to 0.3 (2 independent sources), at least 0.6 (1 source)'
    """
    if len(branches) < 2:
        return ""
    return ", ".join(f"{_worded(one)} ({_counted(one)})" for one in branches)


def _worded(branch: Branch) -> str:
    if branch.low is None:
        return f"at most {branch.high:g}"
    if branch.high is None:
        return f"at least {branch.low:g}"
    if branch.low == branch.high:
        return f"{branch.low:g}"
    return f"{branch.low:g} to {branch.high:g}"


def _counted(branch: Branch) -> str:
    count = len(branch.origins)
    return "1 source" if count == 1 else f"{count} independent sources"
