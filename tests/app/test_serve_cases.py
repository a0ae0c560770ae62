"""Cases made on the start page, of the example or of documents, never over another."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from places import EXAMPLES, ROOT
from workplace_pages import Caller, serving

from suzerain.app.workplace import making
from suzerain.case.files import read_case

ARTICLE = (
    "Peru and Bolivia signed a pact in Sucre on 3 May 2024.\n\n"
    "Peru will send grain to Bolivia. Brazil supplies half of Bolivia's oil.\n"
)
HOSTILE = "../../<img src=x onerror=alert(1)>\n.txt"


@pytest.fixture
def page(tmp_path):
    with serving(None, tmp_path) as caller:
        yield caller


def make(page, **wish):
    return page.ask("POST", "/api/cases", wish)


def test_without_a_case_the_page_says_so_and_offers_what_it_can(page):
    session = page.get("/api/session")
    assert session["case"] is None
    assert session["recent"] == []
    assert session["limits"]["upload_bytes"] == 20_000_000
    assert page.raw("GET", "/")[0] == 200
    for path in ("/api/case", "/api/tables", "/brief", "/review/", "/api/jobs"):
        status, told = page.ask("GET", path)
        assert status == 404, path
        assert "no case is open" in told["error"]
    assert page.ask("POST", "/api/jobs", {"kind": "solve"})[0] == 404


MORE = "Chile supplies about a third of Peru's coal. Chile condemned the pact."


def test_documents_are_added_to_the_open_case_and_edits_and_reviews_stay(
    page, tmp_path
):
    page.upload("first.txt", ARTICLE.encode())
    make(page, **{"from": "uploads", "name": "pact"})
    (tie,) = page.rows("ties")
    assert page.put("ties", tie["id"], {"share_low": 0.4})[0] == 200
    card = page.get("/review/state")["claims"][0]
    decision = {"action": "accept", "claim": card["id"], "seen": card["latest"]}
    assert page.ask("POST", "/review/decisions", decision)[0] == 200

    page.upload("first-again.txt", ARTICLE.encode())
    page.upload("second.txt", MORE.encode())
    status, told = page.ask("POST", "/api/documents", {})
    assert status == 201, told
    assert (len(told["added"]), told["already"]) == (1, ["first-again.txt"])
    assert told["claims"] > 0
    ties = {row["id"]: row for row in page.rows("ties")}
    assert ties[tie["id"]]["share_low"] == 0.4
    assert "tie.energy.CHL.PER" in ties
    assert page.get("/api/case")["reviewed"]["decided"] == 1
    assert page.get("/api/check")["problems"] == []
    assert "second.txt" in page.get("/api/history")["entries"][0]["what"]
    assert len(read_case(tmp_path / "pact").documents) == 2
    assert page.get("/api/articles")["articles"] == []


def test_the_example_becomes_a_case_and_opens(page, tmp_path):
    status, told = make(page, **{"from": "example"})
    assert status == 201, told
    assert told["case"] == {"name": "example", "folder": "example"}
    assert page.get("/api/session")["case"]["name"] == "example"
    assert page.get("/api/case")["counts"]["documents"] == len(
        list(EXAMPLES.glob("*.txt"))
    )
    assert read_case(tmp_path / "example").claims


def test_the_example_that_ships_is_the_one_of_the_manual():
    shipped = ROOT / "src" / "suzerain" / "app" / "example"
    names = sorted(path.name for path in EXAMPLES.glob("*.txt"))
    assert sorted(path.name for path in shipped.glob("*.txt")) == names
    for name in names:
        assert (shipped / name).read_bytes() == (EXAMPLES / name).read_bytes()


def test_documents_become_a_case(page, tmp_path):
    status, told = page.upload("the pact.txt", ARTICLE.encode())
    assert status == 201, told
    assert (told["name"], told["kind"]) == ("the pact.txt", "text/plain")
    assert told["characters"] > 0
    assert (
        page.upload("second.html", b"<h1>Two</h1><p>Peru aids Bolivia.</p>")[0] == 201
    )
    assert len(page.get("/api/articles")["articles"]) == 2
    status, told = make(page, **{"from": "uploads", "name": "andes"})
    assert status == 201, told
    papers = page.get("/api/documents")["documents"]
    assert [one["name"] for one in papers] == ["the pact.txt", "second.html"]
    assert page.get("/api/articles")["articles"] == []
    case = read_case(tmp_path / "andes")
    assert {"PER", "BOL"} <= {actor.code for actor in case.actors}


def test_a_case_that_is_there_is_never_overwritten(page, tmp_path):
    (tmp_path / "andes").mkdir()
    (tmp_path / "andes" / "mine.txt").write_text("mine")
    page.upload("a.txt", ARTICLE.encode())
    status, told = make(page, **{"from": "uploads", "name": "andes"})
    assert status == 409
    assert "andes-2" in told["hint"]
    assert [path.name for path in (tmp_path / "andes").iterdir()] == ["mine.txt"]
    assert make(page, **{"from": "uploads", "name": "andes-2"})[0] == 201


def test_a_case_without_a_name_gets_one_that_is_free(page, tmp_path):
    (tmp_path / "example").mkdir()
    status, told = make(page, **{"from": "example"})
    assert (status, told["case"]["folder"]) == (201, "example-2")


@pytest.mark.parametrize(
    "name", ["../out", "a/b", "..", ".hidden", "-rf", "a\x00b", "x" * 80, "con.", "~"]
)
def test_a_name_that_leads_elsewhere_is_refused(page, tmp_path, name):
    before = sorted(path.name for path in tmp_path.parent.iterdir())
    status, told = make(page, **{"from": "example", "name": name})
    assert status == 400
    assert told["accepted"]
    assert sorted(path.name for path in tmp_path.parent.iterdir()) == before
    assert [path.name for path in tmp_path.iterdir() if path.name[0] != "."] == []


def test_a_case_of_the_workspace_is_opened_again(page):
    make(page, **{"from": "example", "name": "one"})
    make(page, **{"from": "example", "name": "two"})
    recent = [one["name"] for one in page.get("/api/session")["recent"]]
    assert recent == ["one", "two"]
    assert make(page, **{"from": "recent", "name": "one"})[0] == 201
    assert page.get("/api/session")["case"]["folder"] == "one"
    assert make(page, **{"from": "recent", "name": "../one"})[0] == 404
    assert make(page, **{"from": "thin air"})[0] == 400


def test_without_a_document_there_is_nothing_to_make(page):
    assert make(page, **{"from": "uploads", "name": "x"})[0] == 400


def test_a_hostile_name_stays_words(page, tmp_path):
    status, told = page.upload(HOSTILE, ARTICLE.encode())
    assert status == 201, told
    assert "<" not in told["name"]
    assert "/" not in told["name"]
    inside = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(making.FOLDER in path.parts for path in inside)
    assert make(page, **{"from": "uploads", "name": "x"})[0] == 201
    assert not (tmp_path.parent / "<img src=x onerror=alert(1)>.txt").exists()


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("a.exe", b"MZ", 422),
        ("a.txt", b"", 422),
        ("a.pdf", b"%PDF-1.4 broken", 422),
        ("a.docx", b"PK\x03\x04 broken", 422),
        ("list.txt", b"https://example.org/a\nhttps://example.org/b\n", 422),
        ("a.html", b'<rss version="2.0"><channel></channel></rss>', 422),
        ("a.txt", b"\x00\x01\x02\xff" * 100, 422),
    ],
)
def test_what_cannot_be_read_is_refused_and_gone(page, tmp_path, name, data, status):
    found, told = page.upload(name, data)
    assert found == status, told
    assert told["error"]
    assert str(tmp_path) not in json.dumps(told)
    assert page.get("/api/articles")["articles"] == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_archive_with_paths_that_lead_out_writes_nothing(page, tmp_path):
    target = tmp_path / "evil.docx"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("../../evil.txt", "out")
        archive.writestr("word/document.xml", "<w:document/>")
    data = target.read_bytes()
    target.unlink()
    page.upload("evil.docx", data)
    assert not (tmp_path.parent / "evil.txt").exists()
    assert not (tmp_path / "evil.txt").exists()


def test_an_upload_can_be_taken_back(page):
    key = page.upload("a.txt", ARTICLE.encode())[1]["id"]
    assert page.ask("DELETE", f"/api/articles/{key}")[0] == 200
    assert page.ask("DELETE", f"/api/articles/{key}")[0] == 404
    page.upload("b.txt", ARTICLE.encode())
    assert page.ask("DELETE", "/api/articles/b.txt")[1] == {"articles": []}


def test_what_no_case_was_made_of_is_thrown_away_at_the_end(tmp_path):
    with serving(None, tmp_path) as page:
        page.upload("a.txt", ARTICLE.encode())
        assert (tmp_path / making.FOLDER).is_dir()
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_takes_too_long_to_read_is_refused(page, monkeypatch):
    monkeypatch.setattr(making, "READ_SECONDS", 0.01)
    status, told = page.upload("a.txt", ARTICLE.encode())
    assert status == 422
    assert "longer" in told["error"]


def test_the_command_prints_where_the_page_is_and_serves_it(tmp_path):
    words = [sys.executable, "-m", "suzerain.cli.main", "serve", "--no-browser"]
    with subprocess.Popen(
        words,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        url = running.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        page = Caller(int(url.strip("/").rsplit(":", 1)[1]))
        assert page.get("/api/session")["case"] is None
        running.terminate()
        _, said = running.communicate(timeout=20)
    assert "Traceback" not in said
    assert "stop with Ctrl-C" in said


def test_a_folder_that_is_no_case_is_told(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "suzerain.cli.main", "serve", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no case folder" in done.stderr
    assert Path(tmp_path).exists()
