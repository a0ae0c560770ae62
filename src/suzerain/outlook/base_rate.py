"""How often the like has happened, as a range."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np

from suzerain.case.case import Case
from suzerain.case.question import Question
from suzerain.core.assumption import Register
from suzerain.core.errors import OutlookError
from suzerain.core.estimate import Estimate
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.expectation import Forecast
from suzerain.outlook.forecast import forecast
from suzerain.outlook.logged import AskedQuestion
from suzerain.outlook.solved import Solved

PRIOR = "forecast.base_rate_prior"


def base_rate(
    happened: int, occasions: int, worlds: Worlds, register: Register
) -> Estimate:
    """Turn a count of like occasions into a probability with its range.

    With the prior of Jeffreys, `k` of `n` give a Beta distribution of `k + 1/2` and
    `n - k + 1/2`; its mean is `(k + 1/2) / (n + 1)`.

    Args:
        happened: On how many occasions it happened.
        occasions: How many there were.
        worlds: To draw in.
        register: Holds `forecast.base_rate_prior`.

    Returns:
        A probability in every world.

    Raises:
        OutlookError: If the counts are out of order.

    Examples:
        >>> from suzerain.core.assumption import load_register
        >>> rate = base_rate(3, 20, Worlds(count=4000), load_register())
        >>> round(float(rate.values.mean()), 2), rate.low > 0.05, rate.high < 0.3
        (0.17, True, True)

    References:
        Jeffreys 1946.
    """
    if not 0 <= happened <= occasions or not occasions:
        raise OutlookError(
            f"a base rate of {happened} in {occasions}",
            "at least one occasion, and no more that happened than there were",
            "write --base-rate 3/20 for three of twenty",
        )
    prior = register[PRIOR].spread.centre
    name = f"{worlds.seed}:forecast.base_rate:{happened}/{occasions}"
    key = int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")
    rng = np.random.Generator(np.random.PCG64(key))
    values = rng.beta(happened + prior, occasions - happened + prior, worlds.count)
    return Estimate(values=values, unit="probability", basis=(PRIOR,))


def forecast_asked(
    case: Case, asked: AskedQuestion, solution: Solved | None, worlds: Worlds
) -> Forecast | None:
    """Forecast a question that an analyst asked.

    With a term, from the solved worlds as for any question of the case, his base rate
    in the place of the register's; without one, from the base rate alone.

    Args:
        case: Holds claims and the register.
        asked: The question.
        solution: The solved pact, if there is one.
        worlds: The worlds that it was solved in.

    Returns:
        The forecast; None when the question names neither term nor base rate: then
        only forecasters can say.
    """
    question = Question(
        id=asked.id,
        text=asked.text,
        term=asked.term,
        by=asked.until,
        rule=asked.rule,
        basis=asked.basis,
    )
    register = case.register
    rate = None
    if asked.occasions:
        rate = base_rate(asked.happened, asked.occasions, worlds, register)
    if asked.term:
        if rate is not None:
            entry = register["forecast.base_rate"]
            told = Spread(low=rate.low, high=rate.high)
            register = register.overrule([replace(entry, spread=told)])
        case = replace(case, questions=(question,), register=register)
        return forecast(case, solution, worlds)[0]
    if rate is None:
        return None
    return Forecast(
        question=question,
        probability=rate,
        reasons=(),
        dot_count=round(register["forecast.dots"].spread.centre),
        basis=(*asked.basis, PRIOR),
        notes=(_counted(asked),),
    )


def _counted(asked: AskedQuestion) -> str:
    of = f"{asked.happened} of {asked.occasions}"
    return f"From the base rate alone: {of} like occasions."
