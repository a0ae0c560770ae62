from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.independence import (
    cluster_documents,
    cluster_passages,
    find_likenesses,
)
from suzerain.sources.document import Document
from suzerain.sources.read import make_document, read_documents
from suzerain.sources.reading import Reading

WIRE = """Neighbours sign a water treaty

The prime ministers of the two neighbours signed a treaty on Monday that gives the
lower state 45 percent of the river and the upper state 1,200 megawatts of power.
"This ends forty years of quarrels", the upper state's envoy said in the capital.
Some 7,500 villagers will be moved by 2031 and paid 310 million for their land.
The coast, which buys 62 percent of the power, was "neither asked nor told" of it.
"""
SPUN = """A river deal between two neighbours

On Monday a treaty was signed by the prime ministers of both neighbours. Under it 45
percent of the river goes to the lower state, while power of 1,200 megawatts goes to
the upper state. Its envoy told the capital: "This ends forty years of quarrels".
Moved by 2031 will be villagers, 7,500 of them, and 310 million is paid for land. As
buyer of 62 percent of that power, the coast was "neither asked nor told".
"""
OTHER = """Grain prices climb again

Traders in the port paid 280 for a tonne of wheat on Tuesday, the most since 2022.
A drought has cut the harvest of the plain by 15 percent, the ministry said, and
"nobody should expect relief before winter". Bakers asked for a cap on prices.
"""


def article(text, name):
    return make_document(Reading(text=text), name)


def test_a_copy_with_another_headline_is_no_second_source():
    copied = article("River news\n\n" + WIRE.split("\n\n")[1] + "\n\nRead more", "b")
    first, other = article(WIRE, "a"), article(OTHER, "c")
    groups = cluster_documents([first, other, copied])
    assert groups == ((first.id, copied.id), (other.id,))
    assert "word runs" in find_likenesses([first, copied])[0].reason


def test_an_excerpt_is_a_copy_of_the_whole():
    excerpt = article(WIRE.split("\n\n")[1][:250], "b")
    assert len(cluster_documents([article(WIRE, "a"), excerpt])) == 1


def test_a_rewriting_with_the_same_figures_and_quotations_is_no_second_source():
    pair = [article(WIRE, "a"), article(SPUN, "b")]
    assert len(cluster_documents(pair)) == 1
    (likeness,) = find_likenesses(pair)
    assert "6 figures, 4 quotations" in likeness.reason
    assert 0 < likeness.share <= 1


def test_texts_on_other_matters_are_independent():
    assert len(cluster_documents([article(WIRE, "a"), article(OTHER, "b")])) == 2


def test_shared_boilerplate_does_not_make_a_copy():
    footer = "\n\nWe use cookies to show you news that matters to you and to others."
    pair = [article(WIRE + footer, "a"), article(OTHER + footer, "b")]
    assert len(cluster_documents(pair)) == 2


def test_passages_that_repeat_one_another_share_a_number():
    said = "The lower state will receive 45 percent of the river water from spring."
    spun = "From spring the lower state receives 45 percent of the water of the river."
    more = "The lower state will receive 60 percent of the river water from spring."
    other = "Traders paid more for wheat in the port than they have for years."
    assert cluster_passages([said, other, spun, said, more]) == [0, 1, 0, 0, 2]
    assert cluster_passages([]) == []


def test_thousands_of_different_passages_stay_apart():
    quotes = [f"Province {n} of the plain sold {n * 7} tonnes." for n in range(3000)]
    assert len(set(cluster_passages(quotes))) == 3000


@given(st.lists(st.sampled_from([WIRE, SPUN, OTHER]) | st.text(), max_size=5))
def test_every_passage_gets_a_number_and_equal_ones_the_same(quotes):
    labels = cluster_passages(quotes)
    assert len(labels) == len(quotes)
    for left, one in zip(labels, quotes, strict=True):
        for right, other in zip(labels, quotes, strict=True):
            if one == other and any(sign.isalnum() for sign in one):
                assert left == right


@given(st.permutations([WIRE, SPUN, OTHER]))
def test_the_groups_do_not_hang_on_the_order(texts):
    documents = [article(text, "a") for text in texts]
    groups = {frozenset(group) for group in cluster_documents(documents)}
    wire, spun, other = (article(text, "a").id for text in (WIRE, SPUN, OTHER))
    assert groups == {frozenset({wire, spun}), frozenset({other})}


def test_a_document_without_blocks_is_compared_whole():
    pair = [Document(id=f"doc-{n}", name="a", text=WIRE) for n in range(2)]
    assert cluster_documents(pair) == (("doc-0", "doc-1"),)


def test_the_founding_articles_are_independent(seeds):
    assert len(cluster_documents(read_documents(seeds))) == 2
