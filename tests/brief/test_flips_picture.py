"""What would turn an answer, drawn; and the top bar that leads to its assumption."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
import sample
from lxml import html

from suzerain.brief.charts.flips import flip_ref, flips
from suzerain.brief.charts.tornado import tornado
from suzerain.brief.further import Further
from suzerain.brief.results import Results
from suzerain.brief.why import Tracer
from suzerain.core.errors import UnknownReference

NOW = {"low": 0.2, "mode": None, "high": 0.9, "shape": "uniform", "median": 0.55}


def lever(key: str, *, to: bool, part: float = 0.5, outcome: float = 0.4) -> dict:
    needed = NOW | {"high": 0.9 - 0.7 * part}
    moved = {
        "id": key,
        "direction": "down",
        "now": NOW,
        "needed": needed,
        "place": 0.5 - part / 2,
    }
    return {"levers": [moved], "flips": to, "part": part, "outcome": outcome}


def flip(*levers: dict, already: bool = False, side: str = "below") -> dict[str, Any]:
    return {
        "outcome": "p_pact",
        "side": side,
        "already": already,
        "levers": list(levers),
    }


class Turned:
    """What is reckoned further, with an answer to what would turn it."""

    permitted = simulated = hinge = asked = None

    def __init__(self, turns: dict[str, Any] | None) -> None:
        self.turns = turns


def results(turns: dict[str, Any] | None) -> Results:
    return replace(sample.results(), further=cast(Further, Turned(turns)))


def test_what_turns_the_answer_stands_first_with_its_range() -> None:
    found = results(
        flip(
            lever("group.arms.term_size", to=False, outcome=0.62),
            lever("power.credibility", to=True),
        )
    )
    (drawn,) = flips(found)
    assert "no longer likelier than not" in str(drawn.reading)
    assert "lies within 0.2-0.55 instead of 0.2-0.9" in str(drawn.reading)
    tree = html.fragment_fromstring(drawn.svg)
    marks = [len(row.xpath(".//path")) for row in tree.xpath("./div[@class='row']")]
    assert marks == [1, 0]
    assert "does not turn it: 62 %" in tree.text_content()


def test_where_nothing_turns_it_the_nearest_is_named() -> None:
    (drawn,) = flips(
        results(flip(lever("power.credibility", to=False, part=1.0, outcome=0.62)))
    )
    assert str(drawn.reading).startswith("No number, moved alone")
    assert "62 % of worlds with a pact." in str(drawn.reading)
    assert [words for _, words in drawn.legend] == ["as it is taken"]


@pytest.mark.parametrize(
    "turns",
    [
        None,
        flip(),
        flip(lever("power.credibility", to=True), already=True),
        flip(lever("power.credibility", to=False, part=0.0)),
    ],
)
def test_where_nothing_was_moved_there_is_no_picture(
    turns: dict[str, Any] | None,
) -> None:
    assert flips(results(turns)) == ()


def test_every_figure_leads_to_an_assumption_or_a_result() -> None:
    found = results(flip(lever("power.credibility", to=False, part=1.0, outcome=0.62)))
    tracer = Tracer(found)
    step = tracer.trace(flip_ref("p_pact", "power.credibility"))
    assert step.value == "62 %"
    assert [parent.id for parent in step.parents] == [
        "solve.p_pact",
        "power.credibility",
    ]
    with pytest.raises(UnknownReference):
        tracer.trace("flip.p_pact.nothing")


def test_it_is_searched_only_where_the_answer_may_turn() -> None:
    made = Further(
        case=sample.case(),
        patron="",
        p_pact=0.97,
        p_pact_without_consent=0.5,
        worlds=10,
        seed=1,
        ends=(0.95, 0.99),
    )
    assert made.turns is None
    assert made.is_near() is False
    assert replace(made, ends=(0.6, 0.99)).is_near()
    assert replace(made, p_pact=0.1, ends=(0.05, 0.4)).is_near()
    assert not replace(made, p_pact=0.1, ends=(0.05, 0.2)).is_near()


def test_the_top_bar_leads_to_its_assumption() -> None:
    drawn = tornado(sample.results())
    assert drawn is not None
    first = html.fragment_fromstring(drawn.svg).xpath("(.//div[@class='draw'])[1]/a")
    assert [a.get("data-ref") for a in first] == ["power.credibility"]
    assert first[0].xpath("./svg/title")
