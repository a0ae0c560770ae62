"""What articles say and what datasets measure stand side by side."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from made_data import made_shelf
from real_tables import real_shelf

from suzerain.brief.beside import beside_rows, beside_text, compare_with_data
from suzerain.case.beside import DataPoint, SideBySide, side
from suzerain.case.build import build_case
from suzerain.core.worlds import Worlds
from suzerain.evidence.extract import extract
from suzerain.sources.read import read_documents

ARTICLE = """\
Russia and North Korea signed a pact. China provides at least 80% of North Korea's \
trade. North Korea has a frontier of more than 1390 km with China. Russia \
supplies between 25% and 50% of North Korea's oil.
"""
FEW = Worlds(count=200, seed=1)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    folder = tmp_path_factory.mktemp("beside")
    (folder / "article.txt").write_text(ARTICLE)
    documents = read_documents([folder / "article.txt"])
    case = build_case(documents, extract(documents))
    names = ["cow-trade", "factbook", "baci"]
    return compare_with_data(case, names, FEW, shelf=made_shelf(folder))


def row(rows, quantity, provider, recipient):
    (found,) = [
        one
        for one in rows
        if (one.quantity, one.provider, one.recipient)
        == (quantity, provider, recipient)
    ]
    return found


def numbers(rows):
    return [(one.quantity, one.low, one.median, one.high, one.agree) for one in rows]


@pytest.mark.parametrize(
    ("low", "high", "first", "last", "told"),
    [
        (0.8, None, 0.96, 0.98, "inside"),
        (0.8, None, 0.7, 0.75, "below"),
        (0.8, None, 0.75, 0.85, "inside"),
        (None, 0.5, 0.6, 0.7, "above"),
        (0.25, 0.5, 0.3, 0.4, "inside"),
        (1400, None, 1351.5, 1352.5, "below"),
        (None, None, 0.0, 1.0, "inside"),
    ],
)
def test_a_measured_range_lies_inside_below_or_above_what_is_said(
    low, high, first, last, told
):
    assert side(low, high, first, last) == told


def test_a_share_of_trade_stands_beside_shares_by_year(rows):
    found = row(rows, "imports", "CHN", "PRK")
    assert (found.low, found.high, found.suggested) == (0.8, None, False)
    values = {(one.dataset, one.year): round(one.value, 2) for one in found.points}
    assert values == {
        ("cow-trade", 2010): 0.66,
        ("cow-trade", 2014): 0.80,
        ("factbook", 2023): 0.97,
        ("baci", 2014): 0.96,
    }
    assert [one.side for one in found.points if one.year == 2010] == ["below"]
    assert found.agree == "inside"


def test_a_share_of_trade_may_mean_imports_exports_or_both(rows):
    assert row(rows, "exports", "CHN", "PRK").agree == "below"
    assert row(rows, "trade", "CHN", "PRK").agree == "inside"


def test_a_border_stands_beside_its_measured_length(rows):
    found = row(rows, "border", "CHN", "PRK")
    assert (found.low, found.high, found.unit) == (1390, None, "km")
    assert [one.value for one in found.points] == [1352]
    assert found.agree == "below"


def test_a_share_of_oil_stands_beside_that_of_its_products(rows):
    found = row(rows, "supply", "RUS", "PRK")
    assert (found.low, found.high) == (0.25, 0.5)
    assert [(one.dataset, round(one.value, 3)) for one in found.points] == [
        ("baci", 0.4)
    ]
    assert found.agree == "inside"


def test_dependence_is_reckoned_from_articles_alone_and_with_datasets(rows):
    found = row(rows, "dependence", "CHN", "PRK")
    (point,) = found.points
    assert found.claims
    assert found.low < found.median < found.high
    assert point.low < point.value < point.high
    assert "cell.factbook.partners.PRK.import.CHN.share" in point.cells


def test_every_number_names_its_sources(rows):
    for one in rows:
        assert one.claims or one.agree == "unstated"
        for point in one.points:
            assert any(key.startswith("cell.") for key in point.cells) or (
                one.quantity == "dependence"
            )


def test_rows_are_json_and_flat_rows_have_one_shape(rows):
    for one in rows:
        told = json.loads(json.dumps(one.to_dict(), allow_nan=False))
        parts = {"low", "median", "high", "year", "suggested", "claims"}
        assert set(told["articles"]) == parts
    flat = list(beside_rows(rows))
    assert len({tuple(one) for one in flat}) == 1
    assert len(flat) == sum(max(1, len(one.points)) for one in rows)


def test_the_text_says_what_a_share_is_held_against(rows):
    text = beside_text(rows)
    assert "held against trade in goods" in text
    assert "articles say at least 0.8 [c-" in text
    assert "factbook profiles of 2026: 1352 [1351.5 to 1352.5], below" in text
    assert "PRK on CHN" in text


def test_names_of_documents_and_the_order_of_datasets_change_no_number(tmp_path, rows):
    (tmp_path / "other.txt").write_text(ARTICLE)
    documents = read_documents([tmp_path / "other.txt"])
    case = build_case(documents, extract(documents), name="other")
    names = ["baci", "factbook", "cow-trade"]
    again = compare_with_data(case, names, FEW, shelf=made_shelf(tmp_path))
    assert numbers(again) == numbers(rows)


def test_the_founding_articles_on_real_data(seeds: list[Path]):
    """At least 80 % of the economy; over 1390 km: what the datasets say of them."""
    shelf = real_shelf(cow_trade="cow_trade_4.0", factbook="cia_factbook")
    documents = read_documents(seeds)
    case = build_case(documents, extract(documents))
    rows = compare_with_data(case, ["cow-trade", "factbook"], FEW, shelf=shelf)
    imports = row(rows, "imports", "CHN", "PRK")
    values = {(one.dataset, one.year): round(one.value, 2) for one in imports.points}
    assert values["cow-trade", 2000] == 0.28
    assert values["cow-trade", 2010] == 0.66
    assert values["cow-trade", 2014] == 0.80
    assert values["factbook", 2023] == 0.97
    assert imports.agree == "inside"
    assert row(rows, "exports", "CHN", "PRK").agree == "below"
    assert row(rows, "border", "CHN", "PRK").agree == "below"
    both = row(rows, "dependence", "CHN", "PRK")
    assert both.points[0].low > both.low
    assert both.points[0].cells


def test_a_long_series_is_shown_in_a_few_years_with_both_ends():
    points = tuple(
        DataPoint(dataset="d", year=year, value=0.5, low=0.4, high=0.6)
        for year in range(1990, 2024)
    )
    row = SideBySide(
        quantity="imports",
        words="a share",
        good="trade",
        provider="CHN",
        recipient="PRK",
        unit="share",
        low=None,
        high=0.5,
        points=points,
    )
    said = beside_text([row, replace(row, high=None), replace(row, low=0.5)])
    assert said.count("1990 0.5") == said.count("2023 0.5") == 3
    assert "1991" not in said
    assert "at most 0.5" in said
    assert "no number" in said
    assert "say 0.5 [" in said
