"""The plain dict of all measures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from suzerain.core.grid import Grid
from suzerain.measures.coalition import excess, joint_loss, shapley
from suzerain.measures.compelled import compelling_power
from suzerain.measures.credibility import credibility
from suzerain.measures.dependence import dependence
from suzerain.measures.leverage import leverage

MEASURES: Final[dict[str, Callable[..., Grid]]] = {
    "dependence": dependence,
    "leverage": leverage,
    "credibility": credibility,
    "joint_loss": joint_loss,
    "excess": excess,
    "shapley": shapley,
    "compelling": compelling_power,
}
"""Every measure by name: a function of a case, then of its own options."""
