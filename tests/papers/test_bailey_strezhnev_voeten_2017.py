"""Agreement in the General Assembly, as released with the ideal points (Voeten).

The file of ideal points carries the share of votes in which each state agrees with the
United States, Russia and China. For sessions whose roll calls are all in the separate
file of votes, those shares come out to all their seven digits when an abstention
against a yes or no counts as no agreement, and not when it counts as half of one.
"""

from __future__ import annotations

import numpy as np
import pytest
from places import SHARED

from suzerain.measures.published.agreement import ABSTAIN, NO, YES, agreements

FOLDER = SHARED / "data" / "unga_votes"
AMONG = {"US": "USA", "RU": "RUS", "CN": "CHN", "KP": "PRK", "FR": "FRA", "CU": "CUB"}
RELEASED = ("USA", "RUS", "CHN")
CODING = {"yes": YES, "abstain": ABSTAIN, "no": NO}
FILES = [str(FOLDER / f"unvotes_{name}.parquet") for name in ("votes", "roll_calls")]
POINTS = "IdealpointestimatesAll_Jun2024.csv.gz"
VOTES = """SELECT country_code, rcid, vote FROM read_parquet(?) AS votes
    JOIN read_parquet(?) AS calls USING (rcid)
    WHERE session = ? AND country_code IS NOT NULL"""
SHARES = """SELECT iso3c, USAgree, RUSSAgree, ChinaAgree FROM read_csv(?)
    WHERE year = ?"""


def test_votes_have_three_values():
    assert (YES, ABSTAIN, NO) == (1, 0, -1)


@pytest.fixture(scope="module", params=[1985, 1994, 2018])
def session(request):
    """Votes as a matrix of states and roll calls, and the released shares."""
    if not FOLDER.exists():
        pytest.skip("the votes of the General Assembly (../shared/data) are not here")
    sql = pytest.importorskip("duckdb").connect()
    year = request.param
    votes = sql.execute(VOTES, [*FILES, year - 1945]).fetchnumpy()
    codes, rows = np.unique(votes["country_code"].astype(str), return_inverse=True)
    items, columns = np.unique(votes["rcid"], return_inverse=True)
    cast = np.full((len(codes), len(items)), np.nan)
    cast[rows, columns] = [CODING[vote] for vote in votes["vote"]]
    shares = sql.execute(SHARES, [str(FOLDER / POINTS), year]).fetchall()
    return list(codes), cast, {row[0]: row[1:] for row in shares}


def differences(session, abstention):
    codes, cast, released = session
    found = agreements(cast, abstention=abstention)
    spot = {name: codes.index(code) for code, name in AMONG.items() if code in codes}
    return [
        abs(found[spot[state], spot[power]] - released[state][k])
        for state in spot
        for k, power in enumerate(RELEASED)
        if state != power
    ]


def test_the_released_shares_count_an_abstention_as_no_agreement(session):
    assert max(differences(session, "other")) < 1e-6


def test_they_do_not_count_it_as_half_an_agreement(session):
    assert max(differences(session, "half")) > 0.05
