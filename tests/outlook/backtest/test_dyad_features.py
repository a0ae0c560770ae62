"""Measures of all pairs in one year: against a plain twin, and as laws."""

import numpy as np
import pytest

from suzerain.core.assumption import load_register
from suzerain.core.flows import Flows
from suzerain.core.worlds import Worlds
from suzerain.measures.bilateral import Draws, losses
from suzerain.measures.openness import Openness
from suzerain.measures.substitution import exponents
from suzerain.outlook.backtest.dyad_features import dyad_frame, pick

CODES = ("AAA", "BBB", "CCC", "DDD", "EEE")


def flows_of(amount, *, year=2000, codes=CODES):
    """Flows of one year; NaN in the matrix is an unobserved pair."""
    to, by = np.nonzero(~np.isnan(amount) & ~np.eye(len(amount), dtype=bool))
    return Flows(
        actors=codes,
        goods=("trade",),
        year=np.full(len(to), year, dtype=np.int32),
        recipient=to.astype(np.int32),
        provider=by.astype(np.int32),
        good=np.zeros(len(to), dtype=np.int32),
        amount=amount[to, by],
        unit="million current USD",
        origin="made",
    )


def made(seed=3, size=5):
    return np.random.default_rng(seed).gamma(0.5, 100, (size, size)).round(1) + 1


def plain_loss(amount, i, worth):
    """The atlas's own loss of one state, in one world in which nothing is drawn."""
    register = load_register()
    of = {
        name: register[f"group.market.{name}"].spread.centre
        for name in ("sigma", "varsigma", "evasion")
    }
    cell = {name: np.full((1, 1, 1), value) for name, value in of.items()}
    inner, outer = exponents(cell["sigma"], cell["varsigma"], 0)
    draws = Draws(
        worlds=Worlds(count=1),
        register=register,
        goods=("trade",),
        reach=1 - cell["evasion"],
        sigma=cell["sigma"],
        inner=inner,
        outer=outer,
        rho=np.array([register["measure.rho"].spread.centre]),
        error=np.zeros(1),
    )
    bought = amount.copy()
    np.fill_diagonal(bought, 0)
    part = bought[i].sum() / (bought[i].sum() + worth)
    weight = max(register["atlas.goods_weight"].spread.centre, part)
    state = Openness(weight=np.array([weight]), home=np.array([1 - part / weight]))
    spot, lost = losses(
        i, CODES, bought[None, i], bought[None, :, i], np.zeros((2, 1)), state, draws
    )
    return spot, lost[:, 0]


@pytest.mark.parametrize("i", range(5))
def test_dependence_is_the_loss_of_the_atlas_with_every_assumption_at_its_median(i):
    amount = made()
    frame = dyad_frame(flows_of(amount), 2000, products=dict.fromkeys(CODES, 900.0))
    spot, lost = plain_loss(amount, i, 900.0)
    assert frame.values["dependence"][i, spot] == pytest.approx(lost, rel=1e-5)


def test_a_joint_cut_is_that_of_one_merged_supplier():
    amount = made()
    frame = dyad_frame(flows_of(amount), 2000)
    alone = frame.values["dependence"][0]
    first, second = np.argsort(-np.nan_to_num(alone, nan=-1))[:2]
    merged = amount.copy()
    for cells in (merged[0], merged[:, 0]):
        cells[first] += cells[second]
        cells[second] = 0
    whole = dyad_frame(flows_of(merged), 2000)
    joint = frame.values["joint"][0]
    assert joint[first] == joint[second]
    assert joint[first] == pytest.approx(whole.values["dependence"][0, first])


def test_two_together_take_more_than_either_alone():
    frame = dyad_frame(flows_of(made()), 2000)
    off = ~np.eye(5, dtype=bool)
    assert (frame.values["joint"][off] > frame.values["dependence"][off]).all()


def test_two_sellers_together_take_more_than_the_sum_of_both():
    amount = np.full((5, 5), 0.001)
    amount[0] = 100.0
    excess = dyad_frame(flows_of(amount), 2000).values["excess"]
    assert (excess[0, 1:] > 0).all()


def test_leverage_is_antisymmetric():
    lead = dyad_frame(flows_of(made()), 2000).values["asymmetry"]
    assert np.allclose(lead, -lead.T, equal_nan=True)


@pytest.mark.parametrize("factor", [0.001, 1000.0])
def test_another_unit_of_money_changes_nothing(factor):
    worth = dict.fromkeys(CODES, 900.0)
    one = dyad_frame(flows_of(made()), 2000, products=worth)
    scaled = {code: value * factor for code, value in worth.items()}
    other = dyad_frame(flows_of(made() * factor), 2000, products=scaled)
    for name, values in one.values.items():
        assert np.allclose(values, other.values[name], equal_nan=True), name


def test_the_order_of_states_changes_nothing():
    order = np.array([3, 0, 4, 2, 1])
    amount = made()
    one = dyad_frame(flows_of(amount), 2000)
    codes = tuple(CODES[k] for k in order)
    other = dyad_frame(flows_of(amount[np.ix_(order, order)], codes=codes), 2000)
    for name, values in one.values.items():
        turned = other.values[name]
        assert np.allclose(values[np.ix_(order, order)], turned, equal_nan=True), name


def test_a_pair_that_was_not_observed_has_no_measure_and_is_not_zero():
    amount = made()
    amount[0, 1] = np.nan
    frame = dyad_frame(flows_of(amount), 2000)
    for name in ("dependence", "asymmetry", "joint", "import_share", "salience"):
        assert np.isnan(frame.values[name][0, 1]), name
    assert not np.isnan(frame.values["dependence"][1, 0])


def test_a_state_of_whose_partners_too_few_reported_has_no_measure():
    amount = made()
    amount[0, 2:] = np.nan
    frame = dyad_frame(flows_of(amount), 2000)
    assert np.isnan(frame.values["dependence"][0]).all()
    assert frame.patron("AAA") == ""


def test_flows_of_another_year_change_nothing():
    early, late = flows_of(made()), flows_of(made(8), year=2001)
    both = Flows(
        actors=CODES,
        goods=("trade",),
        unit=early.unit,
        origin=early.origin,
        **{
            name: np.concatenate([getattr(early, name), getattr(late, name)])
            for name in ("year", "recipient", "provider", "good", "amount")
        },
    )
    one, other = dyad_frame(early, 2000), dyad_frame(both, 2000)
    for name, values in one.values.items():
        assert np.array_equal(values, other.values[name], equal_nan=True), name


def test_the_other_power_is_the_strongest_beside_the_one_who_cuts():
    amount = np.full((5, 5), 100.0)
    amount[0] = [0, 5, 3, 0.1, 0.1]
    amount[1:, 0] = 0.1
    far = np.arange(25.0).reshape(5, 5)
    frame = dyad_frame(flows_of(amount), 2000, apart=(CODES, far))
    assert frame.other[0, 1] == 2
    assert frame.other[0, 2] == frame.other[0, 3] == 1
    lead = frame.values["asymmetry"]
    assert frame.values["other_hold"][0, 1] == lead[0, 2]
    assert frame.values["hold_on_other"][0, 1] == lead[2, 1]
    assert frame.values["other_apart"][0, 1] == far[2, 1]


def test_a_state_that_is_not_there_reads_as_unobserved():
    assert np.isnan(pick(np.ones((1, 1)), ["A"], ["A", "B"], ["B", "A"])).all()
