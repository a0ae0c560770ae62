"""What a back-test means, in sentences made from its figures alone."""

from __future__ import annotations

from typing import Final, Literal

from suzerain.outlook.backtest.report import BackTest, Skill

Verdict = Literal["ahead", "behind", "level", "unknown"]

SELDOM: Final = 20
"""Fewer events than one in so many are told with a decimal."""
EVEN: Final = 1 / 2
"""The area under the curve of a guess."""


def verdict(one: Skill, score: str = "auc") -> Verdict:
    """Say whether a predictor does better than what it is compared with.

    Args:
        one: The predictor.
        score: `auc`, of which more is better; `brier` or `log_score`, of which less.

    Returns:
        `level` where the interval of the difference holds 0.
    """
    lead = one.against.get(score)
    if lead is None:
        return "unknown"
    low, high = lead if score == "auc" else (-lead[1], -lead[0])
    if low > 0:
        return "ahead"
    return "behind" if high < 0 else "level"


def read_out(found: BackTest) -> tuple[str, ...]:
    """Say what a back-test found, whoever wins.

    Args:
        found: The back-test.

    Returns:
        Sentences: how much was asked, who discriminates best, whether anybody's
        chances are better than the base rate, how this project's measures do alone
        and beside the others, and what that means for a brief.
    """
    if not found.n or len({0, found.n} - {found.events}) < 2:
        few = f"{found.n} questions, of which {found.events} came true"
        return (f"{few}: too few, or all alike, to tell forecasts apart.",)
    ours = [one for one in found.models if one.kind == "ours"]
    both = [one for one in found.models if one.kind == "both"]
    return (
        _asked(found),
        *_best(found),
        _chances(found),
        *(_alone(one, found.against) for one in _by_area(ours)[:1]),
        *(_beside(one, found.against) for one in both),
        *_meaning(found, ours, both),
    )


def _by_area(models: list[Skill]) -> list[Skill]:
    return sorted(models, key=lambda one: -(one.auc or 0))


def _asked(found: BackTest) -> str:
    part = ".0%" if found.events * SELDOM > found.n else ".1%"
    return (
        f"{found.n:,} questions about {found.units:,} units were asked from "
        f"{found.origins[0]} to {found.origins[-1]}, and {found.events:,} of them "
        f"({found.events / found.n:{part}}) came true."
    )


def _best(found: BackTest) -> tuple[str, ...]:
    """Who tells events from the rest best, and whether better than a guess."""
    ranked = _by_area(list(found.models[1:]))
    if not ranked or ranked[0].auc is None:
        return ()
    best, floor = ranked[0], _floor(found)
    said = f"`{best.name}` discriminates best: area {_area(best)}"
    other = (
        f"a base rate that goes by the year alone has {floor:.3f}"
        if floor > EVEN
        else f"a guess has {EVEN:g}"
    )
    if tells_apart(best, found):
        return (f"{said}, where {other}.",)
    return (f"{said}, and {other}: that is not beyond chance.",)


def _floor(found: BackTest) -> float:
    """Return the area that takes no knowledge of units: a guess, or the year alone."""
    return max(EVEN, found.models[0].auc or EVEN)


def tells_apart(one: Skill, found: BackTest) -> bool:
    """Say whether a predictor tells units apart, and not years only.

    Args:
        one: The predictor.
        found: Its back-test.
    """
    span = one.interval.get("auc")
    within = one.auc_within is None or one.auc_within > EVEN
    return span is not None and span[0] > _floor(found) and within


def _chances(found: BackTest) -> str:
    """Whose chances are closer to what happened than the base rate."""
    base, *others = found.models
    better = sorted(
        (one for one in others if one.skill > 0), key=lambda one: -one.skill
    )
    if not better:
        return (
            "No predictor's chances come closer to what happened than the base rate "
            f"(Brier score {base.brier:.4f})."
        )
    best, do = better[0], "does" if len(better) == 1 else "do"
    return (
        f"The base rate has a Brier score of {base.brier:.4f}; {len(better)} of "
        f"{len(others)} others {do} better, at most by {best.skill:.1%} "
        f"(`{best.name}`, {best.brier:.4f})."
    )


def _alone(one: Skill, against: str) -> str:
    words = {
        "ahead": f"which is more than `{against}`",
        "behind": f"which is less than `{against}`",
        "level": f"which cannot be told from `{against}`",
        "unknown": "with nothing to compare it with",
    }
    return (
        f"Of this project's measures alone `{one.name}` does best: area {_area(one)}, "
        f"{words[verdict(one)]}{_lead(one)}."
    )


def _beside(one: Skill, against: str) -> str:
    area, error = verdict(one), verdict(one, "brier")
    adds = {
        "ahead": "discriminates better",
        "behind": "discriminates worse",
        "level": "discriminates no better",
        "unknown": "is not compared",
    }[area]
    closer = {
        "ahead": "and its chances come closer",
        "behind": "and its chances come less close",
        "level": "and its chances come no closer",
        "unknown": "",
    }[error]
    return (
        f"With this project's measures beside those of others (`{one.name}`), the "
        f"forecast {adds} than `{against}`{_lead(one)} {closer} to what happened."
    )


def _meaning(found: BackTest, ours: list[Skill], both: list[Skill]) -> tuple[str, ...]:
    """What a reader of a brief should take from it."""
    told = [f"`{one.name}`" for one in ours if tells_apart(one, found)]
    if not told:
        nothing = (
            f"So measures of dependence do not tell beforehand whether {found.outcome}"
        )
        return (f"{nothing}: a brief must not turn leverage into such a forecast.",)
    order = any(verdict(one) == "ahead" for one in both)
    closer = any(verdict(one, "brier") == "ahead" for one in both)
    added = {
        (True, True): "and adds to published measures in order and in chances",
        (True, False): "and puts the published forecast in a better order, without "
        "better chances",
        (False, True): "and betters the published chances, without a better order",
        (False, False): "but adds nothing to published measures that can be told from "
        "chance",
    }[order, closer]
    said = (
        f"So what this project measures ({', '.join(told)}) says something beforehand "
        "of whether "
    )
    luck = "The best of several predictors is also the luckiest: "
    return (
        f"{said}{found.outcome}, {added}.",
        f"{luck}an interval that barely leaves a guess behind is no proof.",
    )


def _area(one: Skill) -> str:
    span = one.interval.get("auc")
    whole = "unknown" if one.auc is None else f"{one.auc:.3f}"
    return whole if span is None else f"{whole} ({span[0]:.3f} to {span[1]:.3f})"


def _lead(one: Skill) -> str:
    lead = one.against.get("auc")
    return "" if lead is None else f" (lead {lead[0]:+.3f} to {lead[1]:+.3f})"
