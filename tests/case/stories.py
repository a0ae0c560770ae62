"""Imaginary pacts, told as sentences with the claims that a reader would make."""

from __future__ import annotations

from typing import Any

from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document, document_id

Line = tuple[str, list[dict[str, Any]]]


def tell(lines: list[Line], *, name: str = "story", published: str = "2031-05-02"):
    """Join sentences into a document and hang the claims on them."""
    text = " ".join(sentence for sentence, _ in lines)
    doc = document_id(text)
    claims, start = [], 0
    for sentence, fields in lines:
        end = start + len(sentence)
        for n, field in enumerate(fields):
            claims.append(
                Claim(
                    id=f"c-{doc.removeprefix('doc-')}-{start}-{end}-{n}",
                    doc=doc,
                    start=start,
                    end=end,
                    quote=sentence,
                    **{"kind": "tie", "object": "", **field},
                )
            )
        start = end + 1
    document = Document(
        id=doc, name=name, text=text, title=name, published=published, language="en"
    )
    return document, tuple(claims)


def says(subject: str, relation: str, obj: str = "", **more: Any) -> dict[str, Any]:
    """Write one claim, short."""
    return {"subject": subject, "relation": relation, "object": obj, **more}


GRAIN_FOR_GUNS: list[Line] = [
    (
        "Peru and Bolivia signed a pact in Sucre.",
        [says("BOL+PER", "PACT", kind="event", time="2031-04-20")],
    ),
    (
        "Lima will send grain to La Paz.",
        [says("PER", "SUPPLIES_FOOD", "BOL", kind="forecast", good="grain")],
    ),
    (
        "Bolivian instructors have arrived in Peru.",
        [says("BOL", "TROOPS_IN", "PER", kind="event", good="military_training")],
    ),
    (
        "Brazil buys between 60 and 75 percent of Bolivia's gas exports.",
        [
            says(
                "BRA",
                "EXPORTS_SHARE",
                "BOL",
                kind="quantity",
                low=0.6,
                high=0.75,
                unit="share",
                good="exports",
            )
        ],
    ),
    (
        "Peru depends heavily on Brazil for fuel.",
        [says("PER", "DEPENDS_ON", "BRA", good="fuel")],
    ),
    (
        "Brazil's foreign minister said she had not been told.",
        [
            says(
                "BRA",
                "AWARE_OF",
                "BOL+PER",
                kind="denial",
                polarity="negative",
                certainty="denied",
                attributed_to="BRA/Vieira",
            )
        ],
    ),
    (
        "Chile called the pact a provocation.",
        [
            says(
                "CHL",
                "CRITICISE",
                "BOL+PER",
                kind="stance",
                certainty="reported",
                attributed_to="CHL/Boric",
            )
        ],
    ),
    (
        "Nothing was signed without Brasilia's nod, one suspects.",
        [says("BRA", "ENDORSES", "BOL+PER", kind="hypothesis", certainty="hedged")],
    ),
]

THREE_MEMBERS: list[Line] = [
    (
        "Kenya, Rwanda and Uganda sealed a defence compact.",
        [says("KEN+RWA+UGA", "PACT", kind="event")],
    ),
    (
        "Kenya gives Rwanda drones.",
        [says("KEN", "SUPPLIES_ARMS", "RWA", kind="event", good="drones")],
    ),
    (
        "Rwanda gives Uganda troops.",
        [says("RWA", "TROOPS_IN", "UGA", kind="event", good="troops")],
    ),
    (
        "Uganda gives Kenya electricity.",
        [says("UGA", "SUPPLIES_ENERGY", "KEN", kind="event", good="electricity")],
    ),
    (
        "Tanzania supplies at least half of Uganda's fuel.",
        [
            says(
                "TZA",
                "FUEL_SHARE",
                "UGA",
                kind="quantity",
                low=0.5,
                unit="share",
                good="fuel",
            )
        ],
    ),
]

NO_PATRON: list[Line] = [
    (
        "Fiji and Tonga agreed to share patrol boats.",
        [says("FJI+TON", "AGREE", kind="event")],
    ),
    (
        "Fiji lends Tonga ships.",
        [says("FJI", "SUPPLIES_ARMS", "TON", kind="event", good="ships")],
    ),
    (
        "Tonga sends workers to Fiji.",
        [says("TON", "SUPPLIES_LABOUR", "FJI", kind="event", good="workers")],
    ),
]

TWO_PATRONS: list[Line] = [
    (
        "Oman and Yemen struck a port deal.",
        [says("OMN+YEM", "PACT", kind="event")],
    ),
    (
        "Oman would pay Yemen.",
        [says("OMN", "AID", "YEM", kind="forecast", certainty="hedged", good="money")],
    ),
    (
        "Yemen opens its ports to Oman.",
        [says("YEM", "SUPPLIES_TRANSIT", "OMN", kind="event", good="transit")],
    ),
    (
        "Iran is Yemen's main source of arms.",
        [says("IRN", "SUPPLIES_ARMS", "YEM", good="arms")],
    ),
    (
        "Saudi Arabia buys 40 percent of what Oman exports.",
        [
            says(
                "SAU",
                "EXPORTS_SHARE",
                "OMN",
                kind="quantity",
                value=0.4,
                unit="share",
                good="exports",
            )
        ],
    ),
    (
        "Saudi Arabia warned both.",
        [
            says(
                "SAU",
                "WARN",
                "OMN+YEM",
                kind="stance",
                certainty="reported",
                attributed_to="SAU/Faisal",
            )
        ],
    ),
    (
        "Iran welcomed the deal.",
        [
            says(
                "IRN",
                "ENDORSES",
                "OMN+YEM",
                kind="stance",
                certainty="reported",
                attributed_to="IRN/Araghchi",
            )
        ],
    ),
    (
        "Yemen is at war with Eritrea.",
        [says("YEM", "AT_WAR_WITH", "ERI")],
    ),
]

STORIES = {
    "grain-for-guns": GRAIN_FOR_GUNS,
    "three-members": THREE_MEMBERS,
    "no-patron": NO_PATRON,
    "two-patrons": TWO_PATRONS,
}
