"""A plan held against a case: which factor lies on what in which month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.case.case import Case
from suzerain.core.codes import actors as known_actors
from suzerain.core.errors import (
    OutlookError,
    UnknownActor,
    UnknownReference,
)
from suzerain.outlook.dynamics.noise import Single
from suzerain.outlook.dynamics.plan import Plan, Turn
from suzerain.outlook.dynamics.rates import Rates, rate_ids, refuse_rate
from suzerain.outlook.dynamics.start import Start

TIE_PARTS = 3
"""Good, provider and recipient in the id of a tie."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schedule:
    """Hold a plan's changes with the spots they fall on.

    Args:
        plan: The plan.
        ties: Spot of each tie, by id.
        cells: Spot of each need, by id.
        members: Codes of the pact's members.
        share: The worlds' shares at the start. Shape `(tie, world)`.
        weight: The worlds' needs at the start. Shape `(cell, world)`.
    """

    plan: Plan
    ties: dict[str, int]
    cells: dict[str, int]
    members: tuple[str, ...]
    share: Single
    weight: Single

    def part(self, block: slice) -> Schedule:
        """Return the schedule for some worlds."""
        return Schedule(
            plan=self.plan,
            ties=self.ties,
            cells=self.cells,
            members=self.members,
            share=self.share[:, block],
            weight=self.weight[:, block],
        )

    def growth(self, month: int) -> Single:
        """Return the factor on what each tie delivers.

        Returns:
            Shape `(tie, world)`, or `(1, 1)` where the plan moves no tie.
        """
        if not any(self.plan.of(kind) for kind in ("share", "exit", "enter")):
            return np.ones((1, 1), dtype=np.float32)
        factor = np.ones_like(self.share)
        for turn in self.plan.of("share"):
            if turn.holds(month):
                spot = self.ties[turn.about]
                factor[spot] = self._factor(turn, self.share[spot])
        for turn in self.plan.of("exit"):
            if turn.holds(month):
                factor[self.ties[turn.about]] = 0
        for turn in self.plan.of("enter"):
            if not turn.holds(month):
                factor[self.ties[turn.about]] = 0
        return factor

    def _factor(self, turn: Turn, share: Single) -> Single:
        if turn.relative:
            return np.full_like(share, turn.value)
        least = float(np.finfo(np.float32).eps)
        new = np.float32(min(turn.value, 1 - least))
        now = np.clip(share, least, 1 - least)
        return np.asarray(new * (1 - now) / (now * (1 - new)))

    def barred(self, month: int) -> Single:
        """Return the part of each tie that is barred. Shape `(tie, 1)`."""
        part = np.zeros((len(self.ties), 1), dtype=np.float32)
        for turn in self.plan.of("sanction"):
            if turn.holds(month):
                part[self.ties[turn.about]] = turn.value
        return part

    def need(self, month: int) -> Single:
        """Return the factor on each need. Shape `(cell, world)` or `(cell, 1)`."""
        turns = [turn for turn in self.plan.of("need") if turn.holds(month)]
        factor = np.ones((len(self.cells), 1), dtype=np.float32)
        if not all(turn.relative for turn in turns):
            factor = np.ones_like(self.weight)
        for turn in turns:
            spot = self.cells[turn.about]
            now = factor[spot] if turn.relative else 1 / self.weight[spot]
            factor[spot] = turn.value * now
        return factor

    def tests(self, month: int) -> Single:
        """Return the tests that are added this month. Shape `(member, 1)`."""
        count = np.zeros((len(self.members), 1), dtype=np.float32)
        for turn in self.plan.of("tests"):
            if turn.month == month:
                count[self.members.index(turn.about)] += turn.value
        return count

    def told(self, month: int) -> frozenset[str]:
        """Return what is decreed this month, such as `war ends`."""
        return frozenset(
            f"{turn.kind} {turn.about}"
            for kind in ("war", "pact")
            for turn in self.plan.turns
            if turn.kind == kind and turn.month == month
        )

    def rates(self, rates: Rates, month: int) -> Rates:
        """Return the rates of a month."""
        for turn in self.plan.of("rate"):
            if turn.holds(month):
                now = rates[turn.about]
                new = now * turn.value if turn.relative else now * 0 + turn.value
                refuse_rate(turn.about, new)
                rates = rates.changed(turn.about, new.astype(np.float32))
        return rates


def entrants_of(case: Case, plan: Plan) -> dict[tuple[str, str, str], float]:
    """List the ties that a plan lets enter, with the share that each takes.

    Args:
        case: The case.
        plan: The plan.

    Raises:
        UnknownActor: If the supplier is known to neither case nor codes.
        UnknownReference: If nobody of the case needs the good.
        OutlookError: If the tie is there already.
    """
    found = {}
    known = {actor.code for actor in case.actors}
    needs = {f"need.{need.good}.{need.actor}" for need in case.needs}
    needs |= {f"need.{tie.good}.{tie.recipient}" for tie in case.ties}
    for turn in plan.of("enter"):
        parts = turn.about.removeprefix("tie.").split(".")
        if not turn.about.startswith("tie.") or len(parts) != TIE_PARTS:
            raise OutlookError(
                f"{turn.about!r} enters",
                "a tie, tie.<good>.<provider>.<recipient>",
                "write for example tie.oil.SAU.CHN",
            )
        good, provider, recipient = parts
        if provider not in known and provider not in known_actors():
            raise UnknownActor(provider, known, "the case")
        if f"need.{good}.{recipient}" not in needs:
            raise UnknownReference(f"need.{good}.{recipient}", needs, "the case")
        if provider == recipient:
            raise OutlookError(
                f"{turn.about}: {provider} supplies itself",
                "a supplier and another recipient",
                "write what it makes itself as the need's home part",
            )
        if any(tie.id == turn.about for tie in case.ties):
            raise OutlookError(
                f"{turn.about} is in the case already",
                "a supplier that is not there yet",
                'write tie = "..." and share = "*2" for one that is',
            )
        found[good, provider, recipient] = turn.value
    return found


def schedule_of(
    plan: Plan,
    start: Start,
    *,
    members: Sequence[str],
    months: int,
    actors: Sequence[str],
) -> Schedule:
    """Hold a plan against a start, and refuse what fits nothing.

    Args:
        plan: The plan.
        start: The start, entrants included.
        members: Codes of the pact's members.
        months: Months to be simulated.
        actors: Codes of the case's actors.

    Returns:
        The schedule.

    Raises:
        UnknownReference: If a change names an unknown tie, need or rate.
        UnknownActor: If it names an unknown actor.
        OutlookError: If it comes after the last month, or ends before it begins.
    """
    ties = {f"tie.{'.'.join(tie)}": spot for spot, tie in enumerate(start.ties)}
    cells = {f"need.{good}.{who}": k for k, (good, who) in enumerate(start.cells)}
    known: dict[str, dict[str, int]] = {
        "share": ties,
        "sanction": ties,
        "exit": ties,
        "need": cells,
        "rate": dict.fromkeys(rate_ids(), 0),
    }
    for turn in plan.turns:
        _refuse_time(turn, months)
        if turn.kind in known and turn.about not in known[turn.kind]:
            raise UnknownReference(turn.about, known[turn.kind], "what may change")
        if turn.kind == "need" and not turn.relative:
            _refuse_unweighed(turn, start.weight[cells[turn.about]])
        if turn.kind == "tests" and turn.about not in members:
            if turn.about not in actors:
                raise UnknownActor(turn.about, actors, "the case")
            raise OutlookError(
                f"{turn.about} is no member of the pact",
                f"tests by {' or '.join(members) or 'nobody: there is no pact'}",
                "name a member",
            )
    return Schedule(
        plan=plan,
        ties=ties,
        cells=cells,
        members=tuple(members),
        share=start.share,
        weight=start.weight,
    )


def _refuse_unweighed(turn: Turn, weight: Single) -> None:
    if not (weight > 0).all():
        raise OutlookError(
            f"{turn.about} becomes {turn.value:g}, and its weight is not known",
            'a factor, such as "*1.5"',
            "write a factor, or add the need to the case",
        )


def _refuse_time(turn: Turn, months: int) -> None:
    if turn.month > months:
        raise OutlookError(
            f"a change in month {turn.month} ({turn.text})",
            f"1 to {months}, the months that are simulated",
            f"use --months {turn.month} or more",
        )
    if turn.until is not None and turn.until <= turn.month:
        raise OutlookError(
            f"a change from month {turn.month} until month {turn.until}",
            "an end after the beginning",
            "give a later `until`, or leave it out",
        )
