# ruff: noqa: RUF001 - forged letters are what is tested
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.extract import extract
from suzerain.evidence.seen import FORGED
from suzerain.sources.read import make_document
from suzerain.sources.reading import Reading

PLAIN = "Belarus buys at least 90% of its gas from Russia. Russia attacked Georgia."
FORGERY = "Веlаrus buys at least 90% of its gas from Russiа. Russia attacked Georgia."
HIDDEN = PLAIN.replace("Russia", "Rus\u00adsia").replace("gas", "g\u200bas")


def read(text):
    document = make_document(Reading(text=text), "a")
    claims = extract([document])
    for claim in claims:
        assert document.text[claim.start : claim.end] == claim.quote
        assert claim.id.startswith(f"c-{document.id[4:]}-{claim.start}-{claim.end}-")
    assert len({claim.id for claim in claims}) == len(claims)
    return claims


def said(claims):
    return [(c.subject, c.relation, c.object, c.low, c.unit) for c in claims]


def test_forged_names_are_matched_and_their_claims_marked():
    claims = read(FORGERY)
    assert said(claims) == said(read(PLAIN))
    assert [FORGED in claim.notes for claim in claims] == [
        claim.start < FORGERY.index(". R") for claim in claims
    ]


def test_invisible_signs_are_passed_over_and_kept_in_the_quotes():
    claims = read(HIDDEN)
    assert said(claims) == said(read(PLAIN))
    assert any("\u00ad" in claim.quote for claim in claims)
    assert not any(claim.notes for claim in claims if FORGED in claim.notes)


PIECES = [
    "Russia", "Rusѕia", "attacked", "Ukraine", ". ", " ", "\u202e", "\u200b", "“", '"',
    "90%", "gas", "from", "said", "that", "not", "\n\n", "Read more", "(", ")", "Xi",
    "Bidenwhich", "dozens of", "soldiers", ",", "NATO", "\x00", "\ud800", "北京", "'",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_every_span_is_exact_whatever_the_words(text):
    if text.strip():
        read(text)


@given(st.text(min_size=1).filter(str.strip))
def test_every_span_is_exact_whatever_the_text(text):
    read(text)
