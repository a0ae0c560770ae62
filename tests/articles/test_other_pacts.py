"""Articles about other pacts, with other patrons, give sensible briefs."""

from __future__ import annotations

import tomllib

import pytest
from places import ROOT

import suzerain as sz

FOLDER = ROOT / "tests" / "articles"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text())
WHOLE = [name for name, wanted in EXPECTED.items() if "split" not in wanted]


@pytest.fixture(scope="module", params=sorted(WHOLE))
def article(request):
    documents = sz.read_documents([FOLDER / f"{request.param}.txt"])
    case = sz.build_case(documents, sz.extract(documents), name=request.param)
    return case, EXPECTED[request.param]


def test_the_members_are_right(article) -> None:
    case, expected = article
    assert list(case.pact.members) == expected["members"]


def test_the_patron_is_computed_right(article) -> None:
    case, expected = article
    assert sz.solve(case, sz.Worlds(count=500)).patron == expected["patron"]


def test_the_terms_that_a_reader_sees_are_there(article) -> None:
    case, expected = article
    found = {f"{term.good}.{term.giver}.{term.taker}" for term in case.pact.terms}
    assert set(expected["terms"]) <= found


def test_the_brief_is_written_and_every_number_is_grounded(article) -> None:
    case, _ = article
    brief = sz.write_brief(case, worlds=300)
    assert case.pact.name or case.pact.id
    for step in brief.traces.values():
        assert step["kind"] in ("claim", "assumption") or step.get("parents")
