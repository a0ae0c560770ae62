"""Cut-offs in Caliendo & Parro's world of 1993, by the fast measure and by the judge.

Theory notes A3, A4 and B1: reckoned there with an independent solver, all deficits
closed; not published elsewhere. Losses are in percent of real income.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from places import ROOT, SHARED

from suzerain.measures.judge.equilibrium import equilibrium, prepare
from suzerain.measures.judge.shock import autarky, cut
from suzerain.measures.judged import judge
from suzerain.measures.links import coalition_losses
from suzerain.measures.trials import slopes, try_every_cut
from suzerain.sources.economies import read_economy

STUDY = SHARED / "data" / "caliendo_parro_2015"

pytestmark = pytest.mark.skipif(
    not STUDY.exists(), reason="the study's files are not beside the checkout"
)

CUTS = {
    ("MEX", "USA"): (4.00, 4.78, 5.51, 0.17),
    ("CAN", "USA"): (4.44, 4.39, 5.65, 0.31),
    ("IRL", "GBR"): (3.76, 3.76, 5.71, 0.30),
    ("AUT", "DEU"): (3.36, 3.90, 5.12, 0.33),
    ("KOR", "JPN"): (1.71, 1.97, 2.39, 0.09),
}
"""Fast with links, judge one-way, judge two-way, cutter's own two-way loss."""

JOINT = {
    "AUT": (("DEU", "ITA", "FRA"), 1.095),
    "MEX": (("USA", "JPN", "DEU"), 1.076),
    "IRL": (("GBR", "USA", "DEU"), 1.219),
    "KOR": (("JPN", "USA", "DEU"), 1.094),
}
"""Joint over summed log losses, two-way."""


@pytest.fixture(scope="module")
def baseline():
    return prepare(read_economy(STUDY), deficits="closed")


@pytest.fixture(scope="module")
def found(baseline):
    return try_every_cut(baseline)


def judged(baseline, target, cutters, *, two_way):
    shock = cut(baseline.economy, target, cutters, both_ways=two_way)
    return judge(equilibrium(baseline, shock), [target, *cutters])


@pytest.mark.parametrize(("pair", "losses"), CUTS.items())
def test_cut_offs_of_the_note_are_reproduced(baseline, pair, losses):
    target, cutter = pair
    fast, one_way, two_way, own = losses
    single = judged(baseline, target, [cutter], two_way=False)
    double = judged(baseline, target, [cutter], two_way=True)
    assert -100 * single[0].fast_with_links == pytest.approx(fast, abs=6e-3)
    assert -100 * single[0].real_income == pytest.approx(one_way, abs=6e-3)
    assert -100 * double[0].real_income == pytest.approx(two_way, abs=6e-3)
    assert -100 * double[1].real_income == pytest.approx(own, abs=6e-3)


@pytest.mark.parametrize(("target", "joint"), JOINT.items())
def test_joint_cut_offs_take_more_than_the_sum(baseline, target, joint):
    cutters, ratio = joint

    def loss(who):
        change = judged(baseline, target, who, two_way=True)[0].real_income
        return -math.log1p(change)

    apart = sum(loss([cutter]) for cutter in cutters)
    assert loss(list(cutters)) / apart == pytest.approx(ratio, abs=6e-4)


@pytest.mark.parametrize(
    ("region", "loss"),
    [("USA", 0.0199), ("HUN", 0.1078), ("IRL", 0.1899), ("MEX", 0.0579)],
)
def test_autarky_has_its_closed_form_with_links(baseline, region, loss):
    """Sectors that a region cannot supply at all are left as they are, as in B1."""
    economy = baseline.economy
    n = economy.regions.index(region)
    home = economy.trade[n, n]
    alone = np.where(home > 0, -np.log(np.where(home > 0, home, 1)), 0)
    links = np.eye(len(home)) - economy.inputs[n].T
    rise = np.linalg.solve(links, alone / economy.elasticity)
    closed = float(economy.final[n] @ rise)
    assert -math.expm1(-closed) == pytest.approx(loss, abs=6e-5)
    fast = coalition_losses(economy, economy.regions)[n]
    if (home > 0).all():
        assert fast == pytest.approx(closed, rel=1e-9)
    else:
        assert -math.expm1(-fast) == 1


@pytest.mark.parametrize("region", ["USA", "HUN"])
def test_autarky_by_the_judge_is_the_closed_form(baseline, region):
    one = judge(equilibrium(baseline, autarky(baseline.economy, region)), [region])[0]
    assert one.real_wage == pytest.approx(one.fast_with_links, abs=1e-7)


def test_every_cut_off_of_that_world_is_solved(found):
    assert len(found.target) == 930
    assert not np.isnan(found.one_way).any()
    assert not np.isnan(found.two_way).any()


def test_slopes_over_all_cut_offs_are_near_those_of_the_note_s_21(found):
    """The note has 2.04, 1.09 and 1.42, r .989 and .987, Spearman .98 to .99."""
    plain, _, linked, twice, both, _ = slopes(found)
    assert plain.slope == pytest.approx(2.17, abs=6e-3)
    assert linked.slope == pytest.approx(1.11, abs=6e-3)
    assert twice.slope == pytest.approx(1.49, abs=6e-3)
    assert both.slope == pytest.approx(0.98, abs=6e-3)
    assert linked.correlation == pytest.approx(0.989, abs=6e-4)
    assert twice.correlation == pytest.approx(0.984, abs=6e-4)
    assert linked.rank_correlation == pytest.approx(0.993, abs=6e-4)
    assert twice.rank_correlation == pytest.approx(0.978, abs=6e-4)


def test_the_manual_prints_the_slopes_that_the_command_prints(found):
    page = (ROOT / "docs" / "theory" / "judge.md").read_text(encoding="utf-8")
    for one in slopes(found):
        row = (
            f"| {one.measure} | {one.judged} | {one.cuts} | {one.slope:.2f} "
            f"| {one.correlation:.3f} | {one.rank_correlation:.3f} "
            f"| {one.relative_error:.2f} |"
        )
        assert row in page


def test_links_bring_the_fast_measure_nearer_to_the_judge(found):
    plain, _, linked, _, _, _ = slopes(found)
    assert linked.relative_error < plain.relative_error / 3
    assert (found.fast < found.one_way).mean() > 0.99


def test_lost_sales_bring_it_nearer_when_these_stop_too(found):
    _, _, _, linked, both, _ = slopes(found)
    assert abs(both.slope - 1) < abs(linked.slope - 1) / 10
    assert both.relative_error < linked.relative_error
    assert both.rank_correlation > linked.rank_correlation
