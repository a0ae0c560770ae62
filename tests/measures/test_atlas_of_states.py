"""Patrons and clients of states in the trade of 2000 to 2014, on the real files."""

from __future__ import annotations

import pytest
from real_tables import real_shelf

from suzerain.core.worlds import Worlds
from suzerain.measures.atlas import Atlas, make_atlas
from suzerain.measures.spheres import decades, holders, spheres
from suzerain.sources.flows import read_flows
from suzerain.sources.incomes import read_incomes
from suzerain.sources.totals import read_totals

SPANS = decades(2000, 2014)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    products = {"gdp": "gdp_population", "surplus": "gdp_population"}
    shelf, years = real_shelf(cow_trade="cow_trade_4.0", **products), range(2000, 2015)
    return make_atlas(
        read_flows("cow-trade", years, shelf=shelf),
        read_incomes(years, shelf=shelf),
        Worlds(count=40, seed=1),
        totals=read_totals("cow-trade", years, shelf=shelf),
    )


def test_china_is_north_koreas_patron_in_both_decades(atlas: Atlas) -> None:
    found = {one.span: one for one in spheres(atlas, SPANS) if one.client == "PRK"}
    assert [found[span].patron for span in SPANS] == ["CHN", "CHN"]
    assert min(found[span].share for span in SPANS) > 0.9


@pytest.mark.parametrize(
    ("patron", "client"), [("CHN", "PRK"), ("RUS", "BLR"), ("USA", "CAN")]
)
def test_great_powers_have_the_clients_that_are_known(
    atlas: Atlas, patron: str, client: str
) -> None:
    for span in SPANS:
        (held,) = (one for one in holders(atlas, span) if one.actor == patron)
        assert client in held.clients
        assert patron not in held.clients


def test_chinas_clients_grew_many_while_americas_grew_few(atlas: Atlas) -> None:
    counts = {
        (one.actor, span): len(one.clients)
        for span in SPANS
        for one in holders(atlas, span)
    }
    before, after = SPANS
    assert counts["CHN", after] > 2 * counts["CHN", before]
    assert counts["USA", after] < counts["USA", before]
