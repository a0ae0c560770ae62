"""What the reader reaches on the gold that ships stays above its floors."""

import pytest

from suzerain.evidence.benchmark import measure_reader, read_article
from suzerain.evidence.gold import HALVES, shipped_gold
from suzerain.evidence.side_scores import measure_sides, sided_sentences

FLOORS = {
    "dev": {
        "DETECT F1": 0.78,
        "FULL F1": 0.35,
        "negation precision": 0.75,
        "negation recall": 0.62,
        "pronoun to state": 0.79,
        "nominal to state": 0.62,
        "states found in a sentence": 0.95,
        "direction right": 0.8,
    },
    "held-out": {
        "DETECT F1": 0.75,
        "FULL F1": 0.21,
        "negation precision": 0.7,
        "negation recall": 0.5,
        "pronoun to state": 0.6,
        "nominal to state": 0.38,
        "states found in a sentence": 0.84,
        "direction right": 0.66,
    },
}


@pytest.fixture(scope="module", params=HALVES)
def half(request):
    articles = [one for one in shipped_gold() if one.half == request.param]
    rows = measure_reader([read_article(one) for one in articles], request.param)
    sides = measure_sides(sided_sentences(), request.param)
    return request.param, {one.name: one.value for one in (*rows, *sides)}


def test_every_span_is_exact(half) -> None:
    assert half[1]["spans exact"] == 1


def test_no_claim_stands_in_boilerplate(half) -> None:
    assert half[1]["claims out of boilerplate"] == 0


@pytest.mark.parametrize("name", FLOORS["dev"])
def test_a_figure_stays_above_its_floor(half, name) -> None:
    split, figures = half
    assert figures[name] >= FLOORS[split][name]


def test_the_halves_have_the_articles_that_were_promised() -> None:
    halves = [one.half for one in shipped_gold()]
    assert halves.count("held-out") >= 6
    assert len(halves) >= 12
