"""What the results say, sentence by sentence."""

from __future__ import annotations

from suzerain.brief.figures import bracketed, capital, percent, plain_range
from suzerain.brief.finding import Finding, Name, Piece, Pieces, number, say
from suzerain.brief.labels import label, row_words
from suzerain.brief.results import Record, Results
from suzerain.brief.words import word


def leverage(results: Results, head: str = "") -> Finding:
    """Say who could cost the members most."""
    patron, members = results.patron, results.members
    if not patron or results.dependence is None:
        return say(
            "leverage",
            "No outside power stands out: no leverage over all members is larger "
            "than that of the others.",
            head=head,
        )
    name = results.name(patron)
    pieces: list[Piece | Pieces] = [
        name,
        " holds the largest leverage over ",
        results.pair(members),
        ". ",
        "If it cut them off, ",
    ]
    for k, member in enumerate(members):
        pieces += [
            " and " if k else "",
            results.name(member),
            " " if k else " would lose ",
            loss(results, member, patron),
            "" if k else " of its welfare",
        ]
    pieces += ["; the break would cost ", name, " "]
    for k, member in enumerate(members):
        pieces += [" and " if k else "", loss(results, patron, member)]
    return say("leverage", *pieces, ".", head=head)


def loss(results: Results, recipient: str, provider: str) -> Piece:
    """Give what one actor would lose if another cut it off."""
    grid = results.dependence
    if (
        grid is None
        or recipient not in grid.labels[0]
        or provider not in grid.labels[1]
    ):
        return "an unknown part"
    e = grid[recipient, provider]
    cell = {"low": e.low, "median": e.median, "high": e.high}
    return number(f"dependence.{recipient}.{provider}", bracketed(cell))


def consent(results: Results, head: str = "") -> Finding:
    """Say whether the pact would stand without the patron's consent."""
    solution = results.solution
    if solution is None and results.unsolved:
        return say(
            "consent",
            "The pact could not be solved: ",
            Name(text=results.unsolved),
            ".",
            head=head,
        )
    if solution is None:
        return say(
            "consent", "The sources name no pact that could be solved.", head=head
        )
    struck = solution["p_pact"]
    if not struck:
        return say(
            "consent",
            "In none of the worlds does the pact pay all its members (",
            number("solve.p_pact", percent(struck)),
            "), so the question of consent does not arise.",
            head=head,
        )
    without = solution["p_pact_without_consent"]
    needed = min(1.0, max(0.0, 1 - without / struck))
    ref = "solve.p_pact_without_consent"
    if not results.patron:
        return say(
            "consent",
            "There is no patron to ask: the pact is struck in ",
            number("solve.p_pact", percent(struck)),
            " of worlds.",
            head=head,
        )
    return say(
        "consent",
        "It is ",
        number(ref, word(needed)),
        " that the pact needs the consent of ",
        results.name(results.patron),
        ". It is struck in ",
        number("solve.p_pact", percent(struck)),
        " of worlds under that shadow, and in ",
        number(ref, percent(without)),
        " if consent is refused.",
        head=head,
    )


def belief(results: Results, weighing: Record) -> Finding:
    """Say what the third power knew and agreed to, always beside the prior."""
    who = next(
        (c.actor for c in results.case.contests if c.id == weighing["contest"]), ""
    )
    sums = {s["name"]: s for s in weighing.get("sums", ())}
    best = max(weighing["hypotheses"], key=lambda h: h["posterior"]["median"])
    first = sums.get("knew", best)
    pieces: list[Piece | Pieces] = [
        "On ",
        results.name(who),
        ": ",
        *_beside_prior(weighing, first),
    ]
    if "consented" in sums:
        pieces += [
            "; ",
            *_beside_prior(weighing, sums["consented"]),
        ]
    return say(f"belief.{weighing['contest']}", *pieces, ".")


def _beside_prior(weighing: Record, hypothesis: Record) -> Pieces:
    ref = f"weigh.{weighing['contest']}.{hypothesis['name']}"
    return (
        "it is ",
        number(ref, word(hypothesis["posterior"]["median"])),
        f" that {row_words(hypothesis['name'])}, at ",
        number(ref, bracketed(hypothesis["posterior"])),
        " after the evidence, ",
        number(ref, bracketed(hypothesis["prior"])),
        " before it",
    )


def denials(results: Results, weighing: Record) -> tuple[Finding, ...]:
    """Say how little the denials of interested parties weigh."""
    found = []
    for k, item in enumerate(weighing["evidence"], start=1):
        if item["sort"] != "denial":
            continue
        ratio = item["likelihood_ratio"]
        words = results.first_quote(tuple(item["claims"]))
        speaker: Pieces = (
            ("by ", Name(text=words.speaker), " ") if words and words.speaker else ()
        )
        found.append(
            say(
                f"denial.{weighing['contest']}.item",
                "The denial ",
                speaker,
                "carries a likelihood ratio of ",
                number(
                    f"weigh.{weighing['contest']}.item{k}",
                    plain_range(ratio["low"], ratio["high"]),
                ),
                ", where one would mean no weight: ",
                *((words,) if words else ()),
            )
        )
    return tuple(found[:1])


def outlook(forecast: Record, head: str = "") -> Finding:
    """Say how likely a forecast is."""
    ref = f"forecast.{forecast['question']}"
    return say(
        ref,
        number(ref, forecast["text"], quiet=True),
        " ",
        number(ref, capital(word(forecast["probability"]["median"]))),
        ", at ",
        number(ref, bracketed(forecast["probability"])),
        ".",
        head=head,
    )


def confidence(results: Results, head: str = "") -> Finding:
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
        return say(
            "confidence",
            "Confidence is low: nothing was solved on the basis of ",
            count,
            noun,
            ".",
            head=head,
        )
    level = "low" if 2 * len(judged) > len(drivers) or documents < 2 else "moderate"
    rest: Pieces = (
        " What moves the result most are declared judgements rather than published "
        "measurements."
        if 2 * len(judged) > len(drivers)
        else " What moves the result most is measured or sourced.",
    )
    return say(
        "confidence",
        f"Confidence is {level}: the brief rests on ",
        count,
        noun,
        " and on the assumptions listed below.",
        rest,
        head=head,
    )


def reasons(results: Results, head: str = "") -> Finding:
    """Say what drives the result most."""
    top = (results.solution or {}).get("top_assumptions", ())[:2]
    if not top:
        return say("reasons", "No assumption drives a result yet.", head=head)
    pieces: list[Piece] = ["What decides it: "]
    for k, driver in enumerate(top):
        pieces += [
            "; and " if k else "",
            number(driver["id"], label(results, driver["id"]), quiet=True),
            " (the share of worlds with a pact goes from ",
            number(driver["id"], percent(driver["low"])),
            " to ",
            number(driver["id"], percent(driver["high"])),
            " as it rises)",
        ]
    return say("reasons", *pieces, ".", head=head)
