"""The ledger keeps claims in order and loses nothing on the way to a file and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import EvidenceError
from suzerain.evidence.claim import Claim
from suzerain.evidence.ledger import (
    Ledger,
    claim_to_record,
    claims_from_csv,
    claims_from_jsonl,
    claims_to_csv,
    claims_to_jsonl,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
CLAIMS = st.builds(
    Claim,
    id=TEXT,
    doc=TEXT,
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    quote=TEXT,
    kind=st.sampled_from(["tie", "event", "denial"]),
    subject=TEXT,
    relation=TEXT,
    object=TEXT,
    value=NUMBER,
    low=NUMBER,
    high=NUMBER,
    unit=TEXT,
    polarity=st.sampled_from(["positive", "negative"]),
    certainty=st.sampled_from(["asserted", "denied"]),
    attributed_to=TEXT,
    good=TEXT,
    notes=st.lists(TEXT).map(tuple),
)


@given(st.lists(CLAIMS, max_size=4))
def test_claims_survive_csv_exactly(claims: list[Claim]) -> None:
    assert claims_from_csv(claims_to_csv(claims)) == tuple(claims)


@given(st.lists(CLAIMS, max_size=4))
def test_claims_survive_json_lines_exactly(claims: list[Claim]) -> None:
    assert claims_from_jsonl(claims_to_jsonl(claims)) == tuple(claims)


def claim(name: str) -> Claim:
    return Claim(
        id=name, doc="doc-1", start=0, end=2, quote="Ha", kind="tie", subject="RUS",
        relation="PACT",
    )  # fmt: skip


def test_the_record_opens_with_the_published_fields_in_order() -> None:
    fields = (
        "id doc start end quote kind subject relation object value low high unit "
        "polarity certainty attributed_to time place good extractor notes"
    )
    assert " ".join(claim_to_record(claim("c"))) == fields


def test_a_ledger_only_grows_and_holds_each_id_once() -> None:
    ledger = Ledger([claim("a")])
    ledger.append([claim("a"), claim("b")])
    assert ledger.column("id") == ["a", "b"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("tie", "rumour"), ("id,doc", "id,document"), (",0,2,", ",zero,2,")],
)
def test_a_spoilt_table_says_what_is_wrong(old: str, new: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        claims_from_csv(claims_to_csv([claim("a")]).replace(old, new, 1))
    assert caught.value.hint


def test_a_line_that_is_not_json_says_which() -> None:
    with pytest.raises(EvidenceError, match="line 2"):
        claims_from_jsonl(claims_to_jsonl([claim("a")]) + "oops\n")
