"""The app in another language: what the server says, in the browser's language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from pages import case_of
from workplace_pages import TEXT, Caller, serving

from suzerain.app.speech import answer_said, page_said, words_of
from suzerain.app.workplace.columns import sheets
from suzerain.brief.language.catalogue import catalogue, languages
from suzerain.brief.language.pages import page_words
from suzerain.evidence.relations import relations

OTHERS = [code for code in languages() if code != "en"]
PAGES = {
    "app": "suzerain.app/page/app.html",
    "review": "suzerain.app/page/review.html",
    "atlas": "suzerain.brief/page/atlas.html.j2",
}
COMMANDS = re.compile(r"suzerain [-A-Za-z ]+|review\.jsonl")


def source(name: str) -> str:
    package, path = PAGES[name].split("/", 1)
    return (files(package) / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_has_words(language: str, name: str):
    known = catalogue(language).scripts[f"{name}-page"]
    asked = page_words(source(name))
    assert len(asked) >= 2
    assert [
        text for text in asked if text not in known and not COMMANDS.fullmatch(text)
    ] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_column_and_relation_has_words(language: str):
    served = catalogue(language).scripts["served"]
    asked = {one.replace("_", " ").lower() for one in relations()}
    for sheet in sheets().values():
        asked.add(sheet.help)
        for column in sheet.columns:
            asked |= {column.name.replace("_", " "), column.help, column.unit or ""}
    assert asked - served.keys() - {""} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_page_brings_its_words_and_names_its_language(language: str):
    page = page_said(source("review").encode(), "review", language).decode()
    assert f'<html lang="{language}"' in page
    assert 'id="words"' in page
    assert "<script>" not in page
    assert f'data-languages="{" ".join(languages())}"' in page


def test_the_english_page_brings_no_words():
    page = page_said(source("app").encode(), "app", "en").decode()
    assert 'id="words"' not in page
    assert '<html lang="en"' in page
    assert words_of("en")["words"] == {}


def test_rows_of_the_case_stay_as_the_analyst_wrote_them():
    rows = json.dumps({"rows": [{"id": "x", "name": "Japan", "label": "Japan"}]})
    path = "/api/tables/actors/rows"
    assert answer_said(rows.encode(), path, 200, "fr") == rows.encode()


def test_a_step_of_a_source_keeps_its_words():
    step = {"kind": "claim", "label": "Japan", "value": "Japan", "parents": []}
    told = json.dumps({"kind": "result", "label": "Japan", "parents": [step]})
    made = json.loads(answer_said(told.encode(), "/api/why/x", 200, "fr"))
    assert made["label"] == "Japon"
    assert made["parents"] == [step]


def test_a_refusal_without_words_is_marked_english():
    told = json.dumps({"error": "zebras graze", "hint": "ask again"}).encode()
    made = json.loads(answer_said(told, "/api/case", 409, "fr"))
    assert made == {"error": "zebras graze", "hint": "redemandez", "lang": "en"}
    told = json.dumps({"error": "it took too long", "hint": "ask again"}).encode()
    assert "lang" not in json.loads(answer_said(told, "/api/case", 503, "fr"))


@pytest.fixture(scope="module")
def caller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    folder: Path = case_of(tmp_path_factory.mktemp("speech") / "case", TEXT)
    with serving(folder) as found:
        yield found


def test_the_browser_chooses_by_link_or_cookie(caller: Caller):
    def tongue(path: str, **heads: str) -> str:
        _, _, data = caller.raw("GET", path, heads=heads)
        found = re.search(rb'<html lang="([a-z]+)"', data)
        assert found
        return found[1].decode()

    assert tongue("/") == "en"
    assert tongue("/?language=fr") == "fr"
    assert tongue("/?language=xx") == "en"
    assert tongue("/", Cookie="suzerain-language=fr") == "fr"
    assert tongue("/review/", Cookie="suzerain-language=fr") == "fr"
    assert tongue("/?language=en", Cookie="suzerain-language=fr") == "en"


def test_the_words_can_be_asked_for(caller: Caller):
    told = caller.get("/api/words?language=fr")
    assert told["words"]["app"]["close"] == "Fermer"
    assert caller.get("/api/words")["words"] == {}


def test_labels_of_the_case_come_in_the_language(caller: Caller):
    named = caller.get("/api/case", Cookie="suzerain-language=fr")["names"]
    assert named["PER"] == "Pérou"
    assert caller.get("/api/case")["names"]["PER"] == "Peru"


def test_the_policy_of_the_page_lets_no_script_of_the_page_run(caller: Caller):
    _, heads, _ = caller.raw("GET", "/?language=fr")
    assert "script-src 'self';" in heads["content-security-policy"]
