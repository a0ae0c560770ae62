import gzip
import socket
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from archives import body, docx, item, paragraph, rss
from click.testing import CliRunner

from suzerain.cli.main import main
from suzerain.core.errors import (
    DataMissing,
    SourceError,
    SourceTooLarge,
    UnreadableSource,
)
from suzerain.sources import fetch as door
from suzerain.sources import web
from suzerain.sources.address import is_address, is_inside, plain
from suzerain.sources.feed import read_feed
from suzerain.sources.fetch import fetch
from suzerain.sources.read import iter_documents, read_documents

PAGE = (
    b"<html><head><title>T</title></head><body><article><h1>A pact</h1>"
    b"<p>The two sides met in the capital.</p></article></body></html>"
)
LONG = "<p>The two sides met in the capital and signed.</p>" * 20


@pytest.fixture
def site():
    """A server on this machine; `site.pages[path] = (status, headers, body)`."""
    pages = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            status, headers, content = pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    server.pages = pages
    server.asked = asked
    server.at = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def refused():
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return f"http://127.0.0.1:{port}/news"


def html(content=PAGE, **headers):
    return 200, {"Content-Type": "text/html; charset=utf-8", **headers}, content


def test_a_page_behind_an_address_is_read(site):
    site.pages["/a"] = html()
    (document,) = read_documents(site.at + "/a")
    assert document.text == "A pact\n\nThe two sides met in the capital."
    assert document.name == site.at + "/a"
    assert document.publisher == "127.0.0.1"


def test_a_refused_port_is_data_missing_with_one_thing_to_do(refused):
    with pytest.raises(DataMissing, match="cannot be reached") as caught:
        read_documents(refused)
    assert caught.value.exit_code == 3
    assert "save the page" in caught.value.hint


def test_without_a_network_the_command_ends_with_3_and_prints_nothing(refused):
    done = CliRunner().invoke(main, ["read", "--json", refused])
    assert (done.exit_code, done.stdout) == (3, "")
    assert "Hint: save the page" in done.stderr


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_page_that_is_not_there_is_data_missing(site, status):
    site.pages["/a"] = (status, {}, b"")
    with pytest.raises(DataMissing, match=f"answers {status}"):
        read_documents(site.at + "/a")


def test_the_encoding_that_the_server_names_is_used(site):
    text = "\u0414\u043e\u0433\u043e\u0432\u043e\u0440 \u043f\u043e\u0434\u043f\u0438"
    page = f"<p>{text}</p>".encode("cp1251")
    site.pages["/a"] = (200, {"Content-Type": "text/html; charset=cp1251"}, page)
    assert read_documents(site.at + "/a")[0].text == text


@pytest.mark.parametrize(
    ("path", "media_type", "content", "kind"),
    [
        ("/a.txt", "text/plain", b"They met.", "text/plain"),
        ("/a.html", "", PAGE, "text/html"),
        ("/a.docx", "application/octet-stream", docx(body(paragraph("They met."))),
         "wordprocessingml"),
        ("/a", "application/xhtml+xml", PAGE, "text/html"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_server_name_and_content(
    site, path, media_type, content, kind
):
    headers = {"Content-Type": media_type} if media_type else {}
    site.pages[path] = (200, headers, content)
    assert kind in read_documents(site.at + path)[0].media_type


def test_an_answer_above_the_limit_is_refused(site, monkeypatch):
    monkeypatch.setattr(door, "LARGEST", 1000)
    site.pages["/a"] = html(b"<p>" + b"x" * 2000)
    with pytest.raises(SourceTooLarge):
        fetch(site.at + "/a")


def test_a_compressed_bomb_is_refused_and_a_compressed_page_read(site, monkeypatch):
    site.pages["/a"] = html(gzip.compress(PAGE), **{"Content-Encoding": "gzip"})
    site.pages["/b"] = html(
        zlib.compress(bytes(500_000)), **{"Content-Encoding": "deflate"}
    )
    site.pages["/c"] = html(b"no gzip", **{"Content-Encoding": "gzip"})
    site.pages["/d"] = html(PAGE, **{"Content-Encoding": "br"})
    assert fetch(site.at + "/a").data == PAGE
    monkeypatch.setattr(door, "LARGEST", 100_000)
    with pytest.raises(SourceTooLarge):
        fetch(site.at + "/b")
    for path in ("/c", "/d"):
        with pytest.raises(UnreadableSource, match="compression"):
            fetch(site.at + path)


def test_a_page_that_drips_is_given_up(site, monkeypatch):
    monkeypatch.setattr(door, "LONGEST", -1.0)
    site.pages["/a"] = html()
    with pytest.raises(DataMissing, match="not whole"):
        fetch(site.at + "/a")


def test_redirections_are_followed_on_the_web_only(site):
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = html()
    site.pages["/c"] = (302, {"Location": "file:///etc/hostname"}, b"")
    site.pages["/d"] = (302, {"Location": "/d"}, b"")
    assert fetch(site.at + "/a").url == site.at + "/b"
    for path in ("/c", "/d"):
        with pytest.raises(DataMissing, match="302"):
            fetch(site.at + path)


def test_a_page_of_the_web_never_leads_into_this_machine(site, monkeypatch):
    monkeypatch.setattr(door, "is_inside", lambda url: url.endswith("/b"))
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    with pytest.raises(UnreadableSource, match="leads to"):
        fetch(site.at + "/a")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://a/b", "http://a b", ""])
def test_only_web_addresses_are_fetched(url):
    with pytest.raises(UnreadableSource):
        fetch(url)


def test_a_name_and_a_password_are_never_printed(refused):
    secret = refused.replace("http://", "http://me:secret@")
    with pytest.raises(DataMissing) as caught:
        read_documents(secret)
    assert "secret" not in str(caught.value)
    assert plain(secret) == refused


def test_addresses_of_this_machine_are_known():
    inside = [
        "http://localhost:1/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://a.local",
    ]
    assert all(is_inside(url) for url in inside)
    assert not is_inside("https://example.org/")
    assert not is_address("http://")
    assert not is_address("http://[bad")


def test_a_list_of_addresses_is_read_in_order(site, tmp_path):
    site.pages["/a"] = html()
    site.pages["/b"] = html(PAGE.replace(b"capital", b"harbour"))
    path = tmp_path / "list.txt"
    path.write_text(f"# news\n{site.at}/a\n\n{site.at}/gone\n{site.at}/b\n")
    first, second = read_documents(path)
    assert (first.name[-2:], second.name[-2:]) == ("/a", "/b")
    assert "/gone" in first.notes[-1]


def test_a_list_of_which_nothing_can_be_read_is_data_missing(refused, tmp_path):
    (tmp_path / "list.txt").write_text(refused + "\n")
    with pytest.raises(DataMissing):
        read_documents(tmp_path / "list.txt")


def test_a_feed_is_read_entry_by_entry(site):
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, rss(
        item("Whole &amp; here", "/x", "", f"<content:encoded><![CDATA[{LONG}]]>"
             "</content:encoded><pubDate>Wed, 19 Jun 2024 10:00:00 GMT</pubDate>"),
        item("Behind", "/a", "Short."), item("Gone", "/gone", "<p>They say so.</p>"),
        item("Nothing", "/gone2"),
    ))  # fmt: skip
    site.pages["/a"] = html()
    whole, behind, gone = read_documents(site.at + "/feed")
    assert whole.text.startswith("Whole & here\n\nThe two sides met")
    assert whole.published == "2024-06-19"
    assert behind.title == "A pact"
    assert gone.text == "Gone\n\nThey say so."
    assert "only what the feed says" in gone.notes[-1]
    assert "/gone2" in whole.notes[-1]
    assert "/x" not in site.asked


def test_a_feed_in_a_file_is_read_without_a_network(tmp_path, refused):
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(item("A pact", refused, "<p>They met.</p>")))
    (document,) = read_documents(path)
    assert document.text == "A pact\n\nThey met."
    assert "cannot be reached" in document.notes[-1]


def test_a_feed_of_the_web_never_leads_into_this_machine(site):
    site.pages["/a"] = html()
    entries = rss(item("A", site.at + "/a"))
    with pytest.raises(SourceError, match="private network"):
        list(web.read_entries(entries, "feed", base="https://example.org/feed"))
    assert not site.asked


def test_atom_is_read_too():
    feed = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title>"
        b"<link rel='self' href='https://x.example/s'/>"
        b"<link href='https://x.example/a'/><updated>2024-06-19T10:00:00Z</updated>"
        b"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>They met."
        b"</p><p>They signed.</p></div></content></entry></feed>"
    )
    (entry,) = read_feed(feed, "a")
    assert entry.link == "https://x.example/a"
    assert entry.published == "2024-06-19"
    assert entry.text == "<p><p>They met.<p>They signed."


@pytest.mark.parametrize(
    "data",
    [
        b"<rss></rss>", b"<rss><channel><item>", b"<rss",
        b"<rss><item/></rss>" + b"<" * 9,
        b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><item><title>&a;</title></item></rss>",
        b"<rss>" + b"<a>" * 100_000,
    ],
)  # fmt: skip
def test_a_broken_or_hostile_feed_ends_in_entries_or_a_clear_error(data):
    try:
        complete = read_feed(data, "feed")
    except SourceError as error:
        complete = error.hint
    assert complete


def test_ten_thousand_entries_are_cut(monkeypatch):
    many = rss(*[item(f"News {n}", "", "They met.") for n in range(1000)])
    assert len(read_feed(many, "feed")) == 200


def test_documents_come_one_by_one(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"They met {number % 4} times.")
    (tmp_path / "x.bin").write_bytes(b"")
    said = []
    stream = iter_documents(tmp_path, said.append)
    assert next(stream).name == "0.txt"
    assert said == []
    assert [one.name for one in stream] == ["1.txt", "2.txt", "3.txt"]
    assert said[0] == "4.txt: the same text was read before"
    assert "x.bin" in said[1]


def test_a_missing_path_is_refused_before_the_first_document(tmp_path):
    (tmp_path / "a.txt").write_text("They met.")
    with pytest.raises(UnreadableSource, match="no file"):
        next(iter_documents([tmp_path / "a.txt", tmp_path / "gone.txt"]))


def test_an_address_is_split_as_it_is_written():
    assert urlsplit(plain("https://a:b@x.example/c?d=e#f")).netloc == "x.example"
