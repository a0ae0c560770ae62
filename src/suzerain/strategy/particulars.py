"""What a solution can tell beyond the deal, reckoned when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.worlds import Worlds
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.enforcement import Enforcement, enforcement
from suzerain.strategy.externality import Externality, externalities
from suzerain.strategy.forbearance import Rivalry, rivalry
from suzerain.strategy.payoff import Payoffs
from suzerain.strategy.veto import Veto


@dataclass(frozen=True, kw_only=True, eq=False)
class Particulars:
    """Hold what is needed to ask further of a solved pact.

    Args:
        case: The case.
        pact: The pact, its terms in the order of `table`.
        worlds: Where assumptions are drawn.
        table: What every level of every term is worth, and provokes.
        vetoes: The third powers, each alone.
        free: What members would strike if unwatched.
        deal: What they strike with consent.
    """

    case: Case
    pact: Pact
    worlds: Worlds
    table: Payoffs
    vetoes: tuple[Veto, ...]
    free: Bargain
    deal: Bargain

    @cached_property
    def rivals(self) -> Rivalry:
        """How rivals answer, and what that does to each power's tolerance."""
        apart = self.worlds.apart()
        return rivalry(self.case, apart, self.table, self.vetoes, self.free)

    @cached_property
    def enforcement(self) -> Enforcement:
        """Which promises enforce themselves."""
        apart = self.worlds.apart()
        return enforcement(self.case, self.pact, apart, self.table, self.deal)

    @cached_property
    def externalities(self) -> tuple[Externality, ...]:
        """What each term does to each outsider."""
        apart = self.worlds.apart()
        return externalities(self.case, apart, self.table, self.vetoes)

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as plain JSON values, all finite."""
        return {
            "rivals": self.rivals.to_dict(),
            "enforcement": self.enforcement.to_dict(),
            "externalities": [one.to_dict() for one in self.externalities],
        }

    def __str__(self) -> str:
        return "\n".join(filter(None, (str(self.rivals), str(self.enforcement))))
