"""Edits of a served case: checked, kept, taken back, and never overwriting others."""

from __future__ import annotations

import json
import shutil
import threading

import pytest
from pages import case_of
from workplace_pages import TEXT, serving

from suzerain.app.workplace.columns import sheets
from suzerain.app.workplace.store import Store
from suzerain.case.files import check_folder, read_case, save_case
from suzerain.core.errors import CaseError


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return case_of(tmp_path_factory.mktemp("edits") / "case", TEXT)


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


@pytest.fixture
def page(folder):
    with serving(folder) as caller:
        yield caller


@pytest.fixture(autouse=True)
def _look_each_time(monkeypatch):
    monkeypatch.setattr("suzerain.app.workplace.store.LOOK_EVERY", 0.0)


def log(folder):
    lines = (folder / ".history" / "edits.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def test_every_table_shows_the_rows_that_the_case_holds(page, folder):
    case = read_case(folder)
    held = {
        "actors": [one.code for one in case.actors],
        "needs": [one.id for one in case.needs],
        "ties": [one.id for one in case.ties],
        "pacts": [one.id for one in case.pacts],
        "terms": [term.id for pact in case.pacts for term in pact.terms],
        "powers": [one.actor for one in case.powers],
        "stances": [one.id for one in case.stances],
        "contests": [one.id for one in case.contests],
        "questions": [one.id for one in case.questions],
    }
    for table, ids in held.items():
        assert [row["id"] for row in page.rows(table)] == ids, table
    assert {one["name"] for one in page.get("/api/tables")["tables"]} == set(sheets())


def test_numbers_lists_and_flags_have_their_types(page):
    (tie,) = [one for one in page.rows("ties") if one["good"] == "oil"]
    assert isinstance(tie["share_low"], float)
    assert isinstance(tie["basis"], list)
    assert tie["basis"]
    assert tie["inferred"] in (True, False)


def test_an_edit_is_in_the_file_before_it_is_answered(page, folder):
    tie = page.rows("ties")[0]
    status, told = page.put("ties", tie["id"], {"share_low": 0.01, "share_high": 0.99})
    assert status == 200
    assert told["row"]["share_high"] == 0.99
    (kept,) = [one for one in read_case(folder).ties if one.id == tie["id"]]
    assert (kept.share.low, kept.share.high) == (0.01, 0.99)
    assert page.get("/api/case")["version"] == told["version"] == 1


def test_all_that_an_edit_does_not_change_stays_byte_for_byte(page, folder):
    before = {path.name: path.read_bytes() for path in folder.glob("*.[tc]*")}
    tie = page.rows("ties")[0]
    page.put("ties", tie["id"], {"notes": ["a; b", "c"]})
    after = {path.name: path.read_bytes() for path in folder.glob("*.[tc]*")}
    assert [n for n in before if before[n] != after[n]] == ["ties.csv"]
    old, new = before["ties.csv"].splitlines(), after["ties.csv"].splitlines()
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1


def test_the_check_lives_with_the_edits(page):
    tie = page.rows("ties")[0]
    assert page.get("/api/check")["problems"] == []
    status, told = page.put("ties", tie["id"], {"provider": "ZZZ"})
    assert status == 200
    (problem,) = told["problems"]
    assert "no actor 'ZZZ'" in problem["what"]
    assert (problem["table"], problem["id"]) == ("ties", told["row"]["id"])
    assert page.get("/api/check")["problems"][0]["severity"] == "error"
    status, _ = page.post("actors", {"code": "ZZZ", "name": "Zed"})
    assert status == 201
    assert page.get("/api/check")["problems"] == []


def test_the_check_of_the_page_is_that_of_the_command(page, folder):
    page.put("ties", page.rows("ties")[0]["id"], {"share_high": 1.5})
    page.put("questions", page.rows("questions")[0]["id"], {"by": "someday"})
    found = page.get("/api/check")["problems"]
    wanted = check_folder(folder)
    assert [one["what"] for one in found] == [one.what for one in wanted]
    assert {one["table"] for one in found} == {"ties", "questions"}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"share_low": "much"}, "share_low"),
        ({"share_low": 0.9, "share_high": 0.1, "share_mode": None}, "share_low"),
        ({"share_shape": "square"}, "share_shape"),
        ({"share_low": None}, "share_low"),
        ({"basis": "c-1"}, "basis"),
        ({"inferred": "perhaps"}, "inferred"),
        ({"nonsense": 1}, "nonsense"),
        ({"provider": ""}, "provider"),
        ({"provider": "A\x00B"}, "provider"),
        ({"notes": ["x" * 30_000]}, "notes"),
        ({"share_low": 1e400}, ""),
    ],
)
def test_what_could_not_be_read_back_is_refused(page, folder, row, column):
    before = (folder / "ties.csv").read_bytes()
    status, told = page.put("ties", page.rows("ties")[0]["id"], row)
    assert status in (400, 422)
    assert told["hint"]
    assert not column or told["column"] == column
    assert (folder / "ties.csv").read_bytes() == before
    assert page.version == 0


def test_an_actor_whose_code_is_taken_is_refused(page):
    code = page.rows("actors")[0]["code"]
    assert page.post("actors", {"code": code, "name": "Other"})[0] == 422


def test_a_row_is_added_moved_and_removed(page, folder):
    first = page.rows("pacts")[0]["id"]
    row = {"id": "second", "name": "Second", "members": ["PER", "BOL"]}
    assert page.post("pacts", row)[0] == 201
    seen = page.version
    body = {"row": {}, "position": 0}
    assert page.ask("PUT", "/api/tables/pacts/rows/second", body, seen)[0] == 200
    assert [one.id for one in read_case(folder).pacts] == ["second", first]
    assert page.delete("pacts", "second")[0] == 200
    assert [one.id for one in read_case(folder).pacts] == [first]


def test_undo_and_redo_walk_through_the_history_and_back(page, folder):
    start = (folder / "ties.csv").read_bytes()
    key = page.rows("ties")[0]["id"]
    states = [start]
    for low in (0.01, 0.02, 0.03):
        page.put("ties", key, {"share_low": low, "share_high": 0.9})
        states.append((folder / "ties.csv").read_bytes())
    for wanted in states[2::-1]:
        status, _ = page.ask("POST", "/api/history/undo", {}, page.version)
        assert status == 200
        assert (folder / "ties.csv").read_bytes() == wanted
    assert not page.get("/api/history")["can_undo"]
    for wanted in states[1:]:
        assert page.ask("POST", "/api/history/redo", {}, page.version)[0] == 200
        assert (folder / "ties.csv").read_bytes() == wanted
    assert not page.get("/api/history")["can_redo"]
    assert page.version == 9


def test_a_removed_row_comes_back_to_its_place(page):
    before = page.rows("events") + page.rows("stances")
    for table in ("events", "stances"):
        rows = page.rows(table)
        if rows:
            page.delete(table, rows[0]["id"])
            page.ask("POST", "/api/history/undo", {}, page.version)
    assert page.rows("events") + page.rows("stances") == before


def test_a_new_edit_forgets_what_was_taken_back(page):
    key = page.rows("ties")[0]["id"]
    page.put("ties", key, {"share_low": 0.01})
    page.ask("POST", "/api/history/undo", {}, page.version)
    page.put("ties", key, {"share_low": 0.02})
    assert not page.get("/api/history")["can_redo"]
    assert page.ask("POST", "/api/history/redo", {}, page.version)[0] == 400


def test_two_tabs_that_change_one_row_do_not_overwrite_each_other(page):
    key = page.rows("ties")[0]["id"]
    assert page.put("ties", key, {"share_low": 0.01}, 0)[0] == 200
    status, told = page.put("ties", key, {"share_low": 0.02}, 0)
    assert status == 409
    assert told["row"]["share_low"] == 0.01
    assert page.put("ties", key, {"share_low": 0.02}, told["version"])[0] == 200


def test_two_tabs_that_change_two_rows_both_succeed(page):
    one, other, *_ = [row["id"] for row in page.rows("needs")]
    assert page.put("needs", one, {"urgent": True}, 0)[0] == 200
    assert page.put("needs", other, {"urgent": True}, 0)[0] == 200
    assert page.delete("needs", other, 0)[0] == 409


def test_a_change_without_its_version_is_refused(page):
    key = page.rows("ties")[0]["id"]
    path = f"/api/tables/ties/rows/{key}"
    assert page.ask("PUT", path, {"row": {"share_low": 0.1}})[0] == 428
    assert page.put("ties", key, {"share_low": 0.1}, 99)[0] == 400
    assert page.put("ties", key, {"share_low": 0.1}, "x")[0] == 400


def test_an_edit_made_outside_is_noticed_and_not_overwritten(page, folder):
    page.post("ties", {**page.rows("ties")[0], "good": "grain"})
    key, other = (row["id"] for row in page.rows("ties")[:2])
    seen = page.version
    path = folder / "ties.csv"
    row = page.rows("ties")[0]
    changed = path.read_text().replace(f",{row['share_low']},", ",0.011,", 1)
    assert changed != path.read_text()
    path.write_text(changed)
    assert page.rows("ties")[0]["share_low"] == 0.011
    newest = page.get("/api/history")["entries"][0]
    assert newest["files"] == ["ties.csv"]
    assert page.put("ties", key, {"share_low": 0.3}, seen)[0] == 409
    assert page.put("ties", other, {"notes": ["mine"]}, seen)[0] == 200
    assert page.rows("ties")[0]["share_low"] == 0.011


def test_an_edit_made_outside_at_the_same_moment_is_not_overwritten(page, folder):
    key = page.rows("needs")[0]["id"]
    seen = page.version
    path = folder / "ties.csv"
    path.write_text(path.read_text() + "PER,BRA,oil,0.1,,0.2,uniform,false,,\n")
    assert page.put("needs", key, {"urgent": True}, seen)[0] == 200
    assert "PER,BRA,oil" in path.read_text()
    assert any(row["id"] == "tie.oil.PER.BRA" for row in page.rows("ties"))


def test_an_undo_of_what_was_changed_outside_since_is_refused(page, folder):
    key = page.rows("ties")[0]["id"]
    page.put("ties", key, {"share_low": 0.0123})
    path = folder / "ties.csv"
    path.write_text(path.read_text().replace("0.0123", "0.0124"))
    status, told = page.ask("POST", "/api/history/undo", {}, page.version)
    assert status == 409, told
    assert "0.0124" in path.read_text()


def test_what_was_overwritten_is_kept(page, folder):
    old = (folder / "case.toml").read_bytes()
    page.put("case", "case", {"title": "New"})
    (kept,) = (folder / ".history" / "copies").glob("*.z")
    import zlib

    assert zlib.decompress(kept.read_bytes()) == old


def test_the_head_of_the_outline_stays(page, folder):
    head = (folder / "case.toml").read_text().split("\n\n")[0]
    page.put("case", "case", {"title": 'A "new" title', "as_of": "2024-06-19"})
    text = (folder / "case.toml").read_text()
    assert text.startswith(head)
    assert read_case(folder).title == 'A "new" title'


def test_edits_made_while_the_server_was_away_are_noticed(folder):
    with serving(folder) as page:
        key = page.rows("ties")[0]["id"]
        page.put("ties", key, {"share_low": 0.0123})
    path = folder / "ties.csv"
    path.write_text(path.read_text().replace("0.0123", "0.0124"))
    with serving(folder) as page:
        assert page.version == 2
        assert page.rows("ties")[0]["share_low"] == 0.0124
        assert page.get("/api/history")["entries"][0]["files"] == ["ties.csv"]
        assert page.put("ties", key, {"share_low": 0.2}, 1)[0] == 409


def test_a_history_goes_on_where_it_ended(folder):
    with serving(folder) as page:
        page.put("ties", page.rows("ties")[0]["id"], {"share_low": 0.0123})
        before = page.get("/api/history")
    with serving(folder) as page:
        assert page.get("/api/history") == before
        assert page.ask("POST", "/api/history/undo", {}, 1)[0] == 200


def test_a_table_that_is_broken_can_be_mended_on_the_page(page, folder):
    path = folder / "ties.csv"
    path.write_text(path.read_text() + "PER,BRA,oil,much,,0.2,uniform,false,,\n")
    row = page.rows("ties")[-1]
    assert row["share_low"] == "much"
    (problem,) = page.get("/api/check")["problems"]
    assert (problem["table"], problem["id"]) == ("ties", row["id"])
    assert page.put("ties", row["id"], {"share_low": 0.1})[0] == 200
    assert page.get("/api/check")["problems"] == []


def test_a_file_that_is_no_table_is_told_and_left_alone(page, folder):
    path = folder / "case.toml"
    path.write_text("this is [no toml")
    status, told = page.put("case", "case", {"title": "x"})
    assert status == 400
    assert "cannot be read" in told["error"]
    assert path.read_text() == "this is [no toml"


def test_assumptions_are_overruled_and_given_back(page, folder):
    key = "power.credibility"
    body = {"low": 0.1, "high": 0.2, "mode": None, "shape": "uniform", "reason": "x"}
    path = f"/api/assumptions/{key}"
    assert page.ask("PUT", path, body, 0)[0] == 200
    assert read_case(folder).register[key].spread.high == 0.2
    (row,) = page.get("/api/assumptions?own=1")["rows"]
    assert (row["id"], row["low"], row["register"]["shape"]) != (key, 0.2, "")
    body["low"] = 0.5
    assert page.ask("PUT", path, body, 1)[0] == 422
    assert page.ask("PUT", "/api/assumptions/power.nonsense", body, 1)[0] == 404
    assert page.ask("DELETE", path, version=1)[0] == 200
    assert read_case(folder).register[key].spread.high != 0.2
    assert page.get("/api/assumptions?own=1")["rows"] == []


def test_scenarios_are_those_of_the_command_line(page, folder):
    from suzerain.outlook.whatif.kept import read_scenario

    body = {"changes": ["tie.oil.BRA.BOL*=0.5", "no:grain"], "note": "half the oil"}
    status, told = page.ask("PUT", "/api/scenarios/squeeze", body, 0)
    assert status == 200, told
    kept = read_scenario(folder, "squeeze").changes
    assert kept == {"tie.oil.BRA.BOL": "*0.5", "no.grain": ""}
    (found,) = page.get("/api/scenarios")["scenarios"]
    assert found["note"] == "half the oil"
    again = {"changes": found["changes"]}
    assert page.ask("PUT", "/api/scenarios/other", again, 1)[0] == 200
    assert read_scenario(folder, "other").changes == kept
    for name in ("base", "%2e%2e%2fx", "a%20b"):
        status, _ = page.ask("PUT", f"/api/scenarios/{name}", again, 2)
        assert status in (404, 422), name
    wrong = {"changes": ["tie.oil.BRA.PRY*=0.5"]}
    assert page.ask("PUT", "/api/scenarios/wrong", wrong, 2)[0] == 404
    assert page.ask("DELETE", "/api/scenarios/squeeze", version=2)[0] == 200
    assert not (folder / "scenarios" / "squeeze.toml").exists()
    assert page.ask("POST", "/api/history/undo", {}, page.version)[0] == 200
    assert (folder / "scenarios" / "squeeze.toml").exists()


def test_own_hypotheses_are_a_table_too(page, folder):
    row = {
        "id": "why",
        "question": "Why?",
        "hypotheses": [
            {"name": "money", "prior": [0.2, 0.4]},
            {"name": "other", "prior": [0.6, 0.8]},
        ],
    }
    status, told = page.post("hypotheses", row)
    assert status == 201, told
    assert page.rows("hypotheses")[0]["hypotheses"][0]["name"] == "money"
    assert page.get("/api/case")["own_questions"] == [{"id": "why", "text": "Why?"}]
    row["hypotheses"][0]["prior"] = 3
    assert page.put("hypotheses", "why", row)[0] == 422


def test_a_decision_of_the_review_is_a_version(page, folder):
    claim = page.get("/api/claims?limit=1")["claims"][0]
    wish = {"action": "reject", "claim": claim["id"], "seen": ""}
    status, told = page.ask("POST", "/review/decisions", wish)
    assert status == 200, told
    now = page.get("/api/claims?status=rejected")
    assert [one["id"] for one in now["claims"]] == [claim["id"]]
    assert now["version"] == 1
    assert page.get("/api/case")["reviewed"]["decided"] == 1


def test_one_server_serves_a_case_at_a_time(page, folder):
    with pytest.raises(CaseError, match="being served already"):
        Store(folder)


def test_a_case_that_a_command_writes_anew_is_taken_in(page, folder):
    from dataclasses import replace

    case = read_case(folder)
    save_case(replace(case, title="Written by another"), folder)
    assert page.get("/api/case")["title"] == "Written by another"
    assert page.get("/api/history")["entries"][0]["files"] == ["case.toml"]


def test_the_log_holds_each_edit_once_with_the_row_before_and_after(page, folder):
    tie = page.rows("ties")[0]
    page.put("ties", tie["id"], {"share_low": 0.0123})
    (entry,) = [one for one in log(folder) if "version" in one]
    assert float(entry["before"]["share_low"]) == tie["share_low"]
    assert entry["after"]["share_low"] == "0.0123"
    assert log(folder)[-1] == {"settled": 1}


def test_an_edit_waits_until_another_program_has_written_the_whole_case(page, folder):
    stage = folder / ".writing"
    stage.mkdir()
    changed = (folder / "case.toml").read_text().replace('title = "', 'title = "By ')
    (stage / "case.toml").write_text(changed)
    plan = {"files": ["case.toml"], "remove": []}
    (stage / "complete.json").write_text(json.dumps(plan))
    key = page.rows("actors")[0]["id"]
    status, told = page.put("actors", key, {"name": "Mine"})
    assert status == 200, told
    case = read_case(folder)
    assert case.title.startswith("By ")
    assert case.actors[0].name == "Mine"


def test_an_edit_is_answered_although_the_check_of_the_case_takes_long(
    page, monkeypatch
):
    from suzerain.app.workplace import editing_ways

    going, checked = threading.Event(), editing_ways.problems

    def slow(state):
        going.wait(30)
        return checked(state)

    key = page.rows("ties")[0]["id"]
    assert page.put("ties", key, {"notes": ["ours"]})[1]["checked"]
    monkeypatch.setattr(editing_ways, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr(editing_ways, "problems", slow)
    try:
        status, told = page.put("ties", key, {"notes": ["again"]})
    finally:
        going.set()
    assert (status, told["checked"], told["problems"]) == (200, False, [])
    assert told["row"]["notes"] == ["again"]
    assert page.get("/api/check")["problems"] == []
