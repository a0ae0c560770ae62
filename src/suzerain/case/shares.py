"""How much of what a recipient gets from abroad each provider supplies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from suzerain.case.pact import Pact
from suzerain.case.parties import directed_pairs
from suzerain.case.relations import (
    HYPOTHETICAL_KINDS,
    shared_good,
)
from suzerain.case.tie import Tie
from suzerain.case.unstated import Flow, suggested, unnumbered
from suzerain.core.assumption import Register
from suzerain.core.spread import Spread
from suzerain.evidence.claim import Claim
from suzerain.evidence.estimates import Stated, branches_of, dissent_of

DOUBTFUL = "doubtful denominator"
PERCENT = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A share as one claim states it, with its reservations."""

    low: float
    high: float
    claim: str
    notes: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()


def find_ties(
    claims: Iterable[Claim],
    register: Register,
    pact: Pact,
    origins: Mapping[str, str] | None = None,
) -> tuple[tuple[Tie, ...], tuple[str, ...]]:
    """List who provides what to whom, as stated or as wording suggests.

    Args:
        claims: All claims.
        register: Where the shares of unnumbered suppliers are declared.
        pact: The pact under study: what its terms add is no tie.
        origins: Origin of each document; documents of one origin count once.

    Returns:
        Ties, sorted by id, and sentences about what sources leave open.
    """
    ledger = tuple(claims)
    sources = {one.id: (origins or {}).get(one.doc, one.doc) for one in ledger}
    ties: dict[Flow, Tie] = {}
    gaps: list[str] = []
    for flow, stated in _stated(ledger).items():
        usable = [interval_of(claim, register) for claim in stated]
        intervals = [interval for interval in usable if interval is not None]
        if len(intervals) < len(stated):
            gaps.append(f"A share stated for {_named(flow)} is not between 0 and 1.")
        if not intervals:
            continue
        ties[flow] = merge(flow, intervals, sources)
        if any(note.startswith("sources differ") for note in ties[flow].notes):
            gaps.append(
                f"Sources differ on {_named(flow)}: the whole range from the lowest "
                "to the highest is kept until the analyst decides."
            )
    for flow, hints in unnumbered(ledger, pact).items():
        if flow not in ties:
            ties[flow] = suggested(flow, hints, register)
    fitted, misfits = fit(ties.values())
    return tuple(sorted(fitted, key=lambda tie: tie.id)), (*gaps, *misfits)


def _stated(claims: Iterable[Claim]) -> dict[Flow, list[Claim]]:
    found: dict[Flow, list[Claim]] = defaultdict(list)
    for claim in claims:
        good = shared_good(claim)
        numbers = (claim.value, claim.low, claim.high)
        if not good or numbers == (None,) * 3:
            continue
        if claim.polarity == "negative" or claim.kind in HYPOTHETICAL_KINDS:
            continue
        for provider, recipient in directed_pairs(claim):
            found[provider, recipient, good].append(claim)
    return {flow: _recent(stated) for flow, stated in found.items()}


def _recent(claims: list[Claim]) -> list[Claim]:
    """Leave out what held long ago when something newer is stated."""
    present = [claim for claim in claims if claim.kind != "history"]
    kept = present or claims
    dated = [claim.time for claim in kept if claim.time]
    latest = max(dated, default="")
    return [
        claim
        for claim in kept
        if not claim.time or claim.time[: len("YYYY")] == latest[: len("YYYY")]
    ]


def interval_of(claim: Claim, register: Register) -> Interval | None:
    """Read the share a claim states as bounds; None when they make no sense.

    An open bound is 0 or 1; one number stands for itself and its rounding; a
    doubtful denominator ("of the economy") moves both bounds outward.

    Args:
        claim: A claim of a measured share.
        register: Where rounding and widening are declared.
    """
    scale = PERCENT if claim.unit in ("percent", "%") else 1.0
    rounding = register["case.stated_share_rounding"].spread.centre
    if claim.low is None and claim.high is None:
        if claim.value is None:
            return None
        middle = claim.value / scale
        if not 0 <= middle <= 1:
            return None
        low, high = max(0.0, middle - rounding), min(1.0, middle + rounding)
        assumed: tuple[str, ...] = ("case.stated_share_rounding",)
        stated = f"stated as {middle:g}"
    else:
        low = 0.0 if claim.low is None else claim.low / scale
        high = 1.0 if claim.high is None else claim.high / scale
        if not 0 <= low <= high <= 1:
            return None
        assumed, stated = (), f"stated as {low:g} to {high:g}"
    if DOUBTFUL not in claim.notes and claim.relation != "ECONOMY_SHARE":
        return Interval(low=low, high=high, claim=claim.id, assumptions=assumed)
    widening = register["case.doubtful_denominator"].spread.centre
    return Interval(
        low=low * (1 - widening),
        high=high + (1 - high) * widening,
        claim=claim.id,
        notes=(DOUBTFUL, f"{stated}; widened because it may not count foreign supply"),
        assumptions=(*assumed, "case.doubtful_denominator"),
    )


def merge(
    flow: Flow,
    intervals: Iterable[Interval],
    sources: Mapping[str, str] | None = None,
) -> Tie:
    """Join what several claims state of one flow, never by averaging.

    Intervals that overlap narrow one another; intervals that exclude one another
    stay as the whole range from lowest to highest, with notes that say what differs
    and how many independent sources bear each.

    Args:
        flow: Provider, recipient and good.
        intervals: What claims state of it.
        sources: What each claim goes back to; a claim not named is its own source.
    """
    stated = tuple(intervals)
    notes = [note for interval in stated for note in interval.notes]
    branches = branches_of(
        Stated(
            low=interval.low,
            high=interval.high,
            claim=interval.claim,
            origin=(sources or {}).get(interval.claim, interval.claim),
        )
        for interval in stated
    )
    low = min(branch.low or 0.0 for branch in branches)
    high = max(1.0 if branch.high is None else branch.high for branch in branches)
    if len(branches) > 1:
        apart = sorted((branch.low or 0.0, branch.high) for branch in branches)
        shown = ", ".join(f"{left:g} to {right:g}" for left, right in apart)
        notes.append(f"sources differ: {shown}")
        notes.append(f"borne by: {dissent_of(branches)}")
    claims = (interval.claim for interval in stated)
    assumed = (key for interval in stated for key in interval.assumptions)
    return Tie(
        provider=flow[0],
        recipient=flow[1],
        good=flow[2],
        share=Spread(low=low, high=high),
        basis=tuple(dict.fromkeys((*claims, *assumed))),
        notes=tuple(dict.fromkeys(notes)),
    )


def fit(ties: Iterable[Tie]) -> tuple[tuple[Tie, ...], tuple[str, ...]]:
    """Make the shares of one good and recipient fit into the whole.

    Stated shares win: unstated ones share what the stated lower bounds leave. Where
    the stated lower bounds alone exceed the whole, sources differ, and all lower
    bounds fall in proportion.
    """
    groups: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        groups[tie.good, tie.recipient].append(tie)
    fitted: list[Tie] = []
    gaps: list[str] = []
    for (good, recipient), group in groups.items():
        stated = [tie for tie in group if not tie.inferred]
        open_ties = [tie for tie in group if tie.inferred]
        floor = sum(tie.share.low for tie in stated)
        if floor > 1:
            stated = [_lower(tie, floor) for tie in stated]
            gaps.append(
                f"Sources differ: the shares of {good} that they state for "
                f"{recipient} exceed the whole; their lower bounds were lowered."
            )
        fitted += stated
        rest, misfits = _squeeze(open_ties, max(0.0, 1 - floor))
        fitted += rest
        gaps += misfits
    return tuple(fitted), tuple(gaps)


def _lower(tie: Tie, floor: float) -> Tie:
    note = "sources differ: stated shares exceed the whole, lower bound lowered"
    share = Spread(low=tie.share.low / floor, high=tie.share.high)
    return replace(tie, share=share, notes=(*tie.notes, note))


def _squeeze(ties: list[Tie], room: float) -> tuple[list[Tie], list[str]]:
    wanted = sum(tie.share.high for tie in ties)
    if wanted <= room:
        return ties, []
    if room <= 0:
        return [], [
            f"{tie.id} was left out: stated shares leave no room for it."
            for tie in ties
        ]
    note = "scaled down to fit beside the other suppliers"
    factor = room / wanted
    return [
        replace(tie, share=scaled(tie.share, factor), notes=(*tie.notes, note))
        for tie in ties
    ], []


def scaled(spread: Spread, factor: float) -> Spread:
    """Multiply all numbers of a spread.

    Args:
        spread: What the number may be.
        factor: Zero or more.

    Examples:
        >>> print(scaled(Spread(low=0.2, high=0.4), 0.5))
        0.1 to 0.2
    """
    mode = None if spread.mode is None else spread.mode * factor
    shape = "point" if factor == 0 else spread.shape
    return Spread(
        low=spread.low * factor, high=spread.high * factor, mode=mode, shape=shape
    )


def total_low(ties: Iterable[Tie]) -> Mapping[tuple[str, str], float]:
    """Add the lower bounds of the shares of each good and recipient."""
    totals: dict[tuple[str, str], float] = defaultdict(float)
    for tie in ties:
        totals[tie.good, tie.recipient] += tie.share.low
    return totals


def _named(flow: Flow) -> str:
    return f"the share of {flow[0]} in the {flow[2]} of {flow[1]}"
