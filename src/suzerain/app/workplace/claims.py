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
Row = tuple[Claim, str, str]
MOST_CHOSEN = 32
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
        self._chosen: dict[tuple[int, str, str, str], tuple[list[Row], list[Row]]] = {}

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

    def rows(self, state: State) -> list[Row]:
        """List claims with their status and the text in which one searches.

        Args:
            state: The case.
        """
        return state.once("claims", lambda: self._rows(state))

    def _rows(self, state: State) -> list[Row]:
        found: list[Row] = []
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
        wanted = self._wanted(state, q.casefold(), doc, status)
        shown = [(one[0], one[1]) for one in wanted[offset : offset + limit]]
        titles = state.once("titles", lambda: _titles(state))
        return [
            {
                **claim_to_record(claim),
                "status": told,
                "decision": DECISION[told],
                "doc_title": titles.get(claim.doc, claim.doc),
            }
            for claim, told in shown
        ], len(wanted)

    def _wanted(self, state: State, q: str, doc: str, status: str) -> list[Row]:
        """Choose claims; what was chosen last is kept, for pages follow one another."""
        rows, words = self.rows(state), q.split()
        if not (words or doc or status):
            return rows
        key = (id(rows), q, doc, status)
        with self._lock:
            if key in self._chosen:
                return self._chosen[key][1]
        found = [
            one
            for one in rows
            if doc in ("", one[0].doc)
            and status in ("", one[1], DECISION[one[1]] or "open")
            and all(word in one[2] for word in words)
        ]
        with self._lock:
            while len(self._chosen) >= MOST_CHOSEN:
                self._chosen.pop(next(iter(self._chosen)))
            self._chosen[key] = (rows, found)
        return found

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


def _titles(state: State) -> dict[str, str]:
    return {one.id: one.title or one.name for one in state.unreviewed.documents}
