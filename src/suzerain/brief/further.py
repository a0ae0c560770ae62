"""What a brief tells beyond the solved pact, reckoned when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from suzerain.case.case import Case
from suzerain.core.errors import OutlookError, StrategyError

if TYPE_CHECKING:
    from suzerain.core.worlds import Worlds
    from suzerain.strategy.game.averaged import Ply
    from suzerain.strategy.permitted import Permitted

# Enough worlds for shares to whole per cents or so; a brief is to stay quick.
MONTHS = 60
WORLDS_BY_MONTH = 800
WORLDS_OF_LEAVE = 400
WORLDS_OF_TURNING = 300
MOST_TURNING = 3
NEAR = 0.2


@dataclass(frozen=True, kw_only=True, eq=False)
class Further:
    """Hold what is needed to ask who would give leave, and what the months bring.

    Args:
        case: The case.
        patron: Code of the power whose leave is asked; empty when there is none.
        p_pact: Share of worlds in which a pact is struck.
        p_pact_without_consent: Share in which it is although the patron refuses.
        worlds: How many worlds the brief draws.
        seed: Its seed.
        policies: True when a scenario says what somebody does: what is reckoned here is
            for powers that do as they judge best, and is then left out.
        ends: Shares of worlds with a pact among those in which one number is lowest or
            highest, for the numbers that drive it.
    """

    case: Case
    patron: str
    p_pact: float
    p_pact_without_consent: float
    worlds: int
    seed: int
    policies: bool = False
    ends: tuple[float, ...] = ()

    @property
    def struck(self) -> bool:
        """Whether a pact is struck in any world."""
        return bool(self.p_pact)

    @cached_property
    def hinge(self) -> dict[str, Any] | None:
        """`Flip.to_dict()` of what turns the verdict on a veto; None without a patron.

        The verdict is that the pact hangs on the patron's consent when, of the worlds
        with the pact, more than a roughly even part has none against refusal. Uncertain
        numbers are moved within their ranges, one at a time.
        """
        from suzerain.core.worlds import Worlds
        from suzerain.outlook.band import band_of
        from suzerain.strategy.flip import flip

        if not self.patron or not self.struck or self.policies:
            return None
        threshold = self.p_pact * (1 - band_of(1 / 2).high)
        return flip(
            self.case,
            "p_pact_without_consent",
            threshold,
            below=self.p_pact_without_consent >= threshold,
            worlds=Worlds(count=min(self.worlds, WORLDS_OF_TURNING), seed=self.seed),
            inputs=MOST_TURNING,
        ).to_dict()

    @cached_property
    def turns(self) -> dict[str, Any] | None:
        """`Flip.to_dict()` of what makes a pact no longer likelier than not, or so.

        It is searched where the share of worlds with a pact comes near one half among
        the worlds in which one number is low or high; elsewhere nothing gets there.
        """
        from suzerain.core.worlds import Worlds
        from suzerain.strategy.flip import flip

        if not self.struck or self.policies or not self.is_near():
            return None
        return flip(
            self.case,
            "p_pact",
            1 / 2,
            below=self.p_pact >= 1 / 2,
            worlds=Worlds(count=min(self.worlds, WORLDS_OF_TURNING), seed=self.seed),
            inputs=MOST_TURNING,
        ).to_dict()

    def is_near(self) -> bool:
        """Whether the largest driver takes the share of worlds near one half."""
        below = self.p_pact >= 1 / 2
        ends = [self.p_pact, *self.ends]
        return min(ends) < 1 / 2 + NEAR if below else max(ends) > 1 / 2 - NEAR

    @cached_property
    def permitted(self) -> dict[str, Any] | None:
        """`Permitted.to_dict()`, or None when there is nobody to ask."""
        return self._leave.to_dict() if self._leave else None

    @cached_property
    def asked(self) -> Ply | None:
        """The game of permission as one tree; payoffs in log welfare."""
        from suzerain.strategy.game.averaged import averaged
        from suzerain.strategy.game.quantal import quantal

        found = self._leave
        if found is None:
            return None
        precision = self.case.register.draw(self._drawn, "permission.precision")
        return averaged(
            found.game,
            quantal(found.game, 1.0),
            scale=found.typical / precision,
            unseen="kind",
        )

    @property
    def _drawn(self) -> Worlds:
        from suzerain.core.worlds import Worlds

        return Worlds(count=min(self.worlds, WORLDS_OF_LEAVE), seed=self.seed)

    @cached_property
    def _leave(self) -> Permitted | None:
        from suzerain.strategy.permission import permission

        if not self.patron or not self.struck or self.policies:
            return None
        try:
            return permission(self.case, self._drawn, power=self.patron)
        except StrategyError:
            return None

    @cached_property
    def simulated(self) -> dict[str, Any] | None:
        """`Run.to_dict()`, or None when no pact is struck or nothing settles."""
        from suzerain.core.worlds import Worlds
        from suzerain.outlook.dynamics.simulate import simulate

        if not self.struck or self.policies:
            return None
        drawn = Worlds(count=min(self.worlds, WORLDS_BY_MONTH), seed=self.seed)
        try:
            run = simulate(self.case, drawn, months=MONTHS, threads=1)
        except (OutlookError, StrategyError):
            return None
        return run.to_dict() if run.struck else None
