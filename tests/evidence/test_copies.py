import pytest

from suzerain.evidence import independence
from suzerain.evidence.claim import Claim
from suzerain.evidence.copies import copies_auc, labelled_pairs, tellings
from suzerain.evidence.fingerprint import compare, containment, fingerprint
from suzerain.sources.document import Document


def note(text, name="doc-1"):
    return Document(id=name, name=name, text=text)


def test_ten_stories_ship_with_every_pair_labelled():
    stories = {story for story, _ in tellings()}
    assert len(stories) == 10
    for story in stories:
        names = [name for one, name in tellings() if one == story]
        pairs = [one for one in labelled_pairs() if one.story == story]
        assert len(pairs) == len(names) * (len(names) - 1) // 2
        assert {one.left for one in pairs} | {one.right for one in pairs} == set(names)
    assert {one.half for one in labelled_pairs()} == {"dev", "held-out"}


@pytest.mark.parametrize("half", ["dev", "held-out"])
def test_copies_score_above_independent_reports(half):
    score = copies_auc()[half]
    assert score.pairs == 119
    assert score.auc >= 0.97
    assert score.false_alarms <= 0.1


def test_many_documents_are_judged_as_few_are(monkeypatch):
    documents = list(tellings().values())
    few = {(one.left, one.right) for one in independence.find_likenesses(documents)}
    monkeypatch.setattr(independence, "FEW", 0)
    many = {(one.left, one.right) for one in independence.find_likenesses(documents)}
    assert many <= few
    assert len(many) >= 0.95 * len(few)  # those with one long figure are not met


def test_stories_are_never_joined_with_one_another():
    documents = list(tellings().values())
    place = {one.id: one.name[:2] for one in documents}
    groups = independence.cluster_documents(documents)
    assert all(len({place[one] for one in group}) == 1 for group in groups)


def test_one_year_in_common_makes_no_copy():
    left = note("The harvest of 2024 was sold to the neighbour by the ministry.")
    right = note("Elections of 2024 were won by a party of the centre in spring.", "d")
    assert not compare(fingerprint(left), fingerprint(right)).is_copy


def test_thousands_separators_do_not_hide_a_figure():
    taken = fingerprint(note("They sold 1,250,000 barrels, or 1,2 of ten."))
    assert taken.figures == {"1250000", "1,2"}


def test_claims_in_common_add_to_the_score():
    def claim(doc):
        return Claim(
            id=f"c-{doc}-0-3-0", doc=doc, start=0, end=3, quote="Oil", kind="tie",
            subject="RUS", relation="SUPPLIES_ENERGY", object="CHN", good="oil",
        )  # fmt: skip

    left = note("Oil goes east by rail and by ship, they say.", "doc-1")
    right = note("Crude reaches its buyer in the east over land.", "doc-2")
    bare = compare(fingerprint(left), fingerprint(right))
    both = [claim("doc-1"), claim("doc-2")]
    told = compare(fingerprint(left, both), fingerprint(right, both))
    assert told.claims == 1
    assert told.score > bare.score
    assert "claims" in told.reason


def test_a_comparison_is_the_same_both_ways():
    told = [fingerprint(one) for one in list(tellings().values())[:8]]
    for left in told:
        for right in told:
            assert compare(left, right).score == pytest.approx(
                compare(right, left).score
            )


def test_nothing_is_contained_in_nothing():
    assert containment(frozenset(), frozenset({1})) == 0
    empty = compare(fingerprint(note("")), fingerprint(note("")))
    assert (empty.score, empty.is_copy) == (0, False)
