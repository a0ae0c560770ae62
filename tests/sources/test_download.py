"""Files come from their publisher whole, go on where they broke off, or not at all."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from made_dataset import cow_zip

from suzerain.core.errors import (
    DataMissing,
    SourceError,
    SourceTooLarge,
    UnexpectedData,
    UnreadableSource,
    WrongChecksum,
)
from suzerain.sources import download as downloads
from suzerain.sources import pulling
from suzerain.sources.dataset import Download, datasets
from suzerain.sources.download import BrokenOff, download
from suzerain.sources.pulling import pull, steps
from suzerain.sources.shelf import Shelf

CONTENT = bytes(range(256)) * 400
WHOLE = hashlib.sha256(CONTENT).hexdigest()


class Publisher(ThreadingHTTPServer):
    """A server on this machine that misbehaves as told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.content = CONTENT
        self.etag = '"first"'
        self.breaks_at: int | None = None  # bytes of the body after which it hangs up
        self.pause_at: int | None = None  # bytes of the body after which it stalls
        self.ranges = True
        self.headers: dict[str, str] = {}
        self.redirect = ""
        self.asked: list[str | None] = []
        self.going = threading.Event()

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/file.zip"

    def file(self, **more: object) -> Download:
        return Download(url=self.at, name="file.zip", **more)


class Answer(BaseHTTPRequestHandler):
    server: Publisher

    def do_GET(self) -> None:
        site = self.server
        asked = self.headers.get("Range")
        site.asked.append(asked)
        if site.redirect:
            self.send_response(302)
            self.send_header("Location", site.redirect)
            self.end_headers()
            return
        start, same = 0, self.headers.get("If-Range", site.etag) == site.etag
        if asked and site.ranges and same:
            start = int(re.fullmatch(r"bytes=(\d+)-", asked)[1])
        if start and start >= len(site.content):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(site.content)}")
            self.end_headers()
            return
        body = site.content[start:]
        self.send_response(206 if start else 200)
        headers = {"Content-Length": str(len(body)), "ETag": site.etag}
        if start:
            whole = len(site.content)
            headers["Content-Range"] = f"bytes {start}-{whole - 1}/{whole}"
        for name, value in (headers | site.headers).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self._send(body)

    def _send(self, body: bytes) -> None:
        site = self.server
        try:
            if site.pause_at is not None:
                self.wfile.write(body[: site.pause_at])
                self.wfile.flush()
                site.going.wait(20)
                body = body[site.pause_at :]
            self.wfile.write(body[: site.breaks_at])
        except OSError:
            pass  # whoever asked is gone

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site():
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.going.set()
    server.shutdown()
    server.server_close()


def broken(site: Publisher, folder: Path, at: int = 30_000, **more: object) -> None:
    """Try once with a connection that breaks."""
    site.breaks_at = at
    with pytest.raises(BrokenOff, match="broke off at 30,000 of 102,400 bytes"):
        download(site.file(**more), folder)
    site.breaks_at = None


def test_a_file_comes_whole_with_its_checksum(site, tmp_path) -> None:
    pulled = download(site.file(), tmp_path)
    assert (tmp_path / "file.zip").read_bytes() == CONTENT
    assert pulled.sha256 == WHOLE
    assert pulled.trust == (
        "no checksum is published: trusted at first use, though it came over a "
        "connection that others may change"
    )


def test_a_published_checksum_is_checked(site, tmp_path) -> None:
    pulled = download(site.file(sha256=WHOLE.upper()), tmp_path)
    assert pulled.trust == "its checksum is the one published"


def test_a_wrong_checksum_keeps_nothing_and_names_both(site, tmp_path) -> None:
    with pytest.raises(WrongChecksum) as raised:
        download(site.file(sha256="0" * 64), tmp_path)
    assert WHOLE in str(raised.value)
    assert "0" * 64 in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_a_checksum_other_than_the_first_one_is_refused(site, tmp_path) -> None:
    with pytest.raises(WrongChecksum, match="when it first came here") as raised:
        download(site.file(), tmp_path, first_sum="1" * 64)
    assert "suzerain data remove" in raised.value.hint
    assert "one it first had" in download(site.file(), tmp_path, first_sum=WHOLE).trust


def test_a_broken_download_goes_on_where_it_broke_off(site, tmp_path) -> None:
    broken(site, tmp_path)
    assert download(site.file(), tmp_path).sha256 == WHOLE
    assert site.asked == [None, "bytes=30000-"]


def test_a_server_that_ignores_ranges_sends_all_once_more(site, tmp_path) -> None:
    site.ranges = False
    broken(site, tmp_path)
    assert download(site.file(), tmp_path).sha256 == WHOLE


def test_a_file_that_changed_since_begins_anew(site, tmp_path) -> None:
    broken(site, tmp_path)
    site.content, site.etag = CONTENT[::-1], '"second"'
    pulled = download(site.file(), tmp_path)
    assert pulled.sha256 == hashlib.sha256(CONTENT[::-1]).hexdigest()


def test_a_part_that_cannot_be_told_again_is_not_continued(site, tmp_path) -> None:
    site.headers = {"ETag": ""}
    broken(site, tmp_path)
    assert download(site.file(), tmp_path).sha256 == WHOLE
    assert site.asked == [None, None]


def test_a_weak_tag_tells_no_bytes(site, tmp_path) -> None:
    site.headers = {"ETag": 'W/"first"'}
    broken(site, tmp_path)
    assert download(site.file(), tmp_path).sha256 == WHOLE
    assert site.asked == [None, None]


def test_a_date_or_a_published_sum_is_enough_to_go_on(site, tmp_path) -> None:
    site.headers = {"ETag": ""}
    broken(site, tmp_path, sha256=WHOLE)
    assert download(site.file(sha256=WHOLE), tmp_path).sha256 == WHOLE
    assert site.asked[1] == "bytes=30000-"


def test_a_part_of_another_address_is_not_continued(site, tmp_path) -> None:
    broken(site, tmp_path)
    other = dataclasses.replace(site.file(), url=site.at + "?edition=2")
    assert download(other, tmp_path).sha256 == WHOLE
    assert site.asked == [None, None]


def test_a_file_that_is_here_whole_is_not_sent_again(site, tmp_path) -> None:
    download(site.file(), tmp_path)
    assert download(site.file(), tmp_path).sha256 == WHOLE
    assert site.asked == [None, f"bytes={len(CONTENT)}-"]


def test_a_part_longer_than_the_file_begins_anew(site, tmp_path) -> None:
    download(site.file(), tmp_path)
    with (tmp_path / "file.zip").open("ab") as file:
        file.write(b"more")
    assert download(site.file(), tmp_path).sha256 == WHOLE


def test_a_size_that_the_reader_knows_finds_a_short_file(site, tmp_path) -> None:
    site.headers = {"Content-Length": ""}
    site.breaks_at = 30_000
    with pytest.raises(BrokenOff, match="30,000 of 102,400"):
        download(site.file(bytes=len(CONTENT)), tmp_path)


def test_a_file_that_says_it_is_too_large_is_not_begun(site, tmp_path) -> None:
    with pytest.raises(SourceTooLarge, match=r"102,400 bytes"):
        download(site.file(), tmp_path, largest=1000)
    assert not (tmp_path / "file.zip").exists()


def test_a_file_that_grows_too_large_is_thrown_away(site, tmp_path) -> None:
    site.headers = {"Content-Length": ""}
    with pytest.raises(SourceTooLarge):
        download(site.file(), tmp_path, largest=1000)
    assert not (tmp_path / "file.zip").exists()


def test_a_file_that_does_not_fit_on_the_disk_is_not_begun(site, tmp_path) -> None:
    site.headers = {"Content-Length": str(10**18)}
    with pytest.raises(SourceTooLarge, match="MB are free"):
        download(site.file(), tmp_path, largest=10**19)


def test_a_web_page_is_not_taken_for_the_file(site, tmp_path) -> None:
    site.headers = {"Content-Type": "text/html; charset=utf-8"}
    with pytest.raises(DataMissing, match="answers with a web page"):
        download(site.file(), tmp_path)


def test_packed_bytes_are_not_taken_for_the_file(site, tmp_path) -> None:
    site.headers = {"Content-Encoding": "gzip"}
    with pytest.raises(UnreadableSource, match="'gzip'"):
        download(site.file(), tmp_path)


def test_a_redirect_out_of_the_web_is_refused(site, tmp_path) -> None:
    site.redirect = "file:///etc/passwd"
    with pytest.raises(SourceError, match="file:///etc/passwd"):
        download(site.file(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_and_grows(site, tmp_path) -> None:
    told: list[tuple[str, int, int]] = []
    download(site.file(), tmp_path, progress=lambda *step: told.append(step))
    assert told[-1] == ("file.zip", len(CONTENT), len(CONTENT))
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is full")
def test_a_full_disk_is_told(tmp_path) -> None:
    with Path("/dev/full").open("wb") as out:
        with pytest.raises(SourceError, match="the disk is full"):
            downloads.write_piece(out, b"x", tmp_path / "file.zip")
        with contextlib.suppress(OSError):
            out.close()


def test_an_answer_with_another_part_is_thrown_away(site, tmp_path) -> None:
    broken(site, tmp_path)
    site.headers = {"Content-Range": "bytes 5-9/102400"}
    with pytest.raises(DataMissing, match="another part than was asked for"):
        download(site.file(), tmp_path)
    site.headers = {}
    assert download(site.file(), tmp_path).sha256 == WHOLE


def test_an_address_that_refuses_is_told(site, tmp_path) -> None:
    site.content = b""
    site.redirect = site.at.replace("file.zip", "nowhere")
    with pytest.raises(DataMissing):
        download(site.file(), tmp_path)


KILLED = """
import sys
from pathlib import Path
from suzerain.sources.dataset import Download
from suzerain.sources.download import download
download(Download(url=sys.argv[1], name="file.zip"), Path(sys.argv[2]))
"""


def test_a_process_killed_amid_a_download_is_gone_on_from(site, tmp_path) -> None:
    site.pause_at = 30_000
    words = [sys.executable, "-c", KILLED, site.at, str(tmp_path)]
    with subprocess.Popen(words) as child:
        until = time.monotonic() + 20
        target = tmp_path / "file.zip"
        while not (target.exists() and target.stat().st_size == 30_000):
            assert time.monotonic() < until, "the download did not begin"
            time.sleep(0.02)
        os.kill(child.pid, signal.SIGKILL)
    site.pause_at = None
    site.going.set()
    assert download(site.file(), tmp_path).sha256 == WHOLE
    assert site.asked == [None, "bytes=30000-"]


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    return Shelf(tmp_path / "cache", threads=1)


@pytest.fixture
def trade(site, tmp_path, monkeypatch):
    """The Correlates of War's zip, small, at a publisher on this machine."""
    site.content = cow_zip(tmp_path / "COW_Trade_4.0.zip").read_bytes()
    real = Shelf.add_one
    monkeypatch.setattr(
        Shelf, "add_one", lambda *a, **k: real(*a, **(k | {"part": True}))
    )
    file = dataclasses.replace(site.file(), name="COW_Trade_4.0.zip")
    return dataclasses.replace(datasets()["cow-trade"], downloads=(file,))


def test_a_dataset_is_pulled_to_the_shelf(trade, shelf, site) -> None:
    origin = pull(trade, shelf)
    assert shelf.origin("cow-trade") == origin
    assert origin.path == site.at
    (file,) = origin.pulled
    assert file.sha256 == hashlib.sha256(site.content).hexdigest()
    assert not list((shelf.root / ".downloads").iterdir())


def test_a_first_use_is_trusted_and_another_sum_later_is_not(
    trade, shelf, site, tmp_path
) -> None:
    pull(trade, shelf)
    before = shelf.origin("cow-trade")
    site.content = cow_zip(tmp_path / "other.zip", pairs=()).read_bytes()
    with pytest.raises(WrongChecksum, match="when it first came here"):
        pull(trade, shelf)
    assert shelf.origin("cow-trade") == before


def test_no_network_gives_the_steps_by_hand(trade, shelf, site) -> None:
    file = dataclasses.replace(trade.downloads[0], url="http://127.0.0.1:9/a.zip")
    gone = dataclasses.replace(trade, downloads=(file,))
    with pytest.raises(DataMissing) as raised:
        pull(gone, shelf)
    assert raised.value.exit_code == 3
    assert "cannot be reached" in str(raised.value)
    assert "1. Open https://correlatesofwar.org" in raised.value.hint
    assert "suzerain data add PATH --name cow-trade" in raised.value.hint


def test_a_pull_that_breaks_off_says_to_run_it_again(trade, shelf, site) -> None:
    site.breaks_at = 100
    with pytest.raises(BrokenOff) as raised:
        pull(trade, shelf)
    assert "run the same again" in raised.value.hint
    site.breaks_at = None
    assert pull(trade, shelf).dataset == "cow-trade"
    assert site.asked == [None, "bytes=100-"]


def test_a_shelf_that_cannot_be_written_asks_nobody(trade, site, tmp_path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(SourceError, match="cannot be written"):
        pull(trade, Shelf(tmp_path / "taken"))
    assert site.asked == []


def test_a_dataset_by_hand_asks_nobody(trade, shelf, site) -> None:
    known = dataclasses.replace(trade, pull="by hand", steps=("Fill in the form.",))
    with pytest.raises(
        DataMissing, match="may not be downloaded by a script"
    ) as raised:
        pull(known, shelf)
    assert "1. Fill in the form." in raised.value.hint
    assert site.asked == []


def test_bad_data_keep_the_download_and_nothing_else(trade, shelf, site, tmp_path):
    pairs = ("710,731,2014,a,b,-3,1,1,1,1,1,1,4",)
    site.content = cow_zip(tmp_path / "bad.zip", pairs=pairs).read_bytes()
    with pytest.raises(UnexpectedData, match="below 0") as raised:
        pull(trade, shelf)
    assert "what was downloaded is kept" in raised.value.hint
    assert not shelf.has("cow-trade")
    with pytest.raises(UnexpectedData):
        pull(trade, shelf)
    assert site.asked == [None, f"bytes={len(site.content)}-"]


def test_two_that_pull_at_once_download_once(trade, shelf, site) -> None:
    site.pause_at = 100
    done: list[object] = []
    told: list[str] = []

    def work() -> None:
        done.append(pull(trade, shelf, waiting=told.append))

    both = [threading.Thread(target=work) for _ in range(2)]
    for one in both:
        one.start()
    until = time.monotonic() + 20
    while not told and time.monotonic() < until:
        time.sleep(0.02)
    site.going.set()
    for one in both:
        one.join(30)
    assert done[0] == done[1]
    assert len(site.asked) == 1


def test_every_dataset_says_what_a_person_does() -> None:
    for known in datasets().values():
        assert any("suzerain data add" in step for step in steps(known)), known.name
    assert pulling.by_hand(datasets()["cow-trade"], "it is away").exit_code == 3
