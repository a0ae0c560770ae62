"""The exception tree and the shape of every message."""

from __future__ import annotations

import inspect

import pytest

from suzerain.core import errors
from suzerain.core.errors import (
    CaseError,
    InvalidCase,
    SuzerainError,
    UnknownActor,
    UnknownAssumption,
    VerificationError,
)


def test_a_message_says_what_is_wrong_what_is_accepted_and_what_to_do():
    error = SuzerainError("share 1.2 is above 1", "0 to 1", "write 0.2")
    assert str(error).splitlines() == [
        "share 1.2 is above 1.",
        "Accepted: 0 to 1.",
        "Hint: write 0.2.",
    ]
    assert (error.what, error.accepted, error.hint) == (
        "share 1.2 is above 1",
        "0 to 1",
        "write 0.2",
    )


def test_a_message_may_stop_early_and_keeps_its_own_full_stop():
    assert str(SuzerainError("it broke")) == "it broke."
    assert str(SuzerainError("why?")) == "why?"


def test_a_near_name_is_proposed():
    error = UnknownActor("PKR", ["PRK", "RUS"], "the case 'x'")
    assert str(error).splitlines() == [
        "no actor 'PKR' in the case 'x'.",
        "Accepted: PRK, RUS.",
        "Hint: did you mean 'PRK'?",
    ]
    assert error.name == "PKR"


def test_a_far_name_is_not_guessed():
    assert "check the spelling" in str(UnknownAssumption("zzz", ["measure.rho"]))
    assert "nothing yet" in str(UnknownActor("AAA", []))


def test_a_long_list_of_names_is_cut_short():
    assert (
        str(UnknownActor("q", [f"name{k:02}" for k in range(30)])).count("name") == 20
    )


def test_an_unknown_name_can_be_caught_as_a_key_error():
    with pytest.raises(KeyError):
        raise UnknownActor("PKR", ["PRK"])
    assert issubclass(UnknownActor, CaseError)


def test_an_invalid_case_lists_all_its_problems():
    error = InvalidCase(["one is wrong", "two is wrong"])
    assert error.problems == ("one is wrong", "two is wrong")
    assert "2 problem" in str(error)
    assert "  - two is wrong" in str(error)


def test_everything_raised_on_purpose_hangs_on_one_tree_drawn_at_the_top():
    for name, member in inspect.getmembers(errors, inspect.isclass):
        if member.__module__ != errors.__name__ or issubclass(member, Warning):
            continue
        assert issubclass(member, SuzerainError), name
        assert name == "UnknownName" or name in (errors.__doc__ or ""), name


def test_exit_codes_tell_data_from_verification():
    assert SuzerainError.exit_code == 1
    assert errors.DataMissing.exit_code == 3
    assert VerificationError.exit_code == 4
