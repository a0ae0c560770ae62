"""Who is let in, what is answered, and what is refused."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

import pytest
from pages import case_of, served

from suzerain.app.review import Review
from suzerain.app.server import Served
from suzerain.case.review import FILE
from suzerain.core.errors import SuzerainError

TEXT = "Peru and Bolivia signed a pact in Sucre. Peru will send grain to Bolivia."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return case_of(tmp_path_factory.mktemp("server") / "case", TEXT)


@pytest.fixture(scope="module")
def address(folder):
    with served(folder) as url:
        yield urlsplit(url)


def ask(address, path, method="GET", body=None, **headers):
    line = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, body=body, headers=named)
    answer = line.getresponse()
    data = answer.read()
    line.close()
    return answer.status, dict(answer.getheaders()), data


def post(address, wish, **headers):
    usual = {
        "Content_Type": "application/json",
        "Origin": f"http://{address.netloc}",
    }
    body = wish if isinstance(wish, bytes) else json.dumps(wish).encode()
    path = f"{address.path}decisions"
    return ask(address, path, "POST", body, **{**usual, **headers})


def first(address):
    return json.loads(ask(address, f"{address.path}state")[2])["claims"][0]


def test_the_page_and_all_it_needs_are_answered(address):
    for name in ("", "style.css", "review.css", "review.js"):
        assert ask(address, address.path + name)[0] == 200


def test_every_answer_forbids_what_the_page_does_not_need(address):
    for path in (address.path, f"{address.path}state", "/wrong/state"):
        headers = ask(address, path)[1]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/state", "/x/state", "//state", "/%ff/state"])
def test_without_the_token_there_is_nothing(address, path):
    status, _, data = ask(address, path)
    assert status == 404
    assert b"claims" not in data


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", ""])
def test_a_foreign_host_name_is_refused(address, host):
    assert ask(address, f"{address.path}state", Host=host)[0] == 403


def test_localhost_is_this_host(address):
    host = f"localhost:{address.port}"
    assert ask(address, f"{address.path}state", Host=host)[0] == 200


def test_a_decision_of_another_page_is_refused(address, folder):
    wish = {"action": "accept", "claim": first(address)["id"], "seen": ""}
    assert post(address, wish, Origin="http://evil.example")[0] == 403
    assert post(address, wish, Origin="null")[0] == 403
    assert post(address, wish, Content_Type="text/plain")[0] == 415
    body = json.dumps(wish).encode()
    path = f"{address.path}decisions"
    headers = {"Content_Type": "application/json"}
    assert ask(address, path, "POST", body, **headers)[0] == 403
    assert not (folder / FILE).exists()


@pytest.mark.parametrize(
    "wish",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"[" * 60_000,
        b'"' + b"x" * 200_000 + b'"',
        {"action": "burn", "claim": "c", "seen": ""},
        {"action": "accept"},
        {"action": "edit", "claim": "c", "seen": "", "fields": [1]},
        {"action": "add", "doc": "doc-1", "start": "0", "end": 3},
    ],
)
def test_what_is_no_decision_is_refused(address, folder, wish):
    assert post(address, wish)[0] == 400
    assert not (folder / FILE).exists()


def test_an_unknown_claim_is_not_found(address):
    assert post(address, {"action": "accept", "claim": "c-0", "seen": ""})[0] == 404


def test_a_decision_is_kept_and_a_stale_one_gets_the_newer_card(tmp_path):
    with served(case_of(tmp_path / "case", TEXT)) as url:
        place = urlsplit(url)
        claim = first(place)
        wish = {"action": "accept", "claim": claim["id"], "seen": claim["latest"]}
        status, _, data = post(place, wish)
        assert status == 200
        assert json.loads(data)["card"]["status"] == "accepted"
        status, _, data = post(place, {**wish, "action": "reject"})
        assert status == 409
        assert json.loads(data)["card"]["status"] == "accepted"
        wrong = {**wish, "seen": json.loads(data)["card"]["latest"], "action": "edit"}
        status, _, data = post(place, {**wrong, "fields": {"good": "x"}})
        assert status == 422
        assert set(json.loads(data)["wrong"]) == {"good"}


def test_only_get_reads_and_only_post_writes(address):
    assert ask(address, f"{address.path}decisions")[0] == 405
    assert ask(address, f"{address.path}state", "DELETE")[0] == 405


def test_it_listens_on_this_machine_only_and_each_time_elsewhere(folder):
    one, other = Served(Review(folder)), Served(Review(folder))
    assert urlsplit(one.url).hostname == "127.0.0.1"
    assert urlsplit(one.url).path != urlsplit(other.url).path
    assert len(urlsplit(one.url).path) > 30
    one.close()
    other.close()


def test_a_port_that_is_taken_is_told(folder, address):
    with pytest.raises(SuzerainError, match="cannot be used"):
        Served(Review(folder), address.port)


def test_signs_beyond_the_basic_plane_reach_the_page(tmp_path):
    text = TEXT + " A sign: \U0001f600."
    with served(case_of(tmp_path / "case", text)) as url:
        place = urlsplit(url)
        assert json.loads(ask(place, f"{place.path}state")[2])["claims"]
