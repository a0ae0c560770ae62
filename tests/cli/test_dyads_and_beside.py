"""`data dyads` and `measure --with`, as they are typed."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from click.testing import CliRunner
from made_data import made_shelf

from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema

ARTICLE = """\
Russia and North Korea signed a pact. China provides at least 80% of North Korea's \
trade. North Korea has a frontier of more than 1390 km with China.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with an article and a shelf."""
    folder = tmp_path_factory.mktemp("desk")
    made_shelf(folder)
    (folder / "article.txt").write_text(ARTICLE)
    return folder


@pytest.fixture
def run(desk, monkeypatch):
    """Type a command at that desk."""
    monkeypatch.chdir(desk)
    monkeypatch.setenv("SUZERAIN_DATA", str(desk / "shelf"))

    def typed(*words, code=0):
        done = CliRunner().invoke(main, list(words))
        assert done.exit_code == code, done.output
        return done.output

    return typed


PAIR = ("--states", "PRK,CHN")
BOTH = ("measure", "article.txt", "--with", "cow-trade,factbook", "--worlds", "50")


def test_pairs_are_printed_as_json(run):
    words = ("--years", "2014", "--with", "cow-trade,factbook:borders", *PAIR)
    rows = [json.loads(line) for line in run("data", "dyads", *words).splitlines()]
    assert [(row["state1"], row["state2"]) for row in rows] == [
        ("CHN", "PRK"),
        ("PRK", "CHN"),
    ]
    assert rows[1]["cow_trade_flow1"] == 3883
    assert rows[1]["factbook_km"] == 1352


def fits(name, rows):
    schema = jsonschema.Draft202012Validator(json.loads(read_schema(name)))
    for row in rows:
        schema.validate(row)


def test_rows_fit_their_schemas(run):
    words = ("--years", "2014", "--with", "cow-trade,factbook:borders", *PAIR)
    fits("dyad_year", map(json.loads, run("data", "dyads", *words).splitlines()))
    fits("side_by_side", map(json.loads, run(*BOTH).splitlines()))


def test_pairs_without_order_have_one_row(run):
    rows = run("data", "dyads", "--years", "2013:2014", "--undirected", *PAIR)
    assert len(rows.splitlines()) == 2


@pytest.mark.parametrize("name", ["pairs.csv", "pairs.parquet"])
def test_pairs_are_written_to_a_file(run, desk, name):
    words = ("--years", "2014", "--with", "cow-trade", *PAIR, "-o", name)
    assert not run("data", "dyads", *words)
    assert (desk / name).stat().st_size > 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--years", "2014:1946"), "ends before it begins"),
        (("--years", "14"), "no year such as"),
        (("--years", "2014", "-o", "pairs.xlsx"), "neither in .parquet nor in .csv"),
        ((), "--years"),
    ],
)
def test_a_wrong_command_is_told_apart(run, words, told):
    assert told in run("data", "dyads", *words, code=2)


def test_a_dataset_that_is_not_here_exits_with_3(run):
    run("data", "dyads", "--years", "2014", "--with", "nmc", code=3)
    run("measure", "article.txt", "--with", "sipri", code=3)


def test_articles_and_datasets_stand_side_by_side(run):
    rows = [json.loads(line) for line in run(*BOTH).splitlines()]
    by = {row["quantity"]: row for row in rows if row["provider"] == "CHN"}
    assert by["imports"]["articles"]["low"] == 0.8
    assert {one["dataset"] for one in by["imports"]["datasets"]} == {
        "cow-trade",
        "factbook",
    }
    assert by["border"]["agree"] == "below"
    assert by["dependence"]["articles"]["claims"]
    assert by["dependence"]["datasets"][0]["cells"]


def test_side_by_side_as_csv_has_a_line_for_each_year(run):
    rows = list(csv.DictReader(io.StringIO(run(*BOTH, "--csv"))))
    imports = [row for row in rows if row["quantity"] == "imports"]
    assert [row["year"] for row in imports] == ["2010", "2014", "2023"]


def test_side_by_side_as_a_table_reads_as_sentences(run):
    said = run(*BOTH, "--table", "--years", "2014")
    assert "articles say at least 0.8" in said
    assert "2010" not in said


def test_why_leads_to_the_cell_of_a_dataset(run):
    cell = "cell.factbook.partners.PRK.import.CHN.share"
    words = ("why", "article.txt", cell, "--with", "factbook")
    assert json.loads(run(*words))["kind"] == "data"
    said = run(
        "why", "article.txt", "tie.trade.CHN.PRK", "--with", "factbook", "--table"
    )
    assert cell in said
    assert "The World Factbook" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("leverage", "article.txt", "--with", "factbook"), "leverage has no --with"),
        (("article.txt", "--years", "2014"), "--years goes with --with"),
        (("article.txt", "--with", ","), "needs a dataset"),
    ],
)
def test_options_that_do_not_fit_are_refused(run, words, told):
    assert told in run("measure", *words, code=2)
