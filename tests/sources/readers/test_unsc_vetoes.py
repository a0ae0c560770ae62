"""Vetoes: members from the named columns, dates as month/day/year."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnreadableSource
from suzerain.sources.tabular import select

HEADER = (
    "year,date,month,draft,meeting_record,agenda_item,crisis_topic,region,"
    "member_veto1,member_veto2,member_veto3,USSR,USA"
)
ROWS = (
    (
        "1946,6/26/1946,6,S/PV.49,S/PV.49,The Spanish question,Spain,Western Europe,"
        "USSR,,,0,0"
    ),  # the column USSR misses it
    (
        "1946,6/26/1946,6,S/PV.49,S/PV.49,The Spanish question,Spain,Western Europe,"
        "USSR,,,1,0"
    ),
    "1955,12/13/1955,12,S/3502,S/PV.703,Admission,Admission,General,China,,,0,0",
    (
        '2020,7/7/2020,7,S/2020/654,"S/2020/661\nS/2020/657",Syria,Syria,Middle East,'
        "Russia,China,,0,0"
    ),
)


def made(folder: Path, rows: tuple[str, ...] = ROWS) -> Path:
    text = "\n".join([HEADER, *rows]) + "\n"
    (folder / "unsc_vetoes_1946_sept2022.csv").write_text(text)
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("unsc-vetoes")), "unsc-vetoes")


def test_vetoes_are_those_of_the_named_members(sample: Sample) -> None:
    found = sample.tables["vetoes"]
    assert sorted((one["number"], one["state"]) for one in found) == [
        (1, "SUN"),
        (2, "SUN"),
        (3, "TWN"),
        (4, "CHN"),
        (4, "RUS"),
    ]


def test_drafts_that_share_a_symbol_are_told_apart(sample: Sample) -> None:
    drafts = sample.tables["drafts"]
    assert [one["draft"] for one in drafts].count("S/PV.49") == 2
    assert drafts[0]["date"] == dt.date(1946, 6, 26)
    assert drafts[3]["meeting"] == "S/2020/661; S/2020/657"


def test_a_date_of_another_order_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, (ROWS[0].replace("6/26/1946", "26/6/1946"),))
    with pytest.raises(UnreadableSource, match="26/6/1946"):
        read_back(folder, "unsc-vetoes")


def test_an_unknown_member_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, (ROWS[0].replace("USSR,,", "Soviet Union,,"),))
    with pytest.raises(UnreadableSource, match="Soviet Union"):
        read_back(folder, "unsc-vetoes")


def test_the_real_file_gives_all_vetoes() -> None:
    """SOURCE.md counts the 0/1 columns, which miss 6 Soviet, 11 American, 9 French."""
    vetoes = real_tables("unsc_vetoes", "unsc-vetoes")["vetoes"]
    found = vetoes.aggregate("state, count(*)", "state").fetchall()
    assert dict(found) == {
        "SUN": 84 + 6,
        "USA": 71 + 11,
        "RUS": 31,
        "GBR": 29,
        "CHN": 17,
        "FRA": 7 + 9,
    }


def test_the_real_file_gives_joint_vetoes_and_the_last_on_korea() -> None:
    tables = real_tables("unsc_vetoes", "unsc-vetoes")
    joint = select(
        tables["vetoes"].filter("state IN ('RUS', 'CHN')"),
        "SELECT number, count(*) AS n FROM r GROUP BY number HAVING n = 2",
    ).fetchall()
    assert len(joint) == 14
    last = tables["drafts"].filter("topic = 'North Korea'").order("date DESC")
    number, date = last.project("number, date").limit(1).fetchall()[0]
    assert date == dt.date(2022, 5, 26)
    assert (number, 2) in joint
