"""How a number was made, from quoted passages up."""

from __future__ import annotations

from suzerain.core.trace import Trace

CLAIM = Trace(
    id="c-1", kind="claim", label="a share", quote="four fifths", source="a.txt"
)
ASSUMED = Trace(
    id="good.oil.sigma",
    kind="assumption",
    label="elasticity",
    value="2 to 11",
    reason="crude is crude",
    citation="judgement",
)
CELL = Trace(id="tie.oil.A.B", kind="cell", label="oil", parents=(CLAIM,))
RESULT = Trace(
    id="dependence.B.A", kind="result", label="dependence", parents=(CELL, ASSUMED)
)


def test_walking_goes_depth_first_through_every_step():
    assert [step.id for step in RESULT.walk()] == [
        "dependence.B.A",
        "tie.oil.A.B",
        "c-1",
        "good.oil.sigma",
    ]


def test_a_trace_is_grounded_when_every_path_ends_in_a_claim_or_an_assumption():
    assert RESULT.is_grounded
    loose = Trace(id="tie.x", kind="cell", label="from nowhere")
    assert not loose.is_grounded
    mixed = Trace(id="r", kind="result", label="mixed", parents=(CLAIM, loose))
    assert not mixed.is_grounded


def test_a_trace_prints_quotes_and_reasons_indented():
    assert str(RESULT).splitlines() == [
        "dependence  [dependence.B.A]",
        "  oil  [tie.oil.A.B]",
        "    a share  [c-1]",
        "      “four fifths” (a.txt)",
        "  elasticity: 2 to 11  [good.oil.sigma]",
        "    crude is crude (judgement)",
    ]
