"""What a power can do to a member, in words."""

from __future__ import annotations

from suzerain.brief.results import Record, Results
from suzerain.core.codes import good_name

DEEDS = {
    "supply": "cut {good} to {member}",
    "purchases": "stop buying from {member}",
    "cover": "withhold {good} from {member}",
    "aid": "withdraw {good} from {member}",
    "offer": "offer {member} {good} for staying out",
}
CUT = "cut {good} to {member}"


def deed(results: Results, row: Record) -> str:
    """Say what an instrument is, such as "cut oil to Arvania".

    Args:
        results: The case and its results.
        row: With `instrument`, an id such as `cut.oil.AAA.BBB`, and perhaps `sort`.
    """
    head, what, _, member = row["instrument"].split(".")
    sorts = {
        one["instrument"]: one["sort"]
        for listed in (results.solution or {}).get("third_powers", ())
        for one in listed.get("instruments", ())
    }
    sort = row.get("sort") or sorts.get(row["instrument"], "")
    words = DEEDS["offer"] if head == "offer" else DEEDS.get(sort, CUT)
    return words.format(good=good_name(what), member=results.phrase(member))
