"""A contested question, weighed: posteriors beside their priors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.question import Contest, Item
from suzerain.core.assumption import Register
from suzerain.core.errors import UnknownReference
from suzerain.core.estimate import Estimate
from suzerain.core.notebook import html_table

KNEW = ("told", "agreed", "directed")
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
    """What one piece of evidence is worth, for "knew" against "not asked".

    Args:
        item: The evidence, copies merged.
        certainty: How firmly it is stated.
        ratio: Likelihood ratio, after doubt and tempering. Shape `(world,)`.
        chances: Untempered likelihood under each row. Shape `(row, world)`.
        absent: True when it is the absence of such evidence that counts.
        basis: Ids of the claims and assumptions behind it.
    """

    item: Item
    certainty: str
    ratio: Estimate
    chances: NDArray[np.float64]
    absent: bool = False
    basis: tuple[str, ...] = ()

    @property
    def bits(self) -> float:
        """The median weight in bits; positive speaks for "knew"."""
        return math.log2(self.ratio.median) if self.ratio.median > 0 else -math.inf

    def to_dict(self) -> dict[str, Any]:
        """Return claims, sort, cluster, likelihood ratio, bits and basis."""
        return {
            "claims": list(self.item.claims),
            "sort": self.item.sort,
            "cluster": self.item.cluster,
            "certainty": self.certainty,
            "absent": self.absent,
            "likelihood_ratio": self.ratio.to_dict(),
            "bits": self.bits,
            "basis": list(self.basis),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How the answer moves when something is taken away or added.

    Args:
        kind: `item`, `cluster`, `pact` or `absence` (taken away), or `new` (added).
        name: Its sort, origin or what it is.
        claims: Ids of the claims concerned.
        median: Median posterior of "knew" then, 0 to 1.
        change: Change of that median: negative when the answer falls.
    """

    kind: str
    name: str
    claims: tuple[str, ...] = ()
    median: float
    change: float

    def to_dict(self) -> dict[str, Any]:
        """Return all fields."""
        return {
            "kind": self.kind,
            "name": self.name,
            "claims": list(self.claims),
            "median": self.median,
            "change": self.change,
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighing:
    """A contest after the evidence: no posterior is held without its prior.

    Args:
        contest: The contested question.
        prior: Normalised in every world. Shape `(world, row)`.
        posterior: Normalised in every world. Shape `(world, row)`.
        evidence: What each piece is worth, heaviest first.
        pact_likelihood: How likely the pact is under each row; None when the
            solved pact says nothing on this power. Shape `(world, row)`.
        linchpins: What the answer hangs on, largest change first.
        would_change: What would move it most if it came to light.
        basis: Ids of claims, results and assumptions behind the posterior.
        notes: Reservations, in words.
    """

    contest: Contest
    prior: NDArray[np.float64]
    posterior: NDArray[np.float64]
    evidence: tuple[Weight, ...]
    pact_likelihood: NDArray[np.float64] | None
    linchpins: tuple[Shift, ...]
    would_change: tuple[Shift, ...]
    basis: tuple[str, ...]
    notes: tuple[str, ...] = ()

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
        if name not in (*self.rows, *SUMS):
            raise UnknownReference(name, (*self.rows, *SUMS), "this weighing")
        return self._hypothesis(name, SUMS.get(name, (name,)))

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

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain weigh --json` prints."""
        pact = self.pact_likelihood
        return {
            "question": self.question,
            "contest": self.contest.id,
            "hypotheses": [row.to_dict() for row in self.hypotheses],
            "sums": [self.knew.to_dict(), self.consented.to_dict()],
            "evidence": [weight.to_dict() for weight in self.evidence],
            "pact_likelihood": {}
            if pact is None
            else {
                row: Estimate(values=pact[:, k], unit="probability").to_dict()
                for k, row in enumerate(self.rows)
            },
            "linchpins": [shift.to_dict() for shift in self.linchpins],
            "would_change": [shift.to_dict() for shift in self.would_change],
            "asserted": list(self.contest.asserted),
            "basis": list(self.basis),
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        lines = [self.question or self.contest.id]
        lines += [
            f"  {row.name}: {_range(row.posterior)} (before: {_range(row.prior)})"
            for row in (*self.hypotheses, self.knew)
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return html_table(
            self.question or self.contest.id,
            ("explanation", "before the evidence", "after it"),
            [
                (row.name, _range(row.prior), _range(row.posterior))
                for row in (*self.hypotheses, self.knew, self.consented)
            ],
        )

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


def ach_matrix(weighing: Weighing, register: Register) -> list[dict[str, Any]]:
    """Export the classic matrix of competing hypotheses; it is never the verdict.

    One row a piece of evidence, one cell a hypothesis: `II` or `I` where the evidence
    is far, or somewhat, less likely than under the best row, `C` elsewhere. The score
    is the weighted count of inconsistencies with credibility and relevance at medium.
    In trials the method did no better than unaided judgement and its counts are not
    probabilities (Karvetski & Mandel 2020).

    Args:
        weighing: The weighed contest.
        register: Holds `likelihood.ach.*`.

    Returns:
        Rows with `evidence`, `claims` and one code a hypothesis, then one row with
        `evidence` equal to `weighted inconsistency`.
    """
    some = register["likelihood.ach.inconsistent"].spread.centre
    far = register["likelihood.ach.strongly"].spread.centre
    matrix: list[dict[str, Any]] = []
    scores = dict.fromkeys(weighing.rows, 0.0)
    for weight in weighing.evidence:
        chances = np.median(weight.chances, axis=1)
        part = chances / chances.max()
        codes = ["II" if x < far else "I" if x < some else "C" for x in part]
        cells = dict(zip(weighing.rows, codes, strict=True))
        for row, code in cells.items():
            scores[row] += inconsistency(code)
        name = f"no {weight.item.sort}" if weight.absent else weight.item.sort
        matrix.append({"evidence": name, "claims": list(weight.item.claims), **cells})
    matrix.append({"evidence": "weighted inconsistency", "claims": [], **scores})
    return matrix


def inconsistency(code: str, credibility: str = "M", relevance: str = "M") -> float:
    """Return one cell's weight in the classic matrix's score (PARC ACH 1.1).

    Args:
        code: `II`, `I`, or anything else, which counts nothing.
        credibility: `L`, `M` or `H`.
        relevance: `L`, `M` or `H`.

    Examples:
        >>> (
        ...     round(inconsistency("II", "H", "H"), 6),
        ...     round(inconsistency("I", "L", "L"), 6),
        ... )
        (-4.0, -0.5)
    """
    scale = {"L": 1 / math.sqrt(2), "M": 1.0, "H": math.sqrt(2)}
    base = {"II": -2.0, "I": -1.0}.get(code, 0.0)
    return base * scale[credibility] * scale[relevance]


def _range(estimate: Estimate) -> str:
    return f"{estimate.median:.0%} [{estimate.low:.0%}, {estimate.high:.0%}]"
