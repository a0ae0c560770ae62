"""A review under way: the claims as they stand, and decisions as they are made."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from suzerain.app.flags import disagreements
from suzerain.case.files import read_unreviewed
from suzerain.case.problem import Problem
from suzerain.case.review import (
    ADDED,
    FILE,
    Action,
    Decision,
    Verdict,
    append_decisions,
    read_review,
    verdicts,
)
from suzerain.case.review_edit import (
    EDITABLE,
    check_edit,
)
from suzerain.case.reviewed import edited_claim, fitting_decisions
from suzerain.core.errors import CaseError, UnknownReference
from suzerain.evidence.claim import Claim
from suzerain.evidence.grades import grade_claims
from suzerain.evidence.ledger import claim_to_record


class Outdated(CaseError):
    """Somebody else has decided on this claim since it was shown."""


class WrongEdit(CaseError):
    """What was written into a claim cannot stand.

    Args:
        wrong: A message for each field that is wrong.
    """

    def __init__(self, wrong: Mapping[str, str]) -> None:
        self.wrong = dict(wrong)
        told = "; ".join(f"{name}: {words}" for name, words in wrong.items())
        super().__init__(told, hint="mend these fields and save again")


class Review:
    """Hold a case whose claims are being judged, and write each decision at once.

    Args:
        folder: The case folder.
        reviewer: Who judges, or empty.

    Raises:
        CaseError: If there is no case in the folder.
        InvalidCase: If the case has problems.
    """

    def __init__(self, folder: str | Path, reviewer: str = "") -> None:
        self.folder = Path(folder)
        self.reviewer = reviewer
        self.case, self.decisions, self.problems = read_unreviewed(self.folder)
        graded = grade_claims(self.case.documents, self.case.claims)
        self.grades = {grade.claim: grade for grade in graded}
        self._stamp = self._log_stamp()
        self._sum_up()

    def _log_stamp(self) -> tuple[int, int]:
        try:
            told = (self.folder / FILE).stat()
        except OSError:
            return 0, 0
        return told.st_size, told.st_mtime_ns

    def refresh(self) -> None:
        """Take in what another program or tab has decided meanwhile."""
        if self._log_stamp() == self._stamp:
            return
        self._stamp = self._log_stamp()
        self.decisions, wrong = read_review((self.folder / FILE).read_bytes())
        self.problems = tuple(wrong)
        self._sum_up()

    def _sum_up(self) -> None:
        fitting, stale = fitting_decisions(self.decisions, self.case.documents)
        self.notices: tuple[Problem, ...] = (*self.problems, *stale)
        self.verdicts = verdicts(fitting)
        self.extracted = {claim.id: claim for claim in self.case.claims}
        self.claims = self._ordered()
        self.differing = disagreements(
            claim for claim in self.claims if self.status(claim.id) != "rejected"
        )

    def _ordered(self) -> tuple[Claim, ...]:
        """List extracted and added claims, with their edits, in order of the text."""
        found = [self._edited(claim) for claim in self.case.claims]
        for verdict in self.verdicts.values():
            made = edited_claim(None, verdict)
            if made is not None and verdict.claim not in self.extracted:
                found.append(made)
        order = {paper.id: place for place, paper in enumerate(self.case.documents)}
        return tuple(
            sorted(
                (claim for claim in found if claim.doc in order),
                key=lambda claim: (order[claim.doc], claim.start, claim.end),
            )
        )

    def _edited(self, claim: Claim) -> Claim:
        verdict = self.verdicts.get(claim.id)
        if verdict is None or not verdict.fields:
            return claim
        made = edited_claim(claim, verdict)
        if made is None:
            what = f"an edit of {claim.id} cannot stand and is not shown"
            self.notices += (Problem(FILE, what, "edit it again"),)
        return made or claim

    def status(self, claim: str) -> str:
        """Say what was decided on a claim."""
        verdict = self.verdicts.get(claim)
        return verdict.status if verdict else "unreviewed"

    @property
    def reviewed(self) -> int:
        """How many claims have been decided on."""
        return sum(self.status(claim.id) != "unreviewed" for claim in self.claims)

    @property
    def progress(self) -> str:
        """Say how far the review has come, as in `12 of 63 reviewed`."""
        return f"{self.reviewed} of {len(self.claims)} reviewed"

    def holds(self, claim: str) -> bool:
        """Say whether there is such a claim; one that was added may be undone."""
        return any(one.id == claim for one in self.claims)

    def find(self, claim: str) -> Claim:
        """Return a claim as it stands now.

        Raises:
            UnknownReference: If there is no such claim.
        """
        for one in self.claims:
            if one.id == claim:
                return one
        known = [one.id for one in self.claims]
        raise UnknownReference(claim, known, f"the case {self.case.name!r}")

    def decide(
        self,
        action: Action,
        claim: str,
        *,
        fields: Mapping[str, Any] | None = None,
        seen: str | None = None,
    ) -> Decision:
        """Accept, reject or edit a claim, or take its last decision back.

        Args:
            action: `accept`, `edit`, `reject` or `undo`.
            claim: Id of the claim.
            fields: For `edit`: what was written, by field.
            seen: Id of the last decision that was shown for this claim, empty when
                there was none; None to decide whatever others did.

        Raises:
            UnknownReference: If there is no such claim.
            Outdated: If somebody has decided on it since; nothing is written.
            WrongEdit: If a field is wrong; nothing is written.
            CaseError: If there is nothing to undo, or the log cannot be written.
        """
        self.refresh()
        now = self.find(claim)
        verdict = self.verdicts.get(claim, Verdict(claim=claim))
        if seen is not None and seen != verdict.latest:
            raise Outdated(
                "somebody has decided on this claim meanwhile",
                "a decision on the claim as it is now",
                "look at it again, then decide",
            )
        made = self._decision(action, now)
        if action == "edit":
            made = self._with_edit(made, now, fields or {})
        if action == "undo":
            if not verdict.standing:
                raise CaseError("nothing was decided on this claim", "", "decide first")
            made = replace(made, undoes=verdict.standing)
        return self._keep(made)

    def _with_edit(
        self, made: Decision, now: Claim, fields: Mapping[str, Any]
    ) -> Decision:
        whole = {name: getattr(now, name) for name in EDITABLE}
        values, wrong = check_edit({**whole, **fields}, self.claims)
        if wrong:
            raise WrongEdit(wrong)
        changed = {name: v for name, v in values.items() if v != getattr(now, name)}
        return replace(made, action="edit" if changed else "accept", fields=changed)

    def add(
        self, document: str, start: int, end: int, fields: Mapping[str, Any]
    ) -> Decision:
        """Add a claim that the reader missed.

        Args:
            document: Id of the document.
            start: First code point of its words.
            end: One past the last.
            fields: Subject, relation and whatever else is stated.

        Raises:
            WrongEdit: If a field is wrong or the words are none.
        """
        from suzerain.evidence.relations import relations

        self.refresh()
        papers = {paper.id: paper for paper in self.case.documents}
        words = papers[document].text[start:end] if document in papers else ""
        lead = len(words) - len(words.lstrip())
        quote = words.strip()
        blank = {"subject": "", "relation": "", **fields}
        values, wrong = check_edit(blank, self.claims)
        if start < 0 or not quote:
            wrong["quote"] = "select the words that state it"
        if wrong:
            raise WrongEdit(wrong)
        first, last = start + lead, start + lead + len(quote)
        known = relations().get(values["relation"])
        here = f"c-{document.removeprefix('doc-')}-{first}-{last}-m"
        number = sum(claim.startswith(here) for claim in self.verdicts)
        claim = Claim(
            **{
                "kind": known.kind if known else "tie",
                **values,
                "id": f"{here}{number}",
                "doc": document,
                "start": first,
                "end": last,
                "quote": quote,
                "extractor": f"reviewer {self.reviewer}".strip(),
                "notes": (ADDED,),
            }
        )
        record = claim_to_record(claim)
        record.pop("id")
        return self._keep(replace(self._decision("add", claim), fields=record))

    def _decision(self, action: Action, claim: Claim) -> Decision:
        sums = {paper.id: paper.sha256 for paper in self.case.documents}
        made_by = self.extracted.get(claim.id, claim).extractor
        return Decision(
            id=f"d-{secrets.token_hex(6)}",
            time=datetime.now(UTC).isoformat(timespec="seconds"),
            claim=claim.id,
            action=action,
            reviewer=self.reviewer,
            extractor=made_by,
            document=claim.doc,
            sha256=sums[claim.doc],
        )

    def _keep(self, made: Decision) -> Decision:
        append_decisions(self.folder, [made])
        self.refresh()
        return made

    @property
    def version(self) -> str:
        """A name of this state of the log; another one when it has grown."""
        return f"{len(self.decisions)}-{self._stamp[0]}"
