import random
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence import shingles
from suzerain.evidence.shingles import BAND, EMPTY, band_hashes, near_pairs, sketch

WORDS = [f"{a}{b}{c}" for a in "ptkbdg" for b in "aeiou" for c in ("", "rn", "velling")]


def told(seed, length=200):
    draw = random.Random(seed)  # noqa: S311
    return " ".join(draw.choices(WORDS, k=length))


def edited(text, every):
    words = text.split(" ")
    words[::every] = ["changed"] * len(words[::every])
    return " ".join(words)


def runs(text):
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def resemblance(left, right):
    """The slow plain twin: runs in both of runs in either."""
    return len(runs(left) & runs(right)) / len(runs(left) | runs(right))


@pytest.mark.parametrize("every", [12, 20, 40, 90, 1000])
def test_sketches_agree_in_the_share_of_runs_in_common(every):
    pairs = [(told(n), edited(told(n), every)) for n in range(20)]
    exact = np.mean([resemblance(left, right) for left, right in pairs])
    left, right = (sketch(side) for side in zip(*pairs, strict=True))
    assert abs((left == right).mean() - exact) < 0.05


def test_a_copy_with_other_letters_and_signs_is_found():
    text = told(1)
    loud = text.upper().replace(" ", ", ")
    quoted = "\u201c" + text.replace(" ", "\u00a0") + "\u201d \u2014 so"
    found = near_pairs([text, told(2), loud, quoted]).tolist()
    assert found == [[0, 2], [0, 3], [2, 3]]


def test_copies_in_a_script_without_spaces_are_found():
    text = "".join(chr(0x4E00 + (n * n * 7) % 500) for n in range(120))
    other = "".join(chr(0x4E00 + (n * n * 11) % 497) for n in range(120))
    assert near_pairs([text, other, text + "\u3002"]).tolist() == [[0, 2]]


def test_pairs_do_not_hang_on_where_blocks_end(monkeypatch):
    texts = [told(n % 30) + " " + told(100 + n, 3) for n in range(90)]
    whole = near_pairs(texts)
    assert len(whole) == 90
    monkeypatch.setattr(shingles, "BLOCK", 2000)
    assert (near_pairs(iter(texts)) == whole).all()


def test_short_and_empty_texts_are_in_no_pair():
    assert near_pairs(["", "four words are few", "", "four words are few"]).size == 0
    assert near_pairs([]).shape == (0, 2)
    assert (sketch([""]) == EMPTY).all()


def test_many_equal_texts_end_in_few_pairs(monkeypatch):
    monkeypatch.setattr(shingles, "MOST_IN_BUCKET", 3)
    pairs = near_pairs([told(1)] * 50)
    assert len(pairs) == 49 + 48 + 47


@given(st.lists(st.text(alphabet="aB0 .-_'", max_size=60), max_size=6))
def test_words_are_counted_as_the_plain_twin_counts_them(texts):
    data, firsts = shingles._joined(texts)  # noqa: SLF001
    hashes, counts = shingles._words(data, firsts)  # noqa: SLF001
    plain = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    assert counts.tolist() == [len(words) for words in plain]
    flat = [word for words in plain for word in words]
    assert len(set(hashes.tolist())) == len(set(flat))


@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_texts_have_sketches_and_equal_ones_meet(texts):
    table = sketch(texts)
    assert table.shape == (len(texts), shingles.BINS)
    bands = band_hashes(table)
    assert bands.shape == (shingles.BINS // BAND, len(texts))
    for left, one in enumerate(texts):
        for right, other in enumerate(texts):
            if one == other:
                assert (table[left] == table[right]).all()


def test_time_grows_with_the_length_of_the_texts_not_with_its_square():
    counted = []
    for size in (2_000, 4_000):
        texts = [told(n, size // 10) for n in range(10)]
        hashes, counts = shingles._words(*shingles._joined(texts))  # noqa: SLF001
        counted.append(len(shingles._runs(hashes, counts)[0]))  # noqa: SLF001
    assert counted[1] <= 2.1 * counted[0]
