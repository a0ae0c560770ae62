"""`suzerain atlas`: rows, a Parquet file, a page, and what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner, Result
from real_tables import real_shelf

from suzerain.cli.atlas import _made
from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema
from suzerain.core.flows import Flows
from suzerain.core.worlds import Worlds
from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql

STATES = (2, 20, 70, 710, 731)
KEYS = ["recipient", "provider", "low", "median", "high"]


def dyads() -> str:
    rows = ["ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2"]
    for year in (1999, 2000):
        for k, one in enumerate(STATES):
            for other in STATES[k + 1 :]:
                bought, sold = (90 if code == 710 else 5 for code in (other, one))
                rows.append(f"{one},{other},{year},{bought},{sold},{bought},{sold}")
    return "\n".join([*rows, ""])


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    files = tmp_path / "files"
    files.mkdir()
    (files / "Dyadic_COW_4.0.csv").write_text(dyads())
    (files / "National_COW_4.0.csv").write_text(
        "ccode,year,imports,exports\n731,2000,100,90\n"
    )
    made = Shelf(tmp_path / "shelf")
    made.add(files, "cow-trade", part=True)
    monkeypatch.setenv("SUZERAIN_DATA", str(made.root))
    monkeypatch.chdir(tmp_path)
    return made


def run(*words: object, code: int = 0) -> Result:
    done = CliRunner().invoke(main, ["atlas", *map(str, words), "--worlds", "40"])
    assert done.exit_code == code, done.output
    return done


def lines(done: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_year_is_one_line_a_pair_largest_first():
    rows = lines(run("--from", "cow-trade", "--year", 2000, "--json"))
    assert [list(row) for row in rows] == [KEYS] * 20
    medians = [row["median"] for row in rows]
    assert medians == sorted(medians, reverse=True)
    assert rows[0]["provider"] == "CHN"
    assert all(0 <= row["low"] <= row["median"] <= row["high"] < 1 for row in rows)


def test_several_years_name_the_year():
    rows = lines(run("--years", "1999:2000", "--json"))
    assert list(rows[0]) == ["year", *KEYS]
    assert {row["year"] for row in rows} == {1999, 2000}


def test_rows_fit_their_schema():
    check = jsonschema.Draft202012Validator(json.loads(read_schema("atlas")))
    for words in (["--year", 2000], ["--years", "1999:2000"]):
        for row in lines(run(*words, "--json")):
            check.validate(row)


def test_a_span_may_hold_years_without_flows():
    rows = lines(run("--years", "1990:1999", "--json"))
    assert {row["year"] for row in rows} == {1999}


def test_rows_can_be_chosen():
    (row,) = lines(
        run("--year", 2000, "--json", "--recipient", "prk", "--provider", "CHN")
    )
    assert (row["recipient"], row["provider"]) == ("PRK", "CHN")
    assert len(lines(run("--year", 2000, "--json", "--top", 3))) == 3


def test_csv_has_the_same_columns():
    told = run("--year", 2000, "--csv", "--top", 1).stdout
    assert told.splitlines()[0] == ",".join(KEYS)


def test_without_products_it_says_that_openness_is_a_range():
    done = run("--year", 2000, "--json")
    assert "no products of states are on the shelf" in done.stderr
    assert "no products" not in done.stdout


def test_without_a_form_it_writes_a_page(tmp_path: Path):
    done = run()
    assert done.stdout == ""
    assert "wrote atlas.html" in done.stderr
    text = (tmp_path / "atlas.html").read_text(encoding="utf-8")
    assert "Who could hurt whom, 1999-2000" in text


def test_a_page_and_a_file_go_where_they_are_told_to(tmp_path: Path):
    run("--year", 2000, "-o", "page.html", "--parquet", "pairs.parquet")
    assert (tmp_path / "page.html").exists()
    with open_sql() as sql:
        rows = sql.from_parquet(str(tmp_path / "pairs.parquet"))
        assert rows.columns == [
            "year", "recipient", "provider",
            "loss_low", "loss_median", "loss_high",
            "leverage_low", "leverage_median", "leverage_high",
            "first", "share",
        ]  # fmt: skip
        assert len(rows) == 20
    assert not (tmp_path / "atlas.html").exists()


def test_a_file_alone_writes_no_page(tmp_path: Path):
    run("--year", 2000, "--parquet", "pairs.parquet")
    assert not (tmp_path / "atlas.html").exists()


def test_the_same_seed_gives_the_same_bytes():
    one, two, other = (
        run("--year", 2000, "--json", "--seed", seed).stdout for seed in (1, 1, 2)
    )
    assert one == two != other


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--year", "2001", "--json"], 1, "no flow in 2001"),
        (["--years", "2001:2003", "--json"], 1, "no flow is of the years"),
        (["--years", "2003:2001"], 2, "no span of years"),
        (["--years", "last"], 2, "no span of years"),
        (["--year", "2000", "--years", "1999:2000"], 2, "give one of them"),
        (["--year", "2000", "--json", "--recipient", "PKR"], 1, "no actor 'PKR'"),
        (["--year", "2000", "--recipient", "PRK"], 2, "choose rows of"),
        (["--from", "cow-trad", "--json"], 1, "did you mean 'cow-trade'"),
        (["--from", "sipri", "--json"], 3, "the dataset sipri is not on this machine"),
        (["-o", "gone/atlas.html"], 1, "cannot be written"),
        (["--parquet", "."], 1, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_refused(words, code, said):
    done = run(*words, code=code)
    assert said in done.stderr
    assert done.stdout == ""


def many(goods: int, unit: str) -> Flows:
    some = np.arange(goods, dtype=np.int32)
    return Flows(
        actors=("AAA", "BBB"),
        goods=tuple(f"g{k}" for k in range(goods)),
        year=np.full(goods, 2000, dtype=np.int32),
        recipient=np.zeros(goods, dtype=np.int32),
        provider=np.ones(goods, dtype=np.int32),
        good=some,
        amount=np.full(goods, 5000.0),
        unit=unit,
        origin="made up",
    )


def test_too_many_goods_are_refused_with_a_coarser_choice(monkeypatch):
    flows = many(201, "thousand current USD")
    monkeypatch.setattr("suzerain.sources.flows.read_flows", lambda *_: flows)
    done = run("--from", "baci", "--year", 2000, "--json", code=1)
    assert "201 goods" in done.stderr
    assert "baci-hs2" in done.stderr


def test_a_page_speaks_of_trade_only(monkeypatch, tmp_path: Path):
    flows = replace(many(1, "million TIV"), goods=("arms",))
    monkeypatch.setattr("suzerain.sources.flows.read_flows", lambda *_: flows)
    done = run("--from", "sipri", code=1)
    assert "counted in million TIV" in done.stderr
    assert not (tmp_path / "atlas.html").exists()
    (row,) = lines(run("--from", "sipri", "--year", 2000, "--json"))
    assert (row["recipient"], row["provider"]) == ("AAA", "BBB")


def test_thousands_become_the_millions_in_which_products_are_told(monkeypatch):
    flows = many(1, "thousand current USD")
    monkeypatch.setattr("suzerain.sources.flows.read_flows", lambda *_: flows)
    made, scaled = _made("baci-hs2", (2000, 2000), Worlds(count=3))
    assert scaled.unit == made.unit == "million current USD"
    assert scaled.amount.tolist() == [5.0]


def test_real_trade_says_what_is_known_of_north_korea(monkeypatch):
    """Import shares of the issue: 28 % (2000), 66 % (2010) and 80 % (2014)."""
    shelf = real_shelf(cow_trade="cow_trade_4.0")
    monkeypatch.setenv("SUZERAIN_DATA", str(shelf.root))
    for year in (2000, 2010, 2014):
        run("--year", year, "--parquet", f"{year}.parquet")
    with open_sql() as sql:
        found = sql.read_parquet("20*.parquet").filter(
            "recipient = 'PRK' AND provider = 'CHN'"
        )
        shares = dict(found.project("year, share").fetchall())
        largest = (
            sql.from_parquet("2014.parquet")
            .filter("year = 2014")
            .order("loss_median DESC")
        )
        names = largest.project("recipient, provider").limit(40).fetchall()
    assert shares == pytest.approx({2000: 0.28, 2010: 0.66, 2014: 0.80}, abs=0.015)
    assert ("PRK", "CHN") in names
    assert ("MEX", "USA") in names
