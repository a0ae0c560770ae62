"""Which assumptions decide an outcome of a case, and where it comes about."""

from __future__ import annotations

import json

import numpy as np
import pytest
from made_pact import made_pact

from suzerain.core.errors import CaseError, OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.scenario import Scenario
from suzerain.outlook.whatif.compared import compare
from suzerain.outlook.whatif.design import ask
from suzerain.outlook.whatif.discovery import discover
from suzerain.outlook.whatif.headline import find_headline, headlines
from suzerain.outlook.whatif.sensitivity import sensitivity
from suzerain.outlook.whatif.settings import apply
from suzerain.outlook.whatif.what_if import what_if

CASE = made_pact()
LOSS = "dependence.AAA.CCC"
SOME = {"tie.trade.CCC.AAA": "*0.5"}


def worlds(count: int = 150) -> Worlds:
    return Worlds(count=count)


def test_a_loss_is_most_sensitive_to_what_it_is_made_of():
    found = sensitivity(CASE, LOSS, worlds(), inputs=4)
    assert {bar.id for bar in found.bars} == {row.id for row in found.rows}
    assert any("trade" in row.id for row in found.rows[:2])
    strongest = found.rows[0]
    assert strongest.spearman.low <= strongest.spearman.value <= strongest.spearman.high
    assert abs(strongest.spearman.value) > 0.3


def test_the_swing_of_a_tornado_has_the_sign_of_the_correlation():
    found = sensitivity(CASE, LOSS, worlds(400), inputs=3)
    sign = {row.id: np.sign(row.spearman.value) for row in found.rows}
    assert all(np.sign(bar.swing) == sign[bar.id] for bar in found.bars)


def test_an_assumption_that_is_known_has_no_bar():
    before = sensitivity(CASE, LOSS, worlds(), inputs=1)
    known = {before.rows[0].id: 0.5}
    after = sensitivity(CASE, LOSS, worlds(), inputs=5, changes=known)
    assert before.rows[0].id not in {row.id for row in after.rows}


def test_an_outcome_asks_for_no_more_than_it_needs():
    assert ask(CASE, LOSS).only == "dependence"
    assert ask(CASE, "p_pact").only == "solve"
    assert ask(CASE, "knew").only == "weigh"
    assert ask(CASE, "question.missiles").only == "forecast"
    drawn = worlds(20)
    ask(CASE, "p_pact")(drawn)
    assert not any(name.startswith(("forecast.", "prior.")) for name in drawn.drawn)


@pytest.mark.parametrize("name", ["p_pact", "knew", "question.missiles", LOSS])
def test_what_it_needs_gives_what_a_what_if_compares(name):
    whole = headlines(apply(CASE, CASE.pacts[0], {}), worlds(40))
    alone = ask(CASE, name).headline(worlds(40))
    twin = find_headline(name, whole)
    assert alone.id == twin.id
    np.testing.assert_array_equal(alone.by_world, twin.by_world)


def test_the_region_of_a_large_loss_is_where_its_makers_are_large():
    middle = float(np.median(ask(CASE, LOSS)(worlds(400))))
    found = discover(CASE, LOSS, middle, worlds(400))
    assert found.limits
    assert found.box.density > found.share + 0.2
    assert found.fresh.density > found.share + 0.1
    json.dumps(found.to_dict(), allow_nan=False)
    weight = [one for one in found.limits if one.id == "need.trade.AAA.weight"]
    assert all(one.low is not None for one in weight)


def test_a_region_is_counted_again_in_worlds_of_the_next_seed():
    drawn, fresh = worlds(300), Worlds(count=300, seed=2)
    found = discover(CASE, LOSS, 0.05, drawn, below=True)
    values = headlines(apply(CASE, CASE.pacts[0], {}), fresh)[LOSS].by_world
    inside = np.ones(300, dtype=bool)
    for one in found.limits:
        row = fresh.drawn[one.id]
        inside &= (row >= (one.low or -np.inf)) & (row <= (one.high or np.inf))
    assert found.limits
    held = (values < 0.05) & inside
    assert found.fresh.mass == pytest.approx(inside.mean())
    assert found.fresh.density == pytest.approx(held.sum() / inside.sum())
    assert found.fresh.coverage == pytest.approx(held.sum() / (values < 0.05).sum())


def test_below_is_the_other_side_of_above():
    above = discover(CASE, LOSS, 0.05, worlds(200))
    below = discover(CASE, LOSS, 0.05, worlds(200), below=True)
    assert above.share + below.share == pytest.approx(1)


def test_scenarios_compared_are_each_the_what_if_of_it():
    names = [Scenario(name="base", changes={}), Scenario(name="some", changes=SOME)]
    found = compare(CASE, names, worlds(60))
    alone = what_if(CASE, SOME, worlds(60), name="some")
    (other,) = found.others
    assert other.to_dict() == alone.to_dict()
    assert "some" in str(found)


def test_a_comparison_turned_round_turns_every_difference():
    names = [Scenario(name="base", changes={}), Scenario(name="some", changes=SOME)]
    (there,) = compare(CASE, names, worlds(60)).others
    (back,) = compare(CASE, names[::-1], worlds(60)).others
    for key, one in there.differences.items():
        np.testing.assert_array_equal(one.by_world, -back[key].by_world)
        assert (one.rises, one.falls) == (back[key].falls, back[key].rises)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"method": "guess"}, OutlookError),
        ({"inputs": 0}, OutlookError),
        ({"changes": {"tie.oil.CCC.QQQ": 0.5}}, CaseError),
    ],
)
def test_what_cannot_be_asked_is_refused(given, error):
    with pytest.raises(error):
        sensitivity(CASE, "p_pact", worlds(30), **given)


def test_a_density_that_is_no_share_is_refused():
    with pytest.raises(OutlookError, match="density"):
        discover(CASE, LOSS, 0.05, worlds(30), density=1.5)
