"""Refuse to weigh what cannot be weighed."""

from __future__ import annotations

from suzerain.case.case import Case
from suzerain.case.question import Contest
from suzerain.case.sound import unsound
from suzerain.core.errors import OutlookError


def refuse_unsound(case: Case, contest: Contest) -> None:
    """Refuse a contest that cannot be weighed.

    Raises:
        OutlookError: With everything that is wrong with it.
    """
    found = list(unsound(case, contest))
    if found:
        raise OutlookError(
            f"{contest.id!r} cannot be weighed: "
            + "; ".join(problem.what for problem in found),
            "exclusive hypotheses with 'other' among them, and evidence whose claims "
            "quote a passage",
            found[0].hint,
        )
