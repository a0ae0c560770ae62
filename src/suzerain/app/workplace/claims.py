"""The claims of a case with what a reviewer decided, page by page."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from suzerain.app.review import Review
from suzerain.app.workplace.state import State
from suzerain.case.codecs.papers import FOLDER
from suzerain.case.files import CLAIMS
from suzerain.case.review import Verdict, read_review, verdicts
from suzerain.core.errors import InvalidCase
from suzerain.evidence.claim import Claim
from suzerain.evidence.ledger import claim_to_record

Record = dict[str, Any]
DECISION = {
    "unreviewed": "",
    "accepted": "accept",
    "edited": "edit",
    "rejected": "reject",
    "added": "add",
}


class Claims:
    """Keep the review of a served case, made anew when its claims change.

    Args:
        folder: The case folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._review: Review | None = None
        self._files: dict[str, bytes] = {}

    def review(self, state: State) -> Review:
        """Return the review as it stands.

        Args:
            state: The case.

        Raises:
            InvalidCase: If the case has problems.
        """
        files = {
            path: data
            for path, data in state.files.items()
            if path == CLAIMS.file or path.startswith(f"{FOLDER}/")
        }
        with self._lock:
            same = files.keys() == self._files.keys() and all(
                data is self._files[path] for path, data in files.items()
            )
            if self._review is None or not same:
                self._review = Review(self._folder)
                self._files = files
            self._review.refresh()
            return self._review

    def rows(self, state: State) -> list[tuple[Claim, str, str]]:
        """List claims with their status and the text in which one searches.

        Args:
            state: The case.
        """
        return state.once("claims", lambda: self._rows(state))

    def _rows(self, state: State) -> list[tuple[Claim, str, str]]:
        found: list[tuple[Claim, str, str]] = []
        try:
            review = self.review(state)
            listed = [(one, review.status(one.id)) for one in review.claims]
        except InvalidCase:
            decided = verdicts(read_review(state.reviewed)[0])
            usual = Verdict(claim="")
            listed = [
                (one, decided.get(one.id, usual).status)
                for one in state.unreviewed.claims
            ]
        for claim, status in listed:
            words = (
                *(claim.quote, claim.subject, claim.object, claim.relation),
                *(claim.attributed_to, claim.id, claim.good, claim.place),
            )
            found.append((claim, status, " ".join(words).casefold()))
        return found

    def page(
        self, state: State, *, offset: int, limit: int, q: str, doc: str, status: str
    ) -> tuple[list[Record], int]:
        """Tell one page of the claims, and how many there are in all.

        Args:
            state: The case.
            offset: Number of the first.
            limit: Most to tell.
            q: Words that must stand in the claim.
            doc: Only of this document.
            status: Only with this status.
        """
        words = q.casefold().split()
        wanted = [
            (claim, told)
            for claim, told, text in self.rows(state)
            if doc in ("", claim.doc)
            and status in ("", told, DECISION[told] or "open")
            and all(word in text for word in words)
        ]
        titles = {one.id: one.title or one.name for one in state.unreviewed.documents}
        shown = wanted[offset : offset + limit]
        return [
            {
                **claim_to_record(claim),
                "status": told,
                "decision": DECISION[told],
                "doc_title": titles.get(claim.doc, claim.doc),
            }
            for claim, told in shown
        ], len(wanted)

    def counts(self, state: State) -> dict[str, int]:
        """Tell how many claims were decided on, by document; "" for all.

        Args:
            state: The case.
        """

        def count() -> dict[str, int]:
            found = {"": 0}
            for claim, status, _ in self.rows(state):
                if status != "unreviewed":
                    found[""] += 1
                    found[claim.doc] = found.get(claim.doc, 0) + 1
            return found

        return state.once("decided", count)
