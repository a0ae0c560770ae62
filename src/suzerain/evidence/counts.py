"""Borders, meetings, firsts and durations of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from suzerain.evidence.actor_codes import states
from suzerain.evidence.context import Context
from suzerain.evidence.measured import Measured
from suzerain.evidence.parsed import join_codes
from suzerain.evidence.quantities import Quantity
from suzerain.evidence.subjects import subject_of
from suzerain.evidence.vocabulary import verb_forms

ASKING = frozenset(
    form
    for base in ("ask", "beg", "call", "plead", "appeal")
    for form in verb_forms(base)
)
LASTING = frozenset(
    {"for", "pact", "treaty", "lease", "alliance", "relations", "war", "deal",
     "agreement", "contract", "concession", "monopoly", "ceasefire", "truce",
     "partnership", "blockade", "occupation", "campaign", "siege", "embargo"}
)  # fmt: skip
BOTH = 2
YEARS_OF = {"decades": 10, "centuries": 100}


def _pair(context: Context, at: int) -> tuple[str, str, int, int] | None:  # noqa: PLR0911
    """The two sides nearest to a token: subject of its verb and the other."""
    parsed = context.parsed
    left = [v for v in parsed.verbs if v.head <= at and (v.finite or v.form == "base")]
    subject = subject_of(context, left[-1]) if left else None
    whom = [
        i for i in range(max(at - 8, 0), at) if parsed.words[i] in {"whom", "which"}
    ]
    if whom and subject is not None:
        head = [g for g in parsed.groups if g.last <= whom[-1]]
        if head and head[-1].code != subject.code:
            return subject.code, head[-1].code, head[-1].first, at
    rights = [
        g
        for g in parsed.groups
        if g is not subject
        and g.governor >= 0
        and parsed.words[g.governor] in {"with", "between", "and", "to"}
        and abs(g.first - at) < 16
    ]
    for group in rights:
        if len(group.codes) > 1 or "+" in group.code:
            return join_codes(group.codes), "", group.first, group.last - 1
    if subject is not None and rights:
        if subject.code.split("/")[0] == rights[0].code.split("/")[0]:
            return None
        used = (subject.first, rights[0].last - 1)
        return subject.code, rights[0].code, min(used), max(*used, at)
    if subject is not None and (len(subject.codes) > 1 or "+" in subject.code):
        return join_codes(subject.codes), "", subject.first, at
    objects = [
        g
        for g in parsed.groups
        if g is not subject and g.governor < 0 and 0 < abs(g.first - at) < 12
    ]
    if subject is not None and objects:
        return subject.code, objects[0].code, subject.first, max(objects[0].first, at)
    return None


def border_of(
    context: Context, quantity: Quantity, at: int, last: int
) -> Measured | None:
    """Find the length of a border.

    Args:
        context: The sentence.
        quantity: The number.
        at: Its first token.
        last: Its last token.
    """
    near = context.parsed.words[max(at - 10, 0) : last + 10]
    if not {"border", "frontier", "borders", "boundary"} & set(near):
        return None
    pair = _pair(context, at)
    if pair is None:
        groups = [g for g in context.parsed.groups if g.possessive or g.governor >= 0]
        if len({g.code for g in groups}) > 1:
            pair = (groups[0].code, groups[-1].code, groups[0].first, groups[-1].first)
    if pair is None or len(states(pair[0]) | states(pair[1])) < BOTH:
        left, right = context.last.get("BORDERS", ("", ""))
        if len(states(left) | states(right)) != BOTH:
            return None
        pair = (left, right, at, last)
    return _of_pair("BORDER_LENGTH", pair, quantity, at, last)


def _of_pair(
    relation: str,
    pair: tuple[str, str, int, int],
    quantity: Quantity,
    at: int,
    last: int,
) -> Measured:
    first, end = min(pair[2], at), max(pair[3], last)
    return Measured(
        relation=relation, subject=pair[0], object=pair[1], quantity=quantity,
        at=at, first=first, last=end,
    )  # fmt: skip


def meetings_of(
    context: Context, quantity: Quantity, at: int, last: int
) -> Measured | None:
    """Find how often two sides met.

    Args:
        context: The sentence.
        quantity: The number.
        at: Its first token.
        last: Its last token.
    """
    near = set(context.parsed.words[max(at - 12, 0) : last + 8])
    if quantity.unit == "times" and not near & {
        "met",
        "meet",
        "meeting",
        "visited",
        "visits",
        "talks",
    }:
        return None
    pair = _pair(context, at)
    return _of_pair("MEETINGS", pair, quantity, at, last) if pair else None


def first_of(
    context: Context, quantity: Quantity, at: int, last: int
) -> Measured | None:
    """Find a first since a year.

    Args:
        context: The sentence.
        quantity: The number.
        at: Its first token.
        last: Its last token.
    """
    parsed = context.parsed
    groups = [g for g in parsed.groups if g.first < at] or parsed.groups
    if not groups:
        return None
    subject = groups[0]
    others = [g for g in groups if g.code.split("/")[0] != subject.code.split("/")[0]]
    return Measured(
        relation="FIRST_SINCE", subject=subject.code,
        object=others[0].code if others else "", quantity=quantity, at=at,
        first=min(subject.first, at), last=last,
    )  # fmt: skip


def _in_years(quantity: Quantity) -> Quantity:
    """Decades and centuries as years: "an alliance of two centuries"."""
    times = YEARS_OF.get(quantity.unit)
    if times is None:
        return quantity
    scaled = [
        None if one is None else one * times
        for one in (quantity.value, quantity.low, quantity.high)
    ]
    return replace(
        quantity, value=scaled[0], low=scaled[1], high=scaled[2], unit="years"
    )


def duration_of(
    context: Context, quantity: Quantity, at: int, last: int
) -> Measured | None:
    """Find how long something has lasted.

    Args:
        context: The sentence.
        quantity: The number.
        at: Its first token.
        last: Its last token.
    """
    parsed = context.parsed
    quantity = _in_years(quantity)
    anniversary = "anniversary" in parsed.words[at : last + 2]
    near = set(parsed.words[max(at - 3, 0) : last + 6])
    if not anniversary and near.isdisjoint(LASTING):
        return None
    if ASKING & set(parsed.words[max(at - 4, 0) : at]):
        return None  # "asked for ten years of grace" has not lasted
    pair = _pair(context, at)
    if pair is None or len({*re.split(r"[+/]", pair[0]), pair[1]}) < 2:
        if not (anniversary and context.pact):
            return None
        groups = [g for g in parsed.groups if g.first < at and len(g.codes) > 1]
        if not groups:
            return None
        pair = (join_codes(groups[0].codes), "", groups[0].first, last)
    return _of_pair("DURATION", pair, quantity, at, last)
