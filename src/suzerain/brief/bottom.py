"""The first screen: short answers to the questions a reader comes with."""

from __future__ import annotations

from suzerain.brief.english import likely_that
from suzerain.brief.figures import bracketed, capital, percent
from suzerain.brief.finding import Finding, Name, Piece, Pieces, number, say
from suzerain.brief.labels import definite, driver_words, told_once
from suzerain.brief.leverage import leverage
from suzerain.brief.results import Record, Results
from suzerain.brief.solved import consent_needed
from suzerain.brief.supposed import consent_of
from suzerain.brief.surprise import reported
from suzerain.brief.words import word

MOST_REASONS = 2


def bottom_line(results: Results) -> tuple[Finding, ...]:
    """Answer who holds the leverage, whether consent is needed, and the rest.

    Args:
        results: The case and its results.
    """
    found = [leverage(results), consent(results)]
    found += [finding for finding in (knew(results),) if finding]
    if results.forecasts:
        found.append(
            outlook(results, results.forecasts[0], head="What comes next?"),
        )
    return (*found, confidence(results), reasons(results))


def consent(results: Results) -> Finding:
    """Say whether the pact would stand without the patron's consent."""
    refused = consent_of(results)
    if refused is not None:
        return refused
    return say("consent", *_consent(results), head="Does the pact need consent?")


def _consent(results: Results) -> list[Piece | Pieces]:
    solution = results.solution
    if solution is None:
        if results.unsolved:
            return ["The pact could not be solved: ", Name(text=results.unsolved), "."]
        return ["The sources name no pact that could be solved."]
    struck = solution["p_pact"]
    if not struck:
        return [
            "That question does not arise. What the sources state of the exchange ",
            "pays all members in ",
            number("solve.p_pact", percent(struck)),
            " of worlds.",
        ]
    if not results.patron:
        return [
            "There is no patron to ask. The members strike the pact in ",
            number("solve.p_pact", percent(struck)),
            " of worlds.",
        ]
    return _needed(results, solution, struck)


def _needed(results: Results, solution: Record, struck: float) -> list[Piece | Pieces]:
    without = solution["p_pact_without_consent"]
    ref = "solve.p_pact_without_consent"
    name = results.name(results.patron)
    before, said, after = likely_that(consent_needed(solution))
    pieces: list[Piece | Pieces] = [
        capital(before),
        number("solve.consent_needed", said),
        f"{after}the pact needs the consent of ",
        name,
        ": ",
        number("solve.consent_needed", percent(consent_needed(solution))),
        " of the worlds with a pact lose it if ",
        name,
        " refuses. The members strike it in ",
        number("solve.p_pact", percent(struck)),
        " of all worlds with that consent, in ",
        number(ref, percent(without)),
        " without.",
    ]
    if struck < 1 / 2:
        pieces += [
            " Even with consent that is less than half",
            ", although sources report the pact as made." if reported(results) else ".",
        ]
    return pieces


def knew(results: Results) -> Finding | None:
    """Say what the patron knew and agreed to, always beside the prior."""
    ranked = sorted(
        results.weighings, key=lambda w: asked(results, w) != results.patron
    )
    if not ranked:
        return None
    weighing = ranked[0]
    who = asked(results, weighing)
    if results.patron and who != results.patron:
        return None
    sums = {s["name"]: s for s in weighing.get("sums", ())}
    first = sums.get("knew")
    if first is None:
        return None
    pieces: list[Piece | Pieces] = [*beside_prior(results, weighing, first, who)]
    if "consented" in sums:
        pieces += [
            ". That it agreed: ",
            *_both(weighing, sums["consented"]),
        ]
    head = "Did the patron know?" if who == results.patron else "Did others know?"
    return say("knew", *pieces, ".", head=head)


def asked(results: Results, weighing: Record) -> str:
    """Code of the third power that a weighing is about."""
    contests = results.case.contests
    return next((c.actor for c in contests if c.id == weighing["contest"]), "")


def beside_prior(
    results: Results, weighing: Record, hypothesis: Record, who: str
) -> Pieces:
    """Say that a power knew of the pact, with the belief before and after."""
    before, said, after = likely_that(hypothesis["posterior"]["median"])
    ref = f"weigh.{weighing['contest']}.{hypothesis['name']}"
    return (
        capital(before),
        number(ref, said),
        after,
        results.name(who),
        " knew: ",
        *_both(weighing, hypothesis),
    )


def _both(weighing: Record, hypothesis: Record) -> Pieces:
    ref = f"weigh.{weighing['contest']}.{hypothesis['name']}"
    return (
        number(ref, bracketed(hypothesis["posterior"])),
        " after the evidence, ",
        number(ref, bracketed(hypothesis["prior"])),
        " before it",
    )


def outlook(results: Results, forecast: Record, *, head: str = "") -> Finding:
    """Say how likely a forecast is."""
    ref = f"forecast.{forecast['question']}"
    return say(
        ref,
        number(ref, results.spoken(forecast["text"]), quiet=True),
        " ",
        number(ref, capital(word(forecast["probability"]["median"]))),
        ": ",
        number(ref, bracketed(forecast["probability"])),
        ".",
        head=head,
    )


def confidence(results: Results) -> Finding:
    """Say how good the basis is, apart from any likelihood."""
    drivers = [d["id"] for d in (results.solution or {}).get("top_assumptions", ())]
    register = results.case.register
    judged = [
        d for d in drivers if d in register and register[d].citation == "judgement"
    ]
    documents = len(results.case.documents)
    count = number("count.documents", str(documents)) if documents else "no"
    noun = " document" if documents == 1 else " documents"
    if not drivers:
        level = "low"
        rest = ", which do not explain the pact."
        rest = ", which does not explain the pact." if documents == 1 else rest
    elif 2 * len(judged) > len(drivers):
        level = "low"
        rest = ", and what moves the result most is judged rather than measured."
    else:
        level = "low" if documents <= 1 else "moderate"
        rest = ", and what moves the result most is measured or sourced."
    return say(
        "confidence",
        f"Confidence is {level}: the brief rests on ",
        count,
        noun,
        rest,
        head="How sure?",
    )


def reasons(results: Results) -> Finding:
    """Say what drives the result most."""
    drivers = (results.solution or {}).get("top_assumptions", ())
    top = told_once(drivers)[:MOST_REASONS]
    if not top:
        nothing = "No assumption that was varied changes the answer."
        return say("reasons", nothing, head="Why?")
    pieces: list[Piece] = ["Most hangs on "]
    for k, driver in enumerate(top):
        pieces += [
            ", and on " if k else "",
            number(driver["id"], definite(driver_words(results, driver)), quiet=True),
            " (the pact is struck in ",
            number(driver["id"], percent(driver["low"])),
            " of worlds where this is low, in ",
            number(driver["id"], percent(driver["high"])),
            " where it is high)",
        ]
    return say("reasons", *pieces, ".", head="Why?")
