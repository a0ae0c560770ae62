"""Constant-elasticity losses from a cut-off, against published and hand-worked numbers.

The table is the one of the theory notes (section A2): the loss of a need in per cent,
long run / short run, for sigma and the cut share W. The exponents are those of Feenstra
1994 (new varieties) and of Arkolakis, Costinot & Rodriguez-Clare 2012. The twin
maximises utility by search and knows none of the closed forms.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.assumption import load_register
from suzerain.measures.substitution import TOTAL, need_loss, welfare_loss

TABLE = {
    1.76: "59.8/79.9 88.0/97.6 91.8/98.8 95.2/99.5 98.1/99.9 99.8/100",
    3: "29.3/64.6 55.3/91.1 61.3/94.2 68.4/96.8 77.6/98.9 90.0/99.9",
    4: "20.6/60.3 41.5/88.3 46.9/92.0 53.6/95.4 63.2/98.2 78.5/99.8",
    6: "12.9/56.5 27.5/85.5 31.6/89.7 36.9/93.7 45.1/97.3 60.2/99.6",
}
CUTS = (0.50, 0.80, 0.85, 0.90, 0.95, 0.99)
CELLS = [
    (sigma, cut, *(float(number) for number in cell.split("/")))
    for sigma, row in TABLE.items()
    for cut, cell in zip(CUTS, row.split(), strict=True)
]


def loss(
    cut: float,
    sigma: float,
    varsigma: float = 2.0,
    home: float = 0.0,
    haste: float = 0.0,
) -> float:
    numbers = (np.array([x]) for x in (1 - cut, home, sigma, varsigma, haste))
    return float(need_loss(*numbers)[0])


def golden(function, low: float, high: float) -> float:
    """Find the argument of the largest value between two bounds."""
    ratio = (math.sqrt(5) - 1) / 2
    a, b = high - ratio * (high - low), low + ratio * (high - low)
    for _ in range(200):
        if function(a) > function(b):
            high, b = b, a
            a = high - ratio * (high - low)
        else:
            low, a = a, b
            b = low + ratio * (high - low)
    return (low + high) / 2


def aggregate(parts, quantities, elasticity):
    """Calibrated constant-elasticity index: 1 when every quantity is 1."""
    power = (elasticity - 1) / elasticity
    inner = sum(p * q**power for p, q in zip(parts, quantities, strict=True))
    return inner ** (1 / power)


@pytest.mark.parametrize(("sigma", "cut", "long", "short"), CELLS)
def test_the_table_of_losses_is_reproduced(sigma, cut, long, short):
    assert 100 * -math.expm1(-loss(cut, sigma)) == pytest.approx(long, abs=0.051)
    assert 100 * -math.expm1(-loss(cut, sigma, haste=1)) == pytest.approx(
        short, abs=0.051
    )


@given(st.floats(1.1, 12), st.sampled_from([0.0, 0.3, 1.0]))
def test_going_from_80_to_95_percent_multiplies_log_power_by_1_861(sigma, haste):
    ratio = loss(0.95, sigma, haste=haste) / loss(0.80, sigma, haste=haste)
    assert ratio == pytest.approx(1.8614, abs=1e-4)


@given(st.floats(1.1, 12), st.floats(0.01, 0.99))
def test_short_and_long_run_differ_by_the_share_that_remains(sigma, cut):
    gap = loss(cut, sigma, haste=1) - loss(cut, sigma)
    assert gap == pytest.approx(-math.log(1 - cut), rel=1e-9)


@given(st.floats(1.1, 12), st.floats(0.01, 0.99))
def test_without_home_supply_the_loss_is_feenstras(sigma, cut):
    assert loss(cut, sigma) == pytest.approx(-math.log(1 - cut) / (sigma - 1))


def test_gains_from_trade_of_arkolakis_costinot_and_rodriguez_clare():
    """Losing all imports at home share 0.93: 0.7231 % (eps 10), 1.4409 % (eps 5)."""
    for elasticity, published in ((10, 0.7231), (5, 1.4409)):
        autarky = loss(1.0, 4.0, varsigma=1 + elasticity, home=0.93)
        assert 100 * -math.expm1(-autarky) == pytest.approx(published, abs=5e-5)


def test_home_and_foreign_supply_with_one_elasticity_are_one_nest():
    flat = -math.log(1 - 0.7 * 0.4) / 3
    assert loss(0.4, 4.0, varsigma=4.0, home=0.3) == pytest.approx(flat)


@pytest.mark.parametrize("varsigma", [1 - 1e-7, 1.0, 1 + 1e-7])
def test_the_cobb_douglas_limit_between_home_and_foreign_is_smooth(varsigma):
    expected = -0.7 * math.log(0.2) / 3
    assert loss(0.8, 4.0, varsigma=varsigma, home=0.3) == pytest.approx(
        expected, rel=1e-5
    )


def test_a_total_loss_counts_as_infinite_and_stays_finite():
    total = loss(1.0, 4.0)
    assert total == pytest.approx(TOTAL)
    assert -math.expm1(-total) == 1.0
    assert math.isfinite(total + total)
    assert math.isfinite(total - total)


@pytest.mark.parametrize("varsigma", [0.5, 1.0, 3.0, 30.0])
@pytest.mark.parametrize("haste", [0.0, 1.0])
def test_no_foreign_supply_means_no_loss(varsigma, haste):
    assert loss(1.0, 4.0, varsigma, home=1.0, haste=haste) == 0
    assert loss(0.5, 4.0, varsigma, home=1.0, haste=haste) == 0


@pytest.mark.parametrize("home", [1e-12, 1e-6, 0.3, 0.999])
@pytest.mark.parametrize("cut", [0.5, 1 - 1e-12, 1.0])
def test_a_steep_fall_onto_home_supply_keeps_its_precision(home, cut):
    left = home + (1 - home) * (1 - cut) ** 20
    assert loss(cut, 2.0, 21.0, home) == pytest.approx(-math.log(left) / 20, rel=1e-9)


def test_near_total_cuts_are_stable():
    cuts = 1 - np.logspace(-1, -15, 15)
    losses = [loss(float(cut), 3.0) for cut in cuts]
    assert all(np.diff(losses) > 0)
    assert losses[9] == pytest.approx(5 * math.log(10), rel=1e-5)


@pytest.mark.parametrize("sigma", [1.8, 4.0])
@pytest.mark.parametrize("varsigma", [0.7, 1.5, 3.0])
@pytest.mark.parametrize("home", [0.1, 0.6])
def test_the_long_run_agrees_with_utility_maximised_by_search(sigma, varsigma, home):
    """Prices fixed at 1: choose how to spend 1 on home, one open and one cut seller."""
    cut = 0.7

    def utility(at_home: float) -> float:
        power = (sigma - 1) / sigma
        left = (1 - at_home) / (1 - home)  # all foreign money goes to the open one
        foreign = ((1 - cut) * (left / (1 - cut)) ** power) ** (1 / power)
        return aggregate((home, 1 - home), (at_home / home, foreign), varsigma)

    best = utility(golden(utility, 1e-9, 1 - 1e-9))
    assert loss(cut, sigma, varsigma, home) == pytest.approx(-math.log(best), rel=1e-6)


@pytest.mark.parametrize("sigma", [1.8, 4.0])
@pytest.mark.parametrize("varsigma", [0.7, 1.5, 3.0])
def test_the_short_run_agrees_with_the_aggregate_of_what_is_left(sigma, varsigma):
    """Quantities fixed: nothing to choose, only the index of what arrives."""
    home, cut = 0.3, 0.7
    foreign = aggregate((cut, 1 - cut), (1e-300 if sigma > 1 else 1, 1.0), sigma)
    left = aggregate((home, 1 - home), (1.0, foreign), varsigma)
    assert loss(cut, sigma, varsigma, home, haste=1) == pytest.approx(
        -math.log(left), rel=1e-6
    )


@pytest.mark.parametrize("eta", [0.2, 1.0, 5.0])
@pytest.mark.parametrize("varsigma", [0.7, 1.5, 3.0])
def test_between_them_the_market_clears_at_the_supply_elasticity(eta, varsigma):
    """Solve by bisection for the price at which supply p^eta meets demand."""
    sigma, home, cut = 4.0, 0.3, 0.7
    open_part = (1 - home) * (1 - cut)

    def index(foreign: float) -> float:
        nest = (1 - cut) ** (1 / (1 - sigma)) * foreign
        return (home + (1 - home) * nest ** (1 - varsigma)) ** (1 / (1 - varsigma))

    def gap(foreign: float) -> float:
        """Foreign sales less what is spent on them, with the home price as unit."""
        nest = (1 - cut) ** (1 / (1 - sigma)) * foreign
        spent = (1 - home) * (nest / index(foreign)) ** (1 - varsigma)
        sales = open_part * foreign ** (1 + eta)
        return sales / (home + sales) - spent

    low, high = 1e-6, 1e6
    for _ in range(300):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if gap(middle) < 0 else (low, middle)
    money = (home + open_part * low ** (1 + eta)) ** (-1 / (1 + eta))
    assert loss(cut, sigma, varsigma, home, haste=1 / (1 + eta)) == pytest.approx(
        math.log(money * index(low)), rel=1e-6
    )


@pytest.mark.parametrize("sigma", [1.5, 4.0, 9.0])
@pytest.mark.parametrize("home", [0.0, 0.3, 0.8])
@pytest.mark.parametrize("cut", [0.1, 0.7])
def test_a_lost_buyer_costs_what_a_need_costs_with_an_elasticity_one_higher(
    sigma, home, cut
):
    """Output is fixed; all who still buy pay one price p and take p^-sigma.

    Solved for that price by bisection; the good `exports` has its `sigma` registered
    one above that of traded goods for this reason.
    """

    def demand(price: float) -> float:
        return (home + (1 - home) * (1 - cut)) * price**-sigma

    low, high = 1e-9, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if demand(middle) > 1 else (low, middle)
    found = loss(cut, sigma + 1, sigma + 1, home)
    assert found == pytest.approx(-math.log(low), rel=1e-9)


def test_exports_are_registered_one_above_traded_goods():
    register = load_register()
    for name in ("sigma", "varsigma"):
        sold = register[f"good.exports.{name}"].spread
        bought = register[f"group.market.{name}"].spread
        assert parts(sold) == pytest.approx([1 + x for x in parts(bought)])


def parts(spread):
    return (spread.low, spread.mode, spread.high)


@given(
    sigma=st.floats(1.1, 12),
    part=st.floats(0, 1),
    home=st.floats(0, 0.95),
    first=st.floats(0, 0.98),
    second=st.floats(0, 1),
    haste=st.sampled_from([0.0, 0.4, 1.0]),
)
def test_joint_cut_offs_are_superadditive_when_varsigma_is_at_most_sigma(
    sigma, part, home, first, second, haste
):
    varsigma = 0.5 + part * (sigma - 0.5)
    other = second * (0.99 - first)
    apart = sum(loss(cut, sigma, varsigma, home, haste) for cut in (first, other))
    assert loss(first + other, sigma, varsigma, home, haste) >= apart - 1e-9 * (
        1 + apart
    )


def test_superadditivity_fails_in_most_draws_when_varsigma_is_above_sigma():
    rng = np.random.default_rng(1)
    sigma = rng.uniform(1.1, 6, 20_000)
    varsigma = sigma + rng.uniform(0, 6, 20_000)
    home, first = rng.uniform(0.05, 0.95, (2, 20_000))
    second = rng.uniform(0, 1 - first)

    def each(cut):
        return need_loss(1 - cut, home, sigma, varsigma, 0.0)

    broken = (each(first + second) < each(first) + each(second) - 1e-12).mean()
    assert 0.3 < broken < 0.9


@pytest.mark.parametrize(
    ("rho", "difference"),
    [(0.2, -0.0490), (0.5, -0.0303), (1.0, 0.0), (1.5, 0.0286), (3.0, 0.1021)],
)
def test_needs_that_complement_each_other_lose_less_together(rho, difference):
    weight, losses = np.array([[0.3, 0.7]]), np.log(np.array([[2.0, 1.5]]))
    rhos = np.array([rho])
    joint = welfare_loss(weight, losses, rhos, axis=1)
    apart = sum(
        welfare_loss(weight, losses * only, rhos, axis=1)
        for only in (np.array([1, 0]), np.array([0, 1]))
    )
    assert float((joint - apart)[0]) == pytest.approx(difference, abs=5.1e-5)


@given(st.floats(0.2, 3), st.lists(st.floats(0, 5), min_size=3, max_size=3))
def test_the_welfare_loss_is_the_price_index_of_the_needs(rho, losses):
    weights = (0.1, 0.2, 0.3)
    found = welfare_loss(
        np.array([weights]), np.array([losses]), np.array([rho]), axis=1
    )
    if abs(rho - 1) < 1e-4:
        expected = sum(w * x for w, x in zip(weights, losses, strict=True))
    else:
        index = 0.4 + sum(
            w * math.exp(x) ** (1 - rho) for w, x in zip(weights, losses, strict=True)
        )
        expected = math.log(index) / (1 - rho)
    assert float(found[0]) == pytest.approx(expected, rel=1e-3, abs=1e-12)


def test_an_infinite_loss_of_one_need_is_finite_only_when_needs_replace_each_other():
    weight, losses = np.array([[0.1, 0.2]]), np.array([[TOTAL, 0.5]])
    found = [
        float(welfare_loss(weight, losses, np.array([rho]), axis=1)[0])
        for rho in (0.5, 1.0, 2.0)
    ]
    assert all(math.isfinite(number) for number in found)
    assert [-math.expm1(-number) == 1.0 for number in found] == [True, True, False]
    expected = -math.log(0.7 + 0.2 * math.exp(-0.5))
    assert found[2] == pytest.approx(expected)
