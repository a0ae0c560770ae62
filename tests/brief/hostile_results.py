"""A case whose every text is hostile, and what must become of it."""

from __future__ import annotations

from dataclasses import replace

import sample

from suzerain.brief.results import Results

NASTY = (
    "<script>alert('x')</script>\x00\x1b[31m \"q\" & ]]> "
    "\u202eevil\u202c \u2028- a: b\n#"
)
UNFIT = 4  # NUL, escape, and two marks that turn the writing


def results() -> Results:
    """The sample with hostile words in title, names and quotes."""
    case = sample.case()
    actors = (replace(case.actors[0], name=NASTY), *case.actors[1:])
    claims = (replace(case.claims[0], quote=NASTY), *case.claims[1:])
    first, second = case.documents
    documents = (replace(first, title=NASTY, name=NASTY, publisher=NASTY), second)
    made = replace(case, title=NASTY, actors=actors, claims=claims, documents=documents)
    return sample.results(of=made)
