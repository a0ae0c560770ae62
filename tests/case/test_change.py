"""Small named edits that return a new case."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given

sys.path.insert(0, str(Path(__file__).parent))

from stories import GRAIN_FOR_GUNS, tell

from suzerain.case.build import build_case
from suzerain.case.change import change, changeable
from suzerain.case.check import check
from suzerain.core.errors import CaseError, UnknownReference
from suzerain.core.spread import Spread
from suzerain.testing import cases

TIE = "tie.exports.BRA.BOL"


@pytest.fixture
def case():
    document, claims = tell(GRAIN_FOR_GUNS)
    return build_case([document], claims)


def share(case, tie=TIE):
    found = next(one for one in case.ties if one.id == tie)
    return found.share.low, found.share.high


def test_a_factor_scales_both_bounds(case):
    assert share(change(case, {TIE: "*0.5"})) == (0.3, 0.375)


def test_a_number_becomes_a_point(case):
    assert share(change(case, {TIE: 0.4})) == (0.4, 0.4)
    assert share(change(case, {TIE: "0.4"})) == (0.4, 0.4)


def test_a_range_in_words_is_read(case):
    assert share(change(case, {TIE: "0.1..0.2"})) == (0.1, 0.2)


def test_a_spread_is_taken_as_it_is(case):
    spread = Spread(low=0.1, mode=0.2, high=0.3, shape="triangular")
    changed = change(case, {TIE: spread})
    assert next(tie for tie in changed.ties if tie.id == TIE).share == spread


def test_a_star_reaches_all_ids_that_fit(case):
    changed = change(case, {"tie.*.BRA.*": "*0"})
    assert {share(changed, tie.id) for tie in case.ties} == {(0.0, 0.0)}


def test_a_weight_of_a_need_can_be_changed(case):
    changed = change(case, {"need.fuel.PER.weight": "0.1..0.2"})
    (need,) = [need for need in changed.needs if need.id == "need.fuel.PER"]
    assert (need.weight.low, need.weight.high) == (0.1, 0.2)


def test_an_assumption_of_a_good_can_be_set_apart_from_its_group(case):
    changed = change(case, {"good.fuel.home": "0.2..0.3"})
    assert changed.register["good.fuel.home"].spread.high == 0.3
    assert changed.register["good.oil.home"] == case.register["good.oil.home"]
    assert changed.register["good.fuel.home"].overruled


def test_what_was_changed_is_noted(case):
    changed = change(case, {TIE: 0.4})
    (tie,) = [tie for tie in changed.ties if tie.id == TIE]
    assert tie.notes[-1] == "set by the analyst: share 0.4 instead of 0.6 to 0.75"


def test_an_unknown_id_proposes_the_nearest(case):
    with pytest.raises(UnknownReference, match=r"mean 'tie\.exports\.BRA\.BOL'"):
        change(case, {"tie.exports.BRA.BLO": 0.1})


@pytest.mark.parametrize("value", ["half", "*", "*-1", "1..", "", "0.5..0.1"])
def test_a_value_that_cannot_be_read_says_what_can(case, value):
    with pytest.raises(Exception, match=r"Accepted|low <= mode"):
        change(case, {TIE: value})


def test_a_share_above_one_is_refused(case):
    with pytest.raises(CaseError, match="0 to 1"):
        change(case, {TIE: "*2"})


@given(cases())
def test_multiplying_everything_by_one_changes_no_number(case):
    changed = change(case, dict.fromkeys(changeable(case)[:20], "*1"))
    assert [tie.share for tie in changed.ties] == [tie.share for tie in case.ties]
    assert [n.weight for n in changed.needs] == [n.weight for n in case.needs]
    assert check(changed) == ()
