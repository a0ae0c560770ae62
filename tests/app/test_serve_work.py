"""Work beside the page: what it gives, how it ends, and that the page goes on."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from pages import case_of
from workplace_pages import TEXT, serving

from suzerain.app.workplace import jobs as jobs_module
from suzerain.app.workplace.served import as_served
from suzerain.cli.main import main

ENDLESS = 100_000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return case_of(tmp_path_factory.mktemp("work") / "case", TEXT)


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


@pytest.fixture(scope="module")
def page(made):
    with serving(made) as caller:
        yield caller


def typed(*words):
    done = CliRunner().invoke(main, [*map(str, words), "--json"])
    assert done.exit_code == 0, done.output
    return done.stdout


def start(page, kind, worlds=ENDLESS, seed=1, **options):
    wish = {"kind": kind, "worlds": worlds, "seed": seed, "options": options}
    status, told = page.ask("POST", "/api/jobs", wish)
    assert status == 202, told
    return told["job"]


@pytest.mark.parametrize(
    ("kind", "verb", "options"),
    [
        ("solve", ["solve"], {}),
        ("weigh", ["weigh"], {}),
        ("simulate", ["simulate", "--months", "3"], {"months": 3}),
        (
            "whatif",
            ["what-if", "--set", "tie.oil.BRA.BOL*=0.5"],
            {"changes": ["tie.oil.BRA.BOL*=0.5"]},
        ),
    ],
)
def test_work_gives_what_the_verb_prints(page, made, kind, verb, options):
    found = page.job(kind, 40, **options)
    assert found["state"] == "done", found
    verb = [verb[0], made, *verb[1:], "--worlds", 40]
    assert found["result"] == json.loads(typed(*verb))


def test_rows_come_as_a_list(page, made):
    found = page.job("measure", 40, measure="leverage")
    lines = typed("measure", "leverage", made, "--worlds", 40).splitlines()
    assert found["result"] == [json.loads(line) for line in lines]


def test_the_brief_is_that_of_the_command_line(page, made, tmp_path):
    target = tmp_path / "brief.html"
    words = ["brief", str(made), "-o", str(target), "--worlds", "40"]
    assert CliRunner().invoke(main, words).exit_code == 0
    page.job("brief", 40)
    status, _, data = page.raw("GET", "/brief?worlds=40")
    assert status == 200
    assert data == as_served(target.read_bytes())


def test_a_served_brief_leads_back_and_the_file_of_it_does_not(made):
    from suzerain.brief.brief import write_brief
    from suzerain.case.files import read_case

    case = read_case(made)
    for language, words in (("en", "Back to the case"), ("fr", "Retour au dossier")):
        alone = write_brief(case, worlds=20, language=language).html()
        shown = as_served(alone.encode()).decode()
        link = f'<li><a href="/#/overview">{words}</a></li>'
        assert words not in alone
        assert shown.count(link) == 1
        assert "connect-src" not in alone
        policy = re.search(r'Security-Policy" content="([^"]*)"', shown)[1]
        assert policy.endswith("; connect-src 'self'")
        left = shown.replace(link, "").replace("; connect-src 'self'", "")
        assert left.replace('\n<meta name="suzerain-app" content="/">', "") == alone


def test_the_sliders_of_the_page_get_the_case_compiled(page, made):
    from suzerain.case.files import read_case
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.whatif.compiled import compile_page

    found = page.get("/api/problem?worlds=30&seed=2")
    wanted = compile_page(read_case(made), Worlds(count=30, seed=2))
    assert found == json.loads(json.dumps(wanted))


def test_a_number_leads_to_what_it_was_made_from(page, made):
    (tie,) = [row["id"] for row in page.rows("ties") if row["good"] == "oil"]
    found = page.get(f"/api/why/{tie}")
    assert found == json.loads(typed("why", made, tie))
    assert found["parents"]
    found = page.get("/api/why/solve.p_pact?worlds=40")
    assert (found["id"], found["kind"]) == ("solve.p_pact", "result")
    assert page.ask("GET", "/api/why/solve.nonsense?worlds=40")[0] == 404


def test_work_that_fails_says_why_and_the_server_goes_on(page):
    found = page.job("whatif", 40, changes=["tie.oil.XXX.YYY*=0.5"])
    assert found["state"] == "failed"
    assert "tie.oil.XXX.YYY" in found["error"]
    assert "result" not in found
    assert page.job("solve", 41)["state"] == "done"


def test_the_same_work_on_the_same_version_is_not_done_twice(folder):
    with serving(folder) as page:
        first = page.job("solve", 30)
        assert start(page, "solve", 30)["id"] == first["id"]
        assert start(page, "solve", 31)["id"] != first["id"]
        page.put("ties", page.rows("ties")[0]["id"], {"notes": ["x"]})
        again = start(page, "solve", 30)
        assert again["id"] != first["id"]
        assert again["version"] == 1


def test_work_stands_on_the_case_as_it_was_when_it_was_asked_for(folder, monkeypatch):
    monkeypatch.setattr(jobs_module, "AT_ONCE", 1)
    with serving(folder) as page:
        key = page.rows("ties")[0]["id"]
        wanted = page.job("measure", 30)["result"]
        job = start(page, "measure", 30, seed=1, measure="dependence")
        page.put("ties", key, {"share_low": 0.01, "share_high": 0.011})
        assert page.ended(job["id"])["result"] == wanted
        assert page.job("measure", 30, measure="dependence")["result"] != wanted


def test_work_can_be_cancelled_while_it_runs_and_while_it_waits(folder, monkeypatch):
    with serving(folder) as page:
        running = [start(page, "simulate", seed=n, months=600) for n in (1, 2)]
        waiting = start(page, "simulate", seed=3, months=600)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            states = [page.get(f"/api/jobs/{one['id']}")["state"] for one in running]
            if states == ["running", "running"]:
                break
            time.sleep(0.05)
        assert page.get(f"/api/jobs/{waiting['id']}")["state"] == "waiting"
        for one in (waiting, *running):
            status, told = page.ask("DELETE", f"/api/jobs/{one['id']}")
            assert (status, told["job"]["state"]) == (200, "cancelled")
        assert page.job("solve", 30)["state"] == "done"
        assert page.get(f"/api/jobs/{running[0]['id']}")["state"] == "cancelled"


def test_the_server_answers_while_work_runs_and_tells_how_far_it_is(folder):
    with serving(folder) as page:
        job = start(page, "simulate", 20_000, months=120)
        parts, words = set(), set()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            now = page.get(f"/api/jobs/{job['id']}")
            if now["state"] not in ("waiting", "running"):
                break
            parts.add((now["done"], now["of"]))
            words.add(now["message"])
            page.get("/api/tables/ties")
            if len({part for part in parts if part[1]}) > 1:
                break
            time.sleep(0.02)
        page.ask("DELETE", f"/api/jobs/{job['id']}")
        assert any(0 < done < of == 100 for done, of in parts), (parts, words, now)
        assert any("simulating 120 months" in one for one in words)


def test_a_process_that_is_killed_says_so(folder):
    with serving(folder) as page:
        job = start(page, "simulate", months=600)
        until = time.monotonic() + 20
        while not (found := children_of(os.getpid())):
            assert time.monotonic() < until
            time.sleep(0.05)
        os.kill(found[0], signal.SIGKILL)
        told = page.ended(job["id"])
        assert told["state"] == "failed"
        assert "signal 9" in told["error"]
        assert page.job("solve", 30)["state"] == "done"


def children_of(number):
    """Processes of ours that do a verb."""
    found = subprocess.run(
        ["pgrep", "-P", str(number), "-f", "suzerain.cli.working simulate"],
        capture_output=True,
        text=True,
        check=False,
    )
    return [int(one) for one in found.stdout.split()]


def test_more_work_than_can_wait_is_refused(folder, monkeypatch):
    monkeypatch.setattr(jobs_module, "MOST_WAITING", 2)
    with serving(folder) as page:
        kept = [start(page, "simulate", seed=n, months=600) for n in (1, 2)]
        wish = {"kind": "simulate", "worlds": ENDLESS, "seed": 3}
        status, told = page.ask("POST", "/api/jobs", wish)
        assert status == 429
        assert told["hint"]
        for one in kept:
            page.ask("DELETE", f"/api/jobs/{one['id']}")


def test_work_on_a_case_with_errors_is_refused_with_all_of_them(folder):
    with serving(folder) as page:
        page.put("ties", page.rows("ties")[0]["id"], {"provider": "ZZZ"})
        status, told = page.ask("POST", "/api/jobs", {"kind": "solve"})
        assert status == 422
        assert "ZZZ" in told["problems"][0]["what"]
        assert page.raw("GET", "/brief")[0] == 422


def test_scenarios_that_were_saved_are_compared(folder):
    with serving(folder) as page:
        body = {"changes": ["tie.oil.BRA.BOL*=0.5"]}
        assert page.ask("PUT", "/api/scenarios/half", body, 0)[0] == 200
        found = page.job("compare", 40, names=["base", "half"])
        assert found["state"] == "done", found
        assert "half" in json.dumps(found["result"])


def test_when_the_server_ends_its_work_ends_too(folder):
    words = [
        *(sys.executable, "-m", "suzerain.cli.main", "serve", str(folder)),
        *("--no-browser", "--workspace", str(folder.parent)),
    ]
    from workplace_pages import Caller

    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        page = Caller(int(running.stdout.readline().strip("/\n").rsplit(":", 1)[1]))
        page.csrf = page.get("/api/session")["csrf"]
        start(page, "simulate", months=600)
        until = time.monotonic() + 20
        while not (found := children_of(running.pid)):
            assert time.monotonic() < until
            time.sleep(0.05)
        running.kill()
    until = time.monotonic() + 20
    while any(is_alive(one) for one in found):
        assert time.monotonic() < until
        time.sleep(0.05)


def is_alive(number):
    try:
        told = Path(f"/proc/{number}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return told.rsplit(")", 1)[1].split()[0] != "Z"


def test_back_tests_are_listed_with_what_they_told(page):
    found = {one["name"]: one for one in page.get("/api/backtests")["studies"]}
    assert any(one["tells"] is not None for one in found.values())
    name = next(iter(found))
    assert page.get(f"/api/backtests/{name}")["question"] == found[name]["question"]


def test_the_atlas_says_what_to_type_when_there_are_no_data(
    folder, monkeypatch, tmp_path
):
    monkeypatch.setenv("SUZERAIN_DATA", str(tmp_path / "none"))
    with serving(folder) as page:
        status, _, data = page.raw("GET", "/atlas")
        assert status == 200
        assert b"suzerain data" in data


def test_readers_are_answered_while_a_case_is_checked(folder):
    with serving(folder) as page:
        answers: list[int] = []

        def read():
            answers.extend(page.raw("GET", "/api/check")[0] for _ in range(10))

        readers = [threading.Thread(target=read) for _ in range(8)]
        for one in readers:
            one.start()
        for number in range(10):
            key = page.rows("ties")[0]["id"]
            assert page.put("ties", key, {"notes": [str(number)]})[0] == 200
        for one in readers:
            one.join()
        assert answers == [200] * 80
