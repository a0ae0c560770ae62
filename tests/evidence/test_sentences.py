# ruff: noqa: RUF001 - curly quotes are what is tested

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.sentences import split_sentences
from suzerain.sources.document import Block, Document
from suzerain.sources.read import make_document, read_documents
from suzerain.sources.reading import Reading


def split(text):
    block = Block(start=0, end=len(text), kind="body")
    document = Document(id="doc-1", name="a", text=text, blocks=(block,))
    return [text[one.start : one.end] for one in split_sentences(document)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Doe met Gen. Roe.", "They left."],
        ["The U.S. Navy came.", "It left."],
        ["It sold grain to the U.S.", "The rest stayed."],
        ["He went to the U.S. in May.", "J. R. Doe stayed."],
        ["Growth was 3.5 percent, or $1.2 bn.", "Debt rose."],
        ["Resolution No. 1718 stands.", "Nobody cares."],
        ["The company Acme Inc. sold 5 ships.", "Roe bought them."],
        ["“We agree.”", "The talks ended."],
        ["“Why?” he asked.", "“Because,” she said."],
        ["They waited … and waited.", "Then it rained..."],
        ["And the coast?", "What does it want?", "Difficult."],
        ["It begins (see below).", "(Nobody saw it.)", "It ends!"],
        ["双方签署了协议。", "河流归两国共有。"],
        ["The U.N. vote failed.", "Prof. Roe of St. Marten wept."],
        ["Он приехал в 2019 г.", "Стороны подписали договор."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts):
    text = "".join(parts) if "。" in parts[0] else " ".join(parts)
    assert split(text) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["The news (free)", "River treaty is signed."],
        ["It ended the war.", "Neighbours were glad."],
        ["“It is a threat.”", "The envoy left."],
        ["They called it “a gift”", "The envoy left."],
    ],
)
def test_glued_sentences_are_parted(parts):
    assert split("".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The site TheHarbour.com wrote it",
        "A year of “friendship”which all praised",
        "The secretary said“a threat to peace”and left",
        "The zone (DMZ) parts them",
    ],
)
def test_glued_words_within_a_sentence_stay_together(text):
    assert split(text + ".") == [text + "."]


def test_only_headlines_and_body_are_split_and_numbers_point_to_blocks():
    text = (
        "Treaty signed\n\nThey met. They signed. Click here to subscribe to our news. "
        "It rained.\n\nRead more\n\nIt takes effect in spring."
    )
    document = make_document(Reading(text=text), "a")
    found = split_sentences(document)
    assert [text[one.start : one.end] for one in found] == [
        "Treaty signed", "They met.", "They signed.", "It rained.",
        "It takes effect in spring.",
    ]  # fmt: skip
    assert [one.paragraph_index for one in found] == [0, 1, 1, 1, 3]
    for one in found:
        block = document.blocks[one.block_index]
        assert block.start <= one.start < one.end <= block.end


PIECES = st.lists(
    st.sampled_from(
        [
            "Mr. ", "U.S. ", "3.5", ". ", ".", "”", "“", "(free)", "The ", "war", "…",
            "? ", "\n", "\n\n", "Read more", "。", "江", " ", "He said", "!”", ")", "A",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), PIECES))
def test_sentences_are_exact_ordered_and_lose_no_word(text):
    if not text.strip():
        return
    document = make_document(Reading(text=text), "a")
    found = split_sentences(document)
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        words = text[one.start : one.end]
        assert words == words.strip()
        last = one.end
    held = {place for one in found for place in range(one.start, one.end)}
    for block in document.blocks:
        for place in range(block.start, block.end):
            if text[place].isalnum():
                read = block.kind in {"headline", "body"}
                assert (place in held) == read


@pytest.mark.parametrize(
    "text",
    [
        "They met on Monday. " * 50_000, "a" * 1_000_000, "." * 1_000_000,
        "- " * 500_000, "Mr. " * 250_000, ".”" * 400_000 + "The", "a)B" * 300_000,
        " " * 900_000 + "x", "U.S." * 200_000,
    ],
)  # fmt: skip
def test_a_megabyte_line_is_split_to_its_end(text):
    kept = sum(sign.isalnum() for one in split(text) for sign in one)
    assert kept == sum(sign.isalnum() for sign in text)


def test_the_founding_articles_have_no_headless_sentence(seeds):
    for document in read_documents(seeds):
        found = split_sentences(document)
        assert len(found) > 15
        for one in found:
            assert not document.text[one.start].islower()
