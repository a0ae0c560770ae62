"""Does a sanction reach its aim? Asked at the end of the year before it is imposed."""

from __future__ import annotations

from typing import Final

from suzerain.outlook.backtest.annals import QUERIES
from suzerain.outlook.backtest.forecasters import (
    BASE,
    BY_DEPENDENCE,
    BY_GRAVITY,
    BY_LEVERAGE,
    BY_POWER,
    BY_SHARE,
    BY_VOTES,
    LEVERAGE,
    SHARES,
    STANDING,
    registered,
    together,
)
from suzerain.outlook.backtest.sanction_rows import (
    AIMS,
    CASES,
    PARTIES,
    TIES,
    gsdb_rows,
    ties_rows,
)
from suzerain.outlook.backtest.study import Study

HISTORY: Final = ("earlier", "sender_record")
PREDICTORS: Final = (
    BASE,
    BY_GRAVITY,
    BY_SHARE,
    BY_POWER,
    BY_VOTES,
    together(
        "published",
        "trade shares, trade to product, power gap and votes together",
        "published",
        SHARES,
        STANDING,
    ),
    together(
        "record",
        "how the sender's earlier cases ended, and how many hit this target",
        "published",
        HISTORY,
    ),
    BY_DEPENDENCE,
    together(
        "joint",
        "what the sender and the target's largest other supplier take together",
        "ours",
        ("joint",),
    ),
    BY_LEVERAGE,
    together(
        "both",
        "the published measures and ours together",
        "both",
        SHARES,
        STANDING,
        LEVERAGE,
    ),
)


_RULE = (
    "Asked at the end of the year before sanctions are imposed, given that they are; "
    "settled in the year in which the case ends. "
)
_TIES_NOTES = (
    (
        "The extract of TIES writes cases that had not ended, or have no final "
        "outcome, as failures; here their outcome is not known, and success is "
        "more frequent for it."
    ),
    "Success is the judgement of coders who know how the story went on.",
    (
        "What was on record at the end of a year is taken from today's releases: "
        "trade, products and capabilities of the year before, and that year's votes."
    ),
)
_GSDB_NOTES = (
    (
        "Only cases with one state on each side are asked: GSDB names bodies such "
        "as the EU or the UN as senders, and members are not guessed."
    ),
    *_TIES_NOTES[1:],
)

STUDIES: Final = (
    Study(
        name="sanctions-success",
        question="Does the target give way to a sanction that is imposed next year?",
        rule=_RULE + "Success: the target gives way in part or in full (TIES 6, 7).",
        outcome="the target gave way (TIES)",
        queries=(TIES, *QUERIES),
        build=ties_rows,
        predictors=PREDICTORS,
        against="published",
        first=registered("backtest.first_sanctions"),
        notes=_TIES_NOTES,
    ),
    Study(
        name="sanctions-settled",
        question="Does a sanction imposed next year end with the target giving way or "
        "in a settlement?",
        rule=_RULE + "Success: the target gives way or settles (TIES 6, 7, 10).",
        outcome="the target gave way or settled (TIES)",
        queries=(TIES, *QUERIES),
        build=lambda tables, register: ties_rows(tables, register, settled=True),
        predictors=PREDICTORS,
        against="published",
        first=registered("backtest.first_sanctions"),
        notes=_TIES_NOTES,
    ),
    Study(
        name="sanctions-gsdb",
        question="Does a sanction that begins next year reach its aim in full?",
        rule=_RULE + "Success: the coders of GSDB call the aim reached in full.",
        outcome="the aim was reached in full (GSDB)",
        queries=(CASES, PARTIES, AIMS, *QUERIES),
        build=gsdb_rows,
        predictors=PREDICTORS,
        against="published",
        first=registered("backtest.first_sanctions"),
        notes=_GSDB_NOTES,
    ),
    Study(
        name="sanctions-trade",
        question="Does a trade sanction that begins next year reach its aim in full?",
        rule=_RULE + "Only cases that restrict trade. Success: the coders of GSDB call "
        "the aim reached in full.",
        outcome="the aim of a trade sanction was reached in full (GSDB)",
        queries=(CASES, PARTIES, AIMS, *QUERIES),
        build=lambda tables, register: gsdb_rows(tables, register, only_trade=True),
        predictors=PREDICTORS,
        against="published",
        first=registered("backtest.first_sanctions"),
        notes=_GSDB_NOTES,
    ),
)
