"""How long what a clause tells has lasted or will last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from suzerain.evidence.actor_codes import states
from suzerain.evidence.beside import told_beside
from suzerain.evidence.claim import Claim
from suzerain.evidence.parsed import Parsed
from suzerain.evidence.quantities import Quantity
from suzerain.evidence.vocabulary import verb_forms

UNITS = {
    f"{one}{end}": f"{one}s"
    for one in ("year", "month", "week", "day", "hour", "minute")
    for end in ("", "s")
}
TIMES = frozenset({*UNITS.values(), "decades", "centuries"})
LONGER = {"decade": 10, "decades": 10, "century": 100, "centuries": 100}
ONE = frozenset({"a", "an", "one", "another", "every", "this", "last"})
BEFORE = frozenset(
    "at least most more less than over under up to nearly almost about around some "  # noqa: SIM905
    "roughly only just the its their his her past last next first another further a "
    "an good full whole exactly barely fewer".split()
)
LEAST = frozenset({"more", "over", "least"})
MOST = frozenset({"less", "under", "up", "most", "fewer"})
STOCKS = frozenset(
    "fuel imports food gas oil supplies supply enough jail prison water cover stocks "  # noqa: SIM905
    "reserves ammunition electricity".split()
)
NO_STATE = frozenset(
    "age aged total series cost rate imports aid grace study jail prison life "  # noqa: SIM905
    "celebration celebrations anniversary each".split()
)
TAKING = frozenset(
    form
    for base in ("last", "take", "run", "spend", "endure")
    for form in verb_forms(base)
)
DURING = frozenset(["over", "during", "throughout"])
ASKING = frozenset(
    form
    for base in ("ask", "beg", "call", "plead", "appeal")
    for form in verb_forms(base)
)
AFTER = frozenset({"after", "during", "following", "despite", "amid", "through", "in"})
ENDING = frozenset(
    form for base in ("end", "mark", "break") for form in verb_forms(base)
)
BACK = 5


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of time: its tokens and its number."""

    first: int
    last: int
    quantity: Quantity


def find_lasting(
    parsed: Parsed, quantities: Sequence[Quantity], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Find how long it lasts what the claims of a sentence tell.

    "for three years", "a ceasefire of ten years", "four days of talks", "a five-year
    contract" and "lasted a month" are durations; "two weeks ago", "within a year" and
    "a million tons a year" are none. The sides are those of the claim that the words
    stand in.

    Args:
        parsed: The sentence.
        quantities: Numbers in it.
        claims: What else it tells.
    """
    if not claims:
        return
    told = [one for one in claims if one.relation == "DURATION"]
    for stretch in _stretches(parsed, quantities):
        start = parsed.base + parsed.starts[stretch.first]
        end = parsed.base + parsed.ends[stretch.last]
        if any(one.start <= start < one.end for one in told):
            continue
        if not _is_duration(parsed, stretch):
            continue
        base = told_beside(claims, start, end)
        if base is not None:
            yield _lasting(base, stretch.quantity)


def _lasting(base: Claim, quantity: Quantity) -> Claim:
    both = "+".join(sorted(states(base.subject) | states(base.object)))
    return replace(
        base, kind="quantity", subject=both, relation="DURATION", object="",
        value=quantity.value, low=quantity.low, high=quantity.high,
        unit=quantity.unit, polarity="positive", good="",
        notes=tuple(one for one in base.notes if one != "object inferred"),
    )  # fmt: skip


def _stretches(parsed: Parsed, quantities: Sequence[Quantity]) -> Iterator[_Stretch]:
    """Every number of days, weeks, months or years in the sentence."""
    words = parsed.words
    for at, word in enumerate(words):
        unit = word.partition("-")[2] if "-" in word else word
        if unit in UNITS or unit in LONGER:
            stretch = _counted(parsed, quantities, at) or _single(parsed, at)
            if stretch is not None:
                yield stretch


def _counted(
    parsed: Parsed, quantities: Sequence[Quantity], at: int
) -> _Stretch | None:
    """A stretch whose number the reader has read: "more than ten years"."""
    place = parsed.starts[at]
    for one in quantities:
        if one.start <= place < one.end and one.unit in TIMES:
            first = parsed.token_at(one.start)
            return _Stretch(first, at, _in_years(one))
    return None


def _single(parsed: Parsed, at: int) -> _Stretch | None:
    """A stretch of one: "a year", "more than a decade", "another month"."""
    words = parsed.words
    before = words[at - 1] if at else ""
    if before not in ONE or before in {"every", "this", "last"}:
        return None
    if words[at] not in LONGER and words[at] not in UNITS:
        return None  # "a two-minute call"
    first = at - 1
    while first > max(at - BACK, 0) and words[first - 1] in BEFORE:
        first -= 1
    lead = set(words[first : at - 1])
    number = float(LONGER.get(words[at], 1))
    low = None if lead & MOST and not lead & {"least"} else number
    high = None if lead & LEAST and not lead & {"most"} else number
    unit = "years" if words[at] in LONGER else UNITS[words[at]]
    value = number if low == high else None
    quantity = Quantity(
        start=parsed.starts[first], end=parsed.ends[at], value=value, low=low,
        high=high, unit=unit,
    )  # fmt: skip
    return _Stretch(first, at, quantity)


def _in_years(quantity: Quantity) -> Quantity:
    times = LONGER.get(quantity.unit)
    if times is None:
        return quantity
    value, low, high = (
        None if one is None else one * times
        for one in (quantity.value, quantity.low, quantity.high)
    )
    return replace(quantity, value=value, low=low, high=high, unit="years")


def _is_duration(parsed: Parsed, stretch: _Stretch) -> bool:
    """Whether the words around say that something lasts so long."""
    words = parsed.words
    back = stretch.first - 1
    while back > 0 and words[back] in BEFORE:
        back -= 1
    lead = words[back] if back >= 0 else ""
    earlier = words[back - 1] if back > 0 else ""
    after = words[stretch.last + 1 : stretch.last + 3]
    if after[:1] in (["ago"], ["later"], ["after"], ["before"], ["earlier"], ["old"]):
        return False
    word = words[stretch.last]
    if "-" in word:
        return not word.endswith("-old") and bool(after)
    if lead in {"for", "during"}:
        return earlier not in STOCKS | ASKING and not set(after) & NO_STATE
    if after[:1] == ["of"] and not set(after) & NO_STATE:
        few = words[stretch.last - 1] in ONE
        return not few or lead in AFTER or lead in ENDING
    if lead == "of":
        near = words[back + 1 : stretch.first]
        return earlier not in NO_STATE and not {"the", "next", "past", "last"} & set(
            near
        )
    return lead in TAKING or (lead in DURING and not _looks_back(words, stretch))


def _looks_back(words: list[str], stretch: _Stretch) -> bool:
    """Whether a stretch is looked back on: "over the past year"."""
    return bool({"past", "last"} & set(words[max(stretch.first - 2, 0) : stretch.last]))
