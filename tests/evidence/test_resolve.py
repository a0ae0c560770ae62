from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.codes import actors
from suzerain.core.errors import UnresolvedName
from suzerain.evidence.mention import Mention
from suzerain.evidence.resolve import find_mentions, resolve_name
from suzerain.sources.document import Block, Document

TABLE = Path(__file__).with_name("names.csv")
LINES = TABLE.read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="|"))
WORDS = """Russia Russia's North Korea Kim Jong-un Mr Putin Bidenwhich the two leaders
he it its their both countries latter U.S. Georgia
Chad Smith Foreign Minister of , . and
President said 'S \u00c9lys\u00e9e \u0130stanbul \u00df experts US officials"""
PIECES = [*WORDS.split(), "\n", "\n\n", "\u201c", "\u201d", "\U0001d518"]


def read(text: str, **facts: object) -> tuple[Mention, ...]:
    return find_mentions(Document(id="doc", name="doc", text=text, **facts))  # type: ignore[arg-type]


def codes(text: str) -> list[str]:
    return [mention.code for mention in read(text)]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:40] for row in ROWS])
def test_each_sentence_of_the_table_gives_its_codes(row: dict[str, str]) -> None:
    expected = row["codes"]
    assert " ".join(codes(row["text"])) == expected


def sound(text: str, mentions: tuple[Mention, ...]) -> bool:
    before = 0
    for mention in mentions:
        if mention.start < before or mention.end <= mention.start:
            return False
        if text[mention.start : mention.end] != mention.text or not mention.code:
            return False
        if not 0 < mention.confidence <= 1:
            return False
        before = mention.end
    return True


@given(st.text(max_size=200))
def test_any_text_gives_exact_sorted_spans(text: str) -> None:
    assert sound(text, read(text))


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["", " "]))
def test_any_mixture_of_names_gives_exact_sorted_spans(
    pieces: list[str], gap: str
) -> None:
    text = gap.join(pieces)
    mentions = read(text)
    assert sound(text, mentions)
    assert mentions == read(text)


@given(st.text(alphabet="bcdfg ", min_size=1, max_size=30))
def test_words_that_name_nobody_change_nothing(noise: str) -> None:
    text = "Russia and Iran signed {}. The two countries will trade."
    assert codes(text.format(noise)) == codes(text.format("today"))


def test_only_headline_and_body_are_read() -> None:
    text = "Russia won.\nFollow us in China.\nIran lost."
    blocks = (
        Block(start=0, end=11, kind="headline"),
        Block(start=12, end=31, kind="boilerplate"),
        Block(start=32, end=42, kind="body"),
    )
    assert [mention.code for mention in read(text, blocks=blocks)] == ["RUS", "IRN"]


def test_a_name_does_not_run_across_paragraphs() -> None:
    assert codes("He went North.\n\nKorea waited.") == ["KOR"]


def test_a_name_may_run_across_a_line_break() -> None:
    assert codes("He left North\nKorea today.") == ["PRK"]


def test_a_title_belongs_to_the_mention_of_the_person() -> None:
    texts = [mention.text for mention in read("Then Russian President Putin left.")]
    assert texts == ["Russian President Putin"]


def test_an_office_without_a_name_is_its_holder_in_the_text() -> None:
    assert codes("Joe Biden spoke. The American president left.") == ["USA/Biden"] * 2


def test_an_office_without_a_name_is_its_holder_at_the_time() -> None:
    found = read("The French president left.", published="1999-05-01")
    assert [mention.code for mention in found] == ["FRA/Chirac"]


def test_the_actor_of_a_person_is_the_state_and_of_a_stranger_nothing() -> None:
    found = read("Putin met Kari Nordmann, an analyst at a think tank.")
    assert [mention.actor for mention in found] == ["RUS", ""]


def test_a_pronoun_is_less_sure_than_a_name() -> None:
    name, pronoun = read("Iran said it would pay.")
    assert pronoun.code == "IRN"
    assert pronoun.confidence < name.confidence


def test_a_misspelt_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnresolvedName, match="did you mean 'Russia'"):
        resolve_name("Rusia")


def test_every_actor_is_found_by_its_code_and_its_name() -> None:
    for code, actor in actors().items():
        assert resolve_name(code) == code
        assert resolve_name(actor.name) in {code, "GBR"}, actor.name


def test_the_founding_articles_name_the_actors_of_the_case(seeds: list[Path]) -> None:
    found = set()
    for path in seeds:
        found |= {mention.code for mention in read(path.read_text(encoding="utf-8"))}
    wanted = "PRK/Kim RUS/Putin CHN/Xi NATO/Rutte USA/Biden RUS/Lavrov"
    assert found >= {*wanted.split(), "CHN/Lin Jian", "USA/Pentagon", "PRK+RUS"}


def test_a_long_text_of_pairs_is_read_to_its_end() -> None:
    text = "Chad and Niger met. Both countries need aid. Chad left. " * 1600
    found = find_mentions(Document(id="doc-1", name="long", text=text))
    assert sum(mention.code == "NER+TCD" for mention in found) >= 1600
