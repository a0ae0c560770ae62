"""Coefficients with standard errors, from the best of several climbs.

Standard errors are those of the observed information: the square roots of the diagonal
of the inverse of minus the Hessian at the maximum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.strategic_models.likelihood import (
    Basis,
    Surface,
    way_back,
)
from suzerain.strategy.classics.strategic_models.maximise import (
    Summit,
    climb,
    is_finite,
)
from suzerain.strategy.classics.strategic_models.normal import normal_cdf

FLAT = 1e-8
FAR = 10.0
SAME = 1e-6
SHARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """Hold what was estimated of one regressor.

    Args:
        name: As the package `games` names it: `u1(esc,war):regime1dem`.
        estimate: In standard deviations of the error, by unit of the regressor.
        standard_error: Likewise; None where the data do not tell.
    """

    name: str
    estimate: float
    standard_error: float | None

    @property
    def z(self) -> float | None:
        """Estimate over standard error."""
        return self.estimate / self.standard_error if self.standard_error else None

    @property
    def p(self) -> float | None:
        """Chance of an estimate as far from zero if the truth were zero."""
        return None if self.z is None else 2 * float(normal_cdf(-abs(self.z)))


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategicFit:
    """Hold a strategic model fitted to data.

    Args:
        model: `egame12`, `egame122`, `egame123` or `ultimatum`.
        link: `probit` or `logit`.
        errors: `agent` or `private`.
        n: Rows that were used.
        left_out: Rows that lack a value.
        coefficients: In the order of the formula.
        log_likelihood: At the maximum.
        converged: Whether a maximum was found and is the only one nearby.
        notes: What a reader should know.
    """

    model: str
    link: str
    errors: str
    n: int
    left_out: int
    coefficients: tuple[Coefficient, ...]
    log_likelihood: float
    converged: bool
    notes: tuple[str, ...]

    @property
    def aic(self) -> float:
        """Akaike's criterion: twice the coefficients less twice the log-likelihood."""
        return 2 * len(self.coefficients) - 2 * self.log_likelihood

    def __getitem__(self, name: str) -> Coefficient:
        """Find a coefficient by its name."""
        return next(one for one in self.coefficients if one.name == name)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Settled:
    """Hold the best maximum and what it says of each coefficient.

    Args:
        coefficients: Named.
        value: Log-likelihood.
        converged: Whether it is a maximum, and the only one nearby.
        rises: Coefficients along which the likelihood rises for ever, if any.
        notes: What is doubtful of it.
    """

    coefficients: tuple[Coefficient, ...]
    value: float
    converged: bool
    rises: tuple[str, ...]
    notes: tuple[str, ...]


def settle(
    surface: Surface,
    bases: Sequence[Basis],
    starts: Mapping[str, Array],
    names: Sequence[str],
) -> Settled:
    """Climb from every start and read the best maximum.

    Args:
        surface: Log-likelihood by coefficients of orthogonal columns.
        bases: The equations that have coefficients.
        starts: Where to start, by a name for the notes.
        names: Of the coefficients, in order.

    Returns:
        Coefficients in the regressors' own units.

    Raises:
        StrategyError: If there are too few rows, or no start has a likelihood.
    """
    rows = len(bases[0].matrix)
    if rows <= len(names):
        raise StrategyError(
            f"{rows} rows are too few for {len(names)} coefficients",
            "more rows than coefficients, better ten times as many",
            "take regressors out, or look at what is missing in the data",
        )
    climbs = {
        name: climb(surface, start)
        for name, start in starts.items()
        if is_finite(surface(start))
    }
    if not climbs:
        raise StrategyError(
            "the likelihood is beyond all numbers wherever the search may start",
            "regressors, fixed utilities and scales that leave every outcome possible",
            "give larger scales, or leave them to be estimated",
        )
    top = max(climbs.values(), key=lambda one: (one.converged, one.value))
    notes = _other_peaks(climbs, top)
    level, rises = _ridge(surface, top, rows, names)
    if rises:
        notes.append(f"the likelihood rises for ever along {', '.join(rises)}")
    if level:
        notes.append(
            "the likelihood is level: the data do not tell apart " + ", ".join(level)
        )
    if not top.converged:
        notes.append(f"no maximum found in {top.steps} steps; do not use the numbers")
    back = way_back(bases)
    sound = top.converged and not level and not rises
    errors = _standard_errors(top, back) if sound else [None] * len(names)
    made = zip(names, back @ top.at, errors, strict=True)
    return Settled(
        coefficients=tuple(
            Coefficient(name=name, estimate=float(value), standard_error=error)
            for name, value, error in made
        ),
        value=top.value,
        converged=sound,
        rises=tuple(rises),
        notes=tuple(notes),
    )


def _other_peaks(climbs: Mapping[str, Summit], top: Summit) -> list[str]:
    return [
        f"from {name} another maximum is reached, log-likelihood {one.value:.6f}"
        for name, one in climbs.items()
        if one.converged and top.value - one.value > SAME
    ]


def _standard_errors(top: Summit, back: Array) -> list[float | None]:
    inverse = np.linalg.inv(-top.curve)
    variances = np.einsum("ij,jk,ik->i", back, inverse, back)
    return [float(np.sqrt(one)) if one > 0 else None for one in variances]


def _ridge(
    surface: Surface, top: Summit, rows: int, names: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Name coefficients that can move together at no loss, both ways or one way."""
    values, vectors = np.linalg.eigh(-top.curve / rows)
    flat = vectors[:, values < FLAT]
    if top.converged and not flat.size:
        return [], []
    if np.abs(top.at).max() > FAR:
        return [], _largest(np.abs(top.at), names, FAR)
    gone = flat @ (flat.T @ top.at)  # how far the climb went along the ridge
    ahead, behind = (surface(top.at + sign * gone)[0] - top.value for sign in (1, -1))
    if abs(ahead) < SAME < -behind:
        return [], _largest(np.abs(gone), names)
    return _largest(np.sqrt((flat**2).sum(axis=1)), names), []


def _largest(
    weights: Array, names: Sequence[str], least: float | None = None
) -> list[str]:
    """Name what weighs most, the heaviest first."""
    bar = SHARE * weights.max() if least is None else least
    order = np.argsort(-weights, kind="stable")
    return [names[k] for k in order if weights[k] > bar]
