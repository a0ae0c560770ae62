"""Key judgments: what the results say, sentence by sentence."""

from __future__ import annotations

import math

from suzerain.brief.bottom import asked, beside_prior, outlook
from suzerain.brief.english import likely_that, with_article
from suzerain.brief.figures import bracketed, capital, plain_range
from suzerain.brief.finding import Finding, Name, Piece, Pieces, Quote, number, say
from suzerain.brief.labels import row_words, sort_words
from suzerain.brief.results import Record, Results, weighed_items

MOST_FORECASTS = 4


def belief(results: Results, weighing: Record) -> Finding:
    """Say what a third power knew and agreed to, and what tells most."""
    who = asked(results, weighing)
    sums = {s["name"]: s for s in weighing.get("sums", ())}
    best = max(weighing["hypotheses"], key=lambda h: h["posterior"]["median"])
    pieces: list[Piece | Pieces] = []
    if "knew" in sums:
        pieces += [*beside_prior(results, weighing, sums["knew"], who), ". "]
    if "consented" in sums:
        pieces += [*_agreed(weighing, sums["consented"]), ". "]
    pieces += [
        "No explanation stands out: the best one, that "
        if best["posterior"]["median"] < 1 / 2
        else "The best explanation, that ",
        number(
            f"weigh.{weighing['contest']}.{best['name']}",
            _row(results, best["name"], who),
            quiet=True,
        ),
        ", has ",
        number(
            f"weigh.{weighing['contest']}.{best['name']}",
            bracketed(best["posterior"]),
        ),
        ", and had ",
        number(f"weigh.{weighing['contest']}.{best['name']}", bracketed(best["prior"])),
        " before the evidence.",
        *_telling(weighing),
    ]
    return say(f"belief.{weighing['contest']}", *pieces)


def _row(results: Results, row: str, who: str) -> str:
    return row_words(row).replace("it ", f"{results.phrase(who)} ", 1)


def _agreed(weighing: Record, hypothesis: Record) -> Pieces:
    before, said, after = likely_that(hypothesis["posterior"]["median"])
    ref = f"weigh.{weighing['contest']}.{hypothesis['name']}"
    return (
        capital(before),
        number(ref, said),
        f"{after}it also agreed: ",
        number(ref, bracketed(hypothesis["posterior"])),
        ", and ",
        number(ref, bracketed(hypothesis["prior"])),
        " before",
    )


def _telling(weighing: Record) -> Pieces:
    """Name the item of evidence that moves the answer most."""
    items = [
        (k, item)
        for k, item in enumerate(weighed_items(weighing), start=1)
        if item["likelihood_ratio"]["median"] > 0
    ]
    if not items:
        return ()
    place, item = max(
        items, key=lambda pair: abs(math.log(pair[1]["likelihood_ratio"]["median"]))
    )
    ratio = item["likelihood_ratio"]
    side = "for" if ratio["median"] > 1 else "against"
    absent = "no " if item.get("absent") else ""
    return (
        f" Most telling, and rather {side} its knowing, is ",
        number(
            f"weigh.{weighing['contest']}.item{place}",
            f"{absent}{sort_words(item['sort'])}",
            quiet=True,
        ),
        ", which changes the odds by a factor of ",
        number(
            f"weigh.{weighing['contest']}.item{place}",
            plain_range(ratio["low"], ratio["high"]),
        ),
        ".",
    )


def denials(results: Results, weighing: Record) -> tuple[Finding, ...]:
    """Say how little the denials of interested parties weigh."""
    for k, item in enumerate(weighing["evidence"], start=1):
        words = results.clearest(tuple(item["claims"]))
        if item["sort"] != "denial" or words is None:
            continue
        ratio = item["likelihood_ratio"]
        by: Pieces = (
            (" by ", Name(text=_spoken_by(words.speaker))) if words.speaker else ()
        )
        return (
            say(
                f"denial.{weighing['contest']}.item",
                "The denial",
                by,
                " changes the odds that ",
                results.name(asked(results, weighing)),
                " knew by a factor of ",
                number(
                    f"weigh.{weighing['contest']}.item{k}",
                    plain_range(ratio["low"], ratio["high"]),
                ),
                ", where one would be no change: ",
                Quote(text=words.text, claim=words.claim, source=words.source),
            ),
        )
    return ()


def _spoken_by(speaker: str) -> str:
    """Name a speaker within a sentence; bodies take the article, persons do not."""
    person, bracket, state = speaker.partition(" (")
    return f"{with_article(person)}{bracket}{state}"


def telling_forecasts(results: Results) -> tuple[Finding, ...]:
    """The forecasts that are contested most, then whether the pact will last.

    The first forecast stands on the first screen and is not told again.

    Args:
        results: The case and its results.
    """
    terms = {q.id: q.term for q in results.case.questions}
    pact = results.case.pact
    guessed = {term.id for term in pact.terms if term.inferred} if pact else set()
    rest = [
        made
        for made in results.forecasts[1:]
        if terms.get(made["question"], "") not in ("", *guessed)
    ]
    lasting = [made for made in results.forecasts[1:] if made["question"] not in terms]
    ranked = sorted(rest, key=lambda made: _calm(results, terms[made["question"]]))
    chosen = [*ranked[:MOST_FORECASTS], *lasting]
    return tuple(outlook(results, made) for made in chosen)


def _calm(results: Results, term: str) -> tuple[bool, float]:
    """Order terms: doubted ones first, then those that provoke rivals most."""
    pact, register = results.case.pact, results.case.register
    what = term.split(".")[1]
    status = next((t.status for t in pact.terms if t.id == term), "") if pact else ""
    key = f"good.{what}.provocation"
    provoking = register[key].spread.centre if key in register else 0.0
    return status != "doubted", -provoking


def candidates(results: Results) -> Finding | None:
    """Name the other pacts that the sources may be about."""
    chosen, *others = results.case.pacts or (None,)
    if chosen is None or not others:
        return None
    pieces: list[Piece | Pieces] = ["The sources may also be read as about "]
    for k, pact in enumerate(others):
        pieces += [
            "; or " if k else "",
            "the pact of ",
            results.pair(pact.members),
            f", {_support(pact.support, chosen.support)} supported",
        ]
        words = results.first_quote(pact.basis)
        pieces += [": ", words] if words else []
    return say("candidates", *pieces, ".")


def _support(support: float, best: float) -> str:
    """Say how well a candidate is supported, beside the best one."""
    if not best or support >= best:
        return "as well"
    return "less well" if 2 * support >= best else "much less"
