"""Each step behind a figure stands on the page once."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import sample
from large_case import large_case

from suzerain.brief.brief import Brief, compose
from suzerain.brief.markup import anchor
from suzerain.brief.steps import MANY, cited, listed_steps, quoted, tabled


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(sample.results())


@pytest.fixture(scope="module")
def large() -> Brief:
    case = large_case(actors=40, claims=MANY + 100, documents=50)
    return compose(replace(sample.results(), case=case))


def test_a_step_stands_in_one_place(brief: Brief):
    listed = [step.key for step in listed_steps(brief)]
    assert len(listed) == len(set(listed))
    assert not set(listed) & (tabled(brief) | quoted(brief))
    assert set(brief.traces) <= {*listed, *tabled(brief), *quoted(brief)}


def test_every_trace_has_its_place_on_the_page(brief: Brief):
    page = brief.html()
    assert [k for k in brief.traces if page.count(f'id="why-{anchor(k)}"') != 1] == []


def test_parents_are_told_once_and_named_after(brief: Brief):
    steps = {step.key: step for step in listed_steps(brief)}
    for key, step in steps.items():
        parents = tuple(brief.traces[key].get("parents", ()))
        assert (steps[step.same].parents if step.same else step.parents) == parents
    assert len({s.parents for s in steps.values() if s.parents}) == len(
        [s for s in steps.values() if s.parents]
    )


def test_a_quote_is_not_sent_beside_its_document(brief: Brief):
    page = brief.html()
    quote = "Without a nod from Corvia not one drone would have crossed the strait"
    listed = page[page.index('id="steps"') :]
    assert quote in page
    assert quote not in listed


def test_of_very_many_claims_those_behind_a_figure_are_marked(large: Brief):
    page = large.html()
    marked = re.findall(r'<a id="why-c-[^"]*" data-at=', page)
    assert len(marked) == len(cited(large)) < len(large.results.case.claims)
    assert "those are shown that a figure rests on by itself" in page


def test_of_few_claims_all_are_marked(brief: Brief):
    marked = re.findall(r'<a id="why-c-[^"]*" data-at=', brief.html())
    assert len(marked) == len(brief.results.case.claims)


def test_the_row_of_an_assumption_carries_its_range(brief: Brief):
    register = brief.results.case.register
    rows = re.findall(r'<tr id="why-([^"]+)" data-spread="([^"]+)"', brief.html())
    assert {key for key, _ in rows} == {anchor(key) for key in tabled(brief)}
    for key in tabled(brief):
        spread = register[key].spread
        told = dict(rows)[anchor(key)].split(" ")
        assert [float(told[0]), float(told[2])] == [spread.low, spread.high]
        assert told[3] == spread.shape
