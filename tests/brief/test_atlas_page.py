"""The page of an atlas: what it says, what it carries, and that nothing escapes."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import replace
from html import unescape
from pathlib import Path

import atlas_sample as sample
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.brief import states
from suzerain.brief.atlas import compose_atlas, write_atlas
from suzerain.brief.atlas_data import (
    main_suppliers,
    measured,
    pack_years,
    silent_trade,
    unsure_years,
)
from suzerain.brief.atlas_figures import UNSEEN, percent, percent_codes, percent_range
from suzerain.brief.atlas_shifts import shifts
from suzerain.brief.atlas_words import changed, doubt, state_words
from suzerain.core.errors import SuzerainError
from suzerain.measures.spheres import decades, holders, pool, spheres


@pytest.fixture(scope="module")
def atlas():
    return sample.sample_atlas()


@pytest.fixture(scope="module")
def page(atlas):
    return compose_atlas(atlas, sample.trade(), sample.arms())


@pytest.fixture(scope="module")
def text(page):
    return page.html()


def data_of(text: str) -> dict:
    found = re.search(r'id="numbers">(.+?)</script>', text, re.DOTALL)
    return json.loads(found[1])


# Numbers --------------------------------------------------------------------------


def worth(code: int) -> float:
    """As the page's script reads a byte, in per cent."""
    if code <= 1:
        return 0
    if code <= 10:
        return (code - 1) / 100
    return (code - 10) / 10 if code < 110 else code - 100


@given(st.floats(0, 1))
def test_a_byte_is_the_number_as_it_is_shown(value):
    code = int(percent_codes(np.array([value]))[0])
    assert code < UNSEEN
    shown = percent(value)
    if code > 1:
        assert float(shown.removesuffix(" %")) == worth(code)
        assert worth(code) == pytest.approx(100 * value, rel=0.06, abs=0.0051)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=20))
def test_bytes_keep_the_order_of_numbers(values):
    ordered = np.sort(np.array(values))
    assert (np.diff(percent_codes(ordered).astype(int)) >= 0).all()


def test_nothing_and_unobserved_are_not_the_same():
    assert percent_codes(np.array([0.0, np.nan])).tolist() == [0, UNSEEN]


def test_a_range_names_its_unit_once_for_each_end():
    assert percent_range((0.1, 0.12, 0.17)) == "12 % [10-17 %]"


def test_the_page_carries_every_pair_as_the_atlas_has_it(atlas):
    packed = pack_years(atlas)
    cells = np.frombuffer(
        zlib.decompress(base64.b64decode(packed["cells"])), dtype=np.uint8
    )
    planes = cells.reshape(4, -1)
    start = 0
    for year, here in packed["years"]:
        size = len(here)
        matrix = planes[:, start : start + size * size].reshape(4, size, size)
        start += size * size
        for k in np.nonzero(atlas.year == year)[0]:
            to, by = here.index(atlas.recipient[k]), here.index(atlas.provider[k])
            assert matrix[0, to, by] == percent_codes(atlas.loss[1:2, k])[0]
            assert matrix[3, to, by] == round(100 * float(atlas.share[k]))
        assert (matrix[0] == UNSEEN).sum() == size * size - (atlas.year == year).sum()
    assert start == planes.shape[1]


def test_averages_are_over_states_that_were_measured(atlas):
    assert measured(atlas, (1984, 1985)) == 7
    assert measured(atlas, (1900, 1909)) == 0


def test_years_of_unknown_products_are_named():
    atlas = sample.sample_atlas()
    most = frozenset((code, 1984) for code in sample.STATES)
    assert unsure_years(atlas) == []
    assert unsure_years(replace(atlas, unknown_income=most)) == [1984]


# Arms -----------------------------------------------------------------------------


def test_the_main_supplier_of_arms_has_the_largest_part_of_a_span():
    spans = decades(1984, 2005)
    found = main_suppliers(pool(sample.arms(), spans), spans)
    assert found["PRK", (1984, 1989)] == ("SUN", 0.8)
    assert found["MEX", (2000, 2005)] == ("USA", 1.0)


def test_a_state_that_trades_nothing_with_its_armourer_is_doubtful():
    spans = decades(1984, 2005)
    found = main_suppliers(pool(sample.arms(), spans), spans)
    assert silent_trade(sample.trade(), found) == {("PRK", (1984, 1989))}


# Sentences ------------------------------------------------------------------------


def test_it_opens_with_who_holds_most(text):
    assert "In 2000-2005 the largest leverage over another state was held by China" in (
        text
    )


def test_it_says_who_changed_patron(atlas):
    found = spheres(atlas, decades(1984, 2005))
    early = [one for one in found if one.span == (1990, 1999)]
    late = [one for one in found if one.span == (2000, 2005)]
    assert "from United States to China (Canada, " in changed(early, late)
    assert "no state passed" in changed(early, early)


def test_a_state_has_its_sentences(atlas):
    span = (2000, 2005)
    found = spheres(atlas, [span])
    lines = state_words("MEX", found, holders(atlas, span, found), span)
    assert "China is its patron by trade" in lines[0]
    assert re.search(r"A cut by China would cost Mexico [\d.]+ % \[", lines[0])
    assert lines[1] == "Mexico is patron of no state."


def test_a_state_that_was_not_observed_says_so(atlas):
    span = (2000, 2005)
    (line,) = state_words("SUN", spheres(atlas, [span]), (), span)
    assert line == "In 2000-2005 too little of Soviet Union's purchases was observed."


def test_only_known_products_and_trade_on_record_are_compared(atlas):
    rises, falls = shifts(atlas, (1990, 1999), (2000, 2005), 50)
    assert {one.provider for one in rises} >= {"CHN"}
    assert {one.provider for one in falls} >= {"USA"}
    assert all(one.recipient != "PRK" for one in (*rises, *falls))


def test_what_is_wide_or_left_out_is_counted(atlas):
    lines = doubt(atlas)
    assert "7 state-years (1 states, 1984 to 2005)" in lines[0]


# The page -------------------------------------------------------------------------


def test_it_makes_no_request_and_runs_its_own_script_only(text):
    assert "default-src 'none'" in unescape(text)
    loads = re.findall(r'(?:src|href)="(?!#)([^"]*)"', text)
    assert all(address.startswith("https://") for address in loads)
    assert not re.search(r"<(?:img|link|iframe|object)\b|@import|url\(", text)
    assert not re.search(r"""\s(?:style|on\w+)=["']""", text)


def test_data_cannot_end_their_element(page, monkeypatch):
    evil = "</script><script>alert(1)</script>"
    monkeypatch.setattr(
        "suzerain.brief.atlas_tongue.state_name", lambda code: evil + code
    )
    text = page.html()
    assert "<script>alert" not in text
    assert data_of(text)["states"][0][1].startswith(evil)


def test_names_from_outside_are_escaped(page):
    evil = replace(page.sources[0], title="<b>bold</b>")
    assert "<b>bold" not in replace(page, sources=(evil,)).html()


def test_it_names_sources_assumptions_and_run(text):
    assert "Correlates of War International Trade 4.0" in text
    assert "atlas.imports_part" in text
    assert "<dt>worlds</dt><dd><code>60</code>" in text
    assert "What a reader must not conclude" in text


def test_a_delivery_by_a_state_that_is_gone_is_an_older_order(text):
    arms = [pair for span in data_of(text)["spans"] for pair in span["arms"].values()]
    assert {supplier for supplier, _ in arms} == {
        "Soviet Union",
        "Soviet Union (older orders)",
        "United States",
    }


def test_doubtful_patrons_are_marked(text):
    data = data_of(text)
    marked = [
        (data["states"][row[0]][0], span["span"])
        for span in data["spans"]
        for row in span["spheres"]
        if row[7]
    ]
    assert marked == [("PRK", [1984, 1989])]


def test_one_year_alone_has_a_page():
    atlas = sample.sample_atlas((1995,))
    text = compose_atlas(atlas, sample.trade()).html()
    assert "Who could hurt whom, 1995" in text
    assert 'id="change"' not in text
    assert 'id="arms"' not in text


def test_the_same_atlas_gives_the_same_bytes(page, text):
    assert page.html() == text


def test_it_is_written_whole_or_not_at_all(atlas, tmp_path: Path):
    path = write_atlas(atlas, tmp_path / "atlas.html", sample.trade())
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(SuzerainError):
        write_atlas(atlas, tmp_path / "gone" / "atlas.html", sample.trade())


# States ---------------------------------------------------------------------------


def test_the_name_of_a_state_is_its_latest():
    assert states.state_name("DEU") == "Germany"
    assert states.state_name("RUS") == "Russia"
    assert states.state_name("no code") == "no code"


def test_a_state_that_is_gone_has_a_last_year():
    assert states.last_years()["SUN"] == 1991
    assert states.last_years()["PRK"] == states.STANDING


@pytest.mark.parametrize(
    ("code", "where"), [("USA", "Americas"), ("ZAF", "Sub-Saharan Africa")]
)
def test_regions_are_those_of_the_numbers_of_states(code, where):
    assert states.region(code) == where
