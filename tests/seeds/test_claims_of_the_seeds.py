"""The two founding articles yield the claims that a case is built from."""

from __future__ import annotations

from pathlib import Path

import pytest

from suzerain.evidence.claim import Claim
from suzerain.evidence.extract import extract
from suzerain.sources.read import read_documents


@pytest.fixture(scope="module")
def claims(seeds: list[Path]) -> tuple[Claim, ...]:
    return extract(read_documents(seeds))


EXPECTED = """
PRK+RUS PACT - -
PRK+RUS FRIENDSHIP - -
PRK+RUS TEMPORARY - -
PRK+RUS TRANSACTIONAL - -
PRK+RUS LIMITED - -
PRK TROOPS_IN RUS troops
PRK SUPPLIES_ARMS RUS artillery
RUS SUPPLIES_MILTECH PRK military_technology
RUS SUPPLIES_MILTECH PRK missile_technology
RUS SANCTIONS_RELIEF PRK sanctions_relief
RUS NEEDS - money
PRK NEEDS - money
PRK NEEDS CHN support
CHN DIRECTS PRK+RUS -
CHN POWER_OVER PRK+RUS -
CHN CONSTRAINS PRK+RUS -
CHN CONTROLS PRK -
CHN DIPLOMATIC_COVER PRK diplomatic_cover
CHN BUYS_ENERGY RUS oil
CHN BUYS_ENERGY RUS gas
CHN ALLY PRK -
CHN PARTNER RUS -
CHN TRADE_PARTNER PRK -
CHN CONSULT PRK+RUS -
CHN/Xi ENDORSES PRK+RUS -
CHN/Xi AWARE_OF PRK+RUS -
CHN/Lin Jian AWARE_OF PRK+RUS -
CHN PERMITS PRK+RUS -
CHN/Xi OPPOSES PRK/Kim -
CHN/Xi CONCERNED PRK+RUS -
NATO/Rutte CONCERNED PRK+RUS -
USA/Biden CONCERNED PRK+RUS -
KOR CRITICISE PRK+RUS -
RUS AT_WAR_WITH UKR -
RUS SANCTION PRK -
PRK CAUSES JPN+KOR -
""".strip().splitlines()


@pytest.mark.parametrize("line", EXPECTED)
def test_a_needed_claim_is_read(line: str, claims: tuple[Claim, ...]) -> None:
    wanted = tuple("" if part == "-" else part for part in _parts(line))
    found = {(one.subject, one.relation, one.object, one.good) for one in claims}
    assert wanted in found


def _parts(line: str) -> list[str]:
    head, good = line.rsplit(" ", 1)
    head, object_ = head.rsplit(" ", 1)
    subject, relation = head.rsplit(" ", 1)
    return [subject, relation, object_, good]


@pytest.mark.parametrize(
    ("who", "relation", "whom", "low", "high"),
    [
        ("CHN", "ECONOMY_SHARE", "PRK", 0.8, None),
        ("RUS", "OIL_SHARE", "PRK", 0.25, 0.5),
        ("CHN", "BORDER_LENGTH", "PRK", 1400, None),
        ("PRK", "TROOPS_IN", "RUS", 10000, None),
        ("RUS/Putin", "FIRST_SINCE", "PRK", 2000, 2000),
    ],
)
def test_bounds_are_carried(
    who: str,
    relation: str,
    whom: str,
    low: float,
    high: float | None,
    claims: tuple[Claim, ...],
) -> None:
    found = {
        (one.subject, one.relation, one.object, one.low, one.high) for one in claims
    }
    assert (who, relation, whom, low, high) in found


def test_the_doubted_transfer_is_attributed_to_the_expert(
    claims: tuple[Claim, ...],
) -> None:
    doubted = [
        one.attributed_to.split("/")[-1]
        for one in claims
        if one.relation == "SUPPLIES_MILTECH" and one.polarity == "negative"
    ]
    assert doubted == ["Lankov"]


def test_the_denials_keep_their_speakers(claims: tuple[Claim, ...]) -> None:
    denials = {
        (one.relation, one.attributed_to) for one in claims if one.kind == "denial"
    }
    assert {("AWARE_OF", "CHN/Lin Jian"), ("VIOLATES_LAW", "RUS/Lavrov")} <= denials


def test_every_quote_is_exact(claims: tuple[Claim, ...], seeds: list[Path]) -> None:
    texts = {one.id: one.text for one in read_documents(seeds)}
    assert all(texts[one.doc][one.start : one.end] == one.quote for one in claims)
