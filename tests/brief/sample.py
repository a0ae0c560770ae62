"""An invented case with its results, made by hand: fast, and free of other floors."""

from __future__ import annotations

import numpy as np

from suzerain.brief.results import Results
from suzerain.case.actor import Actor, Need
from suzerain.case.case import Case
from suzerain.case.pact import Pact, Stance, Term, ThirdPower
from suzerain.case.question import Contest, Item, Question
from suzerain.case.tie import Tie
from suzerain.core.assumption import Assumption, Register
from suzerain.core.grid import Grid
from suzerain.core.spread import Spread
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document, document_id

FIRST = """Arvania and Brestia sign a pact in the harbour of Velm

On Monday 3 March the two governments signed a pact. Brestia has sent 4,000 drones \
to Arvania since January. In return Arvania should pay in grain and help Brestia \
build guidance units for its rockets.

Corvia buys at least 60 % of what Arvania exports and delivers 30-45 % of the oil \
that Brestia burns. "We learnt of it from the newspapers," said Ilse Marn, Corvia's \
foreign minister.

The secretary of the Northern League, Odd Tarn, called the pact "a match held to \
dry straw". Without a nod from Corvia not one drone would have crossed the strait, \
our correspondent believes.
"""
SECOND = """The quiet hand of Corvia

Analyst Pia Vool doubts that Arvania will hand over rocket guidance: it would gain \
little and could lose Corvia's custom. Corvia has never criticised the pact. Its \
president met both leaders in the week before they signed.
"""


def documents() -> tuple[Document, ...]:
    return tuple(
        Document(id=document_id(text), name=name, text=text, title=text.splitlines()[0])
        for name, text in (("harbour-0304.txt", FIRST), ("quiet-hand.txt", SECOND))
    )


def claim(document: Document, words: str, **fields: object) -> Claim:
    start = document.text.index(words)
    given = {"kind": "tie", "subject": "XAR", "relation": "PACT", **fields}
    end = start + len(words)
    return Claim(
        id=f"c-{document.id.removeprefix('doc-')}-{start}-{end}-1",
        doc=document.id,
        start=start,
        end=end,
        quote=words,
        extractor="sample 1",
        **given,  # type: ignore[arg-type]
    )


def assumption(name: str, low: float, high: float, citation: str) -> Assumption:
    return Assumption(
        id=name,
        spread=Spread(low=low, high=high),
        unit="ratio",
        reason=f"A range of {low:g} to {high:g} covers what comparable cases show.",
        citation=citation,
    )


def register() -> Register:
    return Register(
        [
            assumption("group.energy.sigma", 2, 11, "Fontagne 2022"),
            assumption("group.arms.term_size", 0.05, 0.4, "judgement"),
            assumption("group.energy.evasion", 0.1, 0.6, "judgement"),
            assumption("power.credibility", 0.2, 0.9, "judgement"),
            assumption("prior.not_asked", 0.1, 0.4, "judgement"),
            assumption("prior.agreed", 0.2, 0.5, "judgement"),
            assumption("likelihood.denial.agreed", 0.8, 1.0, "judgement"),
        ]
    )


def span(low: float, median: float, high: float) -> dict[str, float]:
    return {"low": low, "median": median, "high": high}


def case() -> Case:
    first, second = documents()
    pact = claim(first, "the two governments signed a pact")
    drones = claim(
        first,
        "Brestia has sent 4,000 drones to Arvania",
        subject="XBE",
        relation="SUPPLIES_ARMS",
        object="XAR",
        value=4000.0,
        unit="drones",
        good="drones",
    )
    grain = claim(first, "Arvania should pay in grain", relation="AID", good="grain")
    rockets = claim(
        first,
        "help Brestia build guidance units for its rockets",
        relation="SUPPLIES_MILTECH",
        object="XBE",
        good="missile_technology",
    )
    exports = claim(
        first,
        "Corvia buys at least 60 % of what Arvania exports",
        subject="XCO",
        relation="TRADE_SHARE",
        object="XAR",
        low=0.6,
        unit="share",
    )
    oil = claim(
        first,
        "delivers 30-45 % of the oil that Brestia burns",
        subject="XCO",
        relation="OIL_SHARE",
        object="XBE",
        low=0.3,
        high=0.45,
        unit="share",
        good="oil",
    )
    denial = claim(
        first,
        "We learnt of it from the newspapers",
        kind="denial",
        subject="XCO",
        relation="AWARE_OF",
        certainty="denied",
        attributed_to="XCO/Marn",
    )
    straw = claim(
        first,
        "a match held to dry straw",
        kind="stance",
        subject="NLG/Tarn",
        relation="CRITICISE",
        attributed_to="NLG/Tarn",
    )
    nod = claim(
        first,
        "Without a nod from Corvia not one drone would have crossed the strait",
        kind="hypothesis",
        subject="XCO",
        relation="PERMITS",
        certainty="conditional",
    )
    doubt = claim(
        second,
        "doubts that Arvania will hand over rocket guidance",
        kind="forecast",
        relation="SUPPLIES_MILTECH",
        object="XBE",
        polarity="negative",
        attributed_to="Pia Vool",
        good="missile_technology",
    )
    silent = claim(
        second,
        "Corvia has never criticised the pact",
        kind="stance",
        subject="XCO",
        relation="RESERVED",
    )
    met = claim(
        second,
        "Its president met both leaders in the week before they signed",
        subject="XCO",
        relation="CONSULT",
    )
    contest = Contest(
        id="contest.XCO.xar-xbe",
        question="Did Corvia know and agree?",
        actor="XCO",
        pact="xar-xbe",
        evidence=(
            Item(claims=(denial.id,), sort="denial", cluster="marn"),
            Item(claims=(silent.id,), sort="silence", cluster="second"),
            Item(claims=(met.id,), sort="timing", cluster="second"),
        ),
        asserted=(nod.id,),
    )
    return Case(
        name="velm",
        as_of="2031-03-04",
        actors=(
            Actor(code="XAR", name="Arvania"),
            Actor(code="XBE", name="Brestia"),
            Actor(code="XCO", name="Corvia"),
            Actor(code="NLG", name="Northern League", kind="bloc"),
        ),
        needs=(
            Need(
                actor="XBE",
                good="oil",
                weight=Spread(low=0.05, high=0.15),
                home=Spread(low=0.0, high=0.2),
                basis=(oil.id, "group.energy.sigma"),
            ),
        ),
        ties=(
            Tie(
                provider="XCO",
                recipient="XAR",
                good="exports",
                share=Spread(low=0.6, high=1.0),
                basis=(exports.id,),
            ),
            Tie(
                provider="XCO",
                recipient="XBE",
                good="oil",
                share=Spread(low=0.3, high=0.45),
                basis=(oil.id,),
            ),
            Tie(
                provider="XAR",
                recipient="XBE",
                good="grain",
                share=Spread(low=0.0, high=0.3),
                inferred=True,
                basis=(grain.id, "group.arms.term_size"),
            ),
        ),
        pacts=(
            Pact(
                id="xar-xbe",
                name="Pact of Velm",
                members=("XAR", "XBE"),
                terms=(
                    Term(
                        giver="XBE",
                        taker="XAR",
                        good="drones",
                        status="observed",
                        basis=(drones.id,),
                    ),
                    Term(
                        giver="XAR",
                        taker="XBE",
                        good="grain",
                        status="promised",
                        basis=(grain.id,),
                    ),
                    Term(
                        giver="XAR",
                        taker="XBE",
                        good="missile_technology",
                        status="doubted",
                        basis=(rockets.id, doubt.id),
                    ),
                ),
                basis=(pact.id,),
            ),
        ),
        powers=(
            ThirdPower(actor="XCO", role="third", basis=(exports.id, oil.id)),
            ThirdPower(actor="NLG", role="rival", basis=(straw.id,)),
        ),
        stances=(
            Stance(
                actor="NLG",
                speaker="NLG/Tarn",
                target="xar-xbe",
                attitude="opposes",
                claim=straw.id,
            ),
            Stance(
                actor="XCO",
                speaker="XCO/Marn",
                target="xar-xbe",
                attitude="reserved",
                claim=denial.id,
            ),
        ),
        contests=(contest,),
        questions=(
            Question(
                id="question.missile_technology.XAR.XBE",
                text="Will Arvania hand missile technology to Brestia by 2032-03-04?",
                term="term.missile_technology.XAR.XBE",
                by="2032-03-04",
                rule="Yes, if two sources report it.",
                basis=(rockets.id, doubt.id),
            ),
        ),
        claims=tuple(
            sorted(
                (
                    pact,
                    drones,
                    grain,
                    rockets,
                    exports,
                    oil,
                    denial,
                    straw,
                    nod,
                    doubt,
                    silent,
                    met,
                ),
                key=lambda c: (c.doc != first.id, c.start),
            )
        ),
        documents=(first, second),
        register=register(),
        gaps=("No source states how much grain Arvania sends.",),
    )


def _term(good: str, giver: str, taker: str, status: str, *levels: float) -> dict:
    present, held, shadow, alone = levels

    def at(p: float, middle: float) -> dict[str, float]:
        return {
            "p_present": p,
            **span(max(0, middle - 0.2), middle, min(1, middle + 0.15)),
        }

    return {
        "good": good,
        "giver": giver,
        "taker": taker,
        "status": status,
        "with_consent": at(present, shadow),
        "without_consent": at(held, shadow * 0.6),
        "without_patron": at(min(1, present + 0.1), alone),
    }


def solution(*, without: float = 0.71) -> dict:
    return {
        "pact": "xar-xbe",
        "members": ["XAR", "XBE"],
        "terms": [
            _term("drones", "XBE", "XAR", "observed", 0.84, 0.7, 0.66, 0.72),
            _term("grain", "XAR", "XBE", "promised", 0.8, 0.66, 0.55, 0.6),
            _term("missile_technology", "XAR", "XBE", "doubted", 0.18, 0.1, 0.1, 0.35),
        ],
        "third_powers": [
            {
                "actor": "XCO",
                "p_can_block": 0.16,
                "p_wants_block": 0.31,
                "p_tolerates": 0.95,
                "leverage": {
                    "XAR": span(0.03, 0.07, 0.12),
                    "XBE": span(0.02, 0.05, 0.1),
                },
            }
        ],
        "patron": "XCO",
        "members_surplus": {
            "XAR": span(0.01, 0.03, 0.07),
            "XBE": span(0.0, 0.02, 0.05),
        },
        "p_pact": 0.85,
        "p_pact_without_consent": without,
        "director_index": 0.14,
        "p_pact_without_patron": 0.88,
        "price_of_veto": {
            "member": "XBE",
            **span(0.01, 0.02, 0.05),
            "cost_to_patron": span(0.001, 0.002, 0.004),
            "within_reach": 0.9,
        },
        "top_assumptions": [
            {
                "id": "power.credibility",
                "about": "XCO",
                "correlation": -0.41,
                "low": 0.93,
                "high": 0.62,
            },
            {
                "id": "group.arms.term_size",
                "correlation": 0.3,
                "low": 0.72,
                "high": 0.92,
            },
            {"id": "tie.oil.XCO.XBE", "correlation": -0.1, "low": 0.87, "high": 0.82},
            {
                "id": "need.oil.XBE.weight",
                "correlation": -0.07,
                "low": 0.86,
                "high": 0.83,
            },
        ],
        "notes": [],
        "basis": [
            "tie.oil.XCO.XBE",
            "tie.exports.XCO.XAR",
            "need.oil.XBE",
            "group.arms.term_size",
            "power.credibility",
            "term.drones.XBE.XAR",
        ],
    }


def grid(name: str, axes: tuple[str, str]) -> Grid:
    codes = ("XAR", "XBE", "XCO")
    middle = np.array(
        [[np.nan, 0.012, 0.083], [0.021, np.nan, 0.056], [0.009, 0.004, np.nan]]
    )
    if name == "leverage":
        middle = middle.T - middle
    spread = np.linspace(0.6, 1.5, 11)[:, None, None]
    return Grid(
        name=name,
        axes=axes,
        labels=(codes, codes),
        values=middle[None] * spread,
        unit="share",
        basis=lambda *_: (
            "tie.oil.XCO.XBE",
            "group.energy.sigma",
            "group.energy.evasion",
        ),
    )


def results(*, without: float = 0.71, of: Case | None = None) -> Results:
    contest = "contest.XCO.xar-xbe"
    rows = (
        ("not_asked", (0.1, 0.25, 0.4), (0.08, 0.18, 0.33)),
        ("told", (0.1, 0.2, 0.3), (0.1, 0.22, 0.34)),
        ("agreed", (0.2, 0.35, 0.5), (0.28, 0.44, 0.6)),
        ("directed", (0.02, 0.1, 0.2), (0.01, 0.08, 0.18)),
        ("other", (0.02, 0.1, 0.2), (0.02, 0.08, 0.17)),
    )
    made = of or case()
    items = made.contests[0].evidence
    ratios = (span(0.85, 0.93, 1.0), span(1.0, 1.3, 1.8), span(1.1, 1.6, 2.4))
    return Results(
        case=made,
        solution=solution(without=without),
        weighings=(
            {
                "question": "Did Corvia know and agree?",
                "contest": contest,
                "hypotheses": [
                    {"name": n, "rows": [n], "prior": span(*p), "posterior": span(*q)}
                    for n, p, q in rows
                ],
                "sums": [
                    {
                        "name": "knew",
                        "rows": ["told", "agreed", "directed"],
                        "prior": span(0.4, 0.62, 0.8),
                        "posterior": span(0.5, 0.74, 0.88),
                    },
                ],
                "evidence": [
                    {
                        "claims": list(item.claims),
                        "sort": item.sort,
                        "cluster": item.cluster,
                        "likelihood_ratio": ratio,
                        "absent": False,
                        "basis": [*item.claims, "likelihood.denial.agreed"],
                    }
                    for item, ratio in zip(items, ratios, strict=True)
                ],
                "pact_likelihood": {},
                "linchpins": [
                    {
                        "kind": "item",
                        "name": "timing",
                        "claims": list(items[2].claims),
                        "median": 0.66,
                        "change": -0.08,
                    },
                ],
                "would_change": [
                    {
                        "kind": "new",
                        "name": "criticism",
                        "claims": [],
                        "median": 0.5,
                        "change": -0.24,
                    },
                ],
                "basis": [],
                "notes": [],
            },
        ),
        forecasts=(
            {
                "id": "forecast.question.missile_technology.XAR.XBE",
                "question": "question.missile_technology.XAR.XBE",
                "text": made.questions[0].text,
                "by": "2032-03-04",
                "rule": "Yes, if two sources report it by 2032-03-04.",
                "probability": span(0.05, 0.12, 0.24),
                "word": "very unlikely (5-20 %)",
                "dots": [round(0.02 + 0.3 * (k / 49) ** 1.6, 4) for k in range(50)],
                "basis": ["group.arms.term_size"],
                "reasons": [
                    {
                        "name": "an expert doubts it",
                        "without": 0.17,
                        "change": -0.05,
                        "basis": ["group.arms.term_size"],
                    }
                ],
                "notes": [],
            },
        ),
        dependence=grid("dependence", ("recipient", "provider")),
        leverage=grid("leverage", ("leverer", "target")),
        worlds=400,
        seed=1,
    )
