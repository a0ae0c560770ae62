"""The classic matrix of competing hypotheses, as an export and never as the verdict.

A cell is `C`, `I` or `II`; a row's score adds up `-1` for each `I` and `-2` for each
`II`, times the weights of the evidence's credibility and relevance (PARC ACH 1.1).
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from suzerain.core.assumption import Register
from suzerain.outlook.weighing import Weighing, Weight

SCORE = "weighted inconsistency"
SAID = "a view of the likelihoods, never the verdict: the score is no probability"


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


def ach_matrix(weighing: Weighing, register: Register) -> list[dict[str, Any]]:
    """Export the classic matrix of competing hypotheses; it is never the verdict.

    One row a piece of evidence, one cell a hypothesis: `II` or `I` where the evidence
    is far, or somewhat, less likely than under the best row, `C` elsewhere. Credibility
    is `H`, `M` or `L` by how far the register trusts its certainty; relevance, which
    only an analyst can tell, is `M`. In a trial the method did no better than unaided
    judgement (Karvetski & Mandel 2020).

    Args:
        weighing: The weighed contest.
        register: Holds `likelihood.ach.*` and `likelihood.reliability.*`.

    Returns:
        Rows with `evidence`, `claims`, `credibility`, `relevance` and one code a
        hypothesis, then one row with `evidence` equal to `weighted inconsistency`.
    """
    matrix: list[dict[str, Any]] = []
    scores = dict.fromkeys(weighing.rows, 0.0)
    for weight in weighing.evidence:
        cells = dict(zip(weighing.rows, _codes(weight, register), strict=True))
        trust = _credibility(weight, register)
        for row, code in cells.items():
            scores[row] += inconsistency(code, trust)
        name = f"no {weight.item.sort}" if weight.absent else weight.item.sort
        claims = list(weight.item.claims)
        head = {"evidence": name, "claims": claims}
        matrix.append({**head, "credibility": trust, "relevance": "M", **cells})
    last = {"evidence": SCORE, "claims": [], "credibility": "", "relevance": ""}
    matrix.append({**last, **scores})
    return matrix


def ach_csv(weighings: Iterable[Weighing], register: Register) -> str:
    """Write the matrices of several contests as one CSV.

    Each contest begins with its own head, for its rows are its own; its first cell is
    its question.

    Args:
        weighings: The weighed contests.
        register: Holds `likelihood.ach.*`.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, weighing in enumerate(weighings):
        if number:
            writer.writerow([])
        writer.writerow([weighing.question or weighing.contest.id, SAID])
        rows = ach_matrix(weighing, register)
        writer.writerow(list(rows[0]))
        for row in rows:
            cells = {**row, "claims": "; ".join(row["claims"])}
            writer.writerow(
                [f"{x:.4g}" if isinstance(x, float) else x for x in cells.values()]
            )
    return out.getvalue()


def _codes(weight: Weight, register: Register) -> list[str]:
    some = register["likelihood.ach.inconsistent"].spread.centre
    far = register["likelihood.ach.strongly"].spread.centre
    chances = np.median(weight.chances, axis=1)
    part = chances / chances.max()
    return ["II" if x < far else "I" if x < some else "C" for x in part]


def _credibility(weight: Weight, register: Register) -> str:
    key = f"likelihood.reliability.{weight.certainty}"
    if weight.absent or key not in register:
        return "M"
    trust = register[key].spread.centre
    if trust >= register["likelihood.ach.credible"].spread.centre:
        return "H"
    return "L" if trust < register["likelihood.ach.doubtful"].spread.centre else "M"
