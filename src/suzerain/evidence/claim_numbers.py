"""The number that a claim gives, of those that its sentence holds."""

from __future__ import annotations

from suzerain.core.codes import goods
from suzerain.evidence.claim_span import clause_of
from suzerain.evidence.draft_goods import Draft
from suzerain.evidence.parsed import Parsed
from suzerain.evidence.quantities import Quantity
from suzerain.evidence.relations import relations
from suzerain.evidence.vocabulary import word_set

MONEY = word_set("money")
LARGEST_PRICE = 1e6  # a smaller sum is the price of one thing
PLACING = frozenset(
    ["to", "in", "from", "by", "between", "among", "at", "after", "before", "since",
     "until", "during", "within", "under", "until", "near"]
)  # fmt: skip
COUNTED_GROUPS = frozenset({"transfer", "act", "stance", "effect", "knowledge"})
PART_GROUPS = frozenset({"power", "dependence", "effect", "state", "act"})
COUNTED_TIES = frozenset({"COUNT", "TRADE_PARTNER"})
BARE_COUNTS = frozenset({"act", "transfer", "power"})
UNCOUNTED = frozenset(
    {"", "year", "years", "decades", "centuries", "months", "weeks", "days", "hours",
     "states", "miles", "kilometres", "share", "index"}
)  # fmt: skip
PRICED = frozenset({"for", "at", "worth"})
LATEST_YEAR = 2100
EARLIEST_YEAR = 1500
PART_WITHIN = 8  # tokens between a verb and the part that it concerns
FEW_TIMES = 2  # "twice" counts no meetings
THINGS_WITHIN = 3  # tokens between a number and the plural that it counts


def number_of(
    parsed: Parsed, draft: Draft, quantities: tuple[Quantity, ...]
) -> Quantity | None:
    """The number that a claim gives: of its good, or of what its act concerns.

    Args:
        parsed: The sentence.
        draft: The filled frame.
        quantities: Numbers in the sentence.
    """
    transfer = relations()[draft.relation].group == "transfer"
    found = _amount(parsed, draft, quantities) if transfer else None
    return _counted(parsed, draft, quantities) if found is None else found


def _amount(
    parsed: Parsed, draft: Draft, quantities: tuple[Quantity, ...]
) -> Quantity | None:
    """The number that counts the good of a transfer."""
    if not draft.good or not quantities:
        return None
    group = goods()[draft.good].group
    for one in quantities:
        at = parsed.token_at(one.start)
        if not draft.first - 8 <= at <= draft.last + 3 or one.unit in {"share", "year"}:
            continue
        if group == "money" and one.unit in MONEY:
            return one
        if one.unit == goods()[draft.good].unit and one.unit != "index":
            return one
        near = draft.good_at >= 0 and 0 <= draft.good_at - at <= 4
        if near and one.unit not in MONEY | {"years", "months", "days", "times"}:
            return one
    return None


def _counted(
    parsed: Parsed, draft: Draft, quantities: tuple[Quantity, ...]
) -> Quantity | None:
    """The number that tells how many or how much an act concerns."""
    group = relations()[draft.relation].group
    if not quantities or not (
        group in COUNTED_GROUPS | PART_GROUPS or draft.relation in COUNTED_TIES
    ):
        return None
    at = draft.trigger.first
    left, right = clause_of(parsed, at)
    for one in quantities:
        here = parsed.token_at(one.start)
        if not left <= here < right or not _can_count(parsed, draft, one, here):
            continue
        if _elsewhere(parsed, here, at) or _is_price(draft, one):
            continue
        return one
    return None


def _can_count(parsed: Parsed, draft: Draft, one: Quantity, here: int) -> bool:
    """Whether a number is of the sort that such a claim is counted with."""
    group = relations()[draft.relation].group
    before = parsed.words[max(here - 1, 0)]
    if one.unit == "times" and (one.value or one.low or 0.0) <= FEW_TIMES:
        return group == "act"
    if one.unit == "share":
        near = 0 < here - draft.trigger.first <= PART_WITHIN
        return group in PART_GROUPS and near and before not in {"it", "them"}
    if one.unit in MONEY:
        return (
            group in COUNTED_GROUPS or draft.relation in COUNTED_TIES
        ) and before not in PRICED
    told = draft.relation == "COUNT" and one.unit in {"", "people"}
    if told or one.unit == "":
        later = group in BARE_COUNTS and here > draft.trigger.first
        return told or (later and _of_things(parsed, one, here))
    if before == "the" and draft.relation != "COUNT":
        return False  # "the two peoples" are not counted, they are known
    return one.unit not in UNCOUNTED and (
        group in COUNTED_GROUPS or draft.relation == "COUNT"
    )


def _of_things(parsed: Parsed, one: Quantity, here: int) -> bool:
    """Whether a number without a unit counts what follows: "28 programmes"."""
    stated = one.value or one.low or one.high or 0.0
    whole = stated == int(stated) and not EARLIEST_YEAR <= stated <= LATEST_YEAR
    last = parsed.token_at(one.end)
    after = parsed.words[last : last + THINGS_WITHIN]
    return whole and any(
        len(word) > THINGS_WITHIN and word[-1] == "s" and word[-2] != "s"
        for word in after
    ) and here > 0  # fmt: skip


def _owned(before: list[str]) -> bool:
    """Whether a number counts known things: "before their three meetings"."""
    return before[0] in PLACING and before[-1] in {"their", "its", "his", "her", "the"}


def _elsewhere(parsed: Parsed, here: int, at: int) -> bool:
    """Whether a number says where, when or who tells: "to three provinces"."""
    before = parsed.words[max(here - 2, 0) : here]
    if before and (before[-1] in PLACING or _owned(before)):
        return True
    low, high = sorted((here, at))
    return any(
        verb.finite and low < verb.first and verb.head < high for verb in parsed.verbs
    )


def _is_price(draft: Draft, one: Quantity) -> bool:
    """Whether a small sum is what one of the goods costs."""
    if one.unit not in MONEY or not draft.good:
        return False
    stated = one.value or one.low or one.high or 0.0
    return goods()[draft.good].group != "money" and stated < LARGEST_PRICE


def number_notes(quantity: Quantity) -> tuple[str, ...]:
    """What to know of a number: that it is rounded, that it counts for a year.

    Args:
        quantity: The number.

    Examples:
        >>> number_notes(Quantity(start=0, end=4, value=2e9, unit="usd", per="year"))
        ('per year',)
    """
    about = ("approximate",) if quantity.rounded else ()
    return (*about, f"per {quantity.per}") if quantity.per else about
