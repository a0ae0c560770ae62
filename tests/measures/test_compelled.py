"""Who can be made to join a cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_case import make_case

from suzerain.core.errors import SuzerainError, UnknownActor
from suzerain.core.worlds import Worlds
from suzerain.measures.coalition import shapley
from suzerain.measures.compelled import compel, compelling_power
from suzerain.measures.dependence import cut_off_loss
from suzerain.measures.exposure import expose

FEW = Worlds(count=30)
SURE = {"power.credibility": 1.0}
SHARE = st.floats(0, 0.9)


def chain(hold: float, price: float, second: float = 0.0, assumed=SURE):
    """LLL holds MMM, MMM (and LLL) hold NNN; MMM and NNN buy food from TTT too."""
    return make_case(
        ("LLL", "MMM", "NNN", "TTT"),
        {
            ("TTT", "oil"): (0.3, 0.1),
            ("MMM", "trade"): (0.3, 0.1),
            ("MMM", "food"): (0.3, 0.1),
            ("NNN", "trade"): (0.3, 0.1),
            ("NNN", "food"): (0.3, 0.1),
        },
        {
            ("oil", "MMM", "TTT"): 0.45,
            ("oil", "NNN", "TTT"): 0.45,
            ("trade", "LLL", "MMM"): hold,
            ("trade", "MMM", "NNN"): second,
            ("food", "TTT", "MMM"): price,
            ("food", "TTT", "NNN"): price,
        },
        assumed,
    )


def plain(case, founders, target, worlds):
    """The same by hand: one world at a time, sets of names, until nobody moves."""
    exposure = expose(case, worlds)
    actors = exposure.actors
    believed = np.max(
        [case.register.draw(worlds, "power.credibility", x) for x in founders], axis=0
    )

    def loss(name, members, world):
        return cut_off_loss(exposure, sorted(members))[world, actors.index(name)]

    found = []
    for world in range(worlds.count):
        up = set(founders)
        while True:
            more = {
                name
                for name in actors
                if name not in up
                and name != target
                and believed[world] * loss(name, up, world)
                > loss(name, {target}, world)
            }
            if not more:
                break
            up |= more
        down = {
            name
            for name in actors
            if name != target and not np.isnan(loss(name, {target}, world))
        } | set(founders)
        while True:
            gone = {
                name
                for name in down - set(founders)
                if not believed[world] * loss(name, down - {name}, world)
                > loss(name, {target}, world)
            }
            if not gone:
                break
            down -= gone
        found.append((up, down))
    return found


@given(SHARE, SHARE, SHARE)
def test_both_coalitions_equal_those_found_by_hand(hold, price, second):
    case, worlds = chain(hold, price, second, {}), Worlds(count=4)
    found = compel(case, ["LLL"], "TTT", worlds)
    for world, (up, down) in enumerate(plain(case, ["LLL"], "TTT", worlds)):
        names = np.array(found.actors)
        assert set(names[found.joined[world]]) == up
        assert set(names[found.hoped[world]]) == down


def test_who_is_held_harder_than_the_target_holds_him_joins():
    assert compel(chain(0.9, 0.2), ["LLL"], "TTT", FEW).p_joins["MMM"] == 1


def test_who_has_more_to_lose_with_the_target_stays_out():
    found = compel(chain(0.2, 0.9), ["LLL"], "TTT", FEW)
    assert found.p_joins == {"MMM": 0, "NNN": 0}
    assert (found.compelled.values == found.alone.values).all()


def test_one_who_was_made_to_join_draws_in_the_next():
    found = compel(chain(0.9, 0.3, 0.8), ["LLL"], "TTT", FEW)
    assert found.rounds == 2
    assert found.p_joins == {"MMM": 1, "NNN": 1}
    assert (found.compelled.values > found.alone.values).all()


def test_a_founder_may_compel_though_it_sells_the_target_nothing():
    found = compel(chain(0.9, 0.2), ["LLL"], "TTT", FEW)
    assert (found.alone.values == 0).all()
    assert (found.compelled.values > 0).all()


def test_what_all_expect_can_hold_though_nobody_begins_it():
    case = make_case(
        ("LLL", "MMM", "NNN", "TTT"),
        {
            ("TTT", "oil"): (0.3, 0.1),
            ("MMM", "trade"): (0.3, 0.1),
            ("MMM", "food"): (0.3, 0.1),
            ("NNN", "trade"): (0.3, 0.1),
            ("NNN", "food"): (0.3, 0.1),
        },
        {
            ("oil", "MMM", "TTT"): 0.45,
            ("trade", "NNN", "MMM"): 0.8,
            ("trade", "MMM", "NNN"): 0.8,
            ("food", "TTT", "MMM"): 0.2,
            ("food", "TTT", "NNN"): 0.2,
        },
        SURE,
    )
    found = compel(case, ["LLL"], "TTT", FEW)
    rows = {row["actor"]: row for row in found.to_rows()}
    assert rows["MMM"]["p_joins"] == 0
    assert rows["MMM"]["p_joins_if_expected"] == 1
    assert (found.hoped_for.values > found.compelled.values).all()


@given(SHARE, SHARE, SHARE)
def test_the_largest_coalition_holds_the_smallest(hold, price, second):
    found = compel(chain(hold, price, second, {}), ["LLL"], "TTT", Worlds(count=8))
    assert (found.hoped >= found.joined).all()
    assert (found.compelled.values >= found.alone.values).all()


@given(SHARE, SHARE, SHARE)
def test_another_founder_never_loses_anybody(hold, price, second):
    case, worlds = chain(hold, price, second, SURE), Worlds(count=8)
    one = compel(case, ["LLL"], "TTT", worlds)
    two = compel(case, ["LLL", "MMM"], "TTT", worlds)
    assert (two.joined >= one.joined).all()


@given(st.permutations(("LLL", "MMM", "NNN", "TTT")))
def test_the_order_of_actors_changes_nothing(order):
    case = chain(0.6, 0.3, 0.5, {})
    actors = {actor.code: actor for actor in case.actors}
    from dataclasses import replace

    other = replace(case, actors=tuple(actors[code] for code in order))
    worlds = Worlds(count=8)
    first, second = (
        compel(one, ["LLL"], "TTT", worlds).p_joins for one in (case, other)
    )
    assert first == second


def test_the_spared_are_neither_asked_nor_drawn_in():
    found = compel(chain(0.9, 0.2), ["LLL"], "TTT", FEW, spared=["MMM"])
    assert found.p_joins["MMM"] == 0


def test_an_actor_whose_needs_are_unknown_never_joins():
    case = make_case(
        ("LLL", "MMM", "TTT"),
        {("TTT", "oil"): (0.3, 0.1)},
        {("oil", "MMM", "TTT"): 0.9},
        SURE,
    )
    found = compel(case, ["LLL"], "TTT", FEW)
    assert found.p_joins == {"MMM": 0}
    assert found.to_rows() == []


def test_compelling_power_adds_up_to_what_all_founders_do():
    case = chain(0.9, 0.2, 0.5)
    shares = compelling_power(case, "TTT", ["LLL", "NNN"], FEW)
    joint = compel(case, ["LLL", "NNN"], "TTT", FEW).compelled.values
    assert np.allclose(shares.values.sum(axis=1), joint)
    assert (shares["LLL"].values > 0).all()


def test_without_compulsion_power_is_the_fair_share_of_the_supply():
    case = chain(0.0, 0.5)
    power = compelling_power(case, "TTT", ["MMM", "NNN"], FEW)
    supply = shapley(case, "TTT", ["MMM", "NNN"], FEW)
    assert np.allclose(power.values, supply.values)


def test_many_founders_are_sampled_and_named_so():
    case = chain(0.9, 0.2, 0.5, {**SURE, "measure.shapley_exact": 1})
    shares = compelling_power(case, "TTT", ["LLL", "NNN"], Worlds(count=2))
    assert shares.name == "compelling power (sampled)"


def test_a_target_whose_needs_are_unknown_has_unknown_shares():
    shares = compelling_power(chain(0.9, 0.2), "LLL", ["MMM"], FEW)
    assert np.isnan(shares.values).all()


def test_the_record_says_who_joins_and_what_it_takes():
    record = compel(chain(0.9, 0.2), ["LLL"], "TTT", FEW).to_dict()
    assert record["founders"] == ["LLL"]
    assert record["alone"]["median"] == 0
    assert record["compelled"]["median"] > 0
    assert record["actors"][0]["actor"] == "MMM"
    assert "MMM joins 100%" in str(compel(chain(0.9, 0.2), ["LLL"], "TTT", FEW))


def test_impossible_requests_are_refused():
    with pytest.raises(SuzerainError, match="against itself"):
        compel(chain(0.5, 0.5), ["TTT"], "TTT", FEW)
    with pytest.raises(UnknownActor):
        compel(chain(0.5, 0.5), ["LLL"], "TTT", FEW, spared=["ZZZ"])
