"""Patrons and holders over several years."""

from __future__ import annotations

import numpy as np
import pytest
from test_atlas import STATES, WORLDS, made_flows

from suzerain.core.worlds import Worlds
from suzerain.measures.atlas import make_atlas
from suzerain.measures.spheres import decades, holders, mean_loss, pool, spheres

YEARS = (1990, 1991, 1992)


def hub(year, strong="AAA", amount=100.0):
    """All buy mostly from one, who buys little from all."""
    rows = []
    for one in STATES:
        for other in STATES:
            if one != other:
                heavy = other == strong
                rows.append((year, one, other, amount if heavy else 1.0))
    return rows


def atlas_of(*years):
    rows = [row for made in years for row in made]
    return make_atlas(made_flows(rows), worlds=Worlds(count=WORLDS))


def test_the_hub_is_patron_of_all_others():
    found = spheres(atlas_of(*map(hub, YEARS)), [(1990, 1992)])
    patrons = {one.client: one.patron for one in found}
    assert patrons == {"AAA": ""} | dict.fromkeys(STATES[1:], "AAA")
    assert all(one.share > 0.9 and one.years == 3 for one in found if one.patron)


def test_years_in_which_another_led_count_against_the_leader():
    atlas = atlas_of(hub(1990), hub(1991), hub(1992, strong="BBB"))
    found = {one.client: one for one in spheres(atlas, [(1990, 1992)])}
    assert found["CCC"].share == pytest.approx(2 / 3, abs=0.05)
    assert (found["CCC"].leader, found["CCC"].second) == ("AAA", "BBB")


def test_nobody_is_patron_by_half_or_less_of_worlds_and_years():
    atlas = atlas_of(hub(1990), hub(1991, strong="BBB"), hub(1992, strong="DDD"))
    (found,) = (o for o in spheres(atlas, [(1990, 1992)]) if o.client == "CCC")
    assert found.leader
    assert found.patron == ""


def test_an_asymmetry_too_small_to_tell_makes_no_patron():
    rows = [
        (1990, one, other, 1.01 if other == "AAA" else 1.0)
        for one in STATES
        for other in STATES
        if one != other
    ]
    found = spheres(atlas_of(rows), [(1990, 1999)])
    assert {one.patron for one in found} == {""}


def test_unobserved_years_do_not_count():
    (one,) = (
        o
        for o in spheres(atlas_of(hub(1990), hub(1998)), [(1990, 1999)])
        if o.client == "EEE"
    )
    assert one.years == 2
    assert one.share > 0.9


def test_one_year_of_a_decade_makes_no_patron():
    atlas = atlas_of(hub(1990))
    decade, year = (spheres(atlas, [span]) for span in ((1990, 1999), (1990, 1990)))
    assert {one.patron for one in decade} == {""}
    assert {one.patron for one in year} == {"", "AAA"}


def test_a_span_without_any_year_has_no_sphere():
    assert spheres(atlas_of(hub(1990)), [(1970, 1979)]) == ()


def test_holders_are_ranked_and_know_their_clients():
    ranked = holders(atlas_of(*map(hub, YEARS)), (1990, 1992))
    assert ranked[0].actor == "AAA"
    assert ranked[0].clients == STATES[1:]
    assert [one.hold[1] for one in ranked] == sorted(
        (one.hold[1] for one in ranked), reverse=True
    )


def test_means_are_over_observed_years_only():
    atlas = atlas_of(hub(1990), hub(1991))
    one, both = mean_loss(atlas, (1990, 1990)), mean_loss(atlas, (1990, 1999))
    np.testing.assert_allclose(both, one, rtol=1e-5)
    assert np.isnan(both[:, 0, 0]).all()


def test_means_of_leverage_have_its_sign():
    held = mean_loss(atlas_of(hub(1990)), (1990, 1990), leverage=True)
    assert held[1, 1, 0] > 0 > held[1, 0, 1]


def test_decades_end_where_the_data_end():
    assert decades(1870, 1889) == ((1870, 1879), (1880, 1889))
    assert decades(2014, 2014) == ((2014, 2014),)


def test_pooling_adds_up_and_keeps_what_lies_outside_out():
    flows = made_flows(
        [
            (1990, "AAA", "BBB", 2.0),
            (1999, "AAA", "BBB", 3.0),
            (2003, "AAA", "BBB", 5.0),
            (2011, "AAA", "BBB", 7.0),
        ]
    )
    pooled = pool(flows, [(1990, 1999), (2000, 2009)])
    assert pooled.year.tolist() == [1990, 2000]
    assert pooled.amount.tolist() == [5.0, 5.0]
