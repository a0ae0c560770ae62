"""Ledger to case."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

sys.path.insert(0, str(Path(__file__).parent))

from stories import GRAIN_FOR_GUNS, STORIES, THREE_MEMBERS, TWO_PATRONS, says, tell

from suzerain.case.build import build_case
from suzerain.core.errors import NothingRead
from suzerain.testing import CODES, ledgers


def build(lines, **options):
    document, claims = tell(lines)
    return build_case([document], claims, **options)


def statuses(case):
    return {term.id: term.status for term in case.pact.terms if not term.inferred}


def roles(case):
    return {power.actor: power.role for power in case.powers}


@pytest.mark.parametrize(
    ("story", "members"),
    [
        ("grain-for-guns", ("BOL", "PER")),
        ("three-members", ("KEN", "RWA", "UGA")),
        ("no-patron", ("FJI", "TON")),
        ("two-patrons", ("OMN", "YEM")),
    ],
)
def test_the_members_are_found_on_any_continent(story, members):
    assert build(STORIES[story]).pact.members == members


def test_terms_run_both_ways_with_their_status():
    assert statuses(build(GRAIN_FOR_GUNS)) == {
        "term.grain.PER.BOL": "promised",
        "term.military_training.BOL.PER": "observed",
    }


def test_a_stated_range_is_the_support_of_a_share():
    case = build(GRAIN_FOR_GUNS)
    share = {tie.id: tie.share for tie in case.ties}["tie.exports.BRA.BOL"]
    assert (share.low, share.high) == (0.6, 0.75)


def test_an_open_bound_reaches_to_one():
    (tie,) = build(THREE_MEMBERS).ties
    assert (tie.share.low, tie.share.high) == (0.5, 1.0)


def test_a_critic_without_ties_is_a_rival_and_a_supplier_is_a_third_power():
    assert roles(build(GRAIN_FOR_GUNS)) == {"BRA": "third", "CHL": "rival"}


def test_an_enemy_at_war_is_a_rival_and_the_pact_runs_during_war():
    case = build(TWO_PATRONS)
    assert case.pact.during_war
    assert roles(case)["ERI"] == "rival"


def test_the_power_behind_is_no_member_however_often_it_is_named_beside_one():
    often = [
        (f"Brazil is Bolivia's great partner, again {n}.", [says("BRA", word, "BOL")])
        for n, word in enumerate(["PARTNER", "FRIENDSHIP", "TRADE_PARTNER"] * 6)
    ]
    assert build([*often, *GRAIN_FOR_GUNS]).pact.members == ("BOL", "PER")


def test_an_opinion_of_the_author_is_no_evidence():
    case = build(GRAIN_FOR_GUNS)
    (contest,) = case.contests
    opinion = next(claim.id for claim in case.claims if claim.kind == "hypothesis")
    assert contest.asserted == (opinion,)
    assert all(opinion not in item.claims for item in contest.evidence)


def test_a_text_without_a_pact_says_what_was_found():
    lines = [("Chad borders Niger.", [says("TCD", "BORDERS", "NER")])]
    with pytest.raises(NothingRead, match="NER, TCD"):
        build(lines)


def one(subject, relation, obj="", sentence="It is so.", **more):
    return (sentence, [says(subject, relation, obj, **more)])


BASE = [one("AAA+BBB", "PACT", sentence="A and B signed a pact.")]


def shares(case):
    return {tie.id: (tie.share.low, tie.share.high) for tie in case.ties}


def stated(provider, recipient, low, high, sentence, relation="OIL_SHARE", **more):
    fields = {"kind": "quantity", "low": low, "high": high, "unit": "share", **more}
    return one(provider, relation, recipient, sentence, **fields)


def test_sources_that_exclude_one_another_keep_the_whole_range():
    lines = [
        *BASE,
        stated("CCC", "AAA", 0.2, 0.3, "Some say a fifth."),
        stated("CCC", "AAA", 0.6, 0.8, "Others say two thirds."),
    ]
    case = build(lines)
    assert shares(case) == {"tie.oil.CCC.AAA": (0.2, 0.8)}
    assert any("Sources differ" in gap for gap in case.gaps)
    assert "sources differ: 0.2 to 0.3, 0.6 to 0.8" in case.ties[0].notes


def test_sources_that_agree_narrow_one_another():
    lines = [
        *BASE,
        stated("CCC", "AAA", 0.2, 0.5, "At most half."),
        stated("CCC", "AAA", 0.4, None, "At least two fifths."),
    ]
    assert shares(build(lines)) == {"tie.oil.CCC.AAA": (0.4, 0.5)}


def test_a_doubtful_denominator_widens_the_range_and_is_noted():
    lines = [*BASE, stated("CCC", "AAA", 0.8, None, "Four fifths.", "ECONOMY_SHARE")]
    (tie,) = build(lines).ties
    assert tie.good == "trade"
    assert (tie.share.low, tie.share.high) == (pytest.approx(0.72), 1.0)
    assert tie.notes[0] == "doubtful denominator"
    assert "stated as 0.8 to 1" in tie.notes[1]
    assert "case.doubtful_denominator" in tie.basis


def test_stated_shares_leave_the_rest_to_unstated_suppliers():
    lines = [
        *BASE,
        stated("CCC", "AAA", 0.7, 0.8, "Seven to eight tenths."),
        one("DDD", "SUPPLIES_ENERGY", "AAA", "D is the main supplier.", good="oil"),
        one("EEE", "SUPPLIES_ENERGY", "AAA", "E sells oil too.", good="oil"),
    ]
    found = shares(build(lines))
    assert found["tie.oil.CCC.AAA"] == (0.7, 0.8)
    rest = found["tie.oil.DDD.AAA"][1] + found["tie.oil.EEE.AAA"][1]
    assert rest == pytest.approx(0.3)
    assert found["tie.oil.DDD.AAA"] > found["tie.oil.EEE.AAA"]


def test_stated_shares_above_the_whole_are_lowered_and_said():
    lines = [
        *BASE,
        stated("CCC", "AAA", 0.8, 0.9, "C gives four fifths."),
        stated("DDD", "AAA", 0.8, 0.9, "D gives four fifths."),
    ]
    case = build(lines)
    assert sum(low for low, _ in shares(case).values()) == pytest.approx(1)
    assert any("exceed the whole" in gap for gap in case.gaps)


def test_a_buyer_of_energy_is_a_market():
    lines = [
        *BASE,
        one("CCC", "BUYS_ENERGY", "AAA", "C is the largest buyer.", good="gas"),
    ]
    assert set(shares(build(lines))) == {"tie.exports.CCC.AAA", "tie.gas.AAA.CCC"}


def test_what_the_pact_adds_is_no_tie_but_a_share_supplied_before_is():
    lines = [
        *BASE,
        one("AAA", "SUPPLIES_ARMS", "BBB", "A sends drones.", good="drones"),
        one("AAA", "SUPPLIES_ENERGY", "BBB", "A supplies oil.", good="oil"),
        stated("AAA", "BBB", 0.2, 0.3, "A fifth of its oil comes from A."),
    ]
    case = build(lines)
    assert set(statuses(case)) == {"term.drones.AAA.BBB"}
    assert set(shares(case)) == {"tie.oil.AAA.BBB"}


def test_a_need_without_a_supplier_is_a_term_inferred_and_said_so():
    lines = [*BASE, one("AAA", "NEEDS", "", "A wants cash.", good="money")]
    case = build(lines)
    (term,) = case.pact.terms
    assert (term.id, term.inferred) == ("term.money.BBB.AAA", True)
    assert any("term.money.BBB.AAA" in gap for gap in case.gaps)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"kind": "event"}, "observed"),
        ({"kind": "event", "certainty": "hedged"}, "alleged"),
        (
            {"kind": "event", "certainty": "reported", "attributed_to": "AAA"},
            "observed",
        ),
        ({"kind": "forecast"}, "promised"),
        ({"kind": "forecast", "certainty": "hedged"}, "alleged"),
        ({"kind": "forecast", "polarity": "negative"}, "doubted"),
        ({"kind": "event", "certainty": "denied"}, "doubted"),
        ({"kind": "tie", "certainty": "reported", "attributed_to": "BBB"}, "promised"),
        ({"kind": "tie", "certainty": "reported"}, "alleged"),
    ],
)
def test_the_status_of_a_term_follows_certainty_and_speaker(more, status):
    case = build([*BASE, one("AAA", "AID", "BBB", good="money", **more)])
    assert statuses(case) == {"term.money.AAA.BBB": status}


def test_in_war_what_one_outsider_reports_is_alleged_and_two_make_it_observed():
    war = one("AAA", "AT_WAR_WITH", "EEE", "A fights E.")
    first, second = (
        one(
            "AAA",
            "AID",
            "BBB",
            f"{who} says so.",
            kind="event",
            good="money",
            certainty="reported",
            attributed_to=who,
        )
        for who in ("CCC", "DDD")
    )
    assert statuses(build([*BASE, war, first])) == {"term.money.AAA.BBB": "alleged"}
    both = build([*BASE, war, first, second])
    assert statuses(both) == {"term.money.AAA.BBB": "observed"}


def test_a_general_word_folds_into_the_particular_good():
    lines = [
        *BASE,
        one("AAA", "SUPPLIES_ARMS", "BBB", "A sends arms.", good="arms"),
        one("AAA", "SUPPLIES_ARMS", "BBB", "A sends shells.", good="artillery"),
    ]
    (term,) = (one for one in build(lines).pact.terms if not one.inferred)
    assert term.good == "artillery"
    assert len(term.basis) == 2


def test_a_gift_that_nothing_answers_is_answered_by_a_payment_and_said_so():
    gift = one("AAA", "SUPPLIES_ARMS", "BBB", "A sends shells.", good="artillery")
    case = build([*BASE, gift])
    (payment,) = (term for term in case.pact.terms if term.inferred)
    assert payment.id == "term.money.BBB.AAA"
    assert payment.basis == case.pact.terms[0].basis
    (gap,) = (gap for gap in case.gaps if payment.id in gap)
    assert "in return" in gap
    fuel = one("BBB", "SUPPLIES_ENERGY", "AAA", "B sends fuel.", good="oil")
    answered = build([*BASE, gift, fuel])
    assert not any(term.inferred for term in answered.pact.terms)


def test_a_dire_need_lies_in_the_upper_half_of_its_range():
    needs = [
        build([*BASE, one("AAA", "NEEDS", "CCC", text, good="grain")]).needs[0]
        for text in ("A needs grain.", "A is in desperate need of grain.")
    ]
    calm, dire = needs
    assert dire.urgent
    assert dire.weight.low == pytest.approx((calm.weight.low + calm.weight.high) / 2)


def test_weights_of_one_actor_stay_below_its_welfare():
    goods = ("trade", "exports", "transit", "minerals", "oil", "food", "money")
    lines = [
        one("AAA", "DEPENDS_ON", "CCC", f"It needs {good}.", good=good)
        for good in goods
    ]
    case = build([*BASE, *lines])
    assert sum(need.weight.high for need in case.needs) == pytest.approx(0.95)
    assert all("case.needs_total" in need.basis for need in case.needs)


def test_a_member_that_denies_illegality_has_a_stance_of_its_own():
    lines = [
        *BASE,
        one(
            "AAA+BBB",
            "VIOLATES_LAW",
            "",
            kind="denial",
            polarity="negative",
            certainty="denied",
            attributed_to="AAA/Minister",
        ),
    ]
    (stance,) = build(lines).stances
    assert (stance.actor, stance.speaker) == ("AAA", "AAA/Minister")
    assert (stance.target, stance.attitude) == ("aaa-bbb", "endorses")


def test_a_case_without_a_third_power_is_fine_and_says_so():
    case = build(STORIES["no-patron"])
    assert case.powers == ()
    assert case.contests == ()
    assert any("No source names an outside power" in gap for gap in case.gaps)


def test_without_word_of_consent_the_most_needed_power_is_asked_about():
    case = build(THREE_MEMBERS)
    assert [contest.actor for contest in case.contests] == ["TZA"]


def test_an_ally_of_a_rival_is_a_rival():
    lines = [
        *BASE,
        one("CCC", "THREATEN", "AAA", "C threatened A.", kind="event"),
        one("CCC+DDD", "ALLY", "", "C and D are allies."),
    ]
    assert roles(build(lines)) == {"CCC": "rival", "DDD": "rival"}


def test_a_pact_of_long_ago_does_not_outweigh_one_of_today():
    lines = [
        *BASE,
        *(
            one("AAA+CCC", "AGREE", "", f"They agreed once, {n}.", kind="history")
            for n in range(3)
        ),
    ]
    assert [pact.members for pact in build(lines).pacts] == [("AAA", "BBB")]


def test_a_question_has_a_date_and_a_rule():
    (question,) = build(GRAIN_FOR_GUNS).questions
    assert question.by == "2033-05-02"
    assert question.rule.startswith("Yes, if")


def test_a_copied_document_counts_once():
    lines = [*GRAIN_FOR_GUNS, one("BRA", "BORDERS", "PER", "They share a border.")]
    first, claims = tell(GRAIN_FOR_GUNS)
    copy, again = tell(lines, name="copy")
    alone = build_case([first], claims).pact.support
    both = build_case([first, copy], [*claims, *again]).pact.support
    assert both < 1.5 * alone


def renamed(claims, names):
    def new(text):
        return re.sub("|".join(names), lambda found: names[found[0]], text)

    return tuple(
        replace(
            claim,
            subject=new(claim.subject),
            object=new(claim.object),
            attributed_to=new(claim.attributed_to),
        )
        for claim in claims
    )


def picture(case, names):
    """Everything that is decided about a case, with actors renamed."""
    name = {**{actor.code: actor.code for actor in case.actors}, **names}
    return (
        {
            (frozenset(name[m] for m in pact.members), pact.during_war)
            for pact in case.pacts
        },
        {
            (name[t.giver], name[t.taker], t.good, t.status, t.inferred)
            for t in case.pact.terms
        },
        {(name[t.provider], name[t.recipient], t.good, t.share) for t in case.ties},
        {(name[n.actor], n.good, str(n.weight), n.urgent) for n in case.needs},
        {(name[power.actor], power.role) for power in case.powers},
        {(name[s.actor], s.attitude, s.claim) for s in case.stances},
        {
            (
                name[c.actor],
                frozenset((i.sort, frozenset(i.claims)) for i in c.evidence),
            )
            for c in case.contests
        },
    )


@given(ledgers(size=20))
def test_renaming_actors_renames_the_case(ledger):
    documents, claims = ledger
    names = dict(zip(CODES, ("ABA", "BCB", "CDC", "DED", "EFE", "FGF"), strict=True))
    try:
        case = build_case(documents, claims)
    except NothingRead:
        with pytest.raises(NothingRead):
            build_case(documents, renamed(claims, names))
        return
    other = build_case(documents, renamed(claims, names))
    assert picture(case, names) == picture(other, {})


@pytest.mark.parametrize("story", STORIES)
def test_renaming_the_actors_of_a_story_in_any_order_renames_the_case(story):
    document, claims = tell(STORIES[story])
    case = build_case([document], claims)
    codes = sorted(actor.code for actor in case.actors)
    names = dict(zip(codes, codes[1:] + codes[:1], strict=True))
    other = build_case([document], renamed(claims, names))
    assert picture(case, names) == picture(other, {})


@pytest.mark.parametrize("story", STORIES)
def test_the_order_of_sentences_changes_nothing(story):
    document, claims = tell(STORIES[story])
    forward = build_case([document], claims)
    backward = build_case([document], claims[::-1])
    assert picture(forward, {}) == picture(backward, {})


def test_the_same_claims_give_the_same_case():
    assert build(TWO_PATRONS) == build(TWO_PATRONS)


def test_a_thing_given_once_is_not_seen_given_until_an_act_is_reported():
    habit = one("AAA", "SUPPLIES_ARMS", "BBB", "Jets for oil.", good="aircraft")
    act = one(
        "AAA", "SUPPLIES_ARMS", "BBB", "Jets came.", good="aircraft", kind="event"
    )
    assert statuses(build([*BASE, habit])) == {"term.aircraft.AAA.BBB": "alleged"}
    assert statuses(build([*BASE, act])) == {"term.aircraft.AAA.BBB": "observed"}


def test_one_who_agrees_with_a_speaker_shares_that_attitude():
    lines = [
        *BASE,
        one("CCC/Chief", "CONCERNED", "AAA+BBB", "C worries.", kind="stance"),
        one("DDD/Head", "AGREES_WITH", "CCC/Chief", "D agrees.", kind="stance"),
    ]
    found = [(s.speaker, s.target, s.attitude) for s in build(lines).stances]
    assert found == [
        ("CCC/Chief", "aaa-bbb", "concerned"),
        ("DDD/Head", "aaa-bbb", "concerned"),
    ]


def test_each_of_several_speakers_speaks_for_itself():
    lines = [*BASE, one("CCC+DDD", "CRITICISE", "AAA", kind="stance")]
    assert [s.speaker for s in build(lines).stances] == ["CCC", "DDD"]


def test_what_somebody_did_long_ago_is_no_stance_on_the_pact():
    lines = [*BASE, one("BBB", "SANCTION", "AAA", kind="history")]
    assert build(lines).stances == ()


def test_trading_much_with_a_patron_does_not_make_it_a_member():
    trade = [
        line
        for n in range(5)
        for line in (
            one("CCC", "BUYS_ENERGY", "AAA", f"C buys its gas, {n}.", good="gas"),
            one("AAA", "BUYS_GOODS", "CCC", f"It buys machines, {n}.", good="trade"),
            one("CCC", "PARTNER", "AAA", f"C is its main partner, {n}."),
        )
    ]
    case = build([*trade, *BASE])
    assert [pact.members for pact in case.pacts] == [("AAA", "BBB")]
    assert roles(case) == {"CCC": "third"}


def test_a_pair_named_within_a_wider_pact_is_not_taken_for_it():
    lines = [
        *THREE_MEMBERS,
        one("KEN", "SUPPLIES_ARMS", "RWA", "Kenya gives arms.", good="small_arms"),
        one("RWA", "AID", "KEN", "Rwanda pays.", good="money"),
    ]
    assert build(lines).pact.members == ("KEN", "RWA", "UGA")


def test_trade_that_goes_on_between_members_is_a_tie_and_no_promise():
    lines = [
        *BASE,
        one("AAA", "SUPPLIES_GOODS", "BBB", "A sells it goods.", good="trade"),
        one("AAA", "SUPPLIES_GOODS", "BBB", "A will.", good="trade", kind="forecast"),
    ]
    case = build(lines[:2])
    assert (case.pact.terms, [tie.id for tie in case.ties]) == (
        (),
        ["tie.trade.AAA.BBB"],
    )
    promised = build(lines)
    assert statuses(promised) == {"term.trade.AAA.BBB": "promised"}
    assert promised.ties == ()


def test_the_pact_that_others_react_to_comes_before_one_that_is_only_named():
    lines = [
        one("DDD+EEE+FFF", "PACT", sentence="D, E and F have a pact."),
        one("AAA", "SUPPLIES_ARMS", "BBB", "A gives arms.", good="arms"),
        one("BBB", "AID", "AAA", "B pays.", good="money"),
        one("CCC", "AWARE_OF", "AAA+BBB", "C was told.", kind="evidence"),
        one("DDD", "CONCERNED", "AAA+BBB", "D worries.", kind="stance"),
    ]
    assert build(lines).pact.members == ("AAA", "BBB")


def test_a_treaty_of_last_year_is_not_of_long_ago():
    signed = {"kind": "history", "time": "2030-06"}
    now = one("AAA", "BORDERS", "CCC", "So it stood in 2031.", time="2031")
    old = {**signed, "time": "1994"}
    recent = build([one("AAA+BBB", "PACT", **signed), now]).pact.support
    past = build([one("AAA+BBB", "PACT", **old), now]).pact.support
    assert recent == pytest.approx(4 * past)


def test_an_author_who_says_that_a_power_permits_it_argues_and_gives_no_evidence():
    lines = [*BASE, one("CCC", "PERMITS", "AAA+BBB", "With its blessing.")]
    (contest,) = build(lines).contests
    assert (contest.evidence, len(contest.asserted)) == ((), 1)


def test_a_power_that_welcomes_the_pact_in_its_own_words_is_evidence():
    words = one("CCC", "ENDORSES", "AAA+BBB", kind="stance", attributed_to="CCC/Chief")
    asked = one("EEE", "AWARE_OF", "AAA+BBB", attributed_to="EEE")
    supply = one("CCC", "SUPPLIES_ENERGY", "AAA", good="oil")
    (contest,) = build([*BASE, words, supply]).contests
    assert "endorsement" in [item.sort for item in contest.evidence]
    assert [one.actor for one in build([*BASE, words, asked]).contests] == ["EEE"]


def test_an_outsider_that_only_welcomes_the_pact_is_not_asked_whether_it_knew():
    words = one("CCC", "ENDORSES", "AAA+BBB", kind="stance", attributed_to="CCC/Chief")
    assert build([*BASE, words]).contests == ()


def test_what_a_source_says_is_not_given_is_no_term():
    no = one("AAA", "AID", "BBB", good="money", kind="event", polarity="negative")
    assert build([*BASE, no]).pact.terms == ()


def test_neither_for_nor_against_is_silence_and_counts_once():
    held_back = (
        "Brazil neither endorsed nor condemned the pact.",
        [
            says("BRA", word, "BOL+PER", kind="stance", polarity="negative")
            for word in ("ENDORSES", "CRITICISE")
        ],
    )
    apart = (
        "Brazil did not endorse the pact.",
        [says("BRA", "ENDORSES", "BOL+PER", kind="stance", polarity="negative")],
    )

    def sorts(line):
        (contest,) = build([*GRAIN_FOR_GUNS, line]).contests
        return {
            item.sort: len(item.claims)
            for item in contest.evidence
            if item.sort in ("silence", "displeasure")
        }

    assert sorts(held_back) == {"silence": 2}
    assert sorts(apart) == {"displeasure": 1}
