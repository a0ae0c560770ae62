"""Registered elasticities of goods against the estimates that they cite.

Fontagné, Guimbard & Orefice 2022 estimate for each GTAP sector how trade answers
tariffs; the register reads the size of the estimate as `sigma`. The estimates lie
beside the checkout, not in it.
"""

from __future__ import annotations

import csv
import re

import pytest
from places import SHARED

from suzerain.core.assumption import load_register

TABLE = SHARED / "theory" / "reference" / "fontagne_gtap_elasticities.csv"
SECTORS = {
    "good.oil.sigma": ("oil",),
    "good.fuel.sigma": ("p_c",),
    "good.electricity.sigma": ("ely",),
    "good.grain.sigma": ("wht", "pdr", "pcr"),
    "good.food.sigma": ("ofd", "osd", "wht", "pdr"),
    "good.semiconductors.sigma": ("ele",),
    "good.manufactures.sigma": ("i_s", "ome", "eeq", "mvh"),
    "good.civil_technology.sigma": ("ome", "ele"),
}
"""Sectors of the table that the reason of a row speaks of."""

pytestmark = pytest.mark.skipif(
    not TABLE.exists(), reason="the shared table of elasticities is not here"
)


def estimates() -> dict[str, float | None]:
    with TABLE.open(encoding="utf-8") as file:
        return {
            row["gtap_sector"]: -float(row["epsilon_GTAP"])
            if row["epsilon_GTAP"]
            else None
            for row in csv.DictReader(file)
        }


@pytest.mark.parametrize(("key", "sectors"), SECTORS.items())
def test_a_registered_range_holds_or_touches_the_estimates(key, sectors):
    """Judgement may lower a range below an estimate, never leave all of them out."""
    spread, found = load_register()[key].spread, estimates()
    values = [found[sector] for sector in sectors]
    assert any(spread.low <= value <= spread.high for value in values)


@pytest.mark.parametrize(("key", "sectors"), SECTORS.items())
def test_numbers_that_a_reason_quotes_are_in_the_table(key, sectors):
    reason = load_register()[key].reason
    quoted = {float(text) for text in re.findall(r"\d+\.\d", reason)}
    rounded = {round(x, 1) for x in estimates().values() if x is not None}
    assert quoted <= rounded
    assert quoted or "estimate" not in reason


def test_fuels_without_an_estimate_are_said_to_have_none():
    found, register = estimates(), load_register()
    assert [found[sector] for sector in ("gas", "coa", "gro")] == [None] * 3
    assert "no estimate exists" in register["good.gas.sigma"].reason
    assert "have none" in register["group.energy.sigma"].reason


def test_the_note_s_figures_are_the_table_s():
    """Theory note B7."""
    expected = {
        "oil": 10.9,
        "p_c": 3.64,
        "eeq": 4.62,
        "ele": 5.26,
        "chm": 7.83,
        "otn": 7.98,
        "wht": 2.61,
        "nmm": 4.83,
        "i_s": 3.45,
    }
    found = estimates()
    for sector, value in expected.items():
        assert found[sector] == pytest.approx(value, abs=0.01)
