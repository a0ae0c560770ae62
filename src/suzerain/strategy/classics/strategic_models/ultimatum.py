"""The ultimatum model: how much is offered, and whether it is accepted.

    accepted:   y > R2 + e2,      P = F((y - R2) / s2),     F(t) = 1 / (1 + exp(-t))
    offer:      the y that maximises (Q - y) P + (R1 + e1) (1 - P), kept within bounds
    P(offer <= y) = F( (y - Q + R1 + s2 (1 + exp((y - R2) / s2))) / s1 )

Both errors are logistic, with scales s1 and s2 (Ramsay & Signorino 2009).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.strategic_models.design import (
    Columns,
    Regressors,
    read_kept,
    regressors,
)
from suzerain.strategy.classics.strategic_models.estimates import (
    Coefficient,
    Settled,
    StrategicFit,
    settle,
)
from suzerain.strategy.classics.strategic_models.formula import parse_formula
from suzerain.strategy.classics.strategic_models.jet import Jet
from suzerain.strategy.classics.strategic_models.likelihood import (
    Basis,
    Surface,
    orthogonal,
    surface_of,
)
from suzerain.strategy.classics.strategic_models.links import logit
from suzerain.strategy.classics.strategic_models.offers import (
    Offers,
    Stakes,
    read_offers,
)
from suzerain.strategy.classics.strategic_models.start import binary

SCALES = ("log(s1)", "log(s2)")
MODEST = 1.0


def fit_ultimatum(
    formula: str, columns: Columns, stakes: Stakes | None = None
) -> StrategicFit:
    """Estimate both reservation values from offers and answers.

    Args:
        formula: `offer + accepted ~ regressors of R1 | regressors of R2`.
        columns: The data: texts or numbers by name of the column.
        stakes: What may be offered, and which scales are given.

    Returns:
        Coefficients of R1 and R2 in the unit of the offers, and the logarithms of the
        scales that are not given.

    Raises:
        StrategyError: If the formula or the data do not fit the model.

    Examples:
        >>> offers = [3, 4, 5, 6, 7, 5, 4, 6] * 5
        >>> answers = [0, 0, 1, 1, 1, 0, 1, 1] * 5
        >>> data = {"offer": offers, "yes": answers}
        >>> fit = fit_ultimatum("offer + yes ~ 1 | 1", data, Stakes(highest=10))
        >>> print(fit.coefficients[1].name, round(fit.coefficients[1].estimate, 1))
        R2:(Intercept) 4.5
    """
    stakes = stakes or Stakes()
    asked = parse_formula(formula)
    if len(asked.equations) != 2:
        raise StrategyError(
            f"{len(asked.equations)} equations in the formula",
            "two, for the reservation values R1 and R2",
            "write offer + accepted ~ x | z",
        )
    outcome = asked.outcome if stakes.answers else asked.outcome[:1]
    needed = [name for one in asked.equations for name in one.columns()]
    kept, left_out = read_kept(columns, (*outcome, *needed))
    offers = read_offers(outcome, kept, stakes)
    made = [regressors(one, kept) for one in asked.equations]
    notes = [
        f"reference level of {name}: {level}"
        for name, level in dict(made[0][1] | made[1][1]).items()
    ]
    if left_out:
        notes.append(f"{left_out} rows are left out: a value is missing")
    bases, fixed = _bases([one[0] for one in made], offers, stakes)
    free = [basis for basis, value in zip(bases, fixed, strict=True) if value is None]
    names = [
        f"{one.name}:{name}".removesuffix(":") for one in free for name in one.names
    ]
    surface = offer_likelihood(offers, bases, fixed)
    found = settle(surface, free, _starts(offers, bases, fixed), names)
    return _fit(found, offers, left_out, notes)


def _fit(
    found: Settled, offers: Offers, left_out: int, notes: list[str]
) -> StrategicFit:
    """Put the result into the unit of the data."""
    inner = ~(offers.least | offers.most)
    if found.rises:
        notes.append("no best size of the errors: give the scale of one, s1 or s2")
    return StrategicFit(
        model="ultimatum",
        link="logit",
        errors="private",
        n=len(offers.offer),
        left_out=left_out,
        coefficients=tuple(_in_unit(one, offers.unit) for one in found.coefficients),
        log_likelihood=found.value - float(inner.sum()) * float(np.log(offers.unit)),
        converged=found.converged,
        notes=(*offers.notes, *notes, *found.notes),
    )


def _in_unit(one: Coefficient, unit: float) -> Coefficient:
    if one.name in SCALES:
        return replace(one, estimate=one.estimate + float(np.log(unit)))
    error = None if one.standard_error is None else one.standard_error * unit
    return replace(one, estimate=one.estimate * unit, standard_error=error)


def _bases(
    made: list[Regressors], offers: Offers, stakes: Stakes
) -> tuple[list[Basis], list[float | None]]:
    """Give the two reservation values and the two log scales a basis each."""
    ones = np.ones((len(offers.offer), 1))
    alone = Regressors(names=("",), matrix=ones)
    bases = [
        orthogonal(name, one)
        for name, one in zip(("R1", "R2", *SCALES), (*made, alone, alone), strict=True)
    ]
    fixed: list[float | None] = [None if one.names else 0.0 for one in made]
    fixed += [
        None if scale is None else float(np.log(scale / offers.unit))
        for scale in (stakes.scale1, stakes.scale2)
    ]
    return bases, fixed


def offer_likelihood(
    offers: Offers, bases: list[Basis], fixed: list[float | None]
) -> Surface:
    """Make the log-likelihood a function of coefficients of the orthogonal columns.

    Args:
        offers: What was offered and answered.
        bases: Of R1, R2, and the logarithms of s1 and s2.
        fixed: What an equation without coefficients is worth; None for one with them.

    Returns:
        Value, gradient and Hessian, offers counted in standard deviations.
    """
    least, most = offers.least, offers.most

    def rows(jets: tuple[Jet, ...], part: slice) -> Jet:
        first, second, log1, log2 = jets
        scale2, thin1, thin2 = log2.exp(), (-1 * log1).exp(), (-1 * log2).exp()
        here = offers.offer[part]

        def reach(offer: Array) -> Jet:
            raised = ((second - offer) * thin2 * -1).exp()
            kept = first + scale2 * (raised + 1) + (offer - offers.highest)
            return kept * thin1

        at = reach(here)
        (_, below), (_, above) = logit(at), logit(-1 * at)
        lift = logit((second - here) * thin2)[1]  # log 1 / (1 + exp((y - R2) / s2))
        inner = below + above - log1 - lift
        found = _where(most[part], above, _where(least[part], below, inner))
        if offers.accepted is None:
            return found
        sign = np.where(offers.accepted[part], 1.0, -1.0)
        return found + logit((second - here) * thin2 * -sign)[1]

    return surface_of(bases, fixed, rows)


def _where(mark: NDArray[np.bool_], one: Jet, other: Jet) -> Jet:
    return Jet(
        value=np.where(mark, one.value, other.value),
        slope=np.where(mark, one.slope, other.slope),
        curve=np.where(mark, one.curve, other.curve),
    )


def _starts(
    offers: Offers, bases: list[Basis], fixed: list[float | None]
) -> dict[str, Array]:
    """Start from the answers alone, and from constants alone."""
    first, second = bases[0].matrix, bases[1].matrix
    wide = MODEST if fixed[-1] is None else float(np.exp(fixed[-1]))
    level = float(offers.offer.mean()) - wide
    plain = _projected(second, np.full(len(second), level))
    candidates = {"constants": (plain, wide)}
    if offers.accepted is not None:
        both = np.concatenate([offers.offer[:, None], -second], axis=1)
        fitted = binary(both, np.where(offers.accepted, 1.0, -1.0), logit)
        if fitted[0] > 1 / np.float64(2 * len(second)):
            own = 1 / fitted[0] if fixed[-1] is None else wide
            candidates["answers"] = (fitted[1:] * own, float(own))
    starts = {}
    for name, (reserve, width) in candidates.items():
        edge = np.minimum((offers.offer - second @ reserve) / width, 1)
        target = offers.highest - offers.offer - width * (1 + np.exp(edge))
        parts = [_projected(first, target), reserve]
        ones = np.ones(len(target))
        parts += [
            _projected(basis.matrix, float(np.log(scale)) * ones)
            for basis, scale in zip(bases[2:], (MODEST, width), strict=True)
        ]
        starts[name] = np.concatenate(
            [part for part, value in zip(parts, fixed, strict=True) if value is None]
        )
    return starts


def _projected(matrix: Array, target: Array) -> Array:
    """Regress on orthogonal columns of length `sqrt(rows)`."""
    return np.asarray(matrix.T @ target / len(target))
