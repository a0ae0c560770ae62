"""What counts as the same claim, and what the benchmark counts."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.core.errors import EvidenceError
from suzerain.evidence.benchmark import measure_reader, read_article
from suzerain.evidence.claim import Claim
from suzerain.evidence.gold import read_gold
from suzerain.evidence.ledger import claims_to_jsonl
from suzerain.evidence.scoring import Agreement, detect, full, match_claims, negation

BASE = Claim(
    id="c", doc="d", start=0, end=40, quote="x" * 40, kind="tie",
    subject="BLR", relation="NEEDS", object="RUS",
)  # fmt: skip


def at(start: int, end: int, relation: str = "NEEDS") -> Claim:
    return replace(
        BASE, id=f"{start}-{end}-{relation}", start=start, end=end,
        quote=f"{start} to {end}", relation=relation,
    )  # fmt: skip


spans = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(
    lambda pair: at(pair[0], pair[0] + pair[1])
)


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_no_claim_is_paired_twice(found: list[Claim], gold: list[Claim]) -> None:
    pairs = match_claims(found, gold)
    assert len(pairs) <= min(len(found), len(gold))


@given(st.lists(spans, max_size=6, unique_by=lambda one: (one.start, one.end)))
def test_a_text_read_as_the_gold_agrees_with_it_wholly(gold: list[Claim]) -> None:
    pairs = match_claims(gold, gold)
    assert full(pairs, len(gold), len(gold)).right == len(gold)


def test_a_paragraph_does_not_stand_for_its_clause() -> None:
    assert not match_claims([at(0, 400)], [at(10, 50)])


def test_a_claim_elsewhere_is_no_pair() -> None:
    assert not match_claims([at(50, 90)], [at(0, 40)])


def test_a_headline_that_comes_again_is_the_same_claim() -> None:
    again = replace(BASE, id="2", start=300, end=340)
    assert match_claims([again], [BASE])[0].full


def test_of_two_claims_on_one_clause_the_same_relation_is_paired() -> None:
    found = [at(0, 40, "ISOLATED"), at(0, 40, "NEEDS")]
    pairs = match_claims(found, [at(2, 40, "NEEDS")])
    assert [one.found.relation for one in pairs] == ["NEEDS"]


def test_sides_of_a_symmetric_relation_may_stand_either_way() -> None:
    gold = replace(BASE, relation="PACT", subject="BLR+RUS", object="")
    found = replace(BASE, relation="PACT", subject="RUS", object="BLR")
    assert match_claims([found], [gold])[0].full


def test_a_turned_direction_is_not_full() -> None:
    found = replace(BASE, subject="RUS", object="BLR")
    assert not match_claims([found], [BASE])[0].full


def test_a_person_counts_as_the_state_but_not_as_exact() -> None:
    gold = replace(BASE, subject="BLR/Lukashenko")
    (pair,) = match_claims([BASE], [gold])
    assert pair.full
    assert not pair.exact


def test_another_bound_is_not_full() -> None:
    gold = replace(BASE, low=0.8, unit="share")
    found = replace(BASE, low=0.8, high=0.8, value=0.8, unit="share")
    assert not match_claims([found], [gold])[0].full


def test_negation_counts_only_claims_that_both_found() -> None:
    gold = [replace(BASE, polarity="negative"), at(100, 140)]
    found = [BASE, replace(at(100, 140), polarity="negative"), at(200, 240)]
    counted = negation(match_claims(found, gold))
    assert (counted.right, counted.found, counted.wanted) == (0, 1, 1)


def test_surplus_claims_cost_precision_and_missed_ones_recall() -> None:
    pairs = match_claims(
        [at(0, 40), at(90, 120)], [at(0, 40), at(200, 240), at(300, 330)]
    )
    assert detect(pairs, 2, 3) == Agreement(right=1, found=2, wanted=3)


def test_gold_with_a_moved_quote_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Belarus needs Russian gas.", encoding="utf-8")
    moved = replace(BASE, start=1, end=14, quote="Belarus needs")
    (tmp_path / "a.jsonl").write_text(claims_to_jsonl([moved]), encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"line 1 of a\.jsonl"):
        read_gold(tmp_path)


def test_a_folder_without_annotations_says_what_it_wants(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Belarus needs Russian gas.", encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"NAME\.jsonl"):
        read_gold(tmp_path)


def test_an_article_of_ones_own_is_measured(tmp_path: Path) -> None:
    text = "Belarus buys at least 90% of its gas from Russia."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    gold = Claim(
        id="1", doc="a", start=0, end=len(text) - 1, quote=text[:-1], kind="quantity",
        subject="RUS", relation="GAS_SHARE", object="BLR", low=0.9, unit="share",
    )  # fmt: skip
    (tmp_path / "a.jsonl").write_text(claims_to_jsonl([gold]), encoding="utf-8")
    (tmp_path / "a.mentions.jsonl").write_text(
        '{"start": 29, "end": 32, "sort": "pronoun", "code": "BLR"}\n', encoding="utf-8"
    )
    readings = [read_article(one) for one in read_gold(tmp_path)]
    rows = {one.name: one.value for one in measure_reader(readings, "held-out")}
    assert rows["FULL recall"] == 1
    assert rows["spans exact"] == 1
    assert rows["claims out of boilerplate"] == 0
    assert rows["pronoun to state"] == 1
