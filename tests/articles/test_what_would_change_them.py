"""What would change a pact is told for any article, without any rule about it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from places import EXAMPLES, ROOT, SHARED

import suzerain as sz
from suzerain.cli.schemas import read_schema
from suzerain.strategy.best_terms import best_terms
from suzerain.strategy.counterfactual import counterfactual
from suzerain.strategy.flip import flip

FOLDER = ROOT / "tests" / "articles"
STORIES = {
    **{path.stem: [path] for path in sorted(FOLDER.glob("*.txt"))},
    "the examples": sorted(EXAMPLES.glob("*.txt")),
    "the seeds": sorted((SHARED / "seeds").glob("*.txt")),
}
SEARCHED = ("border-swap", "corridor", "fuel-for-gold", "the examples", "the seeds")


def fits(name: str, record: object) -> None:
    text = json.dumps(record, allow_nan=False)
    schema = json.loads(read_schema(name))
    jsonschema.Draft202012Validator(schema).validate(json.loads(text))


@pytest.fixture(scope="module", params=STORIES)
def story(request) -> tuple[str, sz.Case]:
    paths: list[Path] = STORIES[request.param]
    if not paths:
        pytest.skip("../shared is not beside this checkout: the seeds are not there")
    documents = sz.read_documents(paths)
    case = sz.build_case(documents, sz.extract(documents))
    if case.pact is None:
        pytest.skip("the tests of the reader say whether a pact is to be found")
    return request.param, case


def test_a_pact_without_its_patron_stands_beside_it(story) -> None:
    _, case = story
    worlds = sz.Worlds(count=40)
    base = sz.solve(case, worlds)
    if not base.patron:
        pytest.skip("no outside power stands out here")
    gone = counterfactual(case, base.patron, worlds, base=base)
    fits("counterfactual", gone.to_dict())
    assert gone.to_dict()["difference"]["p_pact"] >= 0
    refused = counterfactual(
        case, base.patron, worlds, kind="without_consent", base=base
    )
    assert refused.changed.p_pact == base.p_pact_without_consent


def test_every_side_has_a_best_deal_and_a_price(story) -> None:
    _, case = story
    answer = best_terms(case, sz.Worlds(count=40))
    fits("terms", answer.to_dict())
    for m, deal in enumerate(answer.best.values()):
        assert (deal.surplus[m] >= answer.struck.surplus[m]).all()
    for offer in answer.offers:
        assert (offer.least == answer.struck.surplus).all()


def test_what_would_change_it_does_change_it(story) -> None:
    name, case = story
    if name not in SEARCHED:
        pytest.skip("a few stories are enough for a search")
    worlds = sz.Worlds(count=30)
    base = sz.solve(case, worlds)
    case = sz.change(case, {"flip.inputs": 3, "flip.pairs": 0})
    outcome = f"{base.patron}.p_wants_block"
    far = flip(case, outcome, 1.0, below=False, by=base.patron, worlds=worlds)
    reached = [one.value for one in far.crossings if one.push.changes]
    if max(reached, default=0.0) <= far.value:
        pytest.skip("nothing makes this patron want to stop it more often")
    threshold = (max(reached) + far.value) / 2
    answer = flip(case, outcome, threshold, below=False, by=base.patron, worlds=worlds)
    fits("flip", answer.to_dict())
    changed = [one for one in answer.crossings if one.flips and one.push.changes]
    assert changed
    for one in changed:
        again = sz.solve(sz.change(case, one.push.changes), worlds)
        (row,) = (
            power
            for power in again.to_dict()["third_powers"]
            if power["actor"] == base.patron
        )
        assert row["p_wants_block"] == pytest.approx(one.value)
        assert answer.target.is_met(row["p_wants_block"])
