"""Whether a pact made in a war outlives it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.question import Question
from suzerain.core.codes import actor_name
from suzerain.core.estimate import Estimate
from suzerain.core.worlds import Worlds
from suzerain.outlook.expectation import Forecast, Reason

HAZARDS = ("war_end", "pact_end", "after_war", "afterlife")


def chance_to_outlive(
    war_end: NDArray[np.float64],
    pact_end: NDArray[np.float64],
    after: NDArray[np.float64],
    years: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Reckon the chance that a pact is in force some time after a war.

    While the war lasts, its end and the pact's compete: the war ends first with chance
    `war / (war + pact)`. Then the pact must last: `exp(-after years)`.

    Args:
        war_end: Rate at which the war ends, per year.
        pact_end: Rate at which the pact ends in the war, per year.
        after: Rate at which it ends once the war is over, per year.
        years: How long it must last after the war.

    Returns:
        Probabilities, in the inputs' shape.

    Examples:
        >>> rates = (np.array([0.3]), np.array([0.1]), np.array([0.2]))
        >>> chance_to_outlive(*rates, np.array([0.0]))
        array([0.75])
    """
    return np.asarray(war_end / (war_end + pact_end) * np.exp(-after * years))


def cooperation_bar(
    temptation: float, reward: float, punishment: float, hazard: float = 0
) -> float:
    """Return the patience that keeps a promise worth keeping under a hazard.

    Cooperation lasts when `delta (1 - h) >= (T - R) / (T - P)`, so the bar on the
    discount factor rises as the pact is likelier to end anyway.

    Args:
        temptation: Payoff of breaking the promise once, `T`.
        reward: Payoff of keeping it, `R`.
        punishment: Payoff after the break, `P`.
        hazard: Chance that the pact ends in any period, 0 to below 1.

    Examples:
        >>> round(cooperation_bar(2, 1, 0, hazard=0.1), 4)
        0.5556
    """
    return (temptation - reward) / (temptation - punishment) / (1 - hazard)


def outlives_war(case: Case, worlds: Worlds) -> Forecast | None:
    """Forecast whether the pact outlives the war in which it was made.

    Args:
        case: Its pact must be marked `during_war`.
        worlds: To draw in.

    Returns:
        The forecast; None when there is no pact or no war.
    """
    pact = case.pact
    if pact is None or not pact.during_war:
        return None
    names = (*HAZARDS, *(("temporary",) if pact.temporary else ()))
    keys = tuple(f"forecast.{name}" for name in names)
    war, ends, factor, years, *rest = (case.register.draw(worlds, key) for key in keys)
    lasting = chance_to_outlive(war, ends, ends * factor, years)
    values = lasting
    basis = (*pact.basis, *keys, "forecast.dots")
    reasons = []
    for extra in rest:
        values = chance_to_outlive(war, ends, ends * factor * extra, years)
        without, median = float(np.median(lasting)), float(np.median(values))
        reasons.append(
            Reason(
                name="a source calls the pact temporary or a transaction",
                without=without,
                change=median - without,
                basis=(*pact.basis, keys[-1]),
            )
        )
    named = " and ".join(actor_name(member) for member in pact.members)
    return Forecast(
        question=Question(
            id=f"question.outlives_war.{pact.id}",
            text=f"Will the pact of {named} outlive the war?",
            term="",
            by="",
            rule=f"Yes, if it is in force {np.median(years):g} year(s) after the "
            "fighting has ended; otherwise no.",
            basis=pact.basis,
        ),
        probability=Estimate(values=values, unit="probability", basis=basis),
        reasons=tuple(reasons),
        dot_count=round(case.register["forecast.dots"].spread.centre),
        basis=basis,
        notes=("Rates are assumptions: no source states how long such pacts last.",),
    )
