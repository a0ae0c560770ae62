"""Scenarios kept beside a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import CaseError, UnknownReference
from suzerain.core.spread import Spread
from suzerain.outlook.scenario import Scenario
from suzerain.outlook.whatif.kept import (
    read_scenario,
    save_scenario,
    scenario_names,
)

KEYS = st.text(min_size=1, max_size=20)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)


@given(st.dictionaries(TEXTS, st.one_of(st.floats(0, 9), TEXTS), max_size=4))
def test_a_scenario_is_read_as_it_was_kept(tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("kept")
    save_scenario(folder, Scenario(name="one", changes=changes))
    assert read_scenario(folder, "one") == Scenario(name="one", changes=changes)


def test_a_range_is_kept_as_text(tmp_path):
    wide = {"power.keep": Spread(low=0.1, high=0.25), "x": Spread.point(0.5)}
    save_scenario(tmp_path, Scenario(name="wide", changes=wide))
    assert read_scenario(tmp_path, "wide").changes == {
        "power.keep": "0.1..0.25",
        "x": 0.5,
    }


def test_one_of_the_same_name_is_replaced_and_no_other(tmp_path):
    for name, value in (("a", 1.0), ("b", 2.0), ("a", 3.0)):
        save_scenario(tmp_path, Scenario(name=name, changes={"x": value}))
    assert scenario_names(tmp_path) == ("a", "b")
    assert read_scenario(tmp_path, "a").changes == {"x": 3.0}
    assert sorted(p.name for p in (tmp_path / "scenarios").iterdir()) == [
        "a.toml",
        "b.toml",
    ]


def test_the_base_changes_nothing(tmp_path):
    assert read_scenario(tmp_path, "base").changes == {}


@pytest.mark.parametrize("name", ["base", "", "../x", "a b", ".x", "-x", "a/b"])
def test_a_name_that_is_no_file_is_refused(tmp_path, name):
    with pytest.raises(CaseError, match="cannot be called"):
        save_scenario(tmp_path, Scenario(name=name, changes={}))
    assert not list(tmp_path.iterdir())


def test_an_unknown_one_is_refused_and_the_nearest_proposed(tmp_path):
    save_scenario(tmp_path, Scenario(name="squeeze", changes={}))
    with pytest.raises(UnknownReference) as refused:
        read_scenario(tmp_path, "squeez")
    assert "did you mean 'squeeze'" in str(refused.value)


@pytest.mark.parametrize("text", ["", "set = 3", "set = {a = true}", "[", "set={a=[]}"])
def test_a_file_that_is_no_scenario_is_refused(tmp_path, text):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "odd.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=r"odd\.toml"):
        read_scenario(tmp_path, "odd")
