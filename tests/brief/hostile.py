"""A small brief whose words try to break out of a document."""

from __future__ import annotations

from dataclasses import replace

import sample

from suzerain.brief.brief import Brief, compose
from suzerain.sources.document import Document

ARABIC = "\u0627\u0644\u0635\u064a\u0646"
HEBREW = "\u05e1\u05d9\u05df"
TITLE = f'Pact </w:t> & <b>\x07 \u202e{ARABIC} #pagebreak() $x^2$ "q" \''
NAME = 'a"b]<x>&\x00.txt'


def hostile() -> Brief:
    """The sample case with a title, a document's title and a name that are hostile."""
    case = sample.case()
    first, *others = case.documents
    bad: Document = replace(first, title=f"{HEBREW} & <script>", name=NAME)
    made = replace(case, title=TITLE, documents=(bad, *others))
    return compose(sample.results(of=made))
