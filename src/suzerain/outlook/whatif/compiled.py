"""A case as the page takes it, to solve it again where it is read.

What travels is what the worlds are drawn from, not the worlds: ranges by id, the seed,
and who needs, gives and says what. The page draws the same numbers from them
(`core.worlds`) and reckons what follows by the same formulas, so that a what-if in the
page and `suzerain what-if` agree in every world (docs/theory/in-the-page.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.case.question import Contest, Question
from suzerain.core.assumption import ABOUT_ONE
from suzerain.core.codes import actor_name, good_name, goods
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.horizon import years_between
from suzerain.outlook.statement import distinct, statement_of
from suzerain.outlook.testimony import heard_on, origins_in
from suzerain.outlook.whatif.offered import offered
from suzerain.outlook.whatif.settings import PARTS_OF_ONE
from suzerain.strategy.inducement import SANCTION
from suzerain.strategy.problem import chosen_pact, refuse_muddle, whole
from suzerain.strategy.rivals import stated_bonds
from suzerain.strategy.tolerance import attitudes

SCHEMA = 1
WORDS: Callable[[str], str] = str
OF_A_GOOD = (
    "evasion",
    "giver_cost",
    "giver_drain",
    "home",
    "need_weight",
    "provocation",
    "sigma",
    "strategic_cost",
    "term_size",
    "varsigma",
    "verified",
)
"""What the page reads of a good."""
ALWAYS = ("measure.rho", "measure.patron_share", "case.question_horizon")
HEADS = ("pact.", "power.", "rival.", "prior.", "likelihood.", "forecast.")
NEVER = (
    "forecast.dots",
    "forecast.word.",
    "likelihood.ach.",
    "pact.block_cells",
    "pact.enumeration_limit",
    "pact.rounds",
    "power.margin",
)
"""Rows under these heads that nothing in the page reads."""

Packed = list[float | str | None]


def compile_page(
    case: Case,
    worlds: Worlds | None = None,
    *,
    pact: str | None = None,
    label: Callable[[str], str] = WORDS,
) -> dict[str, Any]:
    """Compile what the page needs to solve a case again with something changed.

    Args:
        case: The case.
        worlds: How many worlds, of which seed; 4000 of seed 1 when left out.
        pact: Id of the pact; the case's first when left out.
        label: Words for the id of an input.

    Returns:
        Plain JSON values. A spread travels as low, mode, high and the first letter of
        its shape; `page/src/engine/problem.ts` names all fields.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If it holds none of this id.
        StrategyError: If the pact is a muddle.

    Examples:
        >>> compile_page(Case(name="empty"))
        Traceback (most recent call last):
        suzerain.core.errors.NoPact: the case 'empty' has no pact...
    """
    drawn = Worlds() if worlds is None else worlds
    chosen = chosen_pact(case, pact)
    refuse_muddle(case, chosen, ())
    outside = [one.code for one in case.actors if one.code not in chosen.members]
    return {
        "schema": SCHEMA,
        "worlds": drawn.count,
        "seed": drawn.seed,
        "names": _names(case, chosen),
        "goods": {one.good: [one.group, one.delivery] for one in goods().values()},
        "actors": [actor.code for actor in case.actors],
        **_structure(case),
        "rows": _rows(case),
        "about_one": list(ABOUT_ONE),
        "pact": _pact(chosen),
        "attitudes": {
            code: list(known)
            for code in outside
            if (known := attitudes(case, chosen, code))
        },
        "bonds": [list(pair) for pair in stated_bonds(case)],
        "sanctions": _sanctions(case, chosen),
        "contests": [_contest(case, contest) for contest in case.contests],
        "documents": bool(case.documents),
        **_questions(case),
        "inputs": offered(case, drawn, pact=pact, label=label),
        "toggles": _toggles(chosen, outside),
        "limits": _limits(case, chosen),
    }


def _packed(spread: Spread) -> Packed:
    numbers = (spread.low, spread.mode, spread.high)
    short = [
        int(one) if one is not None and one == int(one) else one for one in numbers
    ]
    return [*short, spread.shape[0]]


def _names(case: Case, pact: Pact) -> dict[str, str]:
    found = {actor.code: actor_name(actor.code) for actor in case.actors}
    return found | {term.good: good_name(term.good) for term in pact.terms}


def _structure(case: Case) -> dict[str, Any]:
    return {
        "needs": [
            [need.good, need.actor, _packed(need.weight), _packed(need.home)]
            for need in case.needs
        ],
        "ties": [
            [tie.good, tie.provider, tie.recipient, _packed(tie.share)]
            for tie in case.ties
        ],
        "powers": [[power.actor, power.role] for power in case.powers],
    }


def _rows(case: Case) -> dict[str, Packed]:
    """Rows of the register that the page may read, each with whether it is a part."""

    def is_read(key: str) -> bool:
        head, _, rest = key.partition(".")
        if head in ("good", "group"):
            return rest.partition(".")[-1] in OF_A_GOOD
        return key in ALWAYS or (key.startswith(HEADS) and not key.startswith(NEVER))

    return {
        key: [*_packed(entry.spread), int(entry.unit in PARTS_OF_ONE)]
        for key, entry in case.register.items()
        if is_read(key)
    }


def _pact(pact: Pact) -> dict[str, Any]:
    return {
        "id": pact.id,
        "members": list(pact.members),
        "terms": [[t.good, t.giver, t.taker, t.status] for t in pact.terms],
        "during_war": pact.during_war,
        "temporary": pact.temporary,
    }


def _sanctions(case: Case, pact: Pact) -> dict[str, list[str]]:
    """Which members each outsider sanctions."""
    found: dict[str, dict[str, None]] = {}
    for event in case.events:
        if event.relation == SANCTION:
            hit = [m for m in pact.members if m in event.target.split("+")]
            found.setdefault(event.actor, {}).update(dict.fromkeys(hit))
    return {actor: list(hit) for actor, hit in found.items() if hit}


def _contest(case: Case, contest: Contest) -> dict[str, Any]:
    claims = {claim.id: claim for claim in case.claims}
    stated = [statement_of(case, item) for item in distinct(contest.evidence)]
    return {
        "id": contest.id,
        "actor": contest.actor,
        "pact": contest.pact,
        "rows": list(contest.rows),
        "stated": [
            [
                one.item.sort,
                one.stake,
                one.item.cluster,
                sorted(
                    {
                        str(claims[key].certainty)
                        for key in one.item.claims
                        if key in claims
                    }
                ),
            ]
            for one in stated
        ],
    }


def _questions(case: Case) -> dict[str, Any]:
    origins = origins_in(case)

    def voices(question: Question) -> list[list[Any]]:
        heard = heard_on(case, question, origins)
        return [
            [
                standing,
                direction,
                [
                    sorted({str(claim.certainty) for claim in said})
                    for _, said in sorted(heard[standing, direction].items())
                ],
            ]
            for standing, direction in sorted(heard)
        ]

    def one(question: Question) -> dict[str, Any]:
        good = question.term.split(".")[1]
        dated = case.as_of and question.by
        return {
            "id": question.id,
            "text": question.text,
            "term": question.term,
            "delivery": goods()[good].delivery if good in goods() else "flow",
            "years": years_between(case.as_of, question.by) if dated else None,
            "voices": voices(question),
        }

    return {"questions": [one(question) for question in case.questions]}


def _toggles(pact: Pact, outside: list[str]) -> dict[str, Any]:
    return {
        "powers": [{"code": code, "name": actor_name(code)} for code in outside],
        "terms": [
            {
                "id": term.id,
                "label": f"{actor_name(term.giver)} gives {good_name(term.good)} to "
                f"{actor_name(term.taker)}",
                "giver": term.giver,
                "taker": term.taker,
                "good": term.good,
            }
            for term in pact.terms
        ],
    }


def _limits(case: Case, pact: Pact) -> list[str]:
    """Say what the page does not reckon as `suzerain what-if` does."""
    bundles = whole(case, "pact.levels") ** len(pact.terms)
    most = whole(case, "pact.enumeration_limit")
    if bundles <= most:
        return []
    told = (
        f"The pact has {bundles:,} bundles of levels. Where more than {most:,} parts "
        "of them could still win, `suzerain what-if` follows the most promising ones "
        "and says so; the page follows all."
    )
    return [told]
