"""A contested question, weighed: posteriors beside their priors."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.question import Contest, Item
from suzerain.core.errors import OutlookError, UnknownReference
from suzerain.core.estimate import Estimate
from suzerain.core.frame import Arrays, Framed
from suzerain.core.notebook import html_table
from suzerain.outlook.indicator import Indicator
from suzerain.outlook.shift import KNEW, Shift
from suzerain.outlook.turning import Turning

CONSENTED = ("agreed", "directed")
SUMS = {"knew": KNEW, "consented": CONSENTED}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hypothesis:
    """One row, or a sum of rows: what was believed before, and after.

    Args:
        name: Name of the row, or of the sum.
        rows: The rows that it covers.
        prior: Probability before the evidence.
        posterior: Probability after it.
    """

    name: str
    rows: tuple[str, ...]
    prior: Estimate
    posterior: Estimate

    def __post_init__(self) -> None:
        if not isinstance(self.prior, Estimate):
            raise OutlookError(
                f"the posterior of {self.name!r} has no prior",
                "a prior and a posterior, each a range over worlds",
                "say what was believed before the evidence",
            )

    def to_dict(self) -> dict[str, Any]:
        """Return name, prior and posterior, each with low, median and high."""
        return {
            "name": self.name,
            "rows": list(self.rows),
            "prior": self.prior.to_dict(),
            "posterior": self.posterior.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weight:
    """What one piece of evidence is worth for what is asked ("knew", or a row).

    Args:
        item: The evidence, copies merged.
        certainty: How firmly it is stated.
        ratio: Likelihood ratio, after doubt and tempering. Shape `(world,)`.
        chances: Untempered likelihood under each row. Shape `(row, world)`.
        by_row: Likelihood ratio of each row against all others, after the same.
        absent: True when it is the absence of such evidence that counts.
        basis: Ids of the claims and assumptions behind it.
    """

    item: Item
    certainty: str
    ratio: Estimate
    chances: NDArray[np.float64]
    by_row: Mapping[str, Estimate] = field(default_factory=dict)
    absent: bool = False
    basis: tuple[str, ...] = ()

    @property
    def bits(self) -> float:
        """The median weight in bits; positive speaks for "knew"."""
        return math.log2(self.ratio.median) if self.ratio.median > 0 else -math.inf

    def to_dict(self) -> dict[str, Any]:
        """Return claim, claims, sort, cluster, likelihood ratios, bits and basis."""
        return {
            "claim": self.item.claims[0] if self.item.claims else "",
            "claims": list(self.item.claims),
            "sort": self.item.sort,
            "cluster": self.item.cluster,
            "certainty": self.certainty,
            "absent": self.absent,
            "likelihood_ratio": self.ratio.to_dict(),
            "bits": self.bits,
            "ratios": {row: one.to_dict() for row, one in self.by_row.items()},
            "basis": list(self.basis),
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighing(Framed):
    """A contest after the evidence: no posterior is held without its prior.

    Args:
        contest: The contested question.
        asks: The row, or sum of rows, that weights and shifts speak of.
        prior: Normalised in every world. Shape `(world, row)`.
        posterior: Normalised in every world. Shape `(world, row)`.
        evidence: What each piece is worth, heaviest first.
        pact_likelihood: How likely the pact is under each row; None when the
            solved pact says nothing on this power. Shape `(world, row)`.
        linchpins: What the answer hangs on, largest change first.
        would_change: What would move it most if it came to light.
        indicators: What to watch: how much a look for each kind would teach.
        turning: What would carry the answer across 50 %, or swap its first two rows.
        sums: Rows that are reported together, by the name of the sum.
        basis: Ids of claims, results and assumptions behind the posterior.
        notes: Reservations, in words.

    Raises:
        OutlookError: If prior and posterior do not both sum to one over the same rows
            in the same worlds.
    """

    contest: Contest
    asks: str
    prior: NDArray[np.float64]
    posterior: NDArray[np.float64]
    evidence: tuple[Weight, ...]
    pact_likelihood: NDArray[np.float64] | None
    linchpins: tuple[Shift, ...]
    would_change: tuple[Shift, ...]
    indicators: tuple[Indicator, ...] = ()
    turning: tuple[Turning, ...] = ()
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: SUMS)
    basis: tuple[str, ...]
    notes: tuple[str, ...] = ()

    _rows_at = "hypotheses"
    _units = dict.fromkeys(("low", "median", "high"), "probability")

    def _arrays(self) -> tuple[Arrays, dict[str, Sequence[Any]]]:
        axes, unit = ("world", "row"), "probability"
        both = {"prior": self.prior, "posterior": self.posterior}
        arrays = {name: (axes, values, unit) for name, values in both.items()}
        return arrays, {"world": range(len(self.prior)), "row": self.rows}

    def __post_init__(self) -> None:
        for name, chances in (("prior", self.prior), ("posterior", self.posterior)):
            told = np.asarray(chances, dtype=np.float64)
            shaped = told.ndim == 2 and told.shape[1] == len(self.rows)
            same = told.shape == np.shape(self.posterior)
            if not (shaped and same and np.allclose(told.sum(axis=1), 1)):
                raise OutlookError(
                    f"the {name} of {self.contest.id!r} is no belief of these rows",
                    "a prior and a posterior that sum to 1 over the rows in each world",
                    "weigh the contest with `suzerain weigh`",
                )

    @property
    def question(self) -> str:
        """The contested question, in words."""
        return self.contest.question

    @property
    def rows(self) -> tuple[str, ...]:
        """Names of the hypotheses."""
        return self.contest.rows

    def id_of(self, name: str) -> str:
        """Return `weigh.<contest id>.<row>`, the id of a row's or sum's result."""
        return f"weigh.{self.contest.id}.{name}"

    def __getitem__(self, name: str) -> Hypothesis:
        if name not in (*self.rows, *self.sums):
            raise UnknownReference(name, (*self.rows, *self.sums), "this weighing")
        return self._hypothesis(name, self.sums.get(name, (name,)))

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """Every row with its prior and posterior, in the contest's order."""
        return tuple(self._hypothesis(row, (row,)) for row in self.rows)

    @property
    def knew(self) -> Hypothesis:
        """Whether the power knew beforehand: told, agreed or directed."""
        return self["knew"]

    @property
    def consented(self) -> Hypothesis:
        """Whether it consented: agreed or directed."""
        return self["consented"]

    @property
    def stated(self) -> tuple[Weight, ...]:
        """What claims state, heaviest first."""
        return tuple(weight for weight in self.evidence if not weight.absent)

    @property
    def absences(self) -> tuple[Weight, ...]:
        """What it is worth that sources show nothing of a sort, heaviest first."""
        return tuple(weight for weight in self.evidence if weight.absent)

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain weigh --json` prints."""
        pact = self.pact_likelihood
        return {
            "question": self.question,
            "contest": self.contest.id,
            "hypotheses": [row.to_dict() for row in self.hypotheses],
            "sums": [self[name].to_dict() for name in self.sums],
            "asks": self.asks,
            "evidence": [weight.to_dict() for weight in self.stated],
            "absences": [weight.to_dict() for weight in self.absences],
            "pact_likelihood": {}
            if pact is None
            else {
                row: Estimate(values=pact[:, k], unit="probability").to_dict()
                for k, row in enumerate(self.rows)
            },
            "linchpins": [shift.to_dict() for shift in self.linchpins],
            "would_change": [shift.to_dict() for shift in self.would_change],
            "indicators": [one.to_dict() for one in self.indicators],
            "turning": [one.to_dict() for one in self.turning],
            "asserted": list(self.contest.asserted),
            "basis": list(self.basis),
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        lines = [self.question or self.contest.id]
        lines += [
            f"  {row.name}: {_range(row.posterior)} (before: {_range(row.prior)})"
            for row in self._shown
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return html_table(
            self.question or self.contest.id,
            ("explanation", "before the evidence", "after it"),
            [
                (row.name, _range(row.prior), _range(row.posterior))
                for row in self._shown
            ],
        )

    @property
    def _shown(self) -> tuple[Hypothesis, ...]:
        return (*self.hypotheses, *(self[name] for name in self.sums))

    def _spots(self, rows: Sequence[str]) -> list[int]:
        return [self.rows.index(row) for row in rows if row in self.rows]

    def _hypothesis(self, name: str, rows: Sequence[str]) -> Hypothesis:
        spots = self._spots(rows)
        before, after = self.prior[:, spots], self.posterior[:, spots]
        return Hypothesis(
            name=name,
            rows=tuple(self.rows[spot] for spot in spots),
            prior=Estimate(values=before.sum(axis=1), unit="probability"),
            posterior=Estimate(
                values=after.sum(axis=1), unit="probability", basis=self.basis
            ),
        )


def _range(estimate: Estimate) -> str:
    return f"{estimate.median:.0%} [{estimate.low:.0%}, {estimate.high:.0%}]"
