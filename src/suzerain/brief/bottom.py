"""The first screen: short answers to the questions a reader comes with."""

from __future__ import annotations

import math

from suzerain.brief.english import likely_that
from suzerain.brief.figures import bracketed, capital, percent
from suzerain.brief.finding import Finding, Name, Number, Piece, Pieces, number, say
from suzerain.brief.labels import definite, driver_words, told_once
from suzerain.brief.results import Record, Results
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


def leverage(results: Results) -> Finding:
    """Say who could cost the members most."""
    head, patron = "Who holds the leverage?", results.patron
    if not patron:
        return say("leverage", *_nobody(results), head=head)
    bound = [m for m in results.members if known_loss(results, m, patron)]
    loose = [m for m in results.members if m not in bound]
    name = results.name(patron)
    pieces: list[Piece | Pieces] = [results.name(patron, first=True)]
    if bound:
        pieces += [
            " holds the largest leverage over ",
            results.pair(bound),
            ". A full break would cost ",
            *_losses(results, [(m, patron) for m in bound]),
            " of its welfare" if len(bound) == 1 else " of their welfare",
        ]
        back = [(patron, m) for m in bound if known_loss(results, patron, m)]
        if back:
            pieces += ["; ", name, " itself would lose "]
            for k, pair in enumerate(back):
                pieces += [_joint(k, len(back)), loss(results, *pair)]
        pieces.append(".")
    else:
        pieces.append(" is the power that the sources put over the members.")
    if loose:
        pieces += [
            " No tie was found by which ",
            results.pair(loose),
            " would depend on it.",
        ]
    return say("leverage", *pieces, head=head)


def _nobody(results: Results) -> list[Piece | Pieces]:
    """Say that there is no patron, and who leads among the members."""
    nobody = (
        "No outside power: as far as the sources say, none could cost the members "
        "enough to be their patron."
    )
    pieces: list[Piece | Pieces] = [nobody]
    pairs = [
        (one, other)
        for one in results.members
        for other in results.members
        if one != other and known_loss(results, one, other)
    ]
    if pairs:
        weak, strong = max(pairs, key=lambda pair: known_loss(results, *pair))
        pieces += [
            " Within the pact, a break with ",
            results.name(strong),
            " would cost ",
            *_losses(results, [(weak, strong)]),
            " of its welfare.",
        ]
    return pieces


def _losses(results: Results, pairs: list[tuple[str, str]]) -> Pieces:
    pieces: list[Piece] = []
    for k, (recipient, provider) in enumerate(pairs):
        pieces += [
            _joint(k, len(pairs)),
            results.name(recipient),
            " ",
            loss(results, recipient, provider),
        ]
    return tuple(pieces)


def _joint(k: int, count: int) -> str:
    if not k:
        return ""
    return " and " if k == count - 1 else ", "


def known_loss(results: Results, recipient: str, provider: str) -> float:
    """Median loss of one that another cuts off; nought where nothing is known."""
    grid = results.dependence
    if grid is None:
        return 0.0
    if recipient not in grid.labels[0] or provider not in grid.labels[1]:
        return 0.0
    middle = grid[recipient, provider].median
    return 0.0 if math.isnan(middle) else float(middle)


def loss(results: Results, recipient: str, provider: str) -> Number:
    """Give what one actor would lose if another cut it off."""
    grid = results.dependence
    if grid is None:  # pragma: no cover - callers ask for known losses only
        return number("", "an unknown part")
    e = grid[recipient, provider]
    cell = {"low": e.low, "median": e.median, "high": e.high}
    return number(f"dependence.{recipient}.{provider}", bracketed(cell))


def consent(results: Results) -> Finding:
    """Say whether the pact would stand without the patron's consent."""
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
    before, said, after = likely_that(min(1.0, max(0.0, 1 - without / struck)))
    pieces: list[Piece | Pieces] = [
        capital(before),
        number(ref, said),
        f"{after}the pact needs the consent of ",
        name,
        ". The members strike it in ",
        number("solve.p_pact", percent(struck)),
        " of worlds with that consent and in ",
        number(ref, percent(without)),
        " if ",
        name,
        " refuses.",
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
