"""What an atlas says, in sentences with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.brief.atlas_data import percent, percent_range
from suzerain.brief.states import state_name
from suzerain.measures.atlas import Atlas
from suzerain.measures.spheres import Holder, Span, Sphere, mean_loss

NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """Say how one dependence changed between two spans of years.

    Args:
        recipient: Who depends.
        provider: On whom.
        before: Low, median and high in the first span.
        after: The same in the second.
    """

    recipient: str
    provider: str
    before: tuple[float, float, float]
    after: tuple[float, float, float]


def span_words(span: Span) -> str:
    """Write years as `2010-2014`, or one year alone."""
    return f"{span[0]}" if span[0] == span[1] else f"{span[0]}-{span[1]}"


def listed(names: Sequence[str], most: int = NAMED) -> str:
    """List names in a sentence, and say how many more there are.

    Examples:
        >>> listed(["A", "B", "C"]), listed(["A", "B", "C"], most=1)
        ('A, B and C', 'A and 2 more')
    """
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def opening(
    found: Sequence[Sphere],
    ranked: Sequence[Holder],
    early: Sequence[Sphere],
    others: float,
) -> list[tuple[str, str]]:
    """Write what the page opens with: heads and sentences.

    Args:
        found: Spheres of the last span.
        ranked: Holders of the last span, largest first.
        early: Spheres of the span that it is compared with; empty when there is none.
        others: Over how many others leverage is averaged.
    """
    when = span_words(found[0].span)
    first = [
        f"{state_name(one.actor)} "
        f"({percent_range([value / others for value in one.hold])})"
        for one in ranked[:3]
    ]
    counts = [one for one in ranked if one.clients]
    counts.sort(key=lambda one: (-len(one.clients), one.actor))
    patrons = [f"{state_name(one.actor)} of {len(one.clients)}" for one in counts[:5]]
    more = ", and others of fewer" if len(counts) > len(patrons) else ""
    largest = sorted(found, key=lambda one: -one.loss[1])[:3]
    pairs = [
        f"{state_name(one.client)} on {state_name(one.leader)} "
        f"({percent_range(one.loss)})"
        for one in largest
    ]
    lines = [
        (
            "Most leverage",
            (
                f"In {when} the largest leverage over another state was held by "
                f"{listed(first)}: part of the other's welfare, averaged over all."
            ),
        ),
        (
            "Patrons",
            (
                f"In {when} a patron stands out for {sum(map(_one, found))} of "
                f"{len(found)} states: {listed(patrons)}{more}."
            ),
        ),
        (
            "Most dependent",
            (
                f"In {when} the largest dependences on one state were those of "
                f"{listed(pairs)} of welfare; for small states some of it is goods in "
                "transit, or ships under their flag (see the limits)."
            ),
        ),
    ]
    if early:
        lines.append(("Who changed patron", changed(early, found)))
    return lines


def _one(sphere: Sphere) -> int:
    return int(bool(sphere.patron))


def changed(early: Sequence[Sphere], late: Sequence[Sphere]) -> str:
    """Say which patrons lost states to which between two spans."""
    before = {one.client: one for one in early}
    moves: Counter[tuple[str, str]] = Counter()
    names: dict[tuple[str, str], list[str]] = {}
    both = [one for one in late if one.client in before]
    for one in both:
        old = before[one.client].patron
        if old and one.patron and old != one.patron:
            moves[old, one.patron] += 1
            names.setdefault((old, one.patron), []).append(state_name(one.client))
    when = f"Between {span_words(early[0].span)} and {span_words(late[0].span)}"
    if not moves:
        return f"{when} no state passed from one patron to another."
    top = sorted(moves, key=lambda key: (-moves[key], key))[:3]
    told = [
        f"{moves[old, new]} from {state_name(old)} to {state_name(new)} "
        f"({listed(names[old, new], 5)})"
        for old, new in top
    ]
    return (
        f"{when} {sum(moves.values())} of the {len(both)} states seen in both passed "
        f"from one patron to another: {'; '.join(told)}."
    )


def state_words(
    code: str, found: Sequence[Sphere], ranked: Sequence[Holder], span: Span
) -> list[str]:
    """Write the sentences of one state in one span."""
    name, when = state_name(code), span_words(span)
    lines = []
    own = next((one for one in found if one.client == code), None)
    if own is None:
        lines.append(f"In {when} too little of {name}'s purchases was observed.")
    elif own.leader:
        over = state_name(own.leader)
        role = (
            f"{over} is its patron by trade"
            if own.patron
            else "that is too little, or too seldom, for a patron"
        )
        lines.append(
            f"In {when} {over} has the largest leverage over {name} in "
            f"{100 * own.share:.0f} % of worlds and observed years; {role}. A cut by "
            f"{over} would cost {name} {percent_range(own.loss)} of welfare."
        )
    else:
        lines.append(f"In {when} no state has leverage over {name} by trade.")
    held = next((one for one in ranked if one.actor == code), None)
    if held is not None:
        names = [state_name(client) for client in held.clients]
        names = names or ["no state"]
        lines.append(f"{name} is patron of {listed(names, 12)}.")
    return lines


def shifts(
    atlas: Atlas, early: Span, late: Span, count: int
) -> tuple[list[Swing], list[Swing]]:
    """Find the dependences that rose and fell most between two spans.

    Recipients whose product is unknown in either are left out: how open they are is a
    declared range there, not an observation. So are pairs that traded nothing on
    record in either, since a 0 is often a gap.

    Returns:
        Rises and falls, largest first.
    """
    unknown = {
        code
        for code, year in atlas.unknown_income
        if early[0] <= year <= early[1] or late[0] <= year <= late[1]
    }
    before, after = mean_loss(atlas, early), mean_loss(atlas, late)
    change = after[1] - before[1]
    change[(before[1] <= 0) | (after[1] <= 0)] = np.nan
    barred = [k for k, code in enumerate(atlas.actors) if code in unknown]
    change[barred] = np.nan
    flat = np.nan_to_num(change).ravel()
    order = np.argsort(flat, kind="stable")
    size = len(atlas.actors)

    def swing(spot: int) -> Swing:
        to, by = divmod(spot, size)
        old, new = (
            tuple(float(value) for value in side[:, to, by]) for side in (before, after)
        )
        return Swing(
            recipient=atlas.actors[to],
            provider=atlas.actors[by],
            before=(old[0], old[1], old[2]),
            after=(new[0], new[1], new[2]),
        )

    rises = [swing(int(spot)) for spot in order[::-1][:count] if flat[spot] > 0]
    falls = [swing(int(spot)) for spot in order[:count] if flat[spot] < 0]
    return rises, falls


def arms_words(
    found: Sequence[Sphere],
    arms: dict[tuple[str, Span], tuple[str, float]],
    span: Span,
) -> list[str]:
    """Say how far patrons by trade are also the main suppliers of arms."""
    both = [
        (one.patron, arms[one.client, span][0])
        for one in found
        if one.patron and (one.client, span) in arms
    ]
    if not both:
        return []
    same = sum(one == other for one, other in both)
    lines = [
        (
            f"In {span_words(span)} {len(both)} states have both a patron by trade and "
            f"deliveries of arms on record; for {same} of them "
            f"({100 * same / len(both):.0f} %) the patron is also the main supplier."
        )
    ]
    by_patron: dict[str, Counter[str]] = {}
    for patron, supplier in both:
        by_patron.setdefault(patron, Counter())[supplier] += 1
    large = sorted(by_patron, key=lambda code: (-by_patron[code].total(), code))[:4]
    for patron in large:
        parts = [
            f"{state_name(supplier)} {count}"
            for supplier, count in by_patron[patron].most_common(4)
        ]
        lines.append(
            f"Of the {by_patron[patron].total()} of them whose patron by trade is "
            f"{state_name(patron)}, the main suppliers of arms are {listed(parts)}."
        )
    return lines


def silent_words(silent: set[tuple[str, Span]], found: Sequence[Sphere]) -> str:
    """Say where trade with the main supplier of arms is not on record."""
    known = [one for one in found if (one.client, one.span) in silent]
    if not known:
        return ""
    return (
        f"In {len(known)} of {len(found)} states and spans the main supplier of arms "
        "sends more than half of them, and trade with it reads 0 or is missing in most "
        "years: there the patron by trade is marked as doubtful."
    )


def doubt(atlas: Atlas) -> list[str]:
    """Say what was left out or is wide, with counts."""
    states = len({code for code, _ in atlas.unknown_income})
    years = {year for _, year in atlas.unknown_income}
    lines = []
    if years:
        lines.append(
            f"No product is known for {len(atlas.unknown_income):,} state-years "
            f"({states} states, {min(years)} to {max(years)}); how open they were is a "
            "declared range there, which makes their intervals wide. Levels before and "
            "after a product becomes known are not comparable."
        )
    if atlas.thin:
        lines.append(
            f"{len(atlas.thin):,} state-years are left out, because too few partners "
            "or too little of the imports was observed."
        )
    return [*lines, f"Numbers below {percent(0.0001)} are shown as such."]
