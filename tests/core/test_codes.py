"""Actor and good codes, read from the tables."""

from __future__ import annotations

from suzerain.core.codes import actor_name, actors, good_name, goods


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
