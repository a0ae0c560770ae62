"""Who is let in, what is refused, and what never leaves the case folder."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import threading
import time

import pytest
from pages import case_of
from workplace_pages import TEXT, Caller, serving

from suzerain.app.workplace import guard, listening
from suzerain.app.workplace.kinds import KINDS, read_order
from suzerain.app.workplace.making import safe_name
from suzerain.app.workplace.store import Store
from suzerain.case.files import read_case
from suzerain.core.errors import CaseError, SuzerainError

SCRIPT = "<script>alert(1)</script><svg onload=alert(1)>"
ROW = {"row": {"code": "NEW", "name": "New"}}
ROWS = "/api/tables/actors/rows"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    text = f"{TEXT} The minister said {SCRIPT} to Peru."
    return case_of(tmp_path_factory.mktemp("safety") / "case", text)


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "case")


@pytest.fixture(scope="module")
def page(made, tmp_path_factory):
    place = tmp_path_factory.mktemp("served") / "case"
    with serving(shutil.copytree(made, place)) as caller:
        yield caller


def change(page, **heads):
    usual = {
        "Origin": page.origin,
        "X-Suzerain": page.csrf,
        "If-Match": "0",
        "Content-Type": "application/json",
    }
    told = {**usual, **{k.replace("_", "-"): v for k, v in heads.items()}}
    told = {name: value for name, value in told.items() if value is not None}
    return page.raw("POST", ROWS, json.dumps(ROW).encode(), told)[0]


@pytest.mark.parametrize(
    "heads",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": None},
        {"Origin": "https://127.0.0.1"},
        {"X_Suzerain": None},
        {"X_Suzerain": "wrong"},
        {"X_Suzerain": "\u00e9"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_change_that_another_page_sends_is_refused(page, heads):
    assert change(page, **heads) == 403
    assert all(row["id"] != "NEW" for row in page.rows("actors"))


@pytest.mark.parametrize(
    "kind", ["text/plain", None, "multipart/form-data; boundary=x"]
)
def test_a_change_that_a_form_could_send_is_refused(page, kind):
    assert change(page, Content_Type=kind) == 415


@pytest.mark.parametrize("host", ["evil.example", "", "127.0.0.1:1", "[::1]:1"])
def test_a_foreign_name_of_this_machine_is_refused(page, host):
    for path in ("/", "/api/session", "/api/case", "/review/state"):
        assert page.raw("GET", path, heads={"Host": host})[0] == 403


def test_every_answer_forbids_what_the_page_does_not_need(page):
    paths = ("/", "/api/session", "/nothing", "/api/nothing", "/review/", "/api")
    for path in paths:
        _, heads, _ = page.raw("GET", path)
        policy = heads["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert heads["x-content-type-options"] == "nosniff"
        assert heads["referrer-policy"] == "no-referrer"
        assert "server" not in heads


def test_the_page_itself_loads_from_here_only_and_runs_nothing_inline(page):
    _, _, data = page.raw("GET", "/")
    text = data.decode()
    assert "http://" not in text
    assert "https://" not in text
    assert "<script>" not in text
    assert " on" not in [part[:3] for part in text.split("<")]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"x"',
        b"[" * 5000,
        b'{"row": 1}',
        b'{"row": {"name": NaN}}',
        b'{"row": {"code": "\\ud800", "name": "x"}}',
        b'{"row": {"code": "X", "name": "x"}, "position": "first"}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_change_is_refused(page, body):
    heads = {
        "Origin": page.origin,
        "X-Suzerain": page.csrf,
        "If-Match": "0",
        "Content-Type": "application/json",
    }
    status, _, data = page.raw("POST", ROWS, body, heads)
    assert status in (400, 422)
    assert json.loads(data)["error"]


def test_a_gigabyte_is_refused_before_it_is_read(page):
    heads = {
        "Origin": page.origin,
        "X-Suzerain": page.csrf,
        "Content-Type": "application/octet-stream",
        "Content-Length": str(1024**3),
    }
    start = time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", page.port, timeout=20)
    line.putrequest("POST", "/api/articles")
    for name, value in heads.items():
        line.putheader(name, value)
    line.endheaders()
    answer = line.getresponse()
    assert answer.status == 413
    assert answer.getheader("connection") == "close"
    assert time.monotonic() - start < 10
    line.close()


def test_a_document_that_is_too_large_is_told_so_after_it_was_sent(page):
    status, told = page.upload("large.txt", b"x" * 30_000_000)
    assert status == 413
    assert "20,000,000" in told["hint"]


def test_a_body_without_a_length_is_cut_off_at_the_limit(page):
    def endless():
        piece = b"x" * 65_536
        for _ in range(1024**3 // len(piece)):
            sent.append(len(piece))
            yield piece

    sent: list[int] = []
    line = http.client.HTTPConnection("127.0.0.1", page.port, timeout=20)
    heads = {
        "Origin": page.origin,
        "X-Suzerain": page.csrf,
        "X-Suzerain-Name": "endless.txt",
        "Content-Type": "application/octet-stream",
    }
    status = 0
    try:
        line.request("POST", "/api/articles", endless(), heads, encode_chunked=True)
        status = line.getresponse().status
    except OSError:
        status = 413  # the server hung up while we were still sending
    line.close()
    assert status == 413
    assert sum(sent) < 200_000_000
    assert page.get("/api/articles")["articles"] == []


def test_a_caller_who_never_finishes_his_request_is_hung_up_on(folder, monkeypatch):
    monkeypatch.setattr(listening, "HEAD_SECONDS", 0.2)
    with serving(folder) as page:
        place = ("127.0.0.1", page.port)
        with (
            socket.create_connection(place, timeout=10) as slow,
            socket.create_connection(place, timeout=10) as silent,
        ):
            slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            assert slow.recv(1000) == b""
            assert silent.recv(1000) == b""
        assert page.get("/api/session")["version"] == 0


def test_a_body_that_never_ends_is_not_waited_for(folder, monkeypatch):
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.2)
    with serving(folder) as page:
        heads = (
            f"POST {ROWS} HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\n"
            f"Origin: {page.origin}\r\nX-Suzerain: {page.csrf}\r\nIf-Match: 0\r\n"
            "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
        )
        place = ("127.0.0.1", page.port)
        with socket.create_connection(place, timeout=10) as slow:
            slow.sendall(heads.encode())
            assert b" 408 " in slow.recv(1000).split(b"\r\n")[0]


def test_more_than_can_be_served_is_refused_and_the_rest_is_served(folder, monkeypatch):
    monkeypatch.setattr(guard, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(guard, "MOST_WAITING", 1)
    with serving(folder) as page:
        codes: list[int] = []

        def ask():
            codes.append(page.raw("GET", "/api/tables")[0])

        threads = [threading.Thread(target=ask) for _ in range(30)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert set(codes) <= {200, 503}
        assert 200 in codes
        assert page.raw("GET", "/api/tables")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/api/documents/..%2f..%2fcase.toml",
        "/api/documents/%2e%2e",
        "/api/tables/..%2fclaims",
        "/api/tables/claims.csv",
        "/review/..%2f..%2fcase.toml",
        "/review/../case.toml",
        "/brief.%2e%2e",
        "/brief.html%00",
        "/api/jobs/..%2f..%2f",
        "/api/backtests/..%2f",
        "/.history/edits.jsonl",
        "/case.toml",
        "/app.html%2f..",
        "//etc/passwd",
    ],
)
def test_no_address_leads_to_a_file_that_is_not_offered(page, path):
    status, _, data = page.raw("GET", path)
    assert status in (400, 403, 404), (path, status)
    assert b"root:" not in data
    assert b"[[pacts]]" not in data


def test_a_link_that_leads_out_of_the_case_is_refused(folder, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("provider,recipient,good\nsecret,of,another\n")
    (folder / "ties.csv").unlink()
    (folder / "ties.csv").symlink_to(secret)
    with pytest.raises(CaseError, match="leads out of it"):
        Store(folder)
    assert secret.read_text().endswith("another\n")


def test_a_folder_that_is_a_link_out_of_the_case_is_refused(folder, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "scenarios").symlink_to(outside)
    with pytest.raises(CaseError, match="leads out of it"):
        Store(folder)
    (folder / "scenarios").unlink()
    (folder / ".history").symlink_to(outside)
    with pytest.raises(CaseError, match="is a link"):
        Store(folder)
    assert list(outside.iterdir()) == []


def test_a_link_that_appears_while_served_is_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.toml"
    secret.write_text("title = 'secret'\n")
    with serving(folder) as page:
        time.sleep(0.3)
        (folder / "case.toml").unlink()
        (folder / "case.toml").symlink_to(secret)
        time.sleep(0.3)
        status, told = page.ask("GET", "/api/case")
        assert status == 400
        assert "leads out" in told["error"]
        assert page.put("case", "case", {"title": "x"}, 0)[0] == 400
    assert secret.read_text() == "title = 'secret'\n"


@pytest.mark.parametrize(
    "plan",
    [
        {"files": ["../../victim"], "remove": []},
        {"files": [], "remove": ["../victim"]},
        {"files": [], "remove": ["/etc/victim"]},
        {"files": [], "remove": ["..\\victim"]},
        {"files": ["a//c"], "remove": []},
        {"files": 1},
        [],
    ],
)
def test_a_list_of_moves_that_names_files_outside_is_refused(folder, plan):
    victim = folder.parent / "victim"
    victim.write_text("here")
    (folder / ".writing").mkdir()
    (folder / ".writing" / "complete.json").write_text(json.dumps(plan))
    for read in (Store, read_case):
        with pytest.raises(CaseError, match="outside"):
            read(folder)
    assert victim.read_text() == "here"


def test_scripts_in_names_and_quotes_are_told_as_text(page):
    for path in ("/api/claims?limit=1000", "/api/documents"):
        _, heads, data = page.raw("GET", path)
        assert heads["content-type"] == "application/json"
        assert json.loads(data)
    page.put("case", "case", {"title": SCRIPT})
    status, heads, data = page.raw("GET", "/brief?worlds=50")
    until = time.monotonic() + 60
    while status == 202 and time.monotonic() < until:
        assert SCRIPT.encode() not in data
        time.sleep(0.2)
        status, heads, data = page.raw("GET", "/brief?worlds=50")
    assert status == 200
    assert b"<script>alert" not in data
    assert b"<svg onload" not in data
    policy = heads["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "nonsense"},
        {"kind": 3},
        {},
        {"kind": "solve", "worlds": 0.5},
        {"kind": "solve", "worlds": 10**9},
        {"kind": "solve", "seed": -1},
        {"kind": "solve", "options": {"pact": "--help"}},
        {"kind": "solve", "options": {"output": "x"}},
        {"kind": "solve", "options": ["pact"]},
        {"kind": "measure", "options": {"measure": "/etc/passwd"}},
        {"kind": "measure", "options": {"measure": "../../etc"}},
        {"kind": "brief", "options": {"form": "sh"}},
        {"kind": "why", "options": {"id": "-o"}},
        {"kind": "why"},
        {"kind": "whatif", "options": {"changes": "x"}},
        {"kind": "whatif", "options": {"changes": ["--save=x"]}},
        {"kind": "backtest", "options": {"study": "../x"}},
    ],
)
def test_work_that_is_none_is_refused(wish):
    with pytest.raises(SuzerainError) as told:
        read_order(wish)
    assert told.value.accepted


def test_no_kind_of_work_takes_an_option_that_writes_or_reads_a_file():
    forbidden = {
        "output",
        "save",
        "parquet",
        "scenario_file",
        "data",
        "ach",
        "policies",
    }
    for kind in KINDS.values():
        assert not forbidden & set(kind.options)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Windows\\x.pdf", "x.pdf"),
        ("..", "document.txt"),
        (".bashrc", "bashrc.txt"),
        ("a\x00b\n.txt", "a_b_.txt"),
        (f"{SCRIPT}.html", "script__svg onload=alert_1__.html"),
        ("-rf.txt", "rf.txt"),
        ("x" * 500 + ".txt", "x" * 100 + ".txt"),
        ("γράμμα ειρήνης.txt", "γράμμα ειρήνης.txt"),
    ],
)
def test_a_name_of_a_file_keeps_what_readers_need_and_no_more(name, kept):
    found = safe_name(name)
    assert "/" not in found
    assert "<" not in found
    assert not found.startswith((".", "-"))
    if "script" not in kept:
        assert found == kept


def test_beyond_this_machine_a_token_is_needed(folder):
    with serving(folder, host="0.0.0.0") as page:  # noqa: S104 - what is tested
        here = {"Host": f"127.0.0.1:{page.port}"}
        assert page.raw("GET", "/", heads=here)[0] == 403
        assert page.raw("GET", "/api/session", heads=here)[0] == 403
        assert page.raw("GET", "/?token=wrong", heads=here)[0] == 403
        status, heads, _ = page.raw("GET", f"/?token={page.token}", heads=here)
        assert status == 303
        assert heads["location"] == "/"
        cookie = heads["set-cookie"]
        assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))
        held = {**here, "Cookie": cookie.split(";")[0]}
        assert page.raw("GET", "/api/session", heads=held)[0] == 200
        foreign = {**held, "Host": f"evil.example:{page.port}"}
        assert page.raw("GET", "/api/session", heads=foreign)[0] == 403
        wrong = {**here, "Cookie": "suzerain=wrong"}
        assert page.raw("GET", "/api/session", heads=wrong)[0] == 403


def test_a_token_can_be_asked_for_on_this_machine_too(folder):
    with serving(folder, guarded=True) as page:
        assert page.raw("GET", "/api/session")[0] == 403
        assert page.raw("GET", f"/?token={page.token}")[0] == 303


def test_the_token_does_not_open_other_addresses(folder):
    with serving(folder, host="0.0.0.0") as page:  # noqa: S104 - what is tested
        here = {"Host": f"127.0.0.1:{page.port}"}
        path = f"/api/session?token={page.token}"
        assert page.raw("GET", path, heads=here)[0] == 403


def test_a_key_in_the_environment_is_never_told(folder, monkeypatch):
    monkeypatch.setenv("SUZERAIN_LLM_KEY", "sk-very-secret")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    with serving(folder) as page:
        told = page.job("solve", worlds=20, pact="nothing")
        assert told["state"] == "failed"
        for path in ("/api/session", "/api/jobs", "/api", "/openapi.json"):
            assert b"sk-very-secret" not in page.raw("GET", path)[2]
        assert "sk-very-secret" not in json.dumps(told)


def test_files_that_are_no_part_of_a_case_are_not_read(folder):
    (folder / "notes.txt").write_text("private")
    (folder / "ties.csv.bak").write_text("private")
    os.mkfifo(folder / "hypotheses.toml")
    with serving(folder) as page:
        assert page.get("/api/check")["problems"] == []


def test_a_caller_that_is_made_by_hand_reads_its_mark_from_the_session(page):
    own = Caller(page.port)
    own.csrf = own.get("/api/session")["csrf"]
    status, _ = own.post("actors", {"code": "HAND", "name": "By hand"})
    assert status == 201
