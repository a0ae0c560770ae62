"""What an atlas says, in sentences with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from suzerain.brief.atlas_figures import percent
from suzerain.brief.atlas_tongue import Tongue
from suzerain.measures.atlas import Atlas
from suzerain.measures.spheres import Holder, Span, Sphere

ENGLISH = Tongue()


def span_words(span: Span) -> str:
    """Write years as `2010-2014`, or one year alone."""
    return f"{span[0]}" if span[0] == span[1] else f"{span[0]}-{span[1]}"


def opening(
    found: Sequence[Sphere],
    ranked: Sequence[Holder],
    early: Sequence[Sphere],
    others: float,
    tongue: Tongue = ENGLISH,
) -> list[tuple[str, str]]:
    """Write what the page opens with: heads and sentences.

    Args:
        found: Spheres of the last span.
        ranked: Holders of the last span, largest first.
        early: Spheres of the span that it is compared with; empty when there is none.
        others: Over how many others leverage is averaged.
        tongue: The language.
    """
    when = span_words(found[0].span)
    first = [
        f"{tongue.state(one.actor)} "
        f"({tongue.range([value / others for value in one.hold])})"
        for one in ranked[:3]
    ]
    lines = [
        (
            "Most leverage",
            tongue.say(
                "In {1} the largest leverage over another state was held by {2}: part "
                "of the other's welfare, averaged over all.",
                when,
                tongue.listed(first),
            ),
        ),
        ("Patrons", _patrons(found, ranked, tongue)),
        ("Most dependent", _dependent(found, tongue)),
    ]
    if early:
        lines.append(("Who changed patron", changed(early, found, tongue)))
    return [(tongue.say(head), words) for head, words in lines]


def _patrons(found: Sequence[Sphere], ranked: Sequence[Holder], tongue: Tongue) -> str:
    """Say how many states have a patron, and whose they are."""
    counts = [one for one in ranked if one.clients]
    counts.sort(key=lambda one: (-len(one.clients), one.actor))
    patrons = [
        tongue.say("{1} of {2}", tongue.state(one.actor), len(one.clients))
        for one in counts[:5]
    ]
    english = "In {1} a patron stands out for {2} of {3} states: {4}."
    if len(counts) > len(patrons):
        english = f"{english.removesuffix('.')}, and others of fewer."
    told = sum(map(_one, found)), len(found), tongue.listed(patrons)
    return tongue.say(english, span_words(found[0].span), *told)


def _dependent(found: Sequence[Sphere], tongue: Tongue) -> str:
    """Name the largest dependences on one state."""
    largest = sorted(found, key=lambda one: -one.loss[1])[:3]
    pairs = [
        tongue.say(
            "{1} on {2} ({3})",
            tongue.state(one.client),
            tongue.state(one.leader),
            tongue.range(one.loss),
        )
        for one in largest
    ]
    return tongue.say(
        "In {1} the largest dependences on one state were those of {2} of welfare; for "
        "small states some of it is goods in transit, or ships under their flag (see "
        "the limits).",
        span_words(found[0].span),
        tongue.listed(pairs),
    )


def _one(sphere: Sphere) -> int:
    return int(bool(sphere.patron))


def changed(
    early: Sequence[Sphere], late: Sequence[Sphere], tongue: Tongue = ENGLISH
) -> str:
    """Say which patrons lost states to which between two spans."""
    before = {one.client: one for one in early}
    moves: Counter[tuple[str, str]] = Counter()
    names: dict[tuple[str, str], list[str]] = {}
    both = [one for one in late if one.client in before]
    for one in both:
        old = before[one.client].patron
        if old and one.patron and old != one.patron:
            moves[old, one.patron] += 1
            names.setdefault((old, one.patron), []).append(tongue.state(one.client))
    when = span_words(early[0].span), span_words(late[0].span)
    if not moves:
        return tongue.say(
            "Between {1} and {2} no state passed from one patron to another.", *when
        )
    top = sorted(moves, key=lambda key: (-moves[key], key))[:3]
    told = [
        tongue.say(
            "{1} from {2} to {3} ({4})",
            moves[old, new],
            tongue.state(old),
            tongue.state(new),
            tongue.listed(names[old, new], 5),
        )
        for old, new in top
    ]
    return tongue.say(
        "Between {1} and {2} {3} of the {4} states seen in both passed from one patron "
        "to another: {5}.",
        *when,
        sum(moves.values()),
        len(both),
        "; ".join(told),
    )


def state_words(
    code: str,
    found: Sequence[Sphere],
    ranked: Sequence[Holder],
    span: Span,
    tongue: Tongue = ENGLISH,
) -> list[str]:
    """Write the sentences of one state in one span."""
    name, when = tongue.state(code), span_words(span)
    own = next((one for one in found if one.client == code), None)
    if own is None:
        english = "In {1} too little of {2}'s purchases was observed."
        lines = [tongue.say(english, when, name)]
    elif own.leader:
        lines = [_led(own, name, when, tongue)]
    else:
        english = "In {1} no state has leverage over {2} by trade."
        lines = [tongue.say(english, when, name)]
    held = next((one for one in ranked if one.actor == code), None)
    if held is not None:
        names = [tongue.state(client) for client in held.clients]
        names = names or [tongue.say("no state")]
        lines.append(
            tongue.say("{1} is patron of {2}.", name, tongue.listed(names, 12))
        )
    return lines


def _led(own: Sphere, name: str, when: str, tongue: Tongue) -> str:
    """Say who has the largest leverage over a state, and what its cut would cost."""
    role = (
        "{2} is its patron by trade"
        if own.patron
        else "that is too little, or too seldom, for a patron"
    )
    return tongue.say(
        "In {1} {2} has the largest leverage over {3} in {4} % of worlds and observed "
        f"years; {role}. A cut by {{2}} would cost {{3}} {{5}} of welfare.",
        when,
        tongue.state(own.leader),
        name,
        f"{100 * own.share:.0f}",
        tongue.range(own.loss),
    )


def arms_words(
    found: Sequence[Sphere],
    arms: dict[tuple[str, Span], tuple[str, float]],
    span: Span,
    tongue: Tongue = ENGLISH,
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
        tongue.say(
            "In {1} {2} states have both a patron by trade and deliveries of arms on "
            "record; for {3} of them ({4} %) the patron is also the main supplier.",
            span_words(span),
            len(both),
            same,
            f"{100 * same / len(both):.0f}",
        )
    ]
    by_patron: dict[str, Counter[str]] = {}
    for patron, supplier in both:
        by_patron.setdefault(patron, Counter())[supplier] += 1
    large = sorted(by_patron, key=lambda code: (-by_patron[code].total(), code))[:4]
    for patron in large:
        parts = [
            f"{tongue.state(supplier)} {count}"
            for supplier, count in by_patron[patron].most_common(4)
        ]
        lines.append(
            tongue.say(
                "Of the {1} of them whose patron by trade is {2}, the main suppliers "
                "of arms are {3}.",
                by_patron[patron].total(),
                tongue.state(patron),
                tongue.listed(parts),
            )
        )
    return lines


def silent_words(
    silent: set[tuple[str, Span]], found: Sequence[Sphere], tongue: Tongue = ENGLISH
) -> str:
    """Say where trade with the main supplier of arms is not on record."""
    known = [one for one in found if (one.client, one.span) in silent]
    if not known:
        return ""
    return tongue.say(
        "In {1} of {2} states and spans the main supplier of arms sends more than half "
        "of them, and trade with it reads 0 or is missing in most years: there the "
        "patron by trade is marked as doubtful.",
        len(known),
        len(found),
    )


def doubt(atlas: Atlas, tongue: Tongue = ENGLISH) -> list[str]:
    """Say what was left out or is wide, with counts."""
    states = len({code for code, _ in atlas.unknown_income})
    years = {year for _, year in atlas.unknown_income}
    lines = []
    if years:
        lines.append(
            tongue.say(
                "No product is known for {1} state-years ({2} states, {3} to {4}); how "
                "open they were is a declared range there, which makes their intervals "
                "wide. Levels before and after a product becomes known are not "
                "comparable.",
                tongue.figures(f"{len(atlas.unknown_income):,}"),
                states,
                min(years),
                max(years),
            )
        )
    if atlas.thin:
        lines.append(
            tongue.say(
                "{1} state-years are left out, because too few partners or too little "
                "of the imports was observed.",
                tongue.figures(f"{len(atlas.thin):,}"),
            )
        )
    least = tongue.figures(percent(0.0001))
    return [*lines, tongue.say("Numbers below {1} are shown as such.", least)]
