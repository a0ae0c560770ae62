"""Actor and good codes, read from the tables."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from suzerain.core.codes import actor_name, actors, good_name, goods

ROOT = Path(__file__).resolve().parents[2]


def test_every_good_belongs_to_one_of_the_eight_groups():
    assert {good.group for good in goods().values()} == {
        "arms",
        "people",
        "technology",
        "money",
        "energy",
        "food",
        "market",
        "diplomatic",
    }
    assert {good.delivery for good in goods().values()} == {"once", "flow"}


def test_every_actor_has_a_name_and_a_known_kind():
    for code, actor in actors().items():
        assert actor.code == code
        assert actor.name
        assert actor.kind in {"state", "bloc", "organisation", "group"}


def test_a_pair_is_named_in_full_and_a_stranger_as_written():
    assert actor_name("PRK+RUS") == "North Korea and Russia"
    assert actor_name("NOBODY") == "NOBODY"
    assert actor_name("RUS/Putin") == "Putin"


def test_an_unknown_good_is_named_as_written():
    assert good_name("oil") == "oil"
    assert good_name("moon_rock") == "moon rock"


def test_a_code_never_holds_the_sign_that_joins_a_group():
    assert all(re.fullmatch(r"[A-Z0-9]+", code) for code in actors())


def test_every_actor_has_a_name_of_its_own():
    names = [actor.name for actor in actors().values()]
    assert len(set(names)) == len(names)


def test_states_carry_codes_of_three_letters():
    states = [actor for actor in actors().values() if actor.kind == "state"]
    assert len(states) > 200
    assert all(len(actor.code) == 3 for actor in states if actor.code != "UNST")


def test_the_tables_of_names_are_what_the_tool_writes():
    tool = ROOT / "tools" / "make_gazetteer.py"
    done = subprocess.run(
        [sys.executable, str(tool), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
