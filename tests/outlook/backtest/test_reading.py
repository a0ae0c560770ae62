"""What a back-test means is read off its figures, whoever wins."""

import pytest

from suzerain.outlook.backtest.reading import read_out, verdict
from suzerain.outlook.backtest.report import BackTest, Skill

WIDE, NONE = (-0.1, 0.1), (0.0, 0.0)


def skill(name, kind, auc, *, lead=None, brier_lead=None, gain=0.0, span=0.02):
    against = {}
    if lead is not None:
        against = {"auc": lead, "brier": brier_lead or WIDE, "log_score": WIDE}
    return Skill(
        name=name,
        meaning="a made predictor",
        kind=kind,
        auc=auc,
        auc_within=auc,
        brier=0.2 - gain / 5,
        log_score=0.6,
        skill=gain,
        reliability=0,
        resolution=0,
        top=0,
        interval={
            "auc": (auc - span, auc + span),
            "brier": (0.19, 0.21),
            "log_score": (0.5, 0.7),
        },
        against=against,
        bins=(),
    )


def made(*models, n=200, events=50, base=0.5):
    return BackTest(
        study="made",
        outcome="it rained",
        question="Will it rain?",
        rule="by the gauge",
        origins=(1990, 1991),
        n=n,
        units=7,
        events=events,
        against="published",
        models=(skill("base", "base", base, lead=WIDE), *models),
        void={},
        unfitted=(),
        watched=(),
        data=(),
        notes=(),
    )


PUBLISHED = skill("published", "published", 0.6, gain=0.02)


@pytest.mark.parametrize(
    ("lead", "said"),
    [((0.01, 0.2), "ahead"), ((-0.2, -0.01), "behind"), ((-0.1, 0.1), "level")],
)
def test_a_verdict_hangs_on_the_whole_interval(lead, said):
    assert verdict(skill("ours", "ours", 0.7, lead=lead)) == said
    down = skill("ours", "ours", 0.7, lead=WIDE, brier_lead=(-lead[1], -lead[0]))
    assert verdict(down, "brier") == said


def test_the_comparison_itself_has_no_verdict():
    assert verdict(PUBLISHED) == "unknown"


def test_a_loss_is_said_as_plainly_as_a_win():
    words = " ".join(
        read_out(made(PUBLISHED, skill("ours", "ours", 0.5, lead=(-0.2, -0.05))))
    )
    assert "`published` discriminates best" in words
    assert "which is less than `published`" in words
    assert "must not turn leverage into such a forecast" in words


def test_a_win_in_order_without_better_chances_says_both():
    words = " ".join(
        read_out(
            made(
                PUBLISHED,
                skill("ours", "ours", 0.58, lead=WIDE),
                skill("both", "both", 0.7, lead=(0.05, 0.15)),
            )
        )
    )
    assert "better order, without better chances" in words
    assert "also the luckiest" in words


def test_a_win_in_both_is_said():
    both = skill("both", "both", 0.7, lead=(0.05, 0.15), brier_lead=(-0.03, -0.01))
    words = " ".join(
        read_out(made(PUBLISHED, skill("ours", "ours", 0.6, lead=WIDE), both))
    )
    assert "adds to published measures in order and in chances" in words


def test_the_best_area_that_a_guess_may_reach_is_said_to_be_so():
    weak = skill("published", "published", 0.51)
    words = " ".join(read_out(made(weak, skill("ours", "ours", 0.5, lead=WIDE))))
    assert "that is not beyond chance" in words
    assert "No predictor's chances come closer" in words


def test_telling_good_years_from_bad_ones_is_not_telling_units_apart():
    ours = skill("ours", "ours", 0.56, lead=WIDE)
    alike = made(PUBLISHED, ours, base=0.56)
    assert "must not turn leverage" in " ".join(read_out(alike))
    assert "says something beforehand" in " ".join(read_out(made(PUBLISHED, ours)))


@pytest.mark.parametrize("events", [0, 200])
def test_outcomes_that_are_all_alike_tell_nothing(events):
    (only,) = read_out(made(PUBLISHED, events=events))
    assert "all alike" in only


def test_figures_are_those_of_the_back_test():
    words = read_out(made(PUBLISHED, skill("ours", "ours", 0.58, lead=WIDE)))
    assert words[0] == (
        "200 questions about 7 units were asked from 1990 to 1991, and 50 of them "
        "(25%) came true."
    )
    assert any("0.580 (0.560 to 0.600)" in line for line in words)
