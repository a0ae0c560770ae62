"""Which outsider holds the largest leverage over the members of a pact."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_case import make_case

from suzerain.case.pact import Pact
from suzerain.core.errors import NoPact, UnknownActor
from suzerain.core.worlds import Worlds
from suzerain.measures.patronage import patron, standing_out

NEEDS = {("MMA", "oil"): (0.2, 0.2), ("MMB", "oil"): (0.2, 0.2)}
CODES = ("MMA", "MMB", "OOA", "OOB")
FEW = Worlds(count=200)


def test_the_outsider_with_the_largest_leverage_is_the_patron():
    case = make_case(
        CODES,
        NEEDS,
        {
            ("oil", "OOA", "MMA"): (0.7, 0.9),
            ("oil", "OOA", "MMB"): (0.2, 0.4),
            ("oil", "OOB", "MMB"): (0.1, 0.2),
        },
    )
    ranking = patron(case, FEW, ("MMA", "MMB"))
    assert ranking.patron == "OOA"
    assert [one.actor for one in ranking.claimants] == ["OOA", "OOB"]
    assert ranking.claimants[0].first == 1.0
    assert set(ranking.claimants[0].over) == {"MMA", "MMB"}
    assert "tie.oil.OOA.MMB" in ranking.claimants[0].hold.basis
    assert str(ranking) == "patron: OOA (first in 100% of worlds)"


def test_names_play_no_part():
    ties = {("oil", "OOB", "MMA"): (0.7, 0.9), ("oil", "OOA", "MMB"): (0.1, 0.2)}
    assert patron(make_case(CODES, NEEDS, ties), FEW, ("MMA", "MMB")).patron == "OOB"


def test_members_supplying_each_other_are_no_patrons():
    case = make_case(CODES, NEEDS, {("oil", "MMA", "MMB"): 0.9})
    ranking = patron(case, FEW, ("MMA", "MMB"))
    assert ranking.patron == ""
    assert ranking.claimants == ()


def test_none_stands_out_when_two_hold_the_same():
    ties = {("oil", "OOA", "MMA"): 0.4, ("oil", "OOB", "MMA"): 0.4}
    ranking = patron(make_case(CODES, NEEDS, ties), FEW, ("MMA", "MMB"))
    assert ranking.patron == ""
    assert [one.first for one in ranking.claimants] == [0.0, 0.0]
    assert "no patron stands out" in str(ranking)


def test_the_threshold_is_the_registered_one():
    ties = {("oil", "OOA", "MMA"): (0.2, 0.7), ("oil", "OOB", "MMB"): (0.2, 0.6)}
    low = make_case(CODES, NEEDS, ties, {"measure.patron_share": 0.5})
    high = make_case(CODES, NEEDS, ties, {"measure.patron_share": 0.95})
    assert patron(low, FEW, ("MMA", "MMB")).patron == "OOA"
    assert patron(high, FEW, ("MMA", "MMB")).patron == ""


def test_an_outsider_that_depends_as_much_holds_nothing():
    needs = {**NEEDS, ("OOA", "food"): (0.5, 0.0)}
    ties = {("oil", "OOA", "MMA"): 0.1, ("food", "MMA", "OOA"): 0.9}
    assert patron(make_case(CODES, needs, ties), FEW, ("MMA", "MMB")).patron == ""


def test_members_come_from_the_pact_of_the_case():
    case = make_case(CODES, NEEDS, {("oil", "OOA", "MMA"): 0.8})
    pact = Pact(id="p", name="p", members=("MMA", "MMB"), terms=())
    ranking = patron(replace(case, pacts=(pact,)), FEW)
    assert (ranking.members, ranking.patron) == (("MMA", "MMB"), "OOA")


def test_without_pact_or_members_the_error_says_what_to_do():
    case = make_case(CODES, NEEDS, {})
    with pytest.raises(NoPact, match=r"has no pact"):
        patron(case, FEW)
    with pytest.raises(UnknownActor):
        patron(case, FEW, ("MMA", "ZZZ"))


def test_nobody_stands_out_by_holding_nothing():
    nothing = np.zeros(4)
    assert standing_out([nothing, nothing], ["AAA", "BBB"], 0) == ""
    assert standing_out([], [], 0) == ""
    assert standing_out([nothing, nothing + 1], ["AAA", "BBB"], 0.5) == "BBB"
