"""Which words of a sentence a claim quotes."""

from __future__ import annotations

import pytest

from suzerain.evidence.extract import extract
from suzerain.sources.document import Document


def _quotes(text: str, relation: str) -> list[str]:
    claims = extract([Document(id="doc-1", name="a", text=text)])
    return [one.quote for one in claims if one.relation == relation]


@pytest.mark.parametrize(
    ("text", "relation", "quote"),
    [
        (
            "Peru sold Chile wheat and expelled two Bolivian diplomats.",
            "SANCTION",
            "expelled two Bolivian diplomats",
        ),
        (
            "Peru sold Chile wheat and expelled two Bolivian diplomats.",
            "SUPPLIES_FOOD",
            "Peru sold Chile wheat",
        ),
        (
            "Kenya shelled Uganda, accused Rwanda of treason and met Egypt.",
            "ACCUSE",
            "accused Rwanda of treason",
        ),
        (
            "Ghana warned that Togo would close the strait.",
            "WARN",
            "Ghana warned that Togo would close the strait",
        ),
    ],
)
def test_a_claim_quotes_its_own_verb_phrase(
    text: str, relation: str, quote: str
) -> None:
    assert quote in _quotes(text, relation)


def test_the_end_of_a_relative_clause_starts_no_second_verb() -> None:
    text = "Spain, which borders Portugal, accused Morocco of spying."
    assert _quotes(text, "ACCUSE") == [text[:-1]]


def test_more_than_parts_no_clause() -> None:
    text = (
        "The jets that Chad bombed Niger with struck more than thirty times last year."
    )
    claims = extract([Document(id="d", name="a", text=text)])
    assert claims[0].quote.endswith("last year")
