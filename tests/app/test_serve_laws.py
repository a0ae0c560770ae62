"""Laws of edits: undo gives back every byte, and a history tells the whole way."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import case_of
from workplace_pages import TEXT

from suzerain.app.workplace.batch import Wish
from suzerain.app.workplace.columns import assumptions_sheet, sheets
from suzerain.app.workplace.rows import keys_of, read_rows, shown, write_table
from suzerain.app.workplace.store import Store
from suzerain.app.workplace.written import written
from suzerain.case.files import case_files, check_folder, read_case
from suzerain.core.errors import SuzerainError

FILES = ("case.toml", "ties.csv", "needs.csv", "terms.csv", "events.csv")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
TABLES = st.sampled_from(["actors", "ties", "needs", "events", "pacts", "scenarios"])
EDITS = st.lists(
    st.tuples(
        TABLES, st.sampled_from(["set", "add", "drop"]), st.integers(0, 5), WORDS
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return case_of(tmp_path_factory.mktemp("laws") / "case", TEXT)


def contents(folder):
    named = {name: (folder / name).read_bytes() for name in FILES}
    kept = sorted((folder / "scenarios").glob("*.toml"))
    return named, {path.name: path.read_bytes() for path in kept}


def row_of(table, number, words):
    code = f"N{number}"
    return {
        "actors": {"code": code, "name": words or "x"},
        "ties": {
            "provider": code,
            "recipient": "PER",
            "good": "oil",
            "share_low": 0.1,
            "share_high": 0.2,
            "notes": [words],
        },
        "needs": {
            "actor": code,
            "good": "grain",
            "weight_low": 0.1,
            "weight_high": 0.2,
            "home_low": 0.1,
            "home_high": 0.2,
        },
        "events": {
            "time": "",
            "actor": code,
            "relation": "CONSULT",
            "target": words,
            "claim": f"c-{number % 2}",
        },
        "pacts": {"id": code, "name": words or "x", "members": [code, "PER"]},
        "scenarios": {"name": f"s{number}", "note": words, "set": {"power.keep": 0.5}},
    }[table]


def wish_of(store, edit):
    table, op, number, words = edit
    keys = store.state.rows(table).keys
    row = row_of(table, number, words)
    if op == "add":
        return Wish(action="edit", table=table, op="add", given=row)
    key = keys[number % len(keys)] if keys else "none"
    given = {} if op == "drop" else {**row, "position": number}
    if op == "set" and table == "scenarios":
        given = {**row, "name": key}
    return Wish(action="edit", table=table, op=op, key=key, given=given)


def apply(store, wish):
    try:
        return store.change(wish).result(timeout=30)
    except SuzerainError:
        return None


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(edits=EDITS)
def test_undoing_all_gives_back_the_first_bytes_and_redoing_all_the_last(made, edits):
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(made, Path(place) / "case")
        store = Store(folder)
        first = contents(folder)
        states = [first]
        for edit in edits:
            made_so = apply(store, wish_of(store, edit))
            states += [contents(folder)] if made_so else []
        last = states[-1]
        for wanted in states[-2::-1]:
            assert apply(store, Wish(action="undo"))
            same_rows(contents(folder), wanted)
        assert store.can_undo is None
        for wanted in states[1:]:
            assert apply(store, Wish(action="redo"))
            same_rows(contents(folder), wanted)
        assert store.can_redo is None
        same_rows(contents(folder), last)
        held = {name: store.state.shown(name) for name in sheets()}
        count = len(store.entries)
        store.close()
        again = Store(folder)
        assert {name: again.state.shown(name) for name in sheets()} == held
        assert [one["version"] for one in again.entries] == list(range(1, count + 1))
        for wanted in states[-2::-1]:
            assert apply(again, Wish(action="undo"))
            same_rows(contents(folder), wanted)
        again.close()


def same_rows(found, wanted):
    """The same rows in the same order; how a file was first laid out may differ."""
    assert found[1] == wanted[1]
    for name in ("case", "actors", "ties", "needs", "events", "pacts"):
        sheet = sheets()[name]
        assert read_rows(sheet, found[0]) == read_rows(sheet, wanted[0])


def test_a_table_that_is_written_again_is_the_same_byte_for_byte(made):
    files = case_files(read_case(made))
    for sheet in (*sheets().values(), assumptions_sheet()):
        if sheet.file in files:
            rows = read_rows(sheet, files)
            assert write_table(sheet, files, rows) == files[sheet.file], sheet.name


def test_what_a_form_shows_and_sends_back_changes_nothing(made):
    files = case_files(read_case(made))
    for sheet in sheets().values():
        for row in read_rows(sheet, files):
            sent = json.loads(json.dumps(shown(sheet, row)))
            back = written(sheet, sent, row)
            assert shown(sheet, back) == shown(sheet, row), sheet.name


def test_ids_of_rows_are_those_of_the_records(made):
    case = read_case(made)
    files = case_files(case)
    named = {
        "needs": case.needs,
        "ties": case.ties,
        "stances": case.stances,
        "terms": [term for pact in case.pacts for term in pact.terms],
        "pacts": case.pacts,
    }
    for name, records in named.items():
        sheet = sheets()[name]
        keys = keys_of(sheet, read_rows(sheet, files))
        assert [key.split("~")[0] for key in keys] == [one.id for one in records]


def test_a_case_that_was_edited_reads_as_one_written_by_hand(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "case")
    store = Store(folder)
    given = {"code": "URY", "name": 'Uruguay, "the\nOriental"; Republic'}
    apply(store, Wish(action="edit", table="actors", op="add", given=given))
    tie = {**row_of("ties", 0, "a; b"), "provider": "URY", "notes": ["[x", "a; b", ""]}
    apply(store, Wish(action="edit", table="ties", op="add", given=tie))
    store.close()
    assert check_folder(folder) == ()
    case = read_case(folder)
    assert case.actors[-1].name == given["name"]
    assert case.ties[-1].notes == ("[x", "a; b", "")


def test_a_table_with_few_columns_keeps_them(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "case")
    path = folder / "ties.csv"
    head = "good,provider,recipient,share_low,share_high,own\n"
    path.write_text(f"{head}oil,BRA,BOL,0.5,0.6,mine\n")
    store = Store(folder)
    change = {"share_low": 0.4}
    wish = Wish(action="edit", table="ties", key="tie.oil.BRA.BOL", given=change)
    assert apply(store, wish)
    assert path.read_text() == f"{head}oil,BRA,BOL,0.4,0.6,mine\n"
    assert apply(store, Wish(action="undo"))
    store.close()
    assert "0.5,0.6,mine" in path.read_text()
