"""Every JSON that is printed fits its schema, and every id in it can be asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from places import EXAMPLES, ROOT

from suzerain.brief.reckon import reckon
from suzerain.brief.why import Tracer
from suzerain.case.case import Case
from suzerain.case.files import read_case
from suzerain.case.plain import to_plain
from suzerain.case.trace import traceable
from suzerain.cli.explain import explain, result_ids
from suzerain.cli.main import main
from suzerain.cli.schemas import read_schema
from suzerain.core.errors import UnknownReference

ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.txt"))
STORIES = {"example": EXAMPLES, **{path.stem: path for path in ARTICLES}}
QUICK = ("example", "drones-for-jets", "border-swap")
PARAMS = [
    pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow)
    for name in STORIES
]
FEW = ("--worlds", "60")
RESULTS = (
    *("dependence.", "leverage.", "solve.", "weigh.", "forecast.", "count."),
    *("permission.", "simulate."),
)


def run(*words: object) -> str:
    result = CliRunner().invoke(main, list(map(str, words)))
    assert result.exit_code == 0, result.stderr
    return result.stdout


def fits(name: str, value: object) -> None:
    schema = json.loads(read_schema(name))
    jsonschema.Draft202012Validator(schema).validate(value)


def lines(*words: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, "--json").splitlines()]


@pytest.fixture(scope="module", params=PARAMS)
def folder(request, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("story") / "pact"
    words = ["init", str(path), "--from", str(STORIES[request.param])]
    result = CliRunner().invoke(main, words)
    if "NothingRead" in result.stderr:
        pytest.skip("the tests beside the articles say whether a pact is to be found")
    assert result.exit_code == 0, result.stderr
    return path


@pytest.fixture(scope="module")
def case(folder) -> Case:
    return read_case(folder)


def test_rows_fit_their_schemas(folder, case):
    member = case.pact.members[0]
    by = ",".join(actor.code for actor in case.actors if actor.code != member)
    for measure, options in {
        "dependence": (),
        "leverage": (),
        "joint_loss": ("--by", by),
        "loss_by_good": ("--by", by),
        "excess": ("--by", by),
        "shapley": ("--recipient", member),
        "credibility": (),
        "compelling": ("--recipient", member, "--by", by),
    }.items():
        rows = lines("measure", measure, folder, *options, *FEW)
        assert rows or measure == "credibility"  # needs on both sides are rare
        for row in rows:
            fits(measure, row)
    for row in lines("assumptions", folder):
        fits("assumption", row)
    for row in lines("check", folder):
        fits("problem", row)
    for row in lines("read", *(folder / "sources").glob("*.txt")):
        fits("claim", row)


@pytest.mark.parametrize("measure", ["compelled", "exits"])
def test_a_measure_that_is_one_record_fits_its_schema(folder, case, measure):
    member, patron = case.pact.members[0], case.powers[0].actor
    options = ["--recipient", member, "--by", patron]
    options += ["--below", "0.02"] if measure == "exits" else []
    fits(measure, json.loads(run("measure", measure, folder, *options, "--json", *FEW)))


@pytest.fixture(scope="module")
def told(folder) -> dict[str, Any]:
    """What the verbs print about a folder, each run once."""
    return {
        verb: json.loads(run(verb, folder, "--json", *FEW))
        for verb in ("brief", "solve", "weigh", "forecast")
    }


def test_records_fit_their_schemas(case, told):
    fits("case", to_plain(case))
    whole = told["brief"]
    fits("brief", whole)
    for verb, schema, part in (
        ("solve", "solution", "solution"),
        ("weigh", "weighing", "weighings"),
        ("forecast", "forecast", "forecasts"),
    ):
        fits(schema, told[verb])
        assert whole[part] == told[verb]


def ids_in(value: Any) -> Iterator[str]:
    """All texts of a JSON that look like an id of something that has a trace."""
    if isinstance(value, dict):
        printed_only = {"template", "ref", "caption"} & set(value)
        for key, item in value.items():
            yield from ids_in(key)
            if key != "id" or not printed_only:  # places in the page have no trace
                yield from ids_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from ids_in(item)
    elif isinstance(value, str) and re.fullmatch(
        r"c-[0-9a-f]{10}-[\d-]+|(?:tie|need|term|stance|contest|question|power|solve"
        r"|weigh|forecast|dependence|leverage|count|good|group)\.[\w.+/ -]*[\w]",
        value,
    ):
        yield value


def test_every_id_that_is_printed_leads_to_sentences_or_assumptions(folder, case, told):
    printed = {
        *(one for record in told.values() for one in ids_in(record)),
        *ids_in(to_plain(case)),
        *ids_in(lines("assumptions", folder)),
    }
    results = reckon(case, worlds=60)
    tracer = Tracer(results)
    assert len(printed) > 50
    for key in sorted({*printed, *result_ids(results), *traceable(case)}):
        if key.startswith("question.") and key not in traceable(case):
            key = f"forecast.{key}"  # noqa: PLW2901 - what `why` answers with
        trace = tracer.trace(key)
        assert trace.id == key
        unknown = any(step.value.startswith("nan") for step in trace.walk())
        assert trace.is_grounded or unknown, key  # nobody's needs: nothing to show
        if not key.startswith(RESULTS):
            assert explain(case, key, worlds=60, seed=1) == trace


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("example") / "pact"
    run("init", path, "--from", EXAMPLES)
    return path


@pytest.fixture(scope="module")
def known(example) -> list[str]:
    """Every id of the example that has a trace."""
    case = read_case(example)
    return [*traceable(case), *result_ids(reckon(case, worlds=60))]


KINDS = (
    "c-",
    "tie.",
    "need.",
    "term.",
    "stance.",
    "contest.",
    "question.",
    "power.",
    "good.",
    *RESULTS,
)


@pytest.mark.parametrize("kind", KINDS)
def test_why_prints_one_id_of_each_kind_as_its_schema_says(kind, example, known):
    key = next(one for one in known if one.startswith(kind))
    trace = json.loads(run("why", example, key, "--json", *FEW))
    fits("trace", trace)
    assert trace["id"] == key
    if kind == KINDS[0]:
        assert f"[{key}]" in run("why", example, key, "--table", *FEW)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("dependence.PKR.CHN", "dependence.PRK.CHN"),
        ("dependence.PRK", "dependence."),
        ("leverage.CHN.PRK.oil", "leverage.CHN.PRK"),
        ("solve.pact", "solve.p_pact"),
        ("tie.oil.CHN.PKR", "tie.oil.CHN.PRK"),
        ("good.oil.sigmo", "good."),
        ("weigh.contest.CHN.prk-rus.item99", "weigh.contest.CHN.prk-rus.item"),
        ("forecast.question.oil.RUS.PKR", "forecast.question.oil.RUS.PRK"),
        ("count.claim", "count.claims"),
    ],
)
def test_the_nearest_id_is_proposed(wrong, right, example):
    with pytest.raises(UnknownReference, match=re.escape(f"did you mean '{right}")):
        explain(read_case(example), wrong, worlds=60, seed=1)
    result = CliRunner().invoke(main, ["why", str(example), wrong, *FEW])
    assert result.exit_code == 1
    assert "did you mean" in result.stderr


def test_a_cell_is_explained_without_solving(example, monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("solved")

    monkeypatch.setattr("suzerain.brief.reckon.reckon", refuse)
    assert "need_weight" in run("why", example, "need.oil.PRK", "--table")


def test_the_schema_of_a_case_is_the_published_one():
    path = ROOT / "docs" / "reference" / "schema" / "case.schema.json"
    assert run("schema", "case") == path.read_text(encoding="utf-8")


def test_csv_holds_the_same_numbers_as_json(example):
    import csv

    words = ("measure", "leverage", example, *FEW)
    rows = list(csv.DictReader(run(*words, "--csv").splitlines()))
    assert [float(row["median"]) for row in rows] == [
        row["median"] for row in lines(*words)
    ]


def test_measure_without_a_name_measures_dependence(example):
    words = (example, "--json", *FEW)
    assert run("measure", *words) == run("measure", "dependence", *words)
