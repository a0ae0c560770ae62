"""The ultimatum model: likelihood, estimates, laws, refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from played_games import logistic, offers

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.strategic_models.offers import Stakes
from suzerain.strategy.classics.strategic_models.ultimatum import fit_ultimatum

FORMULA = "offer + yes ~ x | z"
STAKES = Stakes(highest=12)
SMALL, _ = offers(400)


def estimates(fit):
    return np.array([one.estimate for one in fit.coefficients])


def plain_log_likelihood(at, data, highest=12.0):
    """Row by row, as in the textbook."""
    a, b, c, d, log1, log2 = at
    s1, s2 = math.exp(log1), math.exp(log2)
    total = 0.0
    for x, z, offer, yes in zip(
        data["x"], data["z"], data["offer"], data["yes"], strict=True
    ):
        first, second = a + b * x, c + d * z
        raised = math.exp((offer - second) / s2)
        reach = (offer - highest + first + s2 * (1 + raised)) / s1
        below = logistic(reach)
        if offer == highest:
            total += math.log(1 - below)
        elif offer == 0:
            total += math.log(below)
        else:
            total += math.log(below * (1 - below) / s1 * (1 + raised))
        accepted = logistic((offer - second) / s2)
        total += math.log(accepted if yes else 1 - accepted)
    return total


def test_the_log_likelihood_is_that_of_the_textbook():
    data, _ = offers(400, highest=5.0)  # many offers at either bound
    assert (data["offer"] == 0).any()
    assert (data["offer"] == 5).any()
    fit = fit_ultimatum(FORMULA, data, Stakes(highest=5))
    expected = plain_log_likelihood(estimates(fit), data, 5.0)
    assert fit.log_likelihood == pytest.approx(expected, abs=1e-8)


def test_no_step_from_the_estimates_raises_the_likelihood():
    fit = fit_ultimatum(FORMULA, SMALL, STAKES)
    at, top = estimates(fit), fit.log_likelihood
    curves = []
    for k, one in enumerate(fit.coefficients):
        step = np.eye(6)[k] * one.standard_error
        ways = [plain_log_likelihood(at + sign * step, SMALL) for sign in (-1, 1)]
        assert max(ways) < top
        curves.append(2 * top - sum(ways))
    assert min(curves) > 0.9  # at least 1 where no other coefficient is bound to it


def test_both_reservation_values_are_recovered():
    data, truth = offers(3000)
    fit = fit_ultimatum(FORMULA, data, STAKES)
    assert fit.converged
    errors = [one.standard_error for one in fit.coefficients]
    assert np.abs((estimates(fit) - truth) / errors).max() < 3
    names = ["R1:(Intercept)", "R1:x", "R2:(Intercept)", "R2:z", "log(s1)", "log(s2)"]
    assert [one.name for one in fit.coefficients] == names


def test_offers_alone_tell_both_values_less_surely():
    both = fit_ultimatum(FORMULA, SMALL, STAKES)
    alone = fit_ultimatum("offer ~ x | z", SMALL, Stakes(highest=12, answers=False))
    assert alone.converged
    assert alone["R2:z"].standard_error > both["R2:z"].standard_error


def test_scales_that_are_given_are_not_estimated():
    fit = fit_ultimatum(FORMULA, SMALL, Stakes(highest=12, scale1=1.2, scale2=0.8))
    free = fit_ultimatum(FORMULA, SMALL, STAKES)
    assert len(fit.coefficients) == 4
    assert fit.log_likelihood <= free.log_likelihood


def test_a_new_unit_of_money_changes_nothing_but_the_unit():
    dollars = fit_ultimatum(FORMULA, SMALL, STAKES)
    cents = fit_ultimatum(
        FORMULA, SMALL | {"offer": 100 * SMALL["offer"]}, Stakes(highest=1200)
    )
    scale = np.array([100, 100, 100, 100, 1, 1])
    shift = np.array([0, 0, 0, 0, math.log(100), math.log(100)])
    assert estimates(cents) == pytest.approx(estimates(dollars) * scale + shift)
    inner = ((SMALL["offer"] > 0) & (SMALL["offer"] < 12)).sum()
    assert cents.log_likelihood == pytest.approx(
        dollars.log_likelihood - inner * math.log(100)
    )


def test_without_a_largest_offer_the_largest_seen_is_taken_and_told():
    fit = fit_ultimatum(FORMULA, SMALL)
    assert "the largest offer possible is taken to be" in fit.notes[0]


def test_a_likelihood_without_a_best_scale_is_marked():
    offer = [0, 0, 1, 1, 5, 10, 10, 10, 15, 20, 20, 20, 20, 21, 22, 25, 30, 49, 50, 50]
    answer = [1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1]
    data = {"offer": offer, "yes": answer}
    fit = fit_ultimatum("offer + yes ~ 1 | 1", data, Stakes(highest=100))
    assert not fit.converged
    assert {one.standard_error for one in fit.coefficients} == {None}
    assert any("give the scale of one" in note for note in fit.notes)


def test_a_scale_that_leaves_no_answer_possible_is_refused():
    with pytest.raises(StrategyError, match="beyond all numbers"):
        fit_ultimatum(FORMULA, SMALL, Stakes(highest=12, scale1=1e-5, scale2=1e-5))


@pytest.mark.parametrize(
    ("formula", "more", "stakes", "says"),
    [
        ("offer + yes ~ x", {}, {}, "1 equations in the formula"),
        ("offer ~ x | z", {}, {}, "1 columns left of ~"),
        (FORMULA, {}, {"highest": 2}, "offers run from"),
        (FORMULA, {}, {"highest": 12, "lowest": 1}, "offers run from"),
        (FORMULA, {"yes": 2}, {}, "values other than 0 and 1"),
        (FORMULA, {"yes": 1}, {}, "every offer is accepted"),
        (FORMULA, {"offer": 3}, {}, "all offers are alike"),
        (FORMULA, {"offer": "much"}, {}, "holds text"),
        (FORMULA, {"offer": math.inf}, {}, "not finite"),
        (FORMULA, {}, {"scale1": 0}, "scale of player 1 0"),
        (FORMULA, {}, {"highest": math.nan}, "highest offer nan"),
    ],
)
def test_what_does_not_fit_the_model_is_refused(formula, more, stakes, says):
    data = SMALL | {name: [value] * 400 for name, value in more.items()}
    with pytest.raises(StrategyError) as caught:
        fit_ultimatum(formula, data, Stakes(**stakes))
    assert says in str(caught.value)
