"""What changed from one case to another, brought into a third."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.case.question import Item

R = TypeVar("R")
KEYS: dict[str, Callable[[Any], str]] = {
    "needs": lambda need: str(need.id),
    "ties": lambda tie: str(tie.id),
    "pacts": lambda pact: str(pact.id),
    "powers": lambda power: str(power.actor),
    "stances": lambda stance: str(stance.id),
    "events": lambda event: f"{event.claim} {event.actor} {event.target}",
    "contests": lambda contest: str(contest.id),
    "questions": lambda question: str(question.id),
    "gaps": str,
    "actors": lambda actor: str(actor.code),
}
"""Parts of a case that are made from claims, and what tells their records apart."""
TEXTS = ("title", "as_of")


def merge(base: Case, own: Case, new: Case) -> Case:
    """Bring what changed from one case to another into a third.

    Args:
        base: The case before the change.
        own: A case made from `base`, perhaps edited by hand.
        new: The case after the change.

    Returns:
        `own` with the change; a record that differs from that of `base` stays.
    """
    parts: dict[str, Any] = {
        name: _merged(getattr(base, name), getattr(own, name), getattr(new, name), key)
        for name, key in KEYS.items()
    }
    texts = {
        name: getattr(new if getattr(own, name) == getattr(base, name) else own, name)
        for name in TEXTS
    }
    merged = replace(own, **{**parts, **texts})
    named = set(_texts([getattr(merged, name) for name in KEYS if name != "actors"]))
    missing = [
        actor
        for actor in own.actors
        if actor.code in named and actor not in merged.actors
    ]
    return replace(merged, actors=(*merged.actors, *missing))


def _merged(
    base: Iterable[R], own: Iterable[R], new: Iterable[R], key: Callable[[R], str]
) -> tuple[R, ...]:
    before, mine, after = (_by_key(part, key) for part in (base, own, new))
    chosen: dict[tuple[str, int], R] = {}
    for name, record in mine.items():
        if name in before and name in after:
            chosen[name] = _one(before[name], record, after[name])
        elif name not in before or record != before[name]:
            chosen[name] = record
    fresh = [name for name in after if name not in before and name not in chosen]
    chosen |= {name: after[name] for name in fresh}
    common = [name for name in before if name in mine]
    as_built = common == [name for name in mine if name in before]
    order = [*after, *mine] if as_built else [*mine, *after]
    return tuple(chosen[name] for name in dict.fromkeys(order) if name in chosen)


def _by_key(records: Iterable[R], key: Callable[[R], str]) -> dict[tuple[str, int], R]:
    """Key records; those that share a key are told apart by their order."""
    seen: Counter[str] = Counter()
    found = {}
    for one in records:
        name = key(one)
        found[name, seen[name]] = one
        seen[name] += 1
    return found


def _one(before: R, mine: R, after: R) -> R:
    """Choose for one record; a pact is its own fields and its terms."""
    if not (
        isinstance(before, Pact) and isinstance(mine, Pact) and isinstance(after, Pact)
    ):
        return after if mine == before else mine
    terms = _merged(before.terms, mine.terms, after.terms, lambda term: term.id)
    bare = replace(mine, terms=before.terms) == before
    return replace(after if bare else mine, terms=terms)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def without_lost_claims(case: Case, old: Case) -> Case:
    """Take claims that are gone out of records that a hand has kept.

    Args:
        case: The case after a review.
        old: The case before it.
    """
    gone = {claim.id for claim in old.claims} - {claim.id for claim in case.claims}
    if not gone:
        return case
    parts: dict[str, Any] = {
        name: tuple(_without(one, gone) for one in getattr(case, name)) for name in KEYS
    }
    stances = tuple(one for one in case.stances if one.claim not in gone)
    events = tuple(one for one in case.events if one.claim not in gone)
    return replace(case, **{**parts, "stances": stances, "events": events})


def _without(value: Any, gone: set[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(
            _without(one, gone)
            for one in value
            if not (isinstance(one, str) and one in gone)
            and not (isinstance(one, Item) and set(one.claims) <= gone)
        )
    if not is_dataclass(value) or isinstance(value, type):
        return value
    old = {part.name: getattr(value, part.name) for part in fields(value)}
    new = {name: _without(one, gone) for name, one in old.items()}
    return value if new == old else replace(value, **new)
