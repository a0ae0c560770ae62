"""Correlates of War trade: both layouts give directed flows, and no fault slips in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_dataset import PAIRS, STATES, cow_folder, cow_zip
from read_back import drops, read_back
from real_tables import real_shelf

from suzerain.core.errors import UnreadableSource
from suzerain.sources.sql import open_sql
from suzerain.sources.tabular import select


def test_each_direction_is_a_row(tmp_path: Path) -> None:
    found = read_back(cow_folder(tmp_path, PAIRS[:1]), "cow-trade")["dyads"]
    assert [(one["importer"], one["exporter"], one["flow"]) for one in found] == [
        ("CHN", "PRK", 2800.5),
        ("PRK", "CHN", 3883.25),
    ]


def test_minus_nine_is_unobserved_and_not_a_flow(tmp_path: Path) -> None:
    found = read_back(cow_folder(tmp_path, PAIRS[1:2]), "cow-trade")["dyads"]
    (korean,) = [one for one in found if one["importer"] == "PRK"]
    assert korean["flow"] is None
    assert korean["smooth_flow"] == 79.5


def test_a_pair_without_any_observation_is_dropped_and_counted(tmp_path: Path) -> None:
    assert drops(cow_folder(tmp_path), "cow-trade")["neither direction observed"] == 1


def test_a_code_means_the_state_of_its_year(tmp_path: Path) -> None:
    found = read_back(cow_folder(tmp_path), "cow-trade")["dyads"]
    partners = {
        (one["year"], one["exporter"]) for one in found if one["importer"] == "PRK"
    }
    assert partners == {(1980, "SUN"), (2014, "RUS"), (2014, "CHN")}


def test_a_territory_before_it_is_a_state_is_dropped(tmp_path: Path) -> None:
    found = read_back(cow_folder(tmp_path), "cow-trade")["national"]
    assert [(one["state"], one["imports"]) for one in found] == [
        ("CIV", None),
        ("PRK", 4879.3),
    ]


def test_the_zip_of_the_publisher_is_read(tmp_path: Path) -> None:
    zipped = read_back(cow_zip(tmp_path / "COW_Trade_4.0.zip"), "cow-trade")
    assert zipped == read_back(cow_folder(tmp_path / "files"), "cow-trade")


def test_the_rounded_extract_reads_as_the_publishers_file(tmp_path: Path) -> None:
    import duckdb

    folder = cow_folder(tmp_path / "files")
    flows = ", ".join(
        f"nullif({name}, -9)::INTEGER AS {name}"
        for name in ("flow1", "flow2", "smoothflow1", "smoothflow2")
    )
    (tmp_path / "rounded").mkdir()
    with duckdb.connect() as sql:
        sql.sql(
            f"SELECT ccode1, ccode2, year, {flows} FROM "  # noqa: S608
            f"read_csv('{folder / 'Dyadic_COW_4.0.csv'}')"
        ).to_parquet(str(tmp_path / "rounded/dyadic_cow_trade_4.0_rounded.parquet"))
    (folder / "National_COW_4.0.csv").rename(
        tmp_path / "rounded" / "national_cow_trade_4.0.csv"
    )
    rounded = read_back(tmp_path / "rounded", "cow-trade")["dyads"]
    (korean,) = [
        one for one in rounded if one["importer"] == "PRK" and one["exporter"] == "CHN"
    ]
    assert korean["flow"] == 3883


def test_an_unknown_code_is_named(tmp_path: Path) -> None:
    pairs = (PAIRS[0].replace("710", "999", 1),)
    with pytest.raises(UnreadableSource, match=r"ccode1 999 \(2014 to 2014, 1 rows\)"):
        read_back(cow_folder(tmp_path, pairs), "cow-trade")


def test_names_in_a_wrong_encoding_do_no_harm(tmp_path: Path) -> None:
    mangled = (STATES[1].encode().decode("latin-1"),)
    found = read_back(cow_folder(tmp_path, states=mangled), "cow-trade")["national"]
    assert [one["state"] for one in found] == ["CIV"]


@settings(max_examples=4)
@given(order=st.permutations(PAIRS))
def test_the_order_of_the_rows_changes_nothing(order, tmp_path_factory) -> None:
    folders = [tmp_path_factory.mktemp("cow") for _ in range(2)]
    one, other = (
        read_back(cow_folder(folder, tuple(pairs)), "cow-trade")
        for folder, pairs in zip(folders, (PAIRS, order), strict=True)
    )
    assert one == other


def test_north_koreas_imports_from_china_are_those_published() -> None:
    """Shares of smoothed imports that SOURCE.md of the extract lists."""
    shelf = real_shelf(cow_trade="cow_trade_4.0")
    with open_sql() as sql:
        found = dict(
            select(
                shelf.table(sql, "cow-trade", "dyads"),
                "SELECT year, sum(smooth_flow) FILTER (exporter = 'CHN') "
                "/ sum(smooth_flow) FROM r WHERE importer = 'PRK' GROUP BY year",
            ).fetchall()
        )
    published = {2000: 0.28, 2005: 0.37, 2008: 0.39, 2010: 0.66, 2012: 0.78, 2014: 0.80}
    for year, share in published.items():
        assert found[year] == pytest.approx(share, abs=0.006), year
