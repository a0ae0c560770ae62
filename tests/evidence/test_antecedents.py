"""Of "B, whom A bombed" the other side is B; two who met need nobody else."""

from __future__ import annotations

import pytest

from suzerain.evidence.extract import extract
from suzerain.sources.document import Document


def sides(text: str, relation: str) -> set[tuple[str, str]]:
    claims = extract([Document(id="doc-1", name="example", text=text)])
    return {(one.subject, one.object) for one in claims if one.relation == relation}


@pytest.mark.parametrize(
    ("text", "relation", "pair"),
    [
        ("Peru relies on Egypt, whom Libya bombed in May.", "ASSAULT", ("LBY", "EGY")),
        (
            "Chad trusts Sisi, whom Maduro visited.",
            "CONSULT",
            ("VEN/Maduro", "EGY/Sisi"),
        ),
    ],
)
def test_whom_is_who_stands_before_it(
    text: str, relation: str, pair: tuple[str, str]
) -> None:
    assert sides(text, relation) == {pair}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The river that separates Peru from Chile is dry. ", "BORDERS"),
        ("Peru and Chile raised their partnership to an alliance.", "ALLY"),
        ("Peru is stoking tensions with Chile.", "THREATEN"),
        ("Peru carried out two missile tests over Chile.", "THREATEN"),
        ("Maduro branded Colombia a nest of spies.", "CRITICISE"),
        ("Sisi has corresponded with Trump for years.", "CONSULT"),
    ],
)
def test_a_wording_states_its_relation(text: str, relation: str) -> None:
    assert sides(text, relation)
