"""Small named edits that return a new case."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from suzerain.case.actor import Need
from suzerain.case.case import Case
from suzerain.case.shares import scaled
from suzerain.case.tie import Tie
from suzerain.core.assumption import Assumption, is_about_one
from suzerain.core.codes import goods
from suzerain.core.errors import CaseError, UnknownReference
from suzerain.core.spread import Spread

Value = Spread | float | int | str
NUMBER = r"(-?\d+(?:\.\d+)?(?:e-?\d+)?|-?\.\d+)"
RANGE = re.compile(rf"{NUMBER}\s*\.\.\s*{NUMBER}", re.IGNORECASE)
SET = "set by the analyst"


def change(case: Case, changes: Mapping[str, Value]) -> Case:
    """Return the case with some numbers changed; all others see the same worlds.

    Args:
        case: The case.
        changes: New values by id: of a tie (its share), of a need's `.weight` or
            `.home`, or of an assumption, also for one actor or term of the case
            (`power.credibility.NOR`). An id may hold `*` for any letters. A value
            is a number, a `Spread`, `"low..high"`, or `"*0.5"` to multiply.

    Returns:
        A new case; what changed is noted on each record.

    Raises:
        UnknownReference: If nothing has such an id; the nearest is proposed.
        CaseError: If a value cannot be read, or a share or weight leaves 0 to 1.

    Examples:
        >>> tie = Tie(
        ...     provider="NOR",
        ...     recipient="GBR",
        ...     good="gas",
        ...     share=Spread(low=0.2, high=0.4),
        ... )
        >>> half = change(Case(name="gas", ties=(tie,)), {"tie.gas.*": "*0.5"})
        >>> print(half.ties[0].share)
        0.1 to 0.2
    """
    known = dict.fromkeys(changeable(case))
    for pattern, value in changes.items():
        whole = pattern in known or is_for_one(case, pattern)
        hit = [pattern] if whole else fnmatch.filter(known, pattern)
        if not hit:
            raise UnknownReference(pattern, known, f"the case {case.name!r}")
        case = _set(case, hit, value)
    return case


def _set(case: Case, hit: list[str], value: Value) -> Case:
    chosen = frozenset(hit)
    return replace(
        case,
        ties=tuple(_tie(tie, value) if tie.id in chosen else tie for tie in case.ties),
        needs=tuple(_need(need, chosen, value) for need in case.needs),
        register=case.register.overrule(
            _assumption(case.register[key], value)
            for key in hit
            if key in case.register
        ),
    )


def changeable(case: Case) -> tuple[str, ...]:
    """List the ids of all numbers of a case that can be changed.

    An assumption about a group can also be changed for one good of it, under
    `good.<good>.<name>`.
    """
    needs = [f"{need.id}.{part}" for need in case.needs for part in ("weight", "home")]
    inherited = [
        f"good.{good.good}.{key.split('.')[-1]}"
        for key in case.register
        if key.startswith("group.")
        for good in goods().values()
        if key.split(".")[1] == good.group
    ]
    ids = [*(tie.id for tie in case.ties), *needs, *case.register, *inherited]
    return tuple(dict.fromkeys(ids))


def is_for_one(case: Case, key: str) -> bool:
    """Say whether an id is an assumption about one actor, pair or term of a case.

    Args:
        case: The case.
        key: The id.

    Examples:
        >>> from suzerain.case.actor import Actor
        >>> case = Case(name="one", actors=(Actor(code="NOR", name="Norway"),))
        >>> is_for_one(case, "power.stake.NOR"), is_for_one(case, "power.stake.XXX")
        (True, False)
    """
    entry = case.register.find(key)
    if entry is None or not is_about_one(entry.inherits):
        return False
    known = {*(actor.code for actor in case.actors), *goods()}
    return set(key[len(entry.inherits) + 1 :].split(".")) <= known


def new_spread(old: Spread, value: Value, where: str) -> Spread:
    """Apply a value to a range.

    Args:
        old: The range as it is.
        value: A number, a spread, `"low..high"` or `"*factor"`.
        where: Id, for the message.

    Raises:
        CaseError: If the value cannot be read.
    """
    if isinstance(value, Spread):
        return value
    if isinstance(value, int | float):
        return Spread.point(float(value))
    text = value.strip()
    found = RANGE.fullmatch(text)
    try:
        if text.startswith("*"):
            factor = float(text[1:])
            if factor >= 0:
                return scaled(old, factor)
        elif found:
            return Spread(low=float(found[1]), high=float(found[2]))
        else:
            return Spread.point(float(text))
    except ValueError:
        pass
    raise CaseError(
        f"{value!r} is no value for {where}",
        "a number (0.4), a range (0.2..0.5) or a factor (*0.5)",
        f"try {where}=*0.5",
    )


def _part(old: Spread, value: Value, where: str) -> Spread:
    new = new_spread(old, value, where)
    if new.low < 0 or new.high > 1:
        raise CaseError(
            f"{where} would be {new}", "0 to 1", "give a smaller number or factor"
        )
    return new


def _tie(tie: Tie, value: Value) -> Tie:
    share = _part(tie.share, value, tie.id)
    return replace(tie, share=share, notes=_noted(tie.notes, tie.share, share))


def _need(need: Need, chosen: Iterable[str], value: Value) -> Need:
    for part in ("weight", "home"):
        key = f"{need.id}.{part}"
        if key in chosen:
            old = need.weight if part == "weight" else need.home
            new = _part(old, value, key)
            notes = _noted(need.notes, old, new, part)
            if part == "weight":
                need = replace(need, weight=new, notes=notes)
            else:
                need = replace(need, home=new, notes=notes)
    return need


def _noted(
    notes: tuple[str, ...], old: Spread, new: Spread, part: str = "share"
) -> tuple[str, ...]:
    return (*notes, f"{SET}: {part} {new} instead of {old}")


def _assumption(entry: Assumption, value: Value) -> Assumption:
    new = new_spread(entry.spread, value, entry.id)
    reason = f"{SET}: {new} instead of {entry.spread}. {entry.reason}"
    return replace(entry, spread=new, reason=reason, inherits="")
