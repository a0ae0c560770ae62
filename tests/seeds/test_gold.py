"""What the reader finds in the two founding articles stays above its floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from suzerain.evidence.benchmark import Trial, read_article
from suzerain.evidence.claim import Claim
from suzerain.evidence.gold import GoldArticle
from suzerain.evidence.ledger import claim_from_record
from suzerain.evidence.scoring import Agreement, detect, full
from suzerain.sources.document import Document
from suzerain.sources.read import read_documents

GOLD = Path(__file__).with_name("gold.jsonl")


def claims_of(document: Document) -> tuple[Claim, ...]:
    rows = [json.loads(line) for line in GOLD.read_text().splitlines()]
    mine = [row for row in rows if row["doc"] == document.name]
    return tuple(
        claim_from_record({**row, "quote": document.text[row["start"] : row["end"]]})
        for row in mine
    )


@pytest.fixture(scope="module")
def readings(seeds: list[Path]) -> list[Trial]:
    return [
        read_article(
            GoldArticle(
                name=document.name,
                half="seeds",
                document=document,
                claims=claims_of(document),
            )
        )
        for document in read_documents(seeds)
    ]


def total(readings: list[Trial], score: object) -> Agreement:
    assert callable(score)
    agreement = Agreement(right=0, found=0, wanted=0)
    for one in readings:
        agreement += score(one.matches, len(one.claims), len(one.article.claims))
    return agreement


def test_every_line_of_the_gold_belongs_to_an_article(readings: list[Trial]) -> None:
    lines = len(GOLD.read_text().splitlines())
    assert sum(len(one.article.claims) for one in readings) == lines


def test_claims_are_found_where_they_stand(readings: list[Trial]) -> None:
    assert total(readings, detect).f1 >= 0.79


def test_claims_are_right_in_relation_actors_polarity_and_bounds(
    readings: list[Trial],
) -> None:
    assert total(readings, full).f1 >= 0.5
