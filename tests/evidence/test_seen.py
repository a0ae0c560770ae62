# ruff: noqa: RUF001 - forged letters are what is tested
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.extract import extract
from suzerain.evidence.seen import FORGED
from suzerain.sources.read import make_document
from suzerain.sources.reading import Reading

ENGLISH = (
    "Belarus buys at least 90% of its gas from Russia, which has kept the price of it "
    "low for years, and it has no other supplier for the gas."
)
FOREIGN = {
    "fr": "La Russie et la Chine ont signé un accord lundi. Le Japon condamne la Corée "
    "du Nord et demande la fin de la guerre en Ukraine.",
    "es": "Venezuela depende de Cuba para su defensa. Rusia y China firmaron acuerdos "
    "y Venezuela vende petróleo a China. Iran condena a Israel por el ataque.",
    "pl": "China i Iran podpisały porozumienie. Iran dostarcza ropę do China, a Israel "
    "zaatakował Iran. Japan kupuje gaz od Qatar i nie chce wojny.",
}
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


@pytest.mark.parametrize("code", FOREIGN)
def test_a_text_in_another_language_yields_no_claim(code):
    document = make_document(Reading(text=FOREIGN[code]), "a")
    assert document.language == code
    assert extract([document]) == ()


def test_a_foreign_paragraph_of_an_english_article_yields_no_claim():
    text = f"{ENGLISH}\n\n{FOREIGN['es']}\n\n{ENGLISH.replace('Belarus', 'Armenia')}"
    document = make_document(Reading(text=text), "a")
    assert document.language == "en"
    claims = extract([document])
    assert {one.object for one in claims if one.unit == "share"} == {"BLR", "ARM"}
    first, last = text.index("Venezuela"), text.index("Armenia")
    assert not any(first <= one.start < last for one in claims)


def test_an_english_paragraph_of_a_foreign_article_is_read():
    text = f"{FOREIGN['fr']}\n\n{FOREIGN['fr'][::-1]}\n\n{ENGLISH}"
    claims = extract([make_document(Reading(text=text), "a")])
    assert {one.object for one in claims if one.unit == "share"} == {"BLR"}
