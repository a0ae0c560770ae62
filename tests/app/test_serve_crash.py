"""What a server that is killed has answered for is there, once, and the case reads."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pages import case_of
from workplace_pages import TEXT, Caller, serving

from suzerain.app.workplace import store as store_module
from suzerain.app.workplace.draft import Stale
from suzerain.app.workplace.history import History
from suzerain.app.workplace.store import Store, Wish
from suzerain.case.files import read_case
from suzerain.core.errors import CaseError

KILLS = 8
POSTS = 1000
CALLERS = 40
EDITOR = """
import sys
from suzerain.app.workplace.store import Store, Wish
store = Store(sys.argv[1])
print("ready", flush=True)
number = int(sys.argv[2])
while True:
    number += 1
    waiting = []
    for table, row in (
        ("actors", {"code": f"N{number}", "name": f"Number {number}"}),
        ("needs", {"actor": f"N{number}", "good": "oil", "weight_low": 0.1,
                   "weight_high": 0.2, "home_low": 0.1, "home_high": 0.2}),
        ("scenarios", {"name": f"s{number}", "set": {"power.keep": "*0.5"}}),
    ):
        wish = Wish(action="edit", table=table, op="add", given=row)
        waiting.append(store.change(wish))
    for told in waiting:
        entry = told.result()
        print(entry["version"], entry["table"], entry["new_key"], flush=True)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return case_of(tmp_path_factory.mktemp("crash") / "case", TEXT)


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


def killed_after(folder, seconds, number):
    """Edit in another process, kill it in the midst, return what it answered for."""
    words = [sys.executable, "-c", EDITOR, str(folder), str(number)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline() == "ready\n"
        threading.Timer(seconds, running.send_signal, [signal.SIGKILL]).start()
        lines = running.stdout.read().split("\n")
    return [line.split() for line in lines if len(line.split()) == 3]


def test_a_server_killed_at_any_moment_loses_nothing_that_it_answered_for(folder):
    chance = random.Random(7)  # noqa: S311
    answered: dict[int, tuple[str, str]] = {}
    for turn in range(KILLS):
        told = killed_after(folder, chance.uniform(0.005, 0.25), turn * 1000)
        for version, table, key in told:
            assert int(version) not in answered
            answered[int(version)] = (table, key)
        case = read_case(folder)
        store = Store(folder)
        kept = {entry["version"]: entry for entry in store.entries}
        keys = {name: store.state.rows(name).keys for name in ("actors", "needs")}
        keys["scenarios"] = store.state.rows("scenarios").keys
        store.close()
        assert sorted(kept) == list(range(1, len(kept) + 1))
        assert not any("outside" in entry for entry in kept.values())
        for version, (table, key) in answered.items():
            assert (kept[version]["table"], kept[version]["new_key"]) == (table, key)
            assert keys[table].count(key) == 1, (table, key)
        every = {key for listed in keys.values() for key in listed}
        assert {entry["new_key"] for entry in kept.values()} <= every
        assert len(case.actors) <= len(keys["actors"])
    assert len(answered) > KILLS


@pytest.mark.parametrize("step", ["commit", "put", "settled"])
def test_a_batch_that_was_cut_short_is_made_good_or_never_was(
    folder, monkeypatch, step
):
    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    store = Store(folder)
    before = store.state.rows("actors").keys
    if step == "commit":
        monkeypatch.setattr(History, "commit", die)
    elif step == "put":
        monkeypatch.setattr(store_module, "put_files", die)
        monkeypatch.setattr(History, "take_back", lambda *_: None)
        monkeypatch.setattr(Store, "_notice", lambda *_: None)
    else:
        monkeypatch.setattr(History, "settled", die)
    wish = Wish(
        action="edit", table="actors", op="add", given={"code": "NEW", "name": "New"}
    )
    with pytest.raises(Killed):
        store.change(wish).result(timeout=10)
    monkeypatch.undo()
    store.close()
    again = Store(folder)
    rows = again.state.rows("actors").keys
    again.close()
    assert rows == (before if step == "commit" else [*before, "NEW"])
    assert [one.code for one in read_case(folder).actors] == rows


def test_a_line_cut_short_is_left_out_and_the_next_edit_stands(folder):
    store = Store(folder)
    given = {"code": "ONE", "name": "One"}
    store.change(Wish(action="edit", table="actors", op="add", given=given)).result()
    store.close()
    log = folder / ".history" / "edits.jsonl"
    log.write_bytes(log.read_bytes() + b'{"version": 2, "when"')
    store = Store(folder)
    given = {"code": "TWO", "name": "Two"}
    wish = Wish(action="edit", table="actors", op="add", given=given)
    assert store.change(wish).result()["version"] == 2
    store.close()
    assert {"ONE", "TWO"} <= {one.code for one in read_case(folder).actors}


def test_a_history_that_was_damaged_is_told_and_not_cut(folder):
    store = Store(folder)
    given = {"code": "ONE", "name": "One"}
    store.change(Wish(action="edit", table="actors", op="add", given=given)).result()
    store.close()
    log = folder / ".history" / "edits.jsonl"
    data = b"scribble\n" + log.read_bytes()
    log.write_bytes(data)
    with pytest.raises(CaseError, match="line 1"):
        Store(folder)
    assert log.read_bytes() == data


def test_a_full_disk_refuses_the_edit_and_changes_nothing(folder, monkeypatch):
    store = Store(folder)
    before = (folder / "case.toml").read_bytes()

    def full(*_):
        raise CaseError("the disk is full", "room", "free some")

    monkeypatch.setattr("suzerain.app.workplace.folder.write_atomically", full)
    given = {"code": "ONE", "name": "One"}
    wish = Wish(action="edit", table="actors", op="add", given=given)
    with pytest.raises(CaseError, match="disk is full"):
        store.change(wish).result(timeout=10)
    monkeypatch.undo()
    assert (folder / "case.toml").read_bytes() == before
    assert store.change(wish).result()["version"] == 1
    store.close()
    assert Store(folder).entries[0]["new_key"] == "ONE"


def test_many_edits_that_wait_are_kept_in_order_and_one_of_two_alike_is_refused(folder):
    store = Store(folder)
    key = store.state.rows("ties").keys[0]
    wishes = [
        Wish(action="edit", table="ties", key=key, given={"notes": [str(n)]}, seen=0)
        for n in range(20)
    ]
    told = [store.change(wish) for wish in wishes]
    refused = [one for one in told if isinstance(one.exception(timeout=10), Stale)]
    assert len(refused) == len(told) - 1
    assert store.state.rows("ties").rows[0]["notes"] == "0"
    store.close()


def test_a_thousand_parallel_posts_lose_nothing(folder):
    with serving(folder) as page:

        def post(number):
            row = {"code": f"N{number}", "name": f"Number {number}"}
            return number, *page.post("actors", row, 0)

        with ThreadPoolExecutor(CALLERS) as callers:
            answers = list(callers.map(post, range(POSTS)))
        refused = [told for _, status, told in answers if status != 201]
        assert refused == []
        versions = [told["version"] for _, _, told in answers]
        assert sorted(versions) == list(range(1, POSTS + 1))
        assert page.get("/api/tables/actors?limit=1")["total"] >= POSTS
    codes = [one.code for one in read_case(folder).actors]
    assert {f"N{n}" for n in range(POSTS)} <= set(codes)
    assert len(codes) == len(set(codes))
    lines = (folder / ".history" / "edits.jsonl").read_text().splitlines()
    entries = [json.loads(line) for line in lines]
    kept = {one["version"]: one["new_key"] for one in entries if "version" in one}
    for number, _, told in answers:
        assert kept[told["version"]] == f"N{number}"
    assert sum("version" in one for one in entries) == POSTS


def test_a_server_killed_while_it_answers_posts_keeps_what_it_answered(folder):
    words = [
        *(sys.executable, "-m", "suzerain.cli.main", "serve", str(folder)),
        *("--no-browser", "--workspace", str(folder.parent)),
    ]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        page = Caller(int(running.stdout.readline().strip("/\n").rsplit(":", 1)[1]))
        page.csrf = page.get("/api/session")["csrf"]
        threading.Timer(0.6, running.kill).start()
        answered = []
        until = time.monotonic() + 20
        while time.monotonic() < until:
            number = len(answered)
            try:
                status, _ = page.post("actors", {"code": f"N{number}", "name": "x"}, 0)
            except (OSError, ValueError):
                break
            assert status == 201
            answered.append(f"N{number}")
    codes = [one.code for one in read_case(folder).actors]
    assert [code for code in codes if code.startswith("N")][: len(answered)] == answered
    assert answered
