"""`suzerain review` as a verb, and the review in a pseudo-terminal."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from command import COMMAND, suzerain, told

from suzerain.case.build import build_case
from suzerain.case.files import read_case, save_case
from suzerain.case.review import FILE
from suzerain.evidence.extract import extract
from suzerain.sources.document import Document, document_id

TEXT = """Grain for guns: a pact in Sucre

Peru and Bolivia signed a pact in Sucre in April 2031. Peru will send grain to Bolivia.
Bolivia supplies Peru with drones. Brazil buys at least 60 % of Bolivia's gas exports.
Chile criticised Peru. The people of the high plain heard of it on the radio.
"""
needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")


@pytest.fixture
def folder(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    done = suzerain("init", tmp_path / "pact", "--from", article)
    assert done.returncode == 0, done.stderr
    return tmp_path / "pact"


def decisions(folder: Path) -> list[dict[str, object]]:
    log = folder / FILE
    lines = log.read_text().splitlines() if log.exists() else []
    return [json.loads(line) for line in lines]


class Terminal:
    """A pseudo-terminal in which the command runs."""

    def __init__(self, folder: Path, *words: str, columns: int = 80, **environment):
        import fcntl
        import pty
        import struct
        import termios

        self.outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 30, columns, 0, 0))
        usual = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [*COMMAND, "review", str(folder), "--terminal", *words],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={**usual, "TERM": "xterm", **environment},
            start_new_session=True,
        )
        os.close(inner)
        self.seen = ""

    def until(self, words: str, *, within: float = 30) -> str:
        """Read until some words come; what came since the last call."""
        fresh, end = "", time.monotonic() + within
        while words not in fresh:
            ready = select.select([self.outer], [], [], max(0, end - time.monotonic()))
            assert ready[0], f"{words!r} did not come; there is {fresh!r}"
            try:
                data = os.read(self.outer, 4096)
            except OSError:
                data = b""
            assert data, f"it ended before {words!r}; there is {fresh!r}"
            fresh += data.decode("utf-8", "replace")
        self.seen += fresh
        return fresh

    def press(self, keys: str) -> str:
        """Press keys, and read to the next question."""
        os.write(self.outer, keys.encode())
        return self.until("? > ")

    def end(self, keys: str = "q") -> str:
        """Press keys that end it; its last words."""
        os.write(self.outer, keys.encode())
        fresh = self.until("everything is kept")
        assert self.process.wait(timeout=20) == 0
        os.close(self.outer)
        return fresh

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def start(folder):
    opened = []

    def go(*words, **more):
        opened.append(Terminal(folder, *words, **more))
        opened[-1].until("? > ")
        return opened[-1]

    yield go
    for one in opened:
        one.kill()


@needs_pty
def test_single_keys_accept_reject_undo_and_quit(start, folder):
    terminal = start("--reviewer", "Ada")
    total = len(read_case(folder).claims)
    assert f"1 of {total}: 0 of {total} reviewed" in terminal.seen
    assert "accept: kept. 1 of" in terminal.press("a")
    assert "reject: kept. 2 of" in terminal.press("x")
    assert "taken back. 1 of" in terminal.press("u")
    assert f"1 of {total} reviewed; everything is kept" in terminal.end()
    assert [one["action"] for one in decisions(folder)] == ["accept", "reject", "undo"]
    assert {one["reviewer"] for one in decisions(folder)} == {"Ada"}


@needs_pty
def test_the_passage_is_lit_in_its_context(start):
    seen = start().seen
    lit = re.findall(r"\x1b\[7m(.*?)\x1b\[0m", seen, re.DOTALL)
    assert lit
    assert "Peru and Bolivia" in seen
    plain = re.sub(r"\x1b\[\dm", "", seen)
    assert "Grain for guns" in plain


@needs_pty
def test_without_colour_marks_stand_around_the_passage(start):
    terminal = start(NO_COLOR="1")
    assert "\x1b" not in terminal.seen
    assert ">>" in terminal.seen
    assert "<<" in terminal.seen


@needs_pty
@pytest.mark.parametrize("columns", [80, 50, 200])
@pytest.mark.parametrize("colour", ["", "1"])
def test_no_line_is_wider_than_the_terminal(start, columns, colour):
    environment = {"NO_COLOR": "1"} if colour else {}
    terminal = start(columns=columns, **environment)
    for _ in range(4):
        terminal.press("n")
    plain = re.sub(r"\x1b\[\dm", "", terminal.seen).replace("\r", "")
    assert max(map(len, plain.split("\n"))) <= columns


@needs_pty
def test_arrows_move_and_the_ends_are_told(start, folder):
    terminal = start()
    total = len(read_case(folder).claims)
    assert f"2 of {total}" in terminal.press("\x1b[B")
    assert f"1 of {total}" in terminal.press("\x1b[A")
    assert "this is the first claim" in terminal.press("p")
    assert decisions(folder) == []


@needs_pty
def test_an_edit_is_checked_field_by_field(start, folder):
    terminal = start()
    first = read_case(folder).claims[0]
    os.write(terminal.outer, b"e")
    terminal.until("subject [")
    os.write(terminal.outer, b"\n")
    terminal.until("relation [")
    os.write(terminal.outer, b"PAKT\n")
    assert "did you mean 'PACT'?" in terminal.until("relation [")
    os.write(terminal.outer, b"THREATEN\n")
    terminal.until("object [")
    assert "edit: kept" in terminal.press(".\n")
    terminal.end()
    (kept,) = decisions(folder)
    assert (kept["claim"], kept["fields"]) == (first.id, {"relation": "THREATEN"})


@needs_pty
def test_a_missed_claim_is_added_by_its_words(start, folder):
    terminal = start()
    os.write(terminal.outer, b"m")
    terminal.until("state it: ")
    assert "do not stand so" in terminal.press("words that are not there\n")
    os.write(terminal.outer, b"m")
    terminal.until("state it: ")
    os.write(terminal.outer, b"The people of the high plain\n")
    for field, said in [("subject", "PER"), ("relation", "SUPPORT"), ("object", ".")]:
        terminal.until(f"{field} [")
        os.write(terminal.outer, f"{said}\n".encode())
    assert "added. 1 of" in terminal.until("? > ")
    terminal.end()
    added = [one for one in read_case(folder).claims if one.extractor == "reviewer"]
    assert [one.quote for one in added] == ["The people of the high plain"]


@needs_pty
def test_help_and_unknown_keys_are_answered(start):
    terminal = start()
    assert "take the last decision back" in terminal.press("?")
    assert "does nothing here" in terminal.press("z")
    assert "does nothing here" in terminal.press("é")


@needs_pty
def test_more_of_the_text_is_shown_on_demand(start):
    terminal = start(NO_COLOR="1")
    before = len(terminal.seen)
    assert len(terminal.press("j")) >= before - 40


@needs_pty
@pytest.mark.parametrize("key", ["\x04", "q"])
def test_it_begins_where_it_was_left(start, folder, key):
    first = start()
    first.press("a")
    first.end(key)
    total = len(read_case(folder).claims)
    assert f"2 of {total}: 1 of {total} reviewed" in start().seen


@needs_pty
def test_an_interrupt_loses_no_decision(start, folder):
    terminal = start()
    terminal.press("a")
    os.kill(terminal.process.pid, signal.SIGINT)
    terminal.until("interrupted")
    assert terminal.process.wait(timeout=20) == 130
    assert len(decisions(folder)) == 1


def test_lines_do_where_there_are_no_single_keys(folder):
    done = suzerain("review", folder, "--terminal", stdin=b"accept\nx\nu\n")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert [one["action"] for one in decisions(folder)] == ["accept", "reject", "undo"]


def test_signs_that_steer_a_terminal_are_spelt_out(tmp_path):
    text = "Peru and Bolivia signed a pact. \x1b]0;owned\x07 A \x1b[2J \u202esign."
    document = Document(id=document_id(text), name="a\x1b[31m.txt", text=text)
    case = build_case([document], extract([document]), name="case")
    save_case(case, tmp_path / "case")
    done = suzerain("review", tmp_path / "case", "--terminal", stdin=b"n\nj\nq\n")
    assert b"signed a pact" in done.stdout
    for sign in ("\x1b", "\x07", "\u202e"):
        assert sign not in done.stdout.decode()


def test_the_state_is_printed_as_json(folder):
    suzerain("review", folder, "--terminal", stdin=b"a\nx\nq\n")
    done = suzerain("review", folder, "--json")
    state = json.loads(done.stdout)
    assert state["reviewed"] == 2
    assert state["by_status"]["rejected"] == 1
    assert state["claims"] == len(read_case(folder).claims) + 1


def test_a_brief_stands_on_the_reviewed_claims(folder):
    before = json.loads(suzerain("brief", folder, "--json", "--worlds", "60").stdout)
    assert "drones" in json.dumps(before)
    found = next(c for c in read_case(folder).claims if c.good == "drones")
    place = [c.id for c in read_case(folder).claims].index(found.id)
    suzerain("review", folder, "--terminal", stdin=b"n\n" * place + b"x\nq\n")
    after = suzerain("solve", folder, "--json", "--worlds", "60")
    assert "drones" not in {term["good"] for term in json.loads(after.stdout)["terms"]}


def test_articles_are_no_case_and_the_way_is_told(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    told(suzerain("review", article), "no case folder", "suzerain init")


def test_a_changed_document_is_told_by_every_verb_that_reads_the_case(folder):
    suzerain("review", folder, "--terminal", stdin=b"a\nq\n")
    log = folder / FILE
    line = {**json.loads(log.read_text()), "sha256": "0" * 64}
    log.write_text(json.dumps(line) + "\n")
    for words in (["review", folder, "--json"], ["solve", folder, "--worlds", "60"]):
        done = suzerain(*words)
        assert done.returncode == 0
        assert b"has changed since it was reviewed" in done.stderr


def test_the_page_is_served_until_it_is_stopped(folder):
    page = subprocess.Popen(
        [*COMMAND, "review", str(folder), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        address = page.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", address)
        with urlopen(address, timeout=20) as answer:  # noqa: S310 - our own address
            assert b"review.js" in answer.read()
        page.send_signal(signal.SIGINT)
        _, said = page.communicate(timeout=20)
    finally:
        page.kill()
    assert page.returncode == 0
    assert "next: suzerain brief" in said
    assert "Traceback" not in said


def test_edits_are_exported_and_read_with(folder, tmp_path):
    place = [c.relation for c in read_case(folder).claims].index("CRITICISE")
    keys = b"n\n" * place + b"e\n\nTHREATEN\n.\nq\n"
    suzerain("review", folder, "--terminal", stdin=keys)
    own = tmp_path / "own.csv"
    done = suzerain("review", folder, "--export-lexicon", own)
    assert b"wrote 1 line" in done.stderr
    sibling = tmp_path / "b.txt"
    sibling.write_text("Norway criticised Finland.\n", encoding="utf-8")
    plain = suzerain("read", "--json", sibling)
    assert json.loads(plain.stdout)["relation"] == "CRITICISE"
    taught = suzerain("read", "--json", sibling, "--lexicon", own)
    assert json.loads(taught.stdout)["relation"] == "THREATEN"


def test_a_malformed_lexicon_is_told(tmp_path):
    own, article = tmp_path / "own.csv", tmp_path / "a.txt"
    own.write_text("grobble,verb,NOTHING,subj,obj,,,,\n", encoding="utf-8")
    article.write_text(TEXT, encoding="utf-8")
    told(suzerain("read", article, "--lexicon", own), "line 1 of own.csv", "NOTHING")
    told(suzerain("read", article, "--lexicon", tmp_path / "x"), "cannot be read")
