"""The brief as a whole: its order, its numbers, its forms."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numbers_on_page
import pytest
import sample
from lxml import html
from places import EXAMPLES

import suzerain as sz
from suzerain.brief.brief import Brief, compose, reckon, write_brief
from suzerain.brief.finding import number, say
from suzerain.brief.why import Tracer, why
from suzerain.case.case import Case
from suzerain.core.errors import SuzerainError, UnknownReference
from suzerain.sources.document import Document, document_id

ROOT = Path(__file__).resolve().parents[2]
LIKELIHOOD = re.compile(r"\b(likely|unlikely|chance|certain)\b")


def example() -> Case:
    from suzerain.case.build import build_case
    from suzerain.evidence.extract import extract
    from suzerain.sources.read import read_documents

    documents = read_documents([ROOT / "examples" / "articles"])
    return build_case(documents, extract(documents))


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(sample.results())


@pytest.fixture(scope="module")
def page(brief: Brief) -> str:
    return brief.html()


@pytest.fixture(scope="module")
def read_brief() -> Brief:
    return write_brief(example(), worlds=200)


def test_every_number_on_the_page_leads_to_a_sentence_or_an_assumption(page: str):
    assert numbers_on_page.naked(page) == []


def test_every_number_of_a_brief_from_articles_does_so_too(read_brief: Brief):
    assert numbers_on_page.naked(read_brief.html()) == []


def test_every_trace_of_a_brief_from_articles_is_grounded(read_brief: Brief):
    tracer = Tracer(read_brief.results)
    loose = [ref for ref in read_brief.traces if not tracer.trace(ref).is_grounded]
    assert loose == []


@pytest.mark.parametrize(
    "planted",
    [
        "<p>in 42 of all cases</p>",
        '<p data-ref="nothing.of.the.kind">42</p>',
        '<p aria-label="42"></p>',
    ],
)
def test_a_planted_number_is_caught(page: str, planted: str):
    assert numbers_on_page.naked(page.replace("</main>", f"{planted}</main>"))


def test_words_with_a_figure_of_their_own_are_refused():
    with pytest.raises(SuzerainError, match="leads nowhere"):
        say("loose", "in 42 of all cases")


def test_the_same_seed_gives_the_same_bytes(read_brief: Brief):
    again = write_brief(example(), worlds=200)
    assert again.html() == read_brief.html()
    assert again.markdown() == read_brief.markdown()
    assert again.to_dict() == read_brief.to_dict()


def test_a_brief_goes_from_bottom_line_to_run_record(read_brief: Brief):
    ids = [p.get("id") for p in html.fromstring(read_brief.html()).iter("section")]
    order = [
        "bottom-line",
        "judgments",
        "pact",
        "dependence",
        "powers",
        "stances",
        "alternatives",
        "forecasts",
        "months",
        "drivers",
        "gaps",
        "sources",
        "assumptions",
        "run",
    ]
    assert [name for name in ids if name in order] == order


def test_the_first_screen_answers_six_questions(brief: Brief):
    heads = [finding.head for finding in brief.bottom_line]
    assert heads == [
        "Who holds the leverage?",
        "Does the pact need consent?",
        "Did the patron know?",
        "What comes next?",
        "How sure?",
        "Why?",
    ]


def test_likelihood_and_confidence_never_share_a_sentence(brief: Brief):
    for finding in brief.findings:
        for sentence in re.split(r"(?<=[.?!])\s", str(finding)):
            assert not (LIKELIHOOD.search(sentence) and "onfidence" in sentence)


def test_bounds_stay_bounds(brief: Brief):
    text = brief.markdown()
    assert "at least 60 %" in text
    assert "30-45 %" in text


def test_a_claim_that_the_model_does_not_bear_out_is_named():
    said = str(compose(sample.results(without=0.71)).findings)
    assert "do not support this" in said
    assert "not one drone would have crossed the strait" in said


def test_a_claim_that_the_model_bears_out_is_named_as_such():
    said = str(compose(sample.results(without=0.05)).findings)
    assert "The model bears this out" in said


def test_a_posterior_never_stands_without_its_prior(brief: Brief):
    belief = next(f for f in brief.findings if f.id.startswith("belief."))
    assert "before it" in str(belief)
    assert len(belief.numbers) >= 2


def test_each_finding_keeps_slots_for_its_numbers(brief: Brief):
    for finding in brief.findings:
        for k, bound in enumerate(finding.numbers, start=1):
            assert f"{{n{k}}}" in finding.text
            assert bound.id == f"{finding.id}.n{k}"


def test_markdown_has_a_footnote_for_every_mark(brief: Brief):
    text = brief.markdown()
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    notes = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert marks
    assert marks == notes


def test_markdown_reads_as_it_was_reviewed(brief: Brief):
    opening = brief.markdown().split("## Key judgments")[0]
    assert re.sub(r"\[\^\d+\]", "", opening) == (
        Path(__file__).with_name("bottom_line.md").read_text(encoding="utf-8")
    )


def test_json_names_the_trace_of_each_number(brief: Brief):
    data = json.loads(json.dumps(brief.to_dict()))
    refs = [n["ref"] for f in data["bottom_line"] for n in f["numbers"]]
    assert refs
    assert set(refs) <= set(data["traces"])
    assert data["run"]["seed"] == 1


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_the_suffix_says_how_a_brief_is_written(
    brief: Brief, tmp_path: Path, suffix: str
):
    path = brief.save(tmp_path / f"brief{suffix}")
    text = path.read_text(encoding="utf-8")
    assert text.startswith(
        {".html": "<!doctype html>", ".md": "# ", ".json": "{"}[suffix]
    )


def test_an_unknown_suffix_is_refused(brief: Brief, tmp_path: Path):
    with pytest.raises(SuzerainError, match="cannot be written"):
        brief.save(tmp_path / "brief.odt")


def test_a_case_without_anything_still_gives_an_honest_brief():
    empty = compose(
        replace(
            sample.results(),
            case=Case(name="empty"),
            solution=None,
            weighings=(),
            forecasts=(),
            dependence=None,
            leverage=None,
        )
    )
    assert "name no pact" in str(empty)
    assert numbers_on_page.naked(empty.html()) == []
    assert empty.markdown()


def test_why_resolves_each_kind_of_id():
    made = sample.results()
    given = {
        "solution": made.solution,
        "weighings": made.weighings,
        "forecasts": made.forecasts,
        "grids": made.grids,
    }
    for name in (
        "solve.p_pact",
        "solve.p_pact_without_consent",
        "solve.consent_needed",
        "solve.term.drones.XBE.XAR",
        "solve.power.XCO.can",
        "solve.surplus.XAR",
        "solve.director_index.XCO",
        "solve.price_of_veto",
        "solve.p_pact_without_patron",
        "dependence.XAR.XCO",
        "leverage.XCO.XAR",
        "weigh.contest.XCO.xar-xbe.agreed",
        "weigh.contest.XCO.xar-xbe.knew",
        "forecast.question.missile_technology.XAR.XBE",
        "tie.oil.XCO.XBE",
        "need.oil.XBE.weight",
        "power.credibility",
        made.case.claims[0].id,
    ):
        trace = why(made.case, name, **given)
        assert trace.id == name
        assert trace.is_grounded


@pytest.mark.parametrize(
    "name",
    [
        "solve.nothing",
        "weigh.nobody.agreed",
        "tie.oil.A.B",
        "dependence.A",
        "count.sheep",
        "nonsense",
    ],
)
def test_why_refuses_what_it_does_not_know(name: str):
    made = sample.results()
    with pytest.raises(UnknownReference):
        why(made.case, name, solution=made.solution, grids=made.grids)


HOSTILE = "<script>alert('1')</script><img src=x onerror=alert(2)>]]></script>`|*[^1]"


@pytest.fixture(scope="module")
def hostile() -> Brief:
    made = sample.case()
    text = f"{HOSTILE}\n{sample.FIRST}"
    doc = Document(
        id=document_id(text), name=f"{HOSTILE}.txt", text=text, title=HOSTILE
    )
    shift = len(HOSTILE) + 1
    claims = tuple(
        replace(claim, doc=doc.id, start=claim.start + shift, end=claim.end + shift)
        for claim in made.claims
        if claim.doc == made.documents[0].id
    )
    evil = replace(claims[0], quote=HOSTILE, start=0, end=len(HOSTILE))
    others = tuple(c for c in made.claims if c.doc != made.documents[0].id)
    actors = tuple(replace(a, name=f"{a.name}{HOSTILE}") for a in made.actors)
    case = replace(
        made,
        title=HOSTILE,
        documents=(doc, made.documents[1]),
        actors=actors,
        claims=(evil, *claims[1:], *others),
        gaps=(HOSTILE,),
    )
    return compose(sample.results(of=case))


def test_hostile_text_stays_text(hostile: Brief):
    page = hostile.html()
    tree = html.fromstring(page)
    kinds = [script.get("type", "") for script in tree.iter("script")]
    assert kinds.count("") == 1
    assert set(kinds) <= {"", "application/json"}
    assert not list(tree.iter("img"))
    assert not [e for e in tree.iter() if any(k.startswith("on") for k in e.keys())]  # noqa: SIM118
    assert HOSTILE in tree.findtext(".//h1/bdi")


def test_hostile_text_cannot_break_markdown_tables(hostile: Brief):
    for line in hostile.markdown().splitlines():
        assert "<script" not in line.replace("\\<", "")


def test_no_style_or_handler_stands_outside_the_hashed_blocks(page: str):
    tree = html.fromstring(page)
    assert not [e for e in tree.iter() if e.get("style") is not None]
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_every_link_stays_within_the_page(page: str):
    tree = html.fromstring(page)
    ids = {e.get("id") for e in tree.iter() if e.get("id")}
    for link in tree.iter("a"):
        if link.get("href"):
            assert link.get("href").startswith("#")
            assert link.get("href")[1:] in ids


def test_no_id_stands_twice(page: str):
    ids = [e.get("id") for e in html.fromstring(page).iter() if e.get("id")]
    assert len(ids) == len(set(ids))


def test_every_passage_is_marked_with_its_exact_words(brief: Brief, page: str):
    tree = html.fromstring(page)
    for claim in brief.results.case.claims:
        marks = [
            m for m in tree.iter("mark") if claim.id in m.get("data-claims").split()
        ]
        assert "".join(m.text for m in marks) == claim.quote


def test_a_number_is_bound_to_what_it_rests_on():
    assert number("solve.p_pact", "72 %").ref == "solve.p_pact"


def test_why_resolves_dependence_for_one_good():
    case = example()
    tie = next(tie for tie in case.ties if tie.good == "oil")
    name = f"dependence.{tie.recipient}.{tie.provider}.oil"
    trace = Tracer(reckon(case, worlds=50)).trace(name)
    assert trace.id == name
    assert trace.is_grounded
    assert trace.parents


def test_every_amount_that_a_source_gives_for_a_term_is_shown_as_its_bound() -> None:
    documents = sz.read_documents([EXAMPLES])
    case = sz.build_case(documents, sz.extract(documents))
    text = sz.write_brief(case, worlds=50).markdown()
    assert "at least 11,000 soldiers" in text
