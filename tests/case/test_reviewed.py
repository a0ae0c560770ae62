"""The log of decisions, and the case as the decisions leave it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import GRAIN_FOR_GUNS, tell

from suzerain.case.build import build_case
from suzerain.case.change import change
from suzerain.case.check import check
from suzerain.case.files import (
    case_files,
    check_folder,
    parse_case,
    read_case,
    save_case,
)
from suzerain.case.review import (
    FILE,
    Decision,
    append_decisions,
    read_review,
    verdicts,
    write_decision,
)
from suzerain.case.reviewed import review_case
from suzerain.case.trace import trace_cell
from suzerain.core.errors import CaseError, InvalidCase


@pytest.fixture
def folder(tmp_path):
    document, claims = tell(GRAIN_FOR_GUNS)
    save_case(build_case([document], claims, name="grain"), tmp_path / "case")
    return tmp_path / "case"


def decide(folder, action, claim="", **more):
    """Append one decision, as the page and the terminal do."""
    log = folder / FILE
    number = len(log.read_bytes().splitlines()) if log.exists() else 0
    made = Decision(
        id=f"r{number}", time="2031-05-03T08:00:00Z", claim=claim, action=action, **more
    )
    append_decisions(folder, [made])
    return made


def claim_of(folder, relation):
    return next(one for one in read_case(folder).claims if one.relation == relation)


def test_a_rejected_claim_no_longer_counts_and_its_tie_is_gone(folder):
    sold = claim_of(folder, "EXPORTS_SHARE")
    assert any(sold.id in tie.basis for tie in read_case(folder).ties)
    decide(folder, "reject", sold.id)
    case = read_case(folder)
    assert sold.id not in [claim.id for claim in case.claims]
    assert not any(sold.id in tie.basis for tie in case.ties)
    assert check(case) == check(case.unreviewed)


def test_the_claims_file_stays_as_extracted(folder):
    before = (folder / "claims.csv").read_bytes()
    decide(folder, "reject", claim_of(folder, "EXPORTS_SHARE").id)
    save_case(read_case(folder), folder)
    assert (folder / "claims.csv").read_bytes() == before


def test_an_edit_reaches_the_tie_and_is_marked(folder):
    sold = claim_of(folder, "EXPORTS_SHARE")
    decide(folder, "edit", sold.id, fields={"low": 0.2, "high": 0.25})
    case = read_case(folder)
    made = next(claim for claim in case.claims if claim.id == sold.id)
    assert (made.low, made.high) == (0.2, 0.25)
    assert made.notes[-1] == "edited by reviewer: low, high"
    assert made.extractor.endswith("edited by reviewer")
    tie = next(tie for tie in case.ties if sold.id in tie.basis)
    assert tie.share.low == pytest.approx(0.2)


def test_an_accepted_pact_gains_support_as_the_register_says(folder):
    pact = claim_of(folder, "PACT")
    before = read_case(folder).pact
    decide(folder, "accept", pact.id)
    case = read_case(folder)
    relief = case.register["case.review.accepted"].spread.centre
    chance = case.register["case.support.asserted"].spread.centre
    weight = case.register["case.support.pact"].spread.centre
    gained = weight * (1 - chance) * relief
    assert case.pact.support - before.support == pytest.approx(gained, abs=1e-5)
    assert case.claims[0].notes == ("accepted by reviewer",)


def test_an_undone_decision_leaves_the_case_as_it_was(folder):
    before = read_case(folder)
    made = decide(folder, "reject", claim_of(folder, "EXPORTS_SHARE").id)
    decide(folder, "undo", made.claim, undoes=made.id)
    case = read_case(folder)
    assert replace(case, decisions=(), unreviewed=None) == before


def test_undo_takes_back_one_step_only(folder):
    sold = claim_of(folder, "EXPORTS_SHARE")
    decide(folder, "edit", sold.id, fields={"low": 0.2, "high": 0.3})
    last = decide(folder, "reject", sold.id)
    decide(folder, "undo", sold.id, undoes=last.id)
    assert claim_of(folder, "EXPORTS_SHARE").high == 0.3


def test_what_a_hand_changed_stays_as_the_hand_left_it(folder):
    sold = claim_of(folder, "EXPORTS_SHARE")
    case = read_case(folder)
    tie = next(tie for tie in case.ties if sold.id in tie.basis)
    save_case(change(case, {tie.id: 0.5}), folder)
    decide(folder, "reject", sold.id)
    kept = next(one for one in read_case(folder).ties if one.id == tie.id)
    assert (kept.share.low, kept.share.high) == (0.5, 0.5)
    assert sold.id not in kept.basis
    told = [str(one) for one in check_folder(folder) if "edited by hand" in one.what]
    assert len(told) == 1


def test_a_case_that_was_reviewed_is_saved_without_loss(folder, tmp_path):
    decide(folder, "reject", claim_of(folder, "EXPORTS_SHARE").id)
    decide(folder, "accept", claim_of(folder, "PACT").id)
    case = read_case(folder)
    save_case(case, tmp_path / "other")
    assert read_case(tmp_path / "other") == case
    assert (tmp_path / "other" / "ties.csv").read_bytes() == (
        folder / "ties.csv"
    ).read_bytes()


def test_a_change_after_the_review_is_saved_beside_it(folder):
    decide(folder, "reject", claim_of(folder, "EXPORTS_SHARE").id)
    case = read_case(folder)
    tie = case.ties[0]
    save_case(change(case, {tie.id: "*0.5"}), folder)
    again = read_case(folder)
    assert again.ties[0].share.high == pytest.approx(tie.share.high / 2)
    assert len(again.decisions) == 1


def test_a_log_is_never_replaced_by_another(folder, tmp_path):
    decide(folder, "reject", claim_of(folder, "EXPORTS_SHARE").id)
    case = read_case(folder)
    document, claims = tell(GRAIN_FOR_GUNS)
    save_case(build_case([document], claims, name="grain"), tmp_path / "other")
    decide(tmp_path / "other", "accept", claims[0].id)
    with pytest.raises(CaseError, match="other decisions"):
        save_case(case, tmp_path / "other")


def test_making_the_case_anew_keeps_the_decisions(folder):
    sold = claim_of(folder, "EXPORTS_SHARE")
    decide(folder, "reject", sold.id)
    document, claims = tell(GRAIN_FOR_GUNS)
    save_case(build_case([document], claims, name="grain"), folder)
    assert sold.id not in [claim.id for claim in read_case(folder).claims]


def test_a_claim_can_be_added(folder):
    case = read_case(folder)
    start = case.documents[0].text.index("Lima will send grain")
    end = start + len("Lima will send grain to La Paz")
    record = {
        "doc": case.documents[0].id,
        "start": start,
        "end": end,
        "quote": case.documents[0].text[start:end],
        "kind": "tie",
        "subject": "BOL",
        "relation": "SUPPLIES_ENERGY",
        "object": "PER",
        "good": "gas",
        "notes": ["added by reviewer"],
    }
    decide(folder, "add", f"c-added-{start}", fields=record)
    after = read_case(folder)
    assert len(after.claims) == len(case.claims) + 1
    assert any(term.good == "gas" for term in after.pact.terms)


def test_a_decision_on_another_text_does_not_count_and_is_told(folder):
    sold = claim_of(folder, "EXPORTS_SHARE")
    decide(folder, "reject", sold.id, document=sold.doc, sha256="0" * 64)
    assert sold.id in [claim.id for claim in read_case(folder).claims]
    (problem,) = check_folder(folder)
    assert problem.severity == "warning"
    assert "'story' has changed since it was reviewed" in problem.what


def test_a_decision_on_a_claim_that_is_gone_is_told(folder):
    decide(folder, "reject", "c-none")
    (problem,) = check_folder(folder)
    assert "c-none counts for nothing" in problem.what


def test_rejecting_every_word_of_a_pact_is_refused_with_a_way_back(folder):
    for claim in read_case(folder).claims:
        decide(folder, "reject", claim.id)
    with pytest.raises(InvalidCase, match="take a rejection back"):
        read_case(folder)


def test_a_line_cut_short_by_a_crash_costs_no_other_line(folder):
    sold = claim_of(folder, "EXPORTS_SHARE")
    decide(folder, "reject", sold.id)
    with (folder / FILE).open("ab") as log:
        log.write(b'{"id": "r9", "cla')
    decide(folder, "accept", claim_of(folder, "PACT").id)
    decisions, problems = read_review((folder / FILE).read_bytes())
    assert [one.action for one in decisions] == ["reject", "accept"]
    assert [one.where for one in problems] == [f"{FILE}:2"]


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b'{"id": 3, "time": "t", "claim": "c", "action": "accept"}',
        b'{"id": "r", "time": "t", "claim": "c", "action": "burn"}',
        b'{"id": "r", "time": "t", "claim": "c", "action": "edit", "fields": []}',
        b'{"id": "r", "time": "t", "claim": "c", "action": "edit", "more": "x"}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_line_that_is_no_decision_is_a_warning(line):
    decisions, (problem,) = read_review(line)
    assert decisions == ()
    assert problem.severity == "warning"


def test_an_edit_that_no_claim_can_hold_is_an_error_with_its_place(folder):
    decide(folder, "edit", claim_of(folder, "PACT").id, fields={"polarity": "maybe"})
    with pytest.raises(InvalidCase, match="what no claim can hold"):
        read_case(folder)


texts = st.text(max_size=8)
logs = st.lists(
    st.builds(
        Decision,
        id=texts,
        time=texts,
        claim=st.sampled_from(["c-1", "c-2"]),
        action=st.sampled_from(["accept", "edit", "reject"]),
        reviewer=texts,
        fields=st.dictionaries(texts, st.none() | texts | st.floats(allow_nan=False)),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(logs)
def test_what_is_written_is_read_back(decisions):
    data = b"".join(map(write_decision, decisions))
    assert read_review(data) == (tuple(decisions), [])


@given(logs)
def test_undoing_everything_leaves_nothing_decided(decisions):
    undone = [
        Decision(
            id=f"undo {one.id}", time="", claim=one.claim, action="undo", undoes=one.id
        )
        for one in decisions
    ]
    sums = verdicts([*decisions, *undone]).values()
    assert {one.status for one in sums} <= {"unreviewed"}


@given(logs)
def test_the_last_decision_is_the_status(decisions):
    words = {"accept": "accepted", "edit": "edited", "reject": "rejected"}
    last = {one.claim: words[one.action] for one in decisions}
    sums = verdicts(decisions)
    assert {claim: verdict.status for claim, verdict in sums.items()} == last


def test_a_trace_says_what_a_reviewer_did(folder):
    sold = claim_of(folder, "EXPORTS_SHARE")
    decide(folder, "edit", sold.id, fields={"low": 0.2, "high": 0.25})
    told = trace_cell(read_case(folder), sold.id).label
    assert told.endswith("(edited by reviewer: low, high)")


def test_a_number_set_by_hand_that_the_review_would_change_is_told(folder):
    sold = claim_of(folder, "EXPORTS_SHARE")
    case = read_case(folder)
    tie = next(tie for tie in case.ties if sold.id in tie.basis)
    save_case(change(case, {tie.id: 0.5}), folder)
    decide(folder, "edit", sold.id, fields={"low": 0.2, "high": 0.25})
    told = [one.where for one in check_folder(folder) if "by hand" in one.what]
    assert len(told) == 1
    assert next(t for t in read_case(folder).ties if t.id == tie.id).share.low == 0.5


DOCUMENT, CLAIMS = tell(GRAIN_FOR_GUNS)
BUILT = build_case([DOCUMENT], CLAIMS, name="grain")
steps = st.lists(
    st.tuples(
        st.sampled_from([claim.id for claim in CLAIMS]),
        st.sampled_from(["accept", "reject", "edit"]),
        st.sampled_from(
            [
                {"subject": "CHL"},
                {"object": "PER"},
                {"low": 0.1, "high": 0.2},
                {"polarity": "negative"},
                {"relation": "CRITICISE"},
            ]
        ),
    ),
    max_size=5,
)


@given(steps)
def test_whatever_was_decided_a_case_is_written_and_read_without_loss(made):
    decisions = tuple(
        Decision(
            id=f"r{number}",
            time="2031-05-03",
            claim=claim,
            action=action,
            fields=fields if action == "edit" else {},
        )
        for number, (claim, action, fields) in enumerate(made)
    )
    case, _ = review_case(BUILT, decisions)
    again, problems = parse_case(case_files(case))
    assert again == case
    assert again.unreviewed in (BUILT, None)
    if not any("no claim of a pact is left" in one.what for one in problems):
        assert [one for one in problems if one.severity == "error"] == []
