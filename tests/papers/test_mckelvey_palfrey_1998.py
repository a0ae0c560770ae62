"""McKelvey & Palfrey 1998: agent quantal response in extensive form.

The numbers are not the paper's: they are Gambit's for asymmetric matching pennies
(theory/D_strategy.md, section D4), and what the paper's definition gives by hand.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from suzerain.strategy.game.branch import decide, end
from suzerain.strategy.game.normal_form import normal_form
from suzerain.strategy.game.quantal import quantal
from suzerain.strategy.game.tree import make_game


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize(
    ("lam", "p", "q"),
    [(0.5, 0.830671, 0.418077), (1, 0.893576, 0.312780), (2, 0.860754, 0.191078)],
)
def test_asymmetric_matching_pennies_equals_gambits_numbers(lam, p, q, trace):
    solved = quantal(normal_form([[9, 0], [0, 1]], [[0, 1], [1, 0]]), lam, trace=trace)
    assert solved.of("1", "choice")[0, 0] == pytest.approx(p, abs=1e-6)
    assert solved.of("2", "choice")[0, 0] == pytest.approx(q, abs=1e-6)


def test_it_tends_to_the_mixed_equilibrium_of_matching_pennies():
    solved = quantal(normal_form([[9, 0], [0, 1]], [[0, 1], [1, 0]]), 2000.0)
    np.testing.assert_allclose(solved.probability[0], [0.5, 0.5, 0.1, 0.9], atol=1e-3)


def test_the_last_mover_answers_by_the_logit_rule_and_the_first_reckons_with_it():
    later = decide("b", {"give": end([3, 0]), "keep": end([0, 1])})
    game = make_game(
        decide("a", {"trust": later, "stop": end([1, 1])}), players=("a", "b")
    )
    solved = quantal(game, 2.0)
    gives = 1 / (1 + math.exp(2 * (1 - 0)))
    trusts = 1 / (1 + math.exp(2 * (1 - 3 * gives)))
    assert solved.of("b", "b 1")[0, 0] == pytest.approx(gives, abs=1e-12)
    assert solved.of("a", "a 1")[0, 0] == pytest.approx(trusts, abs=1e-12)


def test_the_branch_from_lambda_zero_leads_to_the_risk_dominant_equilibrium():
    stag = normal_form([[4, 0], [3, 3]], [[4, 3], [0, 3]])
    solved = quantal(stag, 50.0)
    np.testing.assert_allclose(solved.probability[0], [0, 1, 0, 1], atol=1e-6)
