"""Each result of the product lists the numbers that it prints, and draws itself."""

from __future__ import annotations

import pytest
from places import EXAMPLES

import suzerain as sz
from suzerain.core.frame import Framed, flat, is_number
from suzerain.outlook.backtest.report import BackTest, Skill
from suzerain.outlook.dynamics.run import BANDS
from suzerain.outlook.dynamics.simulate import simulate
from suzerain.outlook.scenario import Scenario
from suzerain.outlook.whatif.compared import compare

SKILL = Skill(
    name="model",
    meaning="what it goes by",
    kind="model",
    auc=0.8,
    auc_within=None,
    brier=0.1,
    log_score=0.3,
    skill=0.2,
    reliability=0.01,
    resolution=0.05,
    top=0.4,
    interval={"auc": (0.7, 0.9), "brier": None},
    against={},
    bins=(),
)
TEST = BackTest(
    study="made",
    outcome="an event",
    question="Does it happen?",
    rule="it is listed",
    origins=(2001,),
    n=10,
    units=5,
    events=2,
    against="base rate",
    models=(SKILL,),
    void={},
    unfitted=(),
    watched=(),
    data=(),
    notes=(),
)
CHANGE = {"tie.oil.CHN.PRK": "*0.5"}


@pytest.fixture(scope="module")
def results():
    documents = sz.read_documents([EXAMPLES])
    case = sz.build_case(documents, sz.extract(documents), name="example")
    worlds = sz.Worlds(count=30)
    solution = sz.solve(case, worlds)
    grid = sz.dependence(case, worlds)
    scenarios = [
        Scenario(name="base", changes={}),
        Scenario(name="half", changes=CHANGE),
    ]
    return {
        "back-test": TEST,
        "best terms": sz.best_terms(case, worlds),
        "counterfactual": sz.counterfactual(case, "CHN", worlds, base=solution),
        "estimate": grid["PRK", "CHN"],
        "flip": sz.flip(case, "missile_technology", 0.3, worlds=worlds, inputs=1),
        "forecast": sz.forecast(case, solution, worlds)[0],
        "grid": grid,
        "permission": sz.permission(case, worlds, power="CHN"),
        "register": case.register,
        "scenarios": compare(case, scenarios, worlds),
        "sensitivity": sz.sensitivity(case, "missile_technology", worlds),
        "signatories": sz.signatories(case, worlds),
        "simulation": simulate(case, months=2, worlds=worlds),
        "solution": solution,
        "weighing": sz.weigh(case, solution, worlds)[0],
        "what-if": sz.what_if(case, CHANGE, worlds),
    }


NAMES = [
    *("back-test", "best terms", "counterfactual", "estimate", "flip", "forecast"),
    *("grid", "permission", "register", "scenarios", "sensitivity", "signatories"),
    *("simulation", "solution", "weighing", "what-if"),
]
WHERE = {  # where the rows stand in to_dict, told once more
    "back-test": lambda told: told["models"],
    "counterfactual": lambda told: told["difference"]["terms"],
    "flip": lambda told: [*told["levers"], *told["pairs"]],
    "sensitivity": lambda told: told["indices"],
    "signatories": lambda told: told["groups"],
    "solution": lambda told: told["terms"],
    "weighing": lambda told: told["hypotheses"],
    "what-if": lambda told: told["differences"],
}


def needed(name):
    return pytest.importorskip(name, reason=f"{name} is not installed")


def leaves(record):
    """Every number in a nested record, those in lists left out."""
    for value in record.values():
        if isinstance(value, dict):
            yield from leaves(value)
        elif is_number(value):
            yield value


def test_every_result_is_tried(results):
    assert sorted(results) == sorted(NAMES)
    assert all(isinstance(one, Framed) for one in results.values())


@pytest.mark.parametrize("name", WHERE)
def test_rows_hold_the_numbers_of_to_dict(results, name):
    result = results[name]
    told = WHERE[name](result.to_dict())
    rows = result.to_rows()
    assert len(rows) == len(told) > 0
    for row, record in zip(rows, told, strict=True):
        assert sorted(filter(is_number, row.values())) == sorted(leaves(record))


def test_the_row_of_a_forecast_holds_its_probability(results):
    forecast = results["forecast"]
    (row,) = forecast.to_rows()
    for name, number in forecast.to_dict()["probability"].items():
        assert row[f"probability.{name}"] == number


def test_the_rows_of_the_best_terms_are_those_of_each_deal(results):
    told = results["best terms"].to_dict()
    deals = {"struck": told["struck"], **told["best"]}
    rows = results["best terms"].to_rows()
    assert rows == [
        {"deal": name, **term} for name, deal in deals.items() for term in deal["terms"]
    ]


def test_the_rows_of_a_game_of_permission_are_its_plays(results):
    told = results["permission"].to_dict()["plays"]
    rows = {row.pop("play"): row for row in results["permission"].to_rows()}
    assert rows == {name: flat(play) for name, play in told.items()}


def test_the_rows_of_a_simulation_are_its_bands_by_month(results):
    run = results["simulation"]
    rows = run.to_rows()
    for fan in run.to_dict()["fans"]:
        mine = [row for row in rows if row["id"] == fan["id"]]
        for band in BANDS:
            assert [row[band] for row in mine] == fan[band]


@pytest.mark.parametrize("name", NAMES)
def test_a_result_is_a_table_in_a_notebook(results, name):
    page = results[name]._repr_html_()
    assert page.startswith("<table>")
    assert page.count("<tr>") > 1


@pytest.mark.parametrize("name", NAMES)
def test_pandas_and_polars_hold_the_rows(results, name):
    needed("pandas")
    needed("polars")
    result = results[name]
    rows = result.to_rows()
    frame, other = result.to_pandas(), result.to_polars()
    assert len(frame) == other.height == len(rows)
    assert list(frame.columns) == other.columns
    assert set(frame.attrs["units"]) <= set(frame.columns)
    for row, told in zip(rows, other.to_dicts(), strict=True):
        assert {key: told[key] for key in row} == row


@pytest.mark.parametrize("name", NAMES)
def test_xarray_holds_arrays_with_units(results, name):
    needed("xarray")
    made = results[name].to_xarray()
    assert made.sizes
    assert all(array.attrs.get("units", "unit") for array in made.data_vars.values())


def test_xarray_holds_every_world_of_a_solution(results):
    needed("xarray")
    solution = results["solution"]
    level = solution.to_xarray()["level"]
    assert level.dims == ("world", "term")
    first = solution.to_dict()["terms"][0]
    drawn = level.sel(term=first["id"]).quantile([0.1, 0.5, 0.9]).values
    assert drawn.tolist() == [
        first["with_consent"][name] for name in ("low", "median", "high")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_shows_something(results, name):
    needed("matplotlib").use("Agg")
    from matplotlib.figure import Figure

    figure = Figure()
    assert results[name].plot(figure.subplots()).has_data()
    figure.canvas.draw()
