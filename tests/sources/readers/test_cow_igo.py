"""Organisations: who is a member, what is missing, and what pairs share."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnreadableSource
from suzerain.sources.tabular import select

HEADER = "ccode,year,state,UN,WTO,CSTO"
ROWS = (
    "731,2014,nkorea,1,0,-1",
    "710,2014,china,1,1,0",
    "365,2014,russia,1,1,1",
    "365,1980,russia,1,3,-9",
    "260,1990,wgermany,1,2,0",
    "255,1990,germany,1,1,0",
)


def made(folder: Path, header: str = HEADER) -> Path:
    path = folder / "state_year_formatv3.csv"
    path.write_text("\n".join([header, *ROWS]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("cow-igo")), "cow-igo")


def test_members_associates_and_observers_have_rows(sample: Sample) -> None:
    found = sample.tables["memberships"]
    assert {
        (one["state"], one["organisation"], one["status"])
        for one in found
        if one["year"] == 1980
    } == {("SUN", "un", "full"), ("SUN", "wto", "observer"), ("SUN", "csto", None)}


def test_no_member_has_no_row(sample: Sample) -> None:
    found = sample.tables["memberships"]
    assert [one["organisation"] for one in found if one["state"] == "PRK"] == ["un"]


def test_two_codes_of_one_state_give_the_fuller_membership(sample: Sample) -> None:
    found = sample.tables["memberships"]
    (german,) = [
        one for one in found if one["state"] == "DEU" and one["organisation"] == "wto"
    ]
    assert german["status"] == "full"


def test_pairs_are_counted_where_no_counts_are_given(sample: Sample) -> None:
    found = sample.tables["dyads"]
    assert {
        (one["state1"], one["state2"]): one["shared"]
        for one in found
        if one["state1"] == "CHN"
    } == {("CHN", "PRK"): 1, ("CHN", "RUS"): 2}


def test_an_associate_counts_and_a_pair_that_shares_none_has_0(tmp_path: Path) -> None:
    path = tmp_path / "state_year_formatv3.csv"
    rows = ("731,2010,nkorea,1,0", "710,2010,china,2,1", "2,2010,usa,3,1")
    path.write_text("\n".join(["ccode,year,state,UN,WTO", *rows]) + "\n")
    found = read_back(tmp_path, "cow-igo")["dyads"]
    shared = {(one["state1"], one["state2"]): one["shared"] for one in found}
    assert shared["CHN", "PRK"] == 1
    assert shared["CHN", "USA"] == 1
    assert shared["PRK", "USA"] == 0


def test_given_counts_hold_for_both_directions(tmp_path: Path) -> None:
    with duckdb.connect() as sql:
        sql.sql(
            "SELECT * FROM (VALUES (365, 731, 2014, 23), (710, 731, 2014, -9)) "
            "AS v(ccode1, ccode2, year, dyadigos)"
        ).to_parquet(str(tmp_path / "cow_igo_dyadic_counts.parquet"))
    found = read_back(made(tmp_path), "cow-igo")["dyads"]
    assert [(one["state1"], one["state2"], one["shared"]) for one in found] == [
        ("PRK", "RUS", 23),
        ("RUS", "PRK", 23),
    ]


def test_the_file_of_organisations_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, HEADER.replace("ccode", "ioname"))
    with pytest.raises(UnreadableSource, match="ccode"):
        read_back(folder, "cow-igo")


def test_the_real_file_gives_what_north_korea_shares() -> None:
    dyads = real_tables("cow_igo_3.0", "cow-igo")["dyads"]
    found = dyads.filter("year = 2014 AND state2 = 'PRK' AND state1 IN ('RUS', 'CHN')")
    assert dict(found.project("state1, shared").fetchall()) == {"RUS": 23, "CHN": 31}


def test_counting_members_of_2010_gives_the_published_counts() -> None:
    """SOURCE.md says full members; the counts hold associates too."""
    tables = real_tables("cow_igo_3.0", "cow-igo")
    given = tables["dyads"].filter("year = 2010 AND state1 = 'NLD'")
    counted = select(
        tables["memberships"].filter("year = 2010 AND status IN ('full', 'associate')"),
        "SELECT b.state, count(*) FROM r AS a JOIN r AS b "
        "ON a.organisation = b.organisation AND a.state = 'NLD' "
        "AND b.state <> 'NLD' GROUP BY 1",
    ).fetchall()
    assert dict(counted) == dict(given.project("state2, shared").fetchall())
    assert dict(counted)["VNM"] == 37
