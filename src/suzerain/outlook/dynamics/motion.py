"""One month after another in a block of worlds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from suzerain.outlook.dynamics.clock import Clock
from suzerain.outlook.dynamics.keeping import Keeping
from suzerain.outlook.dynamics.noise import YEAR, Single
from suzerain.outlook.dynamics.powers import Power, Watcher
from suzerain.outlook.dynamics.promises import Promises
from suzerain.outlook.dynamics.rates import Rates
from suzerain.outlook.dynamics.rivals import Rivals, Spiral
from suzerain.outlook.dynamics.schedule import Schedule
from suzerain.outlook.dynamics.start import Start
from suzerain.outlook.dynamics.suppliers import Suppliers

CAUSES = ("in force", "rates", "blocked", "quit", "decreed")
"""How a pact can end; the first is that it has not."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stage:
    """Hold all that a block of worlds starts from.

    Args:
        start: Ties and needs.
        rates: Rates.
        schedule: The plan.
        promises: The struck terms; None without a pact.
        watchers: Third powers that may act.
        spiral: How rivals and members answer one another.
        unstable: Where answers would grow without end, in words; empty for nowhere.
        tests: Usual tests a year. Shape `(member, world)`.
        chances: Uniform numbers by name, each `(world,)` or `(item, world)`.
        during_war: Whether a war is on.
        is_temporary: Whether a source calls the pact temporary.
        sanctioning: Rival that supplies each tie to a member; -1 for none.
        hold_tests: Whether tests stay as usual.
        pact: Id of the pact; empty without one.
    """

    start: Start
    rates: Rates
    schedule: Schedule
    promises: Promises | None
    watchers: tuple[Watcher, ...]
    spiral: Spiral
    tests: Single
    chances: Mapping[str, Single]
    during_war: bool
    is_temporary: bool
    sanctioning: NDArray[np.intp]
    hold_tests: bool = False
    unstable: str = ""
    pact: str = ""

    def part(self, block: slice) -> Stage:
        """Return the stage of some worlds."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        return Stage(
            **{
                **kept,
                "start": self.start.part(block),
                "rates": self.rates.part(block),
                "schedule": self.schedule.part(block),
                "promises": None
                if self.promises is None
                else self.promises.part(block),
                "watchers": tuple(one.part(block) for one in self.watchers),
                "spiral": self.spiral.split(block),
                "tests": self.tests[:, block],
                "chances": {key: one[..., block] for key, one in self.chances.items()},
            }
        )


class Motion:
    """Move a block of worlds.

    Args:
        stage: What it starts from.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        worlds = stage.start.rho.shape[-1]
        chances = stage.chances
        self.suppliers = Suppliers(stage.start, chances["exit"], chances["entry"])
        self.at_war = np.full(worlds, stage.during_war)
        self.war_end = np.zeros(worlds, dtype=np.int32)
        self.cause = np.zeros(worlds, dtype=np.int8)
        self.pact_end = np.zeros(worlds, dtype=np.int32)
        self.hazard_end = np.zeros(worlds, dtype=np.int32)
        names = ("war", "pact", "alone", "quit", "block")
        self._clocks = {name: Clock(chances[name]) for name in names}
        self.keeping: Keeping | None = None
        self.rivals: Rivals | None = None
        self.powers: tuple[Power, ...] = ()
        if stage.promises is not None:
            rates = stage.rates
            keeping = self.keeping = Keeping(stage.promises, stage.start.peace)
            self.rivals = Rivals(
                stage.spiral,
                rates,
                tests=stage.tests,
                provoking=keeping.provoking,
                hold=stage.hold_tests,
            )
            self.powers = tuple(
                Power(one, self.suppliers.pair_loss) for one in stage.watchers
            )
            self._look(rates)

    def step(
        self, month: int, shocks: tuple[Single, Single], tests: Single | None
    ) -> None:
        """Let a month pass.

        Args:
            month: 1 for the first.
            shocks: Standard normal numbers for ties and for cells.
            tests: Uniform numbers that say how many tests come. `(member, world)`.
        """
        stage = self.stage
        rates = stage.schedule.rates(stage.rates, month)
        told = stage.schedule.told(month)
        war_rate = np.where(self.at_war, rates["forecast.war_end"], 0)
        if self.keeping is not None:
            self._end(rates, month, told)
        self._fight(war_rate, month, told)
        over = (stage.during_war & ~self.at_war).astype(np.float32)
        need = stage.schedule.need(month)
        self.suppliers.step(
            rates,
            shocks,
            growth=stage.schedule.growth(month),
            barred=self._barred(rates, month),
            need=need,
            is_peace=over,
        )
        if self.keeping is None or self.rivals is None or tests is None:
            return
        self._keep(self.keeping, rates, need, over)
        self.rivals.step(
            rates,
            provoking=self.keeping.provoking,
            received=[self.keeping.received(m) for m in range(len(stage.tests))],
            chance=tests,
            added=stage.schedule.tests(month),
        )
        self._look(rates)

    def _keep(self, keeping: Keeping, rates: Rates, need: Single, over: Single) -> None:
        """Members look at what they take, give and believe."""
        spots = keeping.promises.cell
        drift = np.exp(self.suppliers.need_drift[spots]) * need[spots]
        peace = self.stage.start.peace[spots]
        keeping.ambition = self._ambition(rates, keeping.ambition)
        keeping.step(
            rates,
            ratio=drift * (1 + over * (peace - 1)),
            calm=drift * peace if self.stage.during_war else drift,
            war_rate=np.where(self.at_war, rates["forecast.war_end"], 0),
            end_rate=rates["forecast.pact_end"],
        )

    def _ambition(self, rates: Rates, now: Single) -> Single:
        if not self.powers:
            return now
        sure = np.minimum.reduce([power.bolder for power in self.powers])
        objects = np.logical_or.reduce([~power.tolerates for power in self.powers])
        wanted = np.where(objects, -1, sure)
        rate = np.where(objects, rates.of("yielding"), rates.of("boldness"))
        pace = -np.expm1(-rate / YEAR)
        return np.asarray(now + pace * (wanted - now), dtype=np.float32)

    def _look(self, rates: Rates) -> None:
        """Third powers look at the month."""
        keeping, rivals = self.keeping, self.rivals
        if keeping is None or rivals is None:
            return
        more = keeping.promises.provocation.sum(axis=1)
        fuller = np.maximum(more[1] - keeping.provoking, 0)
        for power in self.powers:
            power.look(
                rates,
                rivals=rivals,
                fuller=rivals.provocation + fuller,
                surplus=keeping.surplus,
                pair_loss=self.suppliers.pair_loss,
                ambition=keeping.ambition,
            )

    def _barred(self, rates: Rates, month: int) -> Single:
        """What the plan bars, and what rivals that supply a member bar in answer."""
        told = self.stage.schedule.barred(month)
        theirs = np.flatnonzero(self.stage.sanctioning >= 0)
        if self.rivals is None or not theirs.size:
            return told
        shape = self.stage.start.share.shape
        barred = (
            np.broadcast_to(told, shape).copy()
            if told.any()
            else np.zeros(shape, dtype=np.float32)
        )
        last = len(self.rivals.spiral.part) - 1  # sanctions
        rise = self.rivals.level[:, last] - self.rivals.first[:, last]
        answer = rates.of("sanction_answer") * np.maximum(rise, 0)
        more = np.minimum(answer, 1)[self.stage.sanctioning[theirs]]
        barred[theirs] = 1 - (1 - barred[theirs]) * (1 - more)
        return barred

    def _fight(self, rate: Single, month: int, told: frozenset[str]) -> None:
        """Let the war end, or begin."""
        ends = self._clocks["war"].strikes(rate) & self.at_war
        if "war ends" in told:
            ends = self.at_war
        self.war_end = np.where(ends, month, self.war_end)
        self.at_war = self.at_war & ~ends
        if "war begins" in told:
            self.at_war = np.ones_like(self.at_war)
            self.war_end = np.zeros_like(self.war_end)

    def _end(self, rates: Rates, month: int, told: frozenset[str]) -> None:
        """Let the pact end, by the causes in the order of `CAUSES`."""
        keeping = self.keeping
        if keeping is None:
            return
        base = rates["forecast.pact_end"]
        after = base * (rates["forecast.temporary"] if self.stage.is_temporary else 1)
        over = (self.stage.during_war or bool(self.war_end.any())) & ~self.at_war
        useless = (keeping.peace_surplus < 0).any(axis=0)
        faster = rates["forecast.after_war"]
        alone = self._clocks["alone"].strikes(np.where(over, after * faster, base))
        self.hazard_end = np.where(
            alone & (self.hazard_end == 0), month, self.hazard_end
        )
        rate = np.where(over, after * np.where(useless, faster, 1), base)
        objects = np.zeros_like(useless)
        for power in self.powers:
            objects |= power.can & power.wants
        struck = [
            self._clocks["pact"].strikes(rate),
            self._clocks["block"].strikes(rates.of("block_speed") * objects),
            self._clocks["quit"].strikes(rates.of("quit_speed") * ~keeping.is_kept),
            np.full_like(useless, "pact ends" in told),
        ]
        for cause, ends in enumerate(struck, start=1):
            now = ends & (self.cause == 0)
            self.cause = np.where(now, cause, self.cause)
            self.pact_end = np.where(now, month, self.pact_end)
