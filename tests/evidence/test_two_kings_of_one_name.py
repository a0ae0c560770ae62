"""A name that two rulers bear means the one of whose land the text speaks."""

from __future__ import annotations

import pytest

from suzerain import extract
from suzerain.sources.document import Document


@pytest.mark.parametrize(
    ("text", "king"),
    [
        (
            "AMMAN, May 3, 2021 - Jordan is calm. King Abdullah met Vladimir Putin.",
            "JOR",
        ),
        ("RIYADH, May 3, 2009 - King Abdullah met Vladimir Putin.", "SAU"),
    ],
)
def test_the_king_of_the_land_is_meant(text: str, king: str) -> None:
    found = extract([Document(id="doc-1", name="doc", text=text)])
    (met,) = [one for one in found if one.relation == "CONSULT"]
    assert met.subject.startswith(king)
