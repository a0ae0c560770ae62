"""Sanctions: lists of names become states and bodies, aims meet their outcomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import Sample, read_back, read_once
from real_tables import real_tables

from suzerain.core.errors import UnreadableSource

HEADER = (
    "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,"
    "military,financial,travel,other,target_mult,sender_mult,objective,success"
)
ROWS = (
    (
        '1,North Korea,"EU, Norway, UN",2006,2008,1,"exp_compl, imp_part",1,0,0,0,0,0,'
        '1,"policy_change,prevent war","failed,ongoing"'
    ),
    "2,Russia,US,1990,1993,0,,0,0,1,0,0,0,0,democracy,success_total",
    (
        '3,"Estonia, Latvia",Russia,1992,1992,1,imp_compl,0,0,0,0,0,1,0,'
        '"destab_regime,democracy",nego_settlement'
    ),
    "4,Western countries,Russia,2014,2014,1,exp_part,0,0,0,0,0,1,0,other,ongoing",
    "5,Cuba,Ruritania,1970,1971,1,,0,0,0,0,0,0,0,other,failed",
)


def made(folder: Path, rows: tuple[str, ...] = ROWS) -> Path:
    (folder / "GSDB_V4.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return read_once(made(tmp_path_factory.mktemp("gsdb")), "gsdb")


def test_each_name_of_a_list_is_a_party(sample: Sample) -> None:
    found = sample.tables["parties"]
    assert {
        (one["role"], one["name"], one["state"], one["kind"])
        for one in found
        if one["case_id"] == 1
    } == {
        ("target", "North Korea", "PRK", "state"),
        ("sender", "EU", None, "body"),
        ("sender", "UN", None, "body"),
        ("sender", "Norway", "NOR", "state"),
    }


def test_a_name_of_nobody_is_kept_as_unknown_and_joins_no_pair(sample: Sample) -> None:
    tables = sample.tables
    (party,) = [one for one in tables["parties"] if one["name"] == "Ruritania"]
    assert (party["state"], party["kind"]) == (None, "unknown")
    assert not [one for one in tables["dyads"] if one["target"] == "CUB"]
    reason = "the target is no state, or a name unknown"
    assert sample.drops[reason] == 3


def test_a_body_stays_a_sender_of_its_own(sample: Sample) -> None:
    found = sample.tables["dyads"]
    korean = {(one["sender"], one["body"]) for one in found if one["target"] == "PRK"}
    assert korean == {("EU", True), ("UN", True), ("NOR", False)}
    assert {one["year"] for one in found if one["target"] == "PRK"} == {
        2006,
        2007,
        2008,
    }


def test_a_target_bears_the_name_of_each_year(sample: Sample) -> None:
    found = sample.tables["dyads"]
    american = {one["year"]: one["target"] for one in found if one["sender"] == "USA"}
    assert american == {1990: "SUN", 1991: "SUN", 1992: "RUS", 1993: "RUS"}


def test_aims_meet_their_outcomes_and_ongoing_is_apart(sample: Sample) -> None:
    found = sample.tables["objectives"]
    assert [
        (one["objective"], one["outcome"], one["ongoing"])
        for one in found
        if one["case_id"] == 1
    ] == [("policy_change", "failed", False), ("prevent_war", "ongoing", True)]


def test_lists_of_unlike_length_leave_the_outcome_empty(sample: Sample) -> None:
    found = sample.tables["objectives"]
    assert [
        (one["objective"], one["outcome"]) for one in found if one["case_id"] == 3
    ] == [("destab_regime", None), ("democracy", None)]


def test_how_far_trade_is_cut_is_told_for_each_side(sample: Sample) -> None:
    cases = sample.tables["cases"]
    assert [(one["export_cut"], one["import_cut"]) for one in cases[:3]] == [
        ("complete", "partial"),
        (None, None),
        (None, "complete"),
    ]


def test_an_unknown_outcome_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, (ROWS[1].replace("success_total", "won"),))
    with pytest.raises(UnreadableSource, match="'won'"):
        read_back(folder, "gsdb")


def test_the_real_file_holds_what_source_md_says() -> None:
    """SOURCE.md aligns case 69 by position and has one outcome more than is sure."""
    tables = real_tables("gsdb_v2", "gsdb")
    korean = tables["parties"].filter("role = 'target' AND state = 'PRK'")
    assert len(korean.fetchall()) == 19
    outcomes, resolved, won = (
        tables["objectives"]
        .aggregate(
            "count(outcome), count(*) FILTER (NOT ongoing), "
            "count(*) FILTER (outcome = 'success_total')"
        )
        .fetchall()[0]
    )
    assert (outcomes, resolved) == (1429 - 1, 1099 - 1)
    assert round(won / resolved, 2) == 0.46
    assert not tables["parties"].filter("kind = 'unknown'").fetchall()
