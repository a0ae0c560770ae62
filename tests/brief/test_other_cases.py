"""Briefs on other pacts, and on cases where much is missing, stay right."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numbers_on_page
import pytest
import sample
from lxml import html

from suzerain.brief.bottom import knew
from suzerain.brief.brief import Brief, compose, write_brief
from suzerain.brief.results import Results
from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.pact import Pact, Stance, Term, ThirdPower
from suzerain.case.tie import Tie
from suzerain.core.errors import NothingRead
from suzerain.core.spread import Spread

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.txt"))
FEW = 60
LARGEST = 1_000_000  # bytes
# What must never stand in a sentence of ours: no figure, unset words, doubled ones.
WRONG = re.compile(
    r"\bnan\b|\bNone\b|\binf\b|\{|\}|\b(?:tie|term|need|good|group|power|pact|prior)\."
    r"[a-z_]+\.?[A-Za-z_]*\b|(?<!\w)(?!(?:that|had)\b)([a-z]{2,}) \1(?!\w)|\.\.(?!\.)"
    r"|(?<!the )(?<!The )(?<!\()\b(?:United States|Soviet Union|Solomon Islands)"
)


def read(paths: list[Path]) -> Case:
    from suzerain.case.build import build_case
    from suzerain.evidence.extract import extract
    from suzerain.sources.read import read_documents

    documents = read_documents(paths)
    return build_case(documents, extract(documents), name="other")


@pytest.fixture(
    scope="module",
    params=[[ROOT / "examples" / "articles"], *([path] for path in ARTICLES)],
    ids=["examples", *(path.stem for path in ARTICLES)],
)
def other(request) -> Brief:
    try:
        case = read(request.param)
    except NothingRead as error:
        pytest.skip(f"the reader finds no pact: {error}")
    return write_brief(case, worlds=FEW)


def own_words(brief: Brief) -> list[str]:
    """Sentences of the brief without the words of its sources."""
    return [
        re.sub(r"“[^”]*” \([^)]*\)", "", str(finding)) for finding in brief.findings
    ]


def test_every_number_about_any_pact_leads_somewhere(other: Brief):
    assert numbers_on_page.naked(other.html()) == []


def test_no_sentence_about_any_pact_is_broken(other: Brief):
    for sentence in own_words(other):
        assert not WRONG.search(sentence), sentence


def test_every_sentence_begins_with_a_capital_and_ends(other: Brief):
    for finding in other.findings:
        text = str(finding)
        assert text[0].isupper() or text[0] in '“"', text
        assert text.rstrip()[-1] in ".?!”)", text


def test_a_page_stays_small(other: Brief):
    assert len(other.html().encode()) < LARGEST


def test_stances_are_told_once_for_each_speaker_and_attitude(other: Brief):
    for section in other.sections:
        if section.id == "stances":
            rows = [(str(row[0][0]), str(row[1][0])) for row in section.blocks[-1].rows]
            assert len(rows) == len(set(rows))


def pact_of(*members: str, terms: tuple[Term, ...] = ()) -> Pact:
    return Pact(
        id="-".join(members).lower(), name="a pact", members=members, terms=terms
    )


def given(good: str, giver: str, taker: str, status: str = "promised") -> Term:
    return Term(giver=giver, taker=taker, good=good, status=status, basis=())


def by_hand(*members: str, **fields: object) -> Case:
    ring = tuple(
        given(good, giver, taker)
        for good, giver, taker in zip(
            ("oil", "grain", "drones"),
            members,
            (*members[1:], members[0]),
            strict=False,
        )
    )
    started = Case(
        name="by-hand",
        actors=tuple(Actor(code=m, name=f"{m.title()}land") for m in members),
        pacts=(pact_of(*members, terms=ring),),
    )
    return replace(started, **fields)


def need(actor: str, good: str) -> Need:
    return Need(
        actor=actor,
        good=good,
        weight=Spread(low=0.05, high=0.1),
        home=Spread(low=0.1, high=0.3),
        basis=(),
    )


def test_three_members_are_listed_with_commas():
    members = ("AAA", "BBB", "CCC")
    needs = (need("BBB", "oil"), need("CCC", "grain"), need("AAA", "drones"))
    brief = write_brief(by_hand(*members, needs=needs), worlds=FEW)
    assert "Aaaland, Bbbland and Cccland" in brief.title
    assert not any(WRONG.search(sentence) for sentence in own_words(brief))


def test_without_a_tie_nobody_is_called_a_patron():
    brief = write_brief(by_hand("AAA", "BBB"), worlds=FEW)
    said = " ".join(own_words(brief))
    assert "No outside power" in said
    assert "consent of" not in said
    assert not WRONG.search(said)
    assert numbers_on_page.naked(brief.html()) == []


def test_a_third_power_without_contest_or_forecast_reads_well():
    case = by_hand(
        "AAA",
        "BBB",
        needs=(need("BBB", "oil"), need("AAA", "grain")),
        ties=(
            Tie(
                provider="CCC",
                recipient="AAA",
                good="grain",
                share=Spread(low=0.6, high=0.9),
                basis=(),
            ),
        ),
        powers=(ThirdPower(actor="CCC", role="third", basis=()),),
    )
    case = replace(case, actors=(*case.actors, Actor(code="CCC", name="United States")))
    brief = write_brief(case, worlds=FEW)
    said = " ".join(own_words(brief))
    assert "The United States holds the largest leverage over Aaaland." in said
    assert "No tie was found by which Bbbland would depend on it." in said
    assert not WRONG.search(said)


def changed(**solved: object) -> Results:
    made = sample.results()
    return replace(made, solution={**(made.solution or {}), **solved})


def test_a_pact_that_sources_report_and_the_model_doubts_is_a_finding():
    brief = compose(changed(p_pact=0.3, p_pact_without_consent=0.1))
    finding = next(f for f in brief.findings if f.id == "unexpected")
    assert "Sources and assumptions disagree" in str(finding)
    assert "signed a pact" in str(finding)
    assert "less than half" in str(brief.bottom_line[1])


def test_a_pact_that_the_model_expects_is_no_such_finding():
    assert all(f.id != "unexpected" for f in compose(sample.results()).findings)


def test_a_pact_that_pays_in_no_world_raises_no_question_of_consent():
    brief = compose(changed(p_pact=0.0, p_pact_without_consent=0.0))
    said = " ".join(own_words(brief))
    assert "does not arise" in said
    assert "as things are" not in said
    assert not WRONG.search(said)


def test_a_member_that_gets_nothing_is_named_as_what_is_missing():
    made = sample.case()
    pact = made.pacts[0]
    one_way = replace(pact, terms=tuple(t for t in pact.terms if t.taker == "XAR"))
    case = replace(made, pacts=(one_way,), questions=())
    solved = changed(p_pact=0.1)
    terms = [t for t in solved.solution["terms"] if t["taker"] == "XAR"]
    solved = replace(solved, solution={**solved.solution, "terms": terms})
    brief = compose(replace(solved, case=case, forecasts=()))
    finding = next(f for f in brief.findings if f.id == "unexpected")
    assert "by which Brestia would get anything in return" in str(finding)


def test_other_candidates_are_named_in_one_sentence():
    made = sample.case()
    main = replace(made.pacts[0], support=6.0)
    second = replace(pact_of("XAR", "XCO"), support=2.0, basis=main.basis)
    case = replace(made, pacts=(main, second))
    brief = compose(sample.results(of=case))
    finding = next(f for f in brief.findings if f.id == "candidates")
    assert "the pact of Arvania and Corvia, much less supported" in str(finding)


def test_what_a_speaker_calls_it_stands_first_and_its_sentence_is_folded():
    page = html.fromstring(compose(sample.results()).html())
    cell = page.xpath("//table[@id='table-stances']//td[4]")[0]
    assert cell.xpath("./q")[0].text == "a match held to dry straw"


def test_a_member_that_rejects_its_critics_counts_for_its_pact():
    made = sample.case()
    spoken = made.claims[0].id
    more = tuple(
        Stance(
            actor="XAR",
            speaker="XAR/Orm",
            target="xar-xbe",
            attitude=attitude,
            claim=spoken,
        )
        for attitude in ("opposes", "endorses")
    )
    case = replace(made, stances=(*made.stances, *more))
    section = next(
        s for s in compose(sample.results(of=case)).sections if s.id == "stances"
    )
    rows = [(str(row[0][0]), str(row[1][0])) for row in section.blocks[-1].rows]
    assert rows[-1] == ("Orm (Arvania)", "in favour of")
    assert ("Orm (Arvania)", "against") not in rows


def test_at_most_four_contested_forecasts_are_key_judgments():
    made = sample.results()
    first = made.forecasts[0]
    lasting = {**first, "question": "question.outlives_war.xar-xbe"}
    question = made.case.questions[0]
    more = [
        replace(question, id=f"question.{good}.XAR.XBE", term=f"term.{good}.XAR.XBE")
        for good in ("oil", "grain", "food", "arms", "money", "missiles")
    ]
    pact = made.case.pacts[0]
    terms = (given(q.term.split(".")[1], "XAR", "XBE") for q in more)
    pact = replace(pact, terms=(*pact.terms, *terms))
    case = replace(made.case, pacts=(pact,), questions=(question, *more))
    forecasts = (first, *({**first, "question": q.id} for q in more), lasting)
    brief = compose(replace(made, case=case, forecasts=forecasts))
    judged = [
        f.id
        for section in brief.sections
        if section.id == "judgments"
        for f in section.findings
        if f.id.startswith("forecast.")
    ]
    assert len(judged) == 5
    assert judged[-1] == "forecast.question.outlives_war.xar-xbe"


def test_nothing_on_a_page_is_not_a_number(other: Brief):
    words = html.fromstring(other.html()).get_element_by_id("page").text_content()
    assert not re.search(r"\bnan\b", words)


def test_the_first_screen_asks_of_the_patron_alone_whether_it_knew():
    assert knew(sample.results())
    assert knew(changed(patron="NLG")) is None
    assert knew(changed(patron=""))


def test_what_was_long_ago_is_not_held_against_the_model():
    made = sample.case()
    old = tuple(
        replace(c, kind="history") if c.relation == "PERMITS" else c
        for c in made.claims
    )
    contests = tuple(replace(contest, asserted=()) for contest in made.contests)
    case = replace(made, claims=old, contests=contests)
    brief = compose(sample.results(of=case))
    assert all(finding.id != "contradiction" for finding in brief.findings)
