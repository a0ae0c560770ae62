"""What the reader takes from a text, for tests that ask it in a line."""

from __future__ import annotations

import suzerain as sz
from suzerain.evidence.proposed import LEARNED
from suzerain.sources.document import Document


def read(text):
    """What rules read; proposals of the classifier count for nothing here."""
    claims = sz.extract([Document(id="doc-1", name="a", text=text)])
    return [one for one in claims if LEARNED not in one.notes]


def told(text):
    return [
        f"{one.subject} {one.relation} {one.object or '-'} {one.good or '-'}"
        for one in read(text)
    ]
