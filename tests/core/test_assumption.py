"""The register of everything that no source states."""

from __future__ import annotations

import ast
import csv
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from suzerain.core import assumption
from suzerain.core.assumption import (
    Register,
    is_about_one,
    load_register,
    parse_assumption,
)
from suzerain.core.codes import goods
from suzerain.core.errors import SuzerainError, UnknownAssumption
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds

ROWS = [
    (path.name, row)
    for path in (files("suzerain.core") / "tables" / "assumptions").iterdir()
    if path.name.endswith(".csv")
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
]
GROUPS = sorted({good.group for good in goods().values()})


def row_of(name: str, **changes: str) -> dict[str, str]:
    return {"id": name, "low": "1", "mode": "", "high": "2", "shape": ""} | changes


@pytest.mark.parametrize(("table", "row"), ROWS, ids=[row["id"] for _, row in ROWS])
def test_every_shipped_row_has_an_ordered_range_a_unit_a_reason_and_a_citation(
    table, row
):
    assert None not in row, "a comma without quotation marks"
    assert list(row) == [
        "id",
        "low",
        "mode",
        "high",
        "shape",
        "unit",
        "reason",
        "citation",
    ]
    numbers = [float(row[name]) for name in ("low", "mode", "high") if row[name]]
    assert numbers == sorted(numbers)
    assert row["unit"]
    assert len(row["reason"].split()) >= 4
    assert re.search(r"judgement|\b[12]\d{3}\b", row["citation"])


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("name", ["sigma", "varsigma", "evasion", "eta"])
def test_every_group_of_goods_has_what_the_measures_need(group, name):
    assert f"group.{group}.{name}" in load_register()


@pytest.mark.parametrize("good", sorted(goods()))
def test_home_supply_is_a_worse_substitute_than_foreign_supply(good):
    """Joint cut-offs are superadditive while it is (theory page)."""
    register = load_register()
    home = register[f"good.{good}.varsigma"].spread
    abroad = register[f"good.{good}.sigma"].spread
    assert home.low > 1
    assert home.centre < abroad.centre


def test_a_good_inherits_from_its_group_under_its_own_id():
    register = load_register()
    own, parent = register["good.coal.sigma"], register["group.energy.sigma"]
    assert (own.id, own.inherits) == ("good.coal.sigma", parent.id)
    assert own.spread == parent.spread
    assert own.reason == parent.reason


def test_a_good_with_a_row_of_its_own_does_not_inherit():
    assert load_register()["good.gas.sigma"].inherits == ""


@pytest.mark.parametrize(
    "name", ["group.energy.sigmma", "good.coal.nothing", "good.unicorn.sigma", "x"]
)
def test_an_unknown_id_is_refused(name):
    with pytest.raises(UnknownAssumption, match=r"the assumptions register"):
        load_register()[name]
    assert load_register().get(name) is None


def test_a_near_miss_is_answered_with_the_right_id():
    with pytest.raises(UnknownAssumption, match=r"group\.energy\.sigma"):
        load_register()["group.energy.sigm"]


def test_what_an_analyst_sets_is_marked_and_reaches_the_goods():
    base = load_register()
    entry = replace(base["group.energy.sigma"], spread=Spread.point(3))
    changed = base.overrule([entry])
    assert [one.id for one in changed.overruled] == ["group.energy.sigma"]
    assert changed["good.coal.sigma"].spread == Spread.point(3)
    assert base["good.coal.sigma"].spread != Spread.point(3)
    assert base.overruled == ()
    assert len(changed) == len(base)


def test_a_good_can_be_overruled_alone():
    base = load_register()
    changed = base.overrule([replace(base["good.coal.sigma"], spread=Spread.point(3))])
    assert changed["good.coal.sigma"].spread == Spread.point(3)
    assert changed["good.oil.sigma"].spread == base["good.oil.sigma"].spread


def test_an_unknown_id_cannot_be_overruled():
    entry = replace(load_register()["group.energy.sigma"], id="group.energy.sgma")
    with pytest.raises(UnknownAssumption):
        load_register().overrule([entry])


def test_a_draw_is_named_by_the_id_asked_for():
    worlds = Worlds(count=20)
    values = load_register().draw(worlds, "good.coal.sigma")
    assert np.array_equal(worlds.drawn["good.coal.sigma"], values)


def test_a_row_of_text_becomes_an_assumption_with_sober_defaults():
    entry = parse_assumption(row_of("a.b"))
    assert entry.spread == Spread(low=1, high=2)
    assert (entry.unit, entry.citation) == ("ratio", "judgement")


@pytest.mark.parametrize("low", ["", "many", None])
def test_a_row_without_numbers_names_its_id(low):
    with pytest.raises(SuzerainError, match=r"'a\.b' has no usable range"):
        parse_assumption(
            row_of("a.b") | {"low": low} if low is not None else {"id": "a.b"}
        )


def test_the_register_lists_each_id_once():
    names = [row["id"] for _, row in ROWS]
    assert len(names) == len(set(names)) == len(load_register())
    assert isinstance(load_register(), Register)


@pytest.mark.parametrize(
    ("key", "parent"),
    [
        ("power.credibility.CHN", "power.credibility"),
        ("power.stance.supports.CHN", "power.stance.supports"),
        ("power.use.oil.CHN.PRK", "power.use"),
        ("pact.delivery.promised.oil.RUS.PRK", "pact.delivery.promised"),
        ("good.oil.home.PRK", "good.oil.home"),
    ],
)
def test_one_actor_inherits_from_any_and_can_be_set_alone(key, parent):
    shipped = load_register()
    assert shipped[key].inherits == parent
    assert shipped[key].spread == shipped[parent].spread
    entry = replace(shipped[key], spread=Spread.point(0.125), inherits="")
    changed = shipped.overrule([entry])
    worlds, about = Worlds(count=3), key[len(parent) + 1 :]
    assert (changed.draw(worlds, parent, about) == 0.125).all()
    assert changed[parent].spread == shipped[parent].spread
    assert [one.id for one in changed.overruled] == [key]


@pytest.mark.parametrize(
    "key",
    [
        "pact.levels.CHN",
        "power.reaction.CHN",
        "power.credibilty.CHN",
        "power.stake.",
        "power.CHN",
    ],
)
def test_what_is_not_drawn_for_one_actor_cannot_be_set_for_one(key):
    assert key not in load_register()
    with pytest.raises(UnknownAssumption):
        load_register()[key]


def _texts(node: ast.expr) -> list[str]:
    """The ids that an expression may stand for, with a good for what is filled in."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    text = ast.unparse(node).strip("f\"'")
    filled = re.sub(r"^\{prefix\}", "good.oil", text)
    return [re.sub(r"\{[^}]*\}", "oil", filled)]


def test_whatever_an_engine_draws_about_one_actor_can_be_set_for_one():
    drawn = set()
    for path in Path(assumption.__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) != 3:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "draw" and not isinstance(node.args[1], ast.Name):
                drawn.update(_texts(node.args[1]))
    drawn.discard("dynamics.oil")  # three names in a loop, listed one by one
    assert "power.credibility" in drawn
    assert [key for key in sorted(drawn) if not is_about_one(key)] == []
