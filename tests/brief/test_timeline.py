"""The time line: lanes, dates with their precision, undated marks, hostile words."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import hostile_results
import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from suzerain.brief.charts.lanes import MARK, LanePlan, lay
from suzerain.brief.charts.timeline import lanes, timeline
from suzerain.brief.chronicle import MOST, Told, chronicle, years
from suzerain.brief.results import Results
from suzerain.brief.why import Tracer
from suzerain.case.event import Event

SPANS = st.one_of(
    st.none(),
    st.tuples(st.integers(1900, 2030), st.sampled_from((0.0, 1 / 12, 1.0))).map(
        lambda one: (float(one[0]), one[0] + one[1])
    ),
)
MARKS = st.lists(st.tuples(st.integers(0, 3), SPANS), min_size=1, max_size=60)


def with_events(*times: str) -> Results:
    made = sample.case()
    claims = [claim.id for claim in made.claims]
    events = tuple(
        Event(time=time, actor="XBE", relation=f"R{k}", target="XAR", claim=claim)
        for k, (time, claim) in enumerate(zip(times, claims, strict=False))
    )
    return sample.results(of=replace(made, events=events))


def laid(marks: list[tuple[int, tuple[float, float] | None]]) -> LanePlan:
    return lay(marks, 4, left=100, right=560, top=20)


@given(MARKS)
def test_no_two_marks_cover_each_other(
    marks: list[tuple[int, tuple[float, float] | None]],
) -> None:
    made = laid(marks)
    for one, other in combinations(made.marks, 2):
        assert abs(one.x - other.x) >= MARK - 1e-6 or abs(one.y - other.y) >= MARK


@given(MARKS)
def test_every_mark_stands_within_its_lane_and_the_picture(
    marks: list[tuple[int, tuple[float, float] | None]],
) -> None:
    made = laid(marks)
    for mark in made.marks:
        assert made.tops[mark.lane] <= mark.y - MARK / 2
        assert mark.y + MARK / 2 <= made.tops[mark.lane + 1]
        assert 100 <= mark.left <= mark.x <= mark.right <= 560


@given(MARKS)
def test_dates_run_from_left_to_right_and_precision_is_width(
    marks: list[tuple[int, tuple[float, float] | None]],
) -> None:
    made = laid(marks)
    dated = [(marks[m.spot][1], m) for m in made.marks if marks[m.spot][1]]
    for (one, a), (other, b) in combinations(dated, 2):
        if one[0] < other[0]:
            assert a.left < b.left
        assert (one[1] - one[0]) * (b.right - b.left) == pytest.approx(
            (other[1] - other[0]) * (a.right - a.left), abs=1e-6
        )
    if made.undated is not None:
        assert all(m.right <= made.undated for _, m in dated)


@given(MARKS)
def test_names_of_dates_stand_apart(
    marks: list[tuple[int, tuple[float, float] | None]],
) -> None:
    places = [x for x, _ in laid(marks).ticks]
    assert all(b - a >= 60 for a, b in pairwise(places))


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-06-40", "24", "2024-6"])
def test_what_is_no_date_is_undated(text: str) -> None:
    assert years(text) is None


def test_a_line_shows_how_exact_a_date_is() -> None:
    drawn = timeline(with_events("2030", "2031-03", "2031-03-03"))
    assert drawn is not None
    tree = html.fragment_fromstring(drawn.svg)
    assert len(tree.xpath(".//path[@class='stroke a']")) == 2
    assert "how exact" in str(drawn.reading)


def test_undated_ones_are_told_apart_and_said_to_be() -> None:
    drawn = timeline(with_events("2030", "", ""))
    assert drawn is not None
    assert "no date given, in the order told" in drawn.svg
    assert "the others follow on the right" in str(drawn.reading)
    bare = timeline(with_events("", ""))
    assert bare is not None
    assert "None is dated" in str(bare.reading)
    assert "as they are told" in str(bare.title[0])


def test_acts_statements_and_denials_have_each_their_shape() -> None:
    drawn = timeline(with_events("2030"))
    assert drawn is not None
    marks = html.fragment_fromstring(drawn.svg).xpath(".//a/*[not(self::text)]")
    assert {f"{m.tag} {m.get('class')}" for m in marks} == {
        "path mark a",
        "circle mark c",
        "path stroke b",
        "path stroke a",
    }


def test_a_denial_is_no_statement_as_well() -> None:
    told = chronicle(with_events("2030"))
    assert [one.kind for one in told if one.actor == "XCO"] == ["denial"]


def test_what_several_claims_tell_alike_stands_once() -> None:
    found = with_events("2030", "2030")
    alike = tuple(replace(e, relation="SAME") for e in found.case.events)
    told = chronicle(replace(found, case=replace(found.case, events=alike)))
    (act,) = [one for one in told if one.kind == "act"]
    assert len(act.claims) == 2


def test_what_would_happen_on_a_condition_is_no_act() -> None:
    made = sample.case()
    nod = next(c for c in made.claims if c.certainty == "conditional")
    event = Event(time="", actor="XCO", relation="PERMITS", target="", claim=nod.id)
    found = sample.results(of=replace(made, events=(event,)))
    assert not [one for one in chronicle(found) if one.kind == "act"]


def test_every_mark_leads_to_its_sentence_and_shows_it() -> None:
    found = with_events("2030", "")
    drawn = timeline(found)
    assert drawn is not None
    links = html.fragment_fromstring(drawn.svg).xpath(".//a")
    claims = found.claims
    assert len(links) == len(chronicle(found))
    for link in links:
        quote = claims[link.get("data-claim")].quote
        assert quote[:20] in link.text_content()


def test_counts_lead_to_the_claims_that_they_count() -> None:
    found = with_events("2030", "")
    step = Tracer(found).trace("count.acts")
    assert step.value == "2"
    assert [parent.id for parent in step.parents] == [
        claim.id for claim in found.case.claims[:2]
    ]


def test_many_actors_share_a_last_lane() -> None:
    found = sample.results()
    told = [
        Told(actor=f"X{k}", kind="act", time="", sort="", toward="", claims=("c",))
        for k in range(300)
    ]
    rows = lanes(found, told)
    assert rows[-1] == "others"
    assert len(rows) <= 10


def test_a_picture_of_very_much_stays_of_a_size() -> None:
    made = sample.case()
    claim = made.claims[0].id
    events = tuple(
        Event(time="", actor="XBE", relation=f"R{k}", target="", claim=claim)
        for k in range(2000)
    )
    drawn = timeline(sample.results(of=replace(made, events=events)))
    assert drawn is not None
    assert drawn.svg.count("<a ") == MOST
    assert len(drawn.table.rows) == MOST
    assert "2000 acts" in str(drawn.reading)


def test_without_acts_or_words_there_is_no_picture() -> None:
    made = replace(sample.case(), events=(), stances=(), claims=())
    assert timeline(sample.results(of=made)) is None


def test_words_of_a_hostile_source_stay_words() -> None:
    found = hostile_results.results()
    claim = found.case.claims[0].id
    event = Event(time="", actor="XAR", relation="PACT", target="", claim=claim)
    drawn = timeline(replace(found, case=replace(found.case, events=(event,))))
    assert drawn is not None
    assert "<script" not in drawn.svg
    assert "&lt;script" in drawn.svg
