"""Every route walked: with wrong marks, with names that lead out, with a key about."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import quote

import pytest
from pages import case_of
from workplace_pages import COMMAND, TEXT, Caller, serving

from suzerain.app.workplace.gate import CHANGING
from suzerain.app.workplace.openapi import PART
from suzerain.app.workplace.page_ways import LAST
from suzerain.app.workplace.site import WAYS
from suzerain.app.workplace.store import Store
from suzerain.core.errors import CaseError

KEY = "sk-never-to-be-told-5e2c"
WORK = "work"
ABSOLUTE = Path(gettempdir()) / "out-of-suzerain.txt"
SECRET = "the secret of another folder"  # noqa: S105 - a text, no password
ALL = (*WAYS, *LAST)
CHANGES = sorted({(w.method, w.path) for w in ALL if w.method in CHANGING})
CHANGES.append(("POST", "/review/decisions"))
NAMED = sorted({(w.method, w.path) for w in ALL if "{" in w.path})
LEADS_OUT = (
    "../secret.csv",
    "../../secret.csv",
    "..",
    ".",
    "..\\secret.csv",
    "/etc/passwd",
    "secret.csv\x00.js",
    "a\r\nSet-Cookie: x=1",
    "<script>alert(1)</script>",
    "\u202excod.lave",
    "x" * 5000,
    "",
)
NOT_TEXT = ("%ff%fe", "%ed%a0%80", "%00", "%2e%2e%2fsecret.csv", "%252e%252e%252f")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    made = tmp_path_factory.mktemp("hostile")
    (made / "secret.csv").write_text(SECRET)
    for name in ("secret", "inner"):
        (made / name).mkdir()
    (made / "secret" / "case.toml").write_text(f"title = '{SECRET}'")
    case_of(made / "inner" / "case", TEXT)
    return made


@pytest.fixture(scope="module")
def page(place):
    with serving(place / "inner" / "case", place / "inner") as caller:
        yield caller


def state_of(place: Path) -> dict[str, bytes]:
    """All files, as they are; those of work in progress aside."""
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and WORK not in path.parts
    }


def filled(path: str, name: str) -> str:
    """The address of a route with a name in each of its parts."""
    return PART.sub(name.replace("\\", r"\\"), path)


def marks(page: Caller, **other: str | None) -> dict[str, str]:
    usual = {
        "Origin": page.origin,
        "X-Suzerain": page.csrf,
        "If-Match": str(page.version),
        "Content-Type": "application/json",
    }
    told = {**usual, **{name.replace("_", "-"): one for name, one in other.items()}}
    return {name: value for name, value in told.items() if value is not None}


WRONG = (
    {"Host": "evil.example"},
    {"Host": "127.0.0.1.evil.example:80"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": None},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
)
UNMARKED = ({"X_Suzerain": None}, {"X_Suzerain": ""}, {"X_Suzerain": "wrong"})


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_no_change_is_taken_from_elsewhere(page, place, method, path):
    before, address = state_of(place), filled(path, "ties")
    body = json.dumps({"row": {}, "from": "example", "kind": "solve"}).encode()
    given = WRONG if path.startswith("/review") else (*WRONG, *UNMARKED)
    for wrong in given:
        status, heads, _ = page.raw(method, address, body, marks(page, **wrong))
        assert status == 403, (method, path, wrong)
        assert "set-cookie" not in heads
        assert "access-control-allow-origin" not in heads
    assert state_of(place) == before


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_no_change_is_taken_that_a_form_of_another_page_could_send(page, method, path):
    kinds = ["text/plain", "multipart/form-data; boundary=x"]
    kinds += ["application/x-www-form-urlencoded"]
    if path == "/api/articles":
        kinds.append("application/json")
    for kind in kinds:
        heads = marks(page, Content_Type=kind)
        status = page.raw(method, filled(path, "ties"), b"a=b", heads)[0]
        assert status == 415, (method, path, kind)


@pytest.mark.parametrize("path", sorted({way.path for way in ALL}))
def test_no_page_is_read_under_a_foreign_name_or_from_another_page(page, path):
    address = filled(path, "ties")
    assert page.raw("GET", address, heads={"Host": "evil.example"})[0] == 403
    if path != "/":
        heads = {"Sec-Fetch-Site": "cross-site"}
        assert page.raw("GET", address, heads=heads)[0] == 403


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PATCH", "PROPFIND", "CONNECT"])
def test_a_method_that_is_not_used_is_refused_everywhere(page, method):
    for path in sorted({way.path for way in ALL}):
        heads = marks(page)
        status, told, _ = page.raw(method, filled(path, "ties"), b"{}", heads)
        assert status in (400, 405), (method, path, status)
        assert "access-control-allow-origin" not in told


@pytest.mark.parametrize(("method", "path"), NAMED)
def test_no_name_leads_out_of_the_case(page, place, method, path):
    before = state_of(place)
    names = [quote(name, safe="") for name in LEADS_OUT] + [*NOT_TEXT]
    names += ["../secret.csv", "....//secret.csv"]
    if "{id:path}" in path:  # each asks a process of its own
        names = [names[0], names[-1]]
    for name in names:
        body = None if method == "GET" else json.dumps({"changes": ["x=1"]}).encode()
        heads = marks(page) if method != "GET" else {}
        status, told, data = page.raw(method, filled(path, name), body, heads)
        refused = 300 <= status < 500 or (method == "GET" and name in ("", "."))
        assert refused, (method, path, name, status)
        assert SECRET.encode() not in data
        assert b"root:" not in data
        assert "set-cookie" not in told
        assert str(place).encode() not in data, (method, path, name)
    assert state_of(place) == before


def test_what_is_refused_is_told_as_data_and_never_as_a_page(page):
    evil = quote("<img src=x onerror=alert(1)>", safe="")
    for way in ALL:
        if "{" in way.path and way.method == "GET":
            _, heads, data = page.raw("GET", filled(way.path, evil))
            assert heads["content-type"] == "application/json", way.path
            assert heads["x-content-type-options"] == "nosniff"
            assert json.loads(data)["error"]


def docx(**parts: str) -> bytes:
    """A Word document with more in it than belongs there."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{kinds}"/>')
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr(
            "word/document.xml",
            parts.get("document")
            or f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{TEXT}</w:t>'
            "</w:r></w:p></w:body></w:document>",
        )
        for name in ("../../out.txt", f"{ABSOLUTE}", "..\\out.txt"):
            archive.writestr(name, "out")
    return made.getvalue()


ENTITIES = """<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>Peru aids Bolivia &a;</w:t></w:r></w:p></w:body></w:document>"""


def test_an_archive_that_can_be_read_writes_nothing_beside_itself(page, place):
    status, told = page.upload("good.docx", docx())
    assert status == 201, told
    assert told["characters"] == len(TEXT)
    names = {path.name for path in place.parent.rglob("*out*.txt")}
    assert names == set()
    assert not ABSOLUTE.exists()
    page.ask("DELETE", f"/api/articles/{told['id']}")


def test_a_document_reads_no_file_of_this_machine(page):
    status, told = page.upload("entities.docx", docx(document=ENTITIES))
    assert "root:" not in json.dumps(told)
    if status == 201:
        assert told["characters"] < 60
        page.ask("DELETE", f"/api/articles/{told['id']}")


@pytest.mark.parametrize("name", ["book.epub", "all.zip", "x.svg", "x.js", "x"])
def test_what_could_hold_anything_is_not_taken_in(page, name):
    status, told = page.upload(name, docx())
    assert status == 422
    assert told["accepted"]
    assert page.get("/api/articles")["articles"] == []


def test_a_document_that_is_a_link_is_not_read_into_the_case(page, place, tmp_path):
    folder = shutil.copytree(place / "inner" / "case", tmp_path / "case")
    paper = next((folder / "sources").glob("doc-*.txt"))
    paper.unlink()
    paper.symlink_to(place / "secret.csv")
    with pytest.raises(CaseError, match="leads out of it"):
        Store(folder)


def test_a_case_that_is_a_link_is_neither_listed_nor_opened(page, place):
    link = place / "inner" / "linked"
    link.symlink_to(place / "secret")
    try:
        names = [one["name"] for one in page.get("/api/session")["recent"]]
        assert "linked" not in names
        wish = {"from": "recent", "name": "linked"}
        assert page.ask("POST", "/api/cases", wish)[0] == 404
    finally:
        link.unlink()


def test_a_name_of_a_case_cannot_write_a_header(page):
    row = page.rows("case")[0]
    evil = 'x"\r\nSet-Cookie: a=b'
    status, _ = page.put("case", row["id"], {"title": evil})
    assert status in (200, 400, 422)
    _, heads, _ = page.raw("GET", "/brief.md?worlds=20")
    assert "set-cookie" not in heads
    assert "\n" not in heads.get("content-disposition", "")


def test_a_key_stands_in_no_answer_no_complaint_and_no_file(place, tmp_path):
    folder = shutil.copytree(place / "inner" / "case", tmp_path / "case")
    words = [*COMMAND[:2], "suzerain.cli.main", "serve", str(folder), "--no-browser"]
    env = {**os.environ, "SUZERAIN_LLM_KEY": KEY, "SUZERAIN_DEBUG": "1"}
    with subprocess.Popen(
        [*words, "--workspace", str(tmp_path)],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        page = Caller(int(running.stdout.readline().strip().strip("/").split(":")[-1]))
        page.csrf = page.get("/api/session")["csrf"]
        page.upload("a.txt", TEXT.encode())
        page.upload("bad.pdf", b"%PDF-1.4 broken")
        page.job("solve", worlds=20, pact="nothing")
        for way in ALL:
            if way.method == "GET" and way.path not in ("/atlas", "/brief"):
                path = filled(way.path, "md" if "form" in way.path else "ties")
                assert KEY.encode() not in page.raw("GET", f"{path}?worlds=20")[2], path
        for path, data in state_of(tmp_path).items():
            assert KEY.encode() not in data, path
        running.terminate()
        out, said = running.communicate(timeout=20)
    assert KEY not in out + said
