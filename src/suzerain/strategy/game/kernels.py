"""All loops of games as machine code; loaded by `fast` alone."""

from suzerain.strategy.game.equation_kernel import equations
from suzerain.strategy.game.induction_kernel import induct
from suzerain.strategy.game.response_kernel import grow, iterate

__all__ = ["equations", "grow", "induct", "iterate"]
