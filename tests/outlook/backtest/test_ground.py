"""States keep their place through changes of name; gaps stay gaps."""

import numpy as np

from suzerain.outlook.backtest.ground import (
    Ground,
    carried,
    earlier,
    latest,
    make_ground,
    within,
)

GROUND = Ground(first=1990, last=1993, states=("IRN", "RUS", "SRB"))


def test_a_state_of_another_name_is_the_same_state():
    assert [latest(code) for code in ("SUN", "YUG", "SCG")] == ["RUS", "SRB", "SRB"]
    years = np.array([1990, 1993])
    cube = GROUND.pairs(years, ["SUN", "RUS"], ["IRN", "IRN"], np.array([1.0, 2.0]))
    assert cube[0, 1, 0] == 1
    assert cube[3, 1, 0] == 2


def test_what_stands_twice_is_added_and_what_does_not_stand_is_unknown():
    years = np.array([1991, 1991, 1991])
    codes = ["RUS", "RUS", "no state"]
    cube = GROUND.pairs(years, codes, ["IRN"] * 3, np.array([1.0, 2.0, 5.0]))
    assert cube[1, 1, 0] == 3
    assert np.isnan(cube).sum() == cube.size - 1


def test_members_come_and_go():
    ground = make_ground(1985, 1995)
    there = ground.members()
    place = ground.places(["UKR", "DDR", "RUS"])
    at = {year: there[year - 1985, place].tolist() for year in (1988, 1994)}
    assert at == {1988: [False, True, True], 1994: [True, False, True]}


def test_nothing_is_known_before_it_was_published():
    values = np.array([[1.0], [2.0], [3.0]])
    assert np.isnan(earlier(values, 1)[0, 0])
    assert earlier(values, 1)[1:, 0].tolist() == [1.0, 2.0]
    assert earlier(values, 0) is values


def test_a_value_is_carried_forward_never_back_and_not_for_ever():
    values = np.array([[np.nan], [1.0], [np.nan], [np.nan], [np.nan], [4.0]])
    found = carried(values, 2)[:, 0]
    assert np.isnan(found[[0, 4]]).all()
    assert found[[1, 2, 3, 5]].tolist() == [1, 1, 1, 4]


def test_a_window_ends_with_its_own_year():
    values = np.array([[1.0], [2.0], [np.nan], [4.0]])
    assert within(values, 2)[:, 0].tolist() == [1, 3, 2, 4]
