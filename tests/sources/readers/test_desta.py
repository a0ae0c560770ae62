"""Trade agreements are read by pair of states, codes by the year of the row."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import read_back, real

from suzerain.core.errors import UnreadableSource
from suzerain.sources.shelf import read_dataset

HEAD = (
    "country1,country2,iso1,iso2,number,base_treaty,name,entry_type,consolidated,year,"
    "entryforceyear,language,typememb,regioncon,wto_listed,wto_name\n"
)
TREATIES = """\
Russia,Armenia,643,51,10,10,Armenia Russia,base_treaty,0,1992,1993,English,1,Asia,1,x
Russia,Finland,643,246,11,11,Finland USSR,base_treaty,0,1970,NA,English,1,Europe,NA,NA
"""
LEFT = """\
Austria,Finland,40,246,1_1,1,EFTA left,withdrawal,0,1994,1995,English,7,x,NA,NA
Finland,Austria,246,40,1_1,1,EFTA left,withdrawal,0,1994,1995,English,7,x,NA,NA
United Kingdom,Albania,826,8,8_1,8,UK leaves,withdrawal,0,2020,NA,English,7,x,NA,NA
"""
FORCE = """\
year,country1,country2,in_force_fta
1970,Armenia,Russia,0
1995,Armenia,Russia,1
1995,Bosnia & Herzegovina,Serbia,0
2010,Bosnia & Herzegovina,Serbia,1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "treaties_dyads.csv").write_text(HEAD + TREATIES)
    (tmp_path / "withdrawals_dyads.csv").write_text(HEAD + LEFT)
    (tmp_path / "in_force_ftas_dyads.csv").write_text(FORCE)
    return tmp_path


def test_numbers_and_names_mean_the_state_of_their_year(folder: Path) -> None:
    found = read_back(folder, "desta")
    pairs = [(row["state1"], row["state2"]) for row in found["treaties"]]
    assert pairs == [("ARM", "RUS"), ("FIN", "SUN")]
    held = {
        (r["year"], r["state1"], r["state2"]): r["in_force"] for r in found["in_force"]
    }
    assert held[1970, "ARM", "SUN"] is False
    assert held[1995, "ARM", "RUS"] is True
    assert held[1995, "BIH", "YUG"] is False
    assert held[2010, "BIH", "SRB"] is True


def test_agreements_in_force_stand_in_both_directions(folder: Path) -> None:
    found = read_back(folder, "desta")["in_force"]
    held = {(r["year"], r["state1"], r["state2"]): r["in_force"] for r in found}
    assert len(held) == 8
    assert all(held[y, b, a] == value for (y, a, b), value in held.items())


def test_years_and_lists_that_are_not_known_are_empty(folder: Path) -> None:
    found = read_back(folder, "desta")
    assert [row["force_year"] for row in found["treaties"]] == [1993, None]
    assert [row["wto_listed"] for row in found["treaties"]] == [True, None]
    assert found["withdrawals"][-1]["force_year"] is None


def test_withdrawals_tell_who_leaves_whom(folder: Path) -> None:
    found = read_back(folder, "desta")["withdrawals"]
    assert [(row["sender"], row["target"]) for row in found] == [
        ("AUT", "FIN"),
        ("FIN", "AUT"),
        ("GBR", "ALB"),
    ]


def test_a_name_or_a_number_of_no_state_is_refused(folder: Path) -> None:
    (folder / "in_force_ftas_dyads.csv").write_text(
        FORCE.replace("Serbia", "Serbi\ufffd")
    )
    with pytest.raises(UnreadableSource, match="no state known"):
        read_back(folder, "desta")
    (folder / "in_force_ftas_dyads.csv").write_text(FORCE)
    (folder / "treaties_dyads.csv").write_text(HEAD + TREATIES.replace("246", "9999"))
    with pytest.raises(UnreadableSource, match="iso2 9999"):
        read_back(folder, "desta")


def test_the_real_tables_have_what_is_recorded_with_them() -> None:
    """Recorded with the data: 3,850 pairs, each way, with an agreement in 2020."""
    with read_dataset(real("desta_2.1"), "desta") as found:
        assert found.origin.rows["treaties"] == 18_329
        assert found.origin.rows["withdrawals"] == 1_690
        in_2020 = found["in_force"].filter("year = 2020 AND in_force")
        assert in_2020.count("*").fetchall() == [(2 * 3_850,)]
