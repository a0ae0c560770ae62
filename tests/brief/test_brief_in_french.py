"""A brief in another language: complete, with the same figures, told from English."""

from __future__ import annotations

import ast
import html
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sample
from hypothesis import given
from hypothesis import strategies as some
from lxml import html as markup
from places import EXAMPLES, ROOT, SHARED

from suzerain.brief import vocabulary
from suzerain.brief.brief import Brief, compose, compose_in, reckon
from suzerain.brief.documents.plan import outline
from suzerain.brief.finding import Name, Number, say
from suzerain.brief.labels import assumption_words
from suzerain.brief.language.catalogue import Catalogue, catalogue, languages
from suzerain.brief.language.drawn import drawing_in
from suzerain.brief.language.grammar import FIGURE, Grammar
from suzerain.brief.language.template import SLOT
from suzerain.brief.results import Results
from suzerain.brief.rewritten import BriefPen, translated
from suzerain.brief.section import Picture, tables
from suzerain.cli.load import load_case
from suzerain.core.codes import actors, goods
from suzerain.core.errors import SuzerainError

OTHERS = [code for code in languages() if code != "en"]
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.txt"))
FOLDERS = [folder for folder in (EXAMPLES, SHARED / "seeds") if folder.is_dir()]
# Small words of English that no other language here has.
ENGLISH = frozenset(
    (
        *("the", "of", "and", "which", "with", "its", "whose", "their", "would"),
        *("from", "that", "this", "are", "is", "in", "how"),
    )
)
SHARED_WORDS = {"fr": frozenset({"in"})}


@cache
def results_of(*paths: Path) -> Results:
    return reckon(load_case(tuple(map(str, paths))), worlds=60)


@cache
def brief_of(*paths: Path) -> Brief:
    return compose(results_of(*paths))


def all_briefs() -> list[Any]:
    each = [pytest.param((path,), id=path.stem) for path in ARTICLES]
    return each + [
        pytest.param(tuple(sorted(folder.glob("*.txt"))), id=folder.name)
        for folder in FOLDERS
    ]


@pytest.fixture(params=OTHERS)
def words(request: Any) -> Catalogue:
    return catalogue(request.param)


@pytest.mark.parametrize("paths", all_briefs())
def test_all_that_a_brief_says_has_words(words: Catalogue, paths: tuple[Path, ...]):
    with drawing_in(words) as drawn:
        brief = compose(results_of(*paths))
    pen = BriefPen(words, drawn=drawn)
    pen.brief(brief)
    pen.steps(brief.traces)
    assert [*drawn.lacking, *pen.lacking] == []


def test_every_actor_and_good_has_a_name(words: Catalogue):
    named = {one.name for one in (*actors().values(), *goods().values())}
    assert named <= words.names.keys()


def test_every_assumption_is_called_something(words: Catalogue):
    register = sample.results().case.register
    called = {key: assumption_words(key) for key in register}
    assert [key for key, label in called.items() if words.say(label) is None] == []


def test_the_vocabulary_is_complete(words: Catalogue):
    listed: list[str] = []
    for table in (
        vocabulary.PARAMETERS, vocabulary.SPEAKERS, vocabulary.SAYINGS,
        vocabulary.CERTAINTIES, vocabulary.SIGNS, vocabulary.READINGS,
        vocabulary.ROWS, vocabulary.SORTS, vocabulary.ATTITUDES, vocabulary.STATUSES,
    ):  # fmt: skip
        listed += [text.format("oil") for text in table.values()]
    listed += [
        text.format("China's" if anyone.endswith("'s") else anyone or "China")
        for text, anyone in vocabulary.NAMED.values()
    ]
    loose = ("a member", "a rival", "an outside power", "an observer", "the author")
    lacking = [text for text in listed if words.say(text) is None]
    assert [text for text in lacking if not text.startswith(loose)] == []


def own_words(path: Path) -> set[str]:
    """Texts that a module asks the catalogue for."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        asked = node.func
        name = asked.attr if isinstance(asked, ast.Attribute) else ""
        name = asked.id if isinstance(asked, ast.Name) else name
        if name != "words":
            continue
        found |= {
            part.value
            for part in ast.walk(node.args[0])
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        }
    return {text for text in found if any(map(str.isalpha, text))}


def test_the_words_of_documents_and_of_the_page_are_there(words: Catalogue):
    folder = ROOT / "src" / "suzerain" / "brief"
    asked: set[str] = set()
    for path in (*folder.glob("documents/*.py"), *folder.glob("*.py")):
        asked |= own_words(path)
    template = (folder / "page" / "template.html.j2").read_text(encoding="utf-8")
    asked |= {
        html.unescape(found.replace("\\'", "'"))
        for found in re.findall(r"say\('((?:[^'\\]|\\.)*)'\)", template)
    }
    assert len(asked) > 40
    known = words.exact.keys() | words.by_english.keys()
    assert {
        text for text in asked - known if words.say(re.sub(r"\{.\}", "1", text)) is None
    } <= {"s", " ", ": "}


def parts_of_scripts() -> dict[str, dict[str, str]]:
    folder = ROOT / "page" / "src"
    return {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*/words.json"))
    }


def test_the_scripts_of_the_page_have_all_words_with_the_same_slots(words: Catalogue):
    english = parts_of_scripts()
    assert {"app", "review", "atlas", "brief", "shared", "whatif"} <= english.keys()
    for part in english:
        said = words.scripts[part]
        assert said.keys() == english[part].keys()
        for key, text in said.items():
            slots = re.findall(r"\{\w+\}", english[part][key])
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(slots), key
    assert "outcomes" in words.scripts


def test_a_translation_has_no_slot_that_the_english_lacks(words: Catalogue):
    for english, template in words.by_english.items():
        own = {slot[1] for slot in SLOT.finditer(english)}
        said = {slot[1] for slot in SLOT.finditer(template.said)}
        assert said <= own, english


def figures(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", text))


@pytest.mark.parametrize("paths", all_briefs()[:4])
def test_figures_and_what_they_lead_to_stay_the_same(
    words: Catalogue, paths: tuple[Path, ...]
):
    brief = brief_of(*paths)
    other = translated(brief, words)
    for before, after in zip(findings(brief), findings(other), strict=True):
        assert Counter(n.ref for n in before.numbers) == Counter(
            n.ref for n in after.numbers
        )
        assert figures(str(before)) == figures(str(after))


def findings(brief: Brief) -> list[Any]:
    return [*brief.bottom_line, *(f for s in brief.sections for f in s.findings)]


def shown(page: str) -> str:
    """Text of a page without words of sources, code and what is marked English."""
    tree = markup.fromstring(page)
    for node in tree.xpath(
        "//script | //style | //q | //code | //blockquote | //*[@lang='en']"
        " | //*[@id='sources'] | //p[@class='source'] | //*[@class='by']"
        " | //p[@class='citation'] | //*[contains(@class, 'words')]"
    ):
        node.drop_tree()
    text = " ".join(tree.text_content().split())
    return re.sub("«[^»]*»|“[^”]*”", "", text)


@pytest.mark.parametrize("paths", all_briefs()[-1:])
def test_no_english_is_left_on_the_page(words: Catalogue, paths: tuple[Path, ...]):
    other = compose_in(results_of(*paths), words)
    said = re.findall(r"(?<![\w.])[a-z]+(?![\w.])", shown(other.html()).lower())
    left = Counter(said) & Counter(dict.fromkeys(ENGLISH, 10**6))
    assert set(left) <= SHARED_WORDS.get(words.code, frozenset())


def test_the_page_and_the_documents_name_their_language(words: Catalogue):
    brief = translated(compose(sample.results()), words)
    page = brief.html()
    assert f'<html lang="{words.code}"' in page
    assert 'id="words"' in page
    assert '<q lang="en"' in page
    assert "Bottom line" not in brief.markdown()


def test_the_english_brief_carries_no_words_of_another_language():
    assert 'id="words"' not in compose(sample.results()).html()


def test_tables_and_pictures_keep_their_shape(words: Catalogue):
    brief = compose(sample.results())
    other = translated(brief, words)
    for before, after in zip(brief.sections, other.sections, strict=True):
        assert before.id == after.id
        for one, two in zip(before.blocks, after.blocks, strict=True):
            assert isinstance(two, Picture) == isinstance(one, Picture)
            for left, right in zip(tables(one), tables(two), strict=True):
                assert [len(row) for row in left.rows] == [
                    len(row) for row in right.rows
                ]


def test_what_has_no_words_stays_english_and_is_marked(words: Catalogue):
    pen = BriefPen(words)
    odd = say("odd", "Zebras graze near ", Name(text="China"), ".")
    made = pen.finding(odd)
    assert str(made) == str(odd)
    assert {getattr(piece, "lang", "") for piece in made.pieces} == {"en"}
    assert list(pen.lacking) == ["Zebras graze near {}."]


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(SuzerainError, match="'xx'") as raised:
        catalogue("xx")
    assert "fr" in raised.value.accepted


def test_french_articles_meet_their_prepositions():
    french = catalogue("fr")
    assert french.say("leverage of China over the United States") == (
        "levier de la Chine sur les États-Unis"
    )
    assert french.say("cut oil to Iran") == "couper le pétrole à l\u2019Iran"
    assert french.say("withdraw aid from the Solomon Islands") == (
        "retirer l\u2019aide aux Îles Salomon"
    )
    assert (
        french.say("need of Israel for grain") == "besoin d\u2019Israël\u00a0: céréales"
    )
    assert french.say("what the United States gains from the pact") == (
        "ce que les États-Unis gagnent au pacte"
    )


def test_french_figures_have_a_comma_and_narrow_spaces():
    french = catalogue("fr")
    assert french.say("at least 10,000.5 soldiers") == (
        "au moins 10\u202f000,5 soldats"
    )
    assert french.say("3.0 % (1.8-5.1 %)") == "3,0\u00a0% (1,8-5,1\u00a0%)"


def test_agreement_follows_gender_and_number():
    french = catalogue("fr")
    assert french.say("China was not asked") == "la Chine n\u2019a pas été consultée"
    assert french.say("the United States was not asked") == (
        "les États-Unis n\u2019ont pas été consultés"
    )


@given(some.floats(0, 10**7, allow_nan=False), some.integers(0, 2))
def test_a_figure_loses_no_digit(value: float, places: int):
    english = f"{value:,.{places}f}"
    assert FIGURE.fullmatch(english)
    french = Grammar(decimal=",", thousands="\u202f").figure(english)
    back = french.replace(",", ".").replace("\u202f", ",")
    assert back == english


@given(some.text(max_size=40))
def test_no_text_breaks_the_catalogue(text: str):
    made = catalogue("fr").say(text)
    assert made is None or isinstance(made, str)


def test_a_number_without_words_is_marked_too(words: Catalogue):
    pen = BriefPen(words)
    made = pen.pieces((Number(text="zebras at dawn", ref="x"),), bare=True)
    assert made == (Number(text="zebras at dawn", ref="x", lang="en"),)


def test_documents_are_laid_out_in_the_language(words: Catalogue):
    planned = outline(compose_in(sample.results(), words))
    said = " ".join(run.text for block in planned.blocks for run in block.runs)
    assert planned.language == words.grammar.code
    assert words("Run record") in said
    assert "Run record" not in said
    assert planned.page_of == words("page {1} of {2}", "{1}", "{2}")
    assert not any(note.startswith("Assumed") for note in planned.notes)
