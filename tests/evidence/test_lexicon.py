"""A user's own frames are checked line by line before they are used."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import EvidenceError
from suzerain.evidence.added import added, with_frames
from suzerain.evidence.extract import extract
from suzerain.evidence.lexicon import COLUMNS, parse_lexicon, read_lexicon
from suzerain.evidence.vocabulary import read_vocabulary
from suzerain.sources.document import Document

LINE = "grobble,verb,SUPPLIES_ARMS,subj,to|rec,drones?,,,"


def test_every_shipped_line_would_be_accepted():
    for row in read_vocabulary("frames.csv"):
        quoted = ",".join(f'"{row[name]}"' for name in COLUMNS)
        assert parse_lexicon(quoted)[0] == row


def test_headings_comments_and_empty_lines_are_passed_over():
    assert len(parse_lexicon(f"# mine\n{','.join(COLUMNS)}\n\n{LINE}\n")) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("grobble,verb,SUPPLIES_ARMS", "it has 3 cells"),
        (LINE.replace("SUPPLIES_ARMS", "GROBBLES"), "no relation 'GROBBLES'"),
        (LINE.replace("subj", "nobody"), "no subject 'nobody'"),
        (LINE.replace("to|rec", "to|rek"), "no object 'to|rek'"),
        (LINE.replace("verb", "word"), "no pos 'word'"),
        (LINE.replace("drones?", "dragons"), "no good 'dragons'"),
        (LINE.replace(",,,", ",x,,"), "no polarity 'x'"),
        (LINE.replace(",,,", ",,x,"), "no kind 'x'"),
        (LINE.replace("grobble", "Grobble"), "no pattern 'Grobble'"),
        (LINE.replace("grobble", "* grobble"), "no pattern"),
        (LINE.replace("grobble", "a * b * c * d * e * f"), "no pattern"),
        (LINE.replace("grobble", ""), "no pattern ''"),
        ('"grobble' + LINE, "it is no CSV"),
    ],
)
def test_a_malformed_line_is_told_with_its_number_and_what_is_accepted(line, words):
    with pytest.raises(EvidenceError) as told:
        parse_lexicon(f"# mine\n{line}", "own.csv")
    assert "line 2 of own.csv" in str(told.value)
    assert words in str(told.value)
    assert told.value.accepted
    assert told.value.hint


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(EvidenceError, match="cannot be read"):
        read_lexicon(tmp_path / "none.csv")
    with pytest.raises(EvidenceError, match="cannot be read"):
        read_lexicon("a\0b")
    (tmp_path / "own.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EvidenceError, match="not UTF-8"):
        read_lexicon(tmp_path / "own.csv")


def test_added_frames_hold_in_their_block_and_thread_alone():
    seen = []
    with with_frames(parse_lexicon(LINE)):
        other = threading.Thread(target=lambda: seen.append(added().rows))
        other.start()
        other.join()
        assert len(added().rows) == 1
    assert seen == [()]
    assert added().rows == ()


def test_added_frames_change_nothing_elsewhere():
    text = "Norway buys gas from Algeria. Chad criticised Mali, and Peru sent grain."
    paper = Document(id="doc-1", name="a", text=text)
    before = extract([paper])
    with with_frames(parse_lexicon(LINE)):
        assert extract([paper]) == before


@given(st.lists(st.text(max_size=12), min_size=9, max_size=9))
def test_any_line_is_accepted_or_told(cells):
    with suppress(EvidenceError):
        assert len(parse_lexicon(",".join(cells))) <= 1 + sum(
            cell.count("\n") for cell in cells
        ) + len("".join(cells))
