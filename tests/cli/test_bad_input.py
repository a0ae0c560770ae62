# ruff: noqa: RUF001 - Russian is written with its own letters

"""A bad article is a clear error or an honest empty result, never a traceback."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from command import COMMAND, suzerain, told
from places import EXAMPLES

from suzerain.cli.main import main

ARTICLE = next(EXAMPLES.glob("1-*.txt")).read_text(encoding="utf-8")
CAKE = "Beat the eggs. Add the sugar and the flour to the bowl. Bake it for an hour.\n"
RUSSIAN = (
    "Россия и Северная Корея подписали договор о стратегическом партнёрстве. "
    "Стороны заявили, что помогут друг другу, и не сказали, что это значит. "
    "Китай не говорит об этом договоре, но следит за тем, что по нему делают.\n"
)
FRENCH = (
    "La Russie et la Corée du Nord ont signé un traité dans la capitale. "
    "La Chine est le premier partenaire de la Corée du Nord, et elle ne dit rien "
    "des armes que le Nord a données à la Russie pour une guerre qui dure.\n"
)


def blank_pdf(password: str = "") -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


BAD = {
    "an empty file": ("a.txt", b"", "empty"),
    "a file of spaces": ("a.txt", b" \n\n \t", "empty"),
    "a binary file": ("a.txt", bytes(range(256)) * 40, "not text"),
    "a picture with the name of a text": ("a.txt", b"\x89PNG\r\n\x1a\n" + b"x", "PNG"),
    "a file of 50 MB": ("a.txt", b"A pact. " * 6_250_000, "20 MB"),
    "a broken PDF": ("a.pdf", b"%PDF-1.4 nothing here", "broken PDF"),
    "a PDF without text": ("a.pdf", blank_pdf(), "no text"),
    "an encrypted PDF": ("a.pdf", blank_pdf("secret"), "encrypted"),
    "a kind that is not read": ("a.svg", b"<svg/>", ".svg"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_is_named_with_one_thing_to_do(kind, tmp_path):
    name, content, word = BAD[kind]
    (tmp_path / name).write_bytes(content)
    told(suzerain("read", name, where=tmp_path), name, word, "Accepted:")
    told(suzerain("init", "case", "--from", name, where=tmp_path), name, word)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_missing_file_is_named(tmp_path):
    told(suzerain("brief", "gone.txt", "-o", "b.html", where=tmp_path), "gone.txt")
    assert not list(tmp_path.iterdir())


def test_an_empty_path_is_no_path(tmp_path):
    told(suzerain("read", "", where=tmp_path), "no path")


@pytest.mark.parametrize("files", [(), ("letter.docx",)])
def test_a_folder_without_articles_says_what_it_holds(files, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in files:
        (folder / name).write_bytes(b"PK\x03\x04")
    told(suzerain("brief", folder), "no readable article", *files)


def test_a_folder_tells_which_files_were_left_out(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.docx").write_text("x")
    done = suzerain("init", tmp_path / "case", "--from", tmp_path)
    assert done.returncode == 0
    assert b"2 file(s) beside it were not read" in done.stderr


def test_a_forbidden_file_is_named(tmp_path, monkeypatch):
    path = tmp_path / "locked.txt"
    path.write_text(ARTICLE)
    if os.geteuid() != 0:
        path.chmod(0)
        told(suzerain("read", path), "locked.txt", "Permission denied")
        return

    def refuse(self, *args, **options):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    result = CliRunner().invoke(main, ["read", str(path)])
    assert result.exit_code == 1
    assert "Permission denied" in result.stderr
    assert "Hint:" in result.stderr


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1251", "koi8-r"]
)
def test_an_article_in_another_encoding_is_read_right(encoding, tmp_path):
    text = ARTICLE.replace("…", "...").replace("—", "-") + RUSSIAN
    (tmp_path / "plain.txt").write_text(text, encoding="utf-8")
    (tmp_path / "other.txt").write_bytes(text.encode(encoding, "replace"))
    plain, other = (
        suzerain("read", "--json", name, where=tmp_path)
        for name in ("plain.txt", "other.txt")
    )
    assert plain.stdout.count(b"\n") > 10
    assert other.stdout == plain.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_a_text_in_another_language_is_told_which(encoding, tmp_path):
    (tmp_path / "news.txt").write_bytes(RUSSIAN.encode(encoding))
    done = suzerain("read", "--json", "news.txt", where=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "Russian" in done.stderr.decode()
    assert "reads English" in done.stderr.decode()


def test_no_brief_is_made_of_a_text_in_another_language(tmp_path):
    (tmp_path / "news.txt").write_text(FRENCH)
    done = suzerain("brief", "news.txt", "-o", "b.html", where=tmp_path)
    told(done, "news.txt", "French", "reads English", "translation")
    assert not (tmp_path / "b.html").exists()


def test_a_text_without_any_state_gives_no_claim_and_no_brief(tmp_path):
    (tmp_path / "cake.txt").write_text(CAKE)
    done = suzerain("read", "--json", "cake.txt", where=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"no claim was found" in done.stderr
    told(suzerain("brief", "cake.txt", where=tmp_path), "no claim about any state")


def test_no_claim_as_csv_is_a_line_of_names(tmp_path):
    (tmp_path / "cake.txt").write_text(CAKE)
    done = suzerain("read", "--csv", "cake.txt", where=tmp_path)
    assert done.stdout.startswith(b"id,doc,start,end,quote,")
    assert done.stdout.count(b"\n") == 1


def test_empty_standard_input_is_an_error():
    told(suzerain("read", "-"), "standard input is empty")


HOSTILE = [
    "with space ü.txt",
    "$(touch pwned);`x`.txt",
    "<script>alert(1)<.txt",
    "new\nline.txt",
    "'quotes\".txt",
    os.fsdecode(b"not-utf8-\xff.txt"),
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_strange_file_name_is_only_a_name(name, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(ARTICLE)
    path = tmp_path / "in" / name
    done = suzerain("brief", path, "-o", "b.html", "--worlds", 20, where=tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"<script>alert(1)<" not in (tmp_path / "b.html").read_bytes()
    done = suzerain("init", tmp_path / "case", "--from", path)
    assert done.returncode == 0, done.stderr
    assert suzerain("check", tmp_path / "case").returncode == 0
    assert not (tmp_path / "pwned").exists()


def test_a_name_that_begins_with_a_dash_follows_two_dashes(tmp_path):
    (tmp_path / "-rf.txt").write_text(ARTICLE)
    assert suzerain("read", "-rf.txt", where=tmp_path).returncode == 2
    assert suzerain("read", "--", "-rf.txt", where=tmp_path).stdout


def test_a_name_cannot_steer_the_terminal(tmp_path):
    (tmp_path / "\x1b[31mred.txt").write_text("")
    said = told(suzerain("read", "\x1b[31mred.txt", where=tmp_path), "red.txt is empty")
    assert "\x1b" not in said


def test_a_passage_cannot_steer_the_terminal():
    text = "Russia supplied \x1b[31mNorth Korea with oil, officials said on Tuesday.\n"
    done = suzerain("read", "--table", "-", stdin=(text * 3 + ARTICLE).encode())
    assert b"\x1b" not in done.stdout


def test_a_very_long_line_is_read(tmp_path):
    (tmp_path / "long.txt").write_text(ARTICLE + "\n\nOil " + "x" * 1_000_000 + ".\n")
    done = suzerain("read", "--json", "long.txt", where=tmp_path)
    assert done.stdout.count(b"\n") > 10


@pytest.mark.slow
def test_an_article_of_ten_thousand_sentences_is_read(tmp_path):
    sentences = [part.replace("\n", " ") for part in ARTICLE.split(". ")]
    many = (f"{sentences[k % len(sentences)]}, say {k} men" for k in range(10_000))
    (tmp_path / "many.txt").write_text(". ".join(many) + ".")
    done = suzerain("read", "--json", "many.txt", where=tmp_path)
    assert done.returncode == 0
    assert done.stdout


WRONG = [
    ("brief", "--wrolds", "3"),
    ("brief", EXAMPLES, "--worlds", "0"),
    ("brief", EXAMPLES, "--worlds", "many"),
    ("brief", EXAMPLES, "--seed", "-1"),
    ("init", "new"),
    ("init", "new", "--from"),
    ("read",),
    ("why", "new"),
    ("solve", EXAMPLES, "--csv"),
    ("measure", "joint_loss", EXAMPLES),
    ("measure", "shapley", EXAMPLES),
    ("measure", "leverage", EXAMPLES, "--by", "CHN"),
    ("measure", "compelled", EXAMPLES, "--by", "CHN"),
    ("measure", "exits", EXAMPLES, "--by", "CHN", "--recipient", "PRK"),
    ("measure", "shapley", EXAMPLES, "--recipient", "PRK", "--below", "0.1"),
    ("completion", "tcsh"),
    ("ponder",),
]


@pytest.mark.parametrize("words", WRONG, ids=range(len(WRONG)))
def test_a_wrong_option_is_a_usage_error(words):
    result = CliRunner().invoke(main, list(map(str, words)))
    assert result.exit_code == 2, result.output
    assert result.stdout == ""


def test_the_exit_code_of_a_usage_error_reaches_the_shell():
    told(suzerain("brief", "--worlds", "0"), "--worlds", code=2)


def test_a_mistyped_measure_is_proposed():
    told(suzerain("measure", "depedence", EXAMPLES), "did you mean 'dependence'")


def test_an_interrupted_run_ends_with_130_and_writes_nothing(tmp_path):
    words = ["brief", str(EXAMPLES), "--worlds", "200000", "-o", "b.html"]
    with subprocess.Popen(
        [*COMMAND, *words], cwd=tmp_path, stderr=subprocess.PIPE
    ) as started:
        time.sleep(1)
        while started.poll() is None:  # Python may lose one that comes in an import
            started.send_signal(signal.SIGINT)
            time.sleep(0.5)
        assert started.stderr
        said = started.stderr.read()
    assert started.returncode == 130, said
    assert b"Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_a_reader_of_the_pipe_may_stop_early(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    with subprocess.Popen(
        [*COMMAND, "assumptions", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout
        assert started.stderr
        started.stdout.readline()
        started.stdout.close()
        assert started.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_standard_output_is_an_error():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "assumptions", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_mistake_of_our_own_is_told_as_one(monkeypatch):
    def fail(paths):
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("suzerain.cli.making.find_problems", fail)
    result = CliRunner().invoke(main, ["check", "x"])
    assert result.exit_code == 1
    assert "mistake in suzerain" in result.stderr
    assert "Traceback" not in result.stderr
    monkeypatch.setenv("SUZERAIN_DEBUG", "1")
    result = CliRunner().invoke(main, ["check", "x"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_only_data_goes_to_standard_output(tmp_path):
    files = sorted(EXAMPLES.glob("*.txt"))
    shutil.copy(files[0], tmp_path / "again.txt")
    done = suzerain("read", "--json", *files, tmp_path / "again.txt")
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert len({claim["doc"] for claim in claims}) == len(files)
    assert b"again.txt: the same text was read before" in done.stderr


@pytest.mark.parametrize("colour", ["", "1"])
def test_a_pipe_gets_no_colours(colour):
    done = suzerain("check", EXAMPLES, NO_COLOR=colour)
    assert b"\x1b" not in done.stdout + done.stderr
