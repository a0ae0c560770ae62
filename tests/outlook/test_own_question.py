"""Questions that an analyst writes: hypotheses.toml, and how they are weighed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standins import make

from suzerain.case.codecs.inquiries import parse_inquiries, read_inquiries
from suzerain.case.inquiry import Inquiry, OwnItem, OwnRow, with_inquiries
from suzerain.case.question import Item
from suzerain.core.assumption import load_register
from suzerain.core.errors import InvalidCase, OutlookError
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.outlook.own_question import weigh_inquiries
from suzerain.outlook.shared_sources import SourceBoard

CLAIMS = tuple(make.claim(f"c-{k}", doc=f"doc-{k}") for k in range(6))
ROWS = (
    OwnRow(name="money", prior=Spread(low=0.2, high=0.5)),
    OwnRow(name="arms", prior=Spread(low=0.2, high=0.5)),
    OwnRow(name="other", prior=Spread(low=0.1, high=0.3)),
)
TEXT = """
[[questions]]
id = "why"
question = "Why?"
hypotheses = [
  { name = "money", prior = [0.2, 0.5] },
  { name = "arms", prior = [0.2, 0.5] },
  { name = "other", prior = 0.2 },
]
sums = [{ name = "paid", rows = ["money", "arms"] }]
items = [
  { says = "an invoice", claims = ["c-1"], ratios = { money = [2, 4] } },
  { says = "a boast", claims = ["c-2"], ratios = { arms = 3 }, bias = [0.3, 0.4] },
]
watch = [{ says = "a ship", chances = { money = 0.1, arms = 0.6, other = 0.2 } }]
"""


def item(k, *, says="", cluster="", **ratios):
    return OwnItem(
        says=says or f"item {k}",
        claims=(f"c-{k}",),
        ratios={row: Spread(low=r, high=r, shape="point") for row, r in ratios.items()},
        cluster=cluster,
    )


def weighed(*items, count=40, rows=ROWS, dependence="tempered", watch=(), sums=None):
    asked = Inquiry(
        id="why",
        question="Why?",
        rows=rows,
        items=items,
        watch=watch,
        sums=sums or {},
        dependence=dependence,
    )
    register = with_inquiries(load_register(), [asked])
    case = make.case(claims=CLAIMS, register=register)
    return weigh_inquiries(case, [asked], Worlds(count=count))[0]


def test_a_file_is_read_into_rows_items_and_what_is_watched():
    (asked,) = read_inquiries(TEXT.encode(), CLAIMS)
    assert asked.names == ("money", "arms", "other")
    assert asked.items[1].bias == Spread(low=0.3, high=0.4)
    assert asked.items[0].ratios["money"].shape == "loguniform"
    assert asked.watch[0].chances["arms"].low == 0.6
    assert asked.sums == {"paid": ("money", "arms")}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[0.2, 0.5]", "[0.2, 1.5]", "no such range"),
        ("[0.2, 0.5]", "[0.5, 0.2]", "no such range"),
        ("[0.2, 0.5]", "true", "no such range"),
        ("[0.2, 0.5]", "[0.5, 0.9]", "not exclusive"),
        ("[0.2, 0.5]", "[0.1, 0.2]", "not exhaustive"),
        ('name = "arms"', 'name = "money"', "stands 2 times"),
        ('name = "other"', 'name = "rest"', "do not hold every story"),
        ('["c-1"]', "[]", "has no passage"),
        ('["c-1"]', '["c-99"]', "no claim 'c-99'"),
        ('["c-2"]', '["c-1"]', "stands in two items"),
        ("money = [2, 4]", "gold = [2, 4]", "no hypothesis 'gold'"),
        ("money = [2, 4]", "money = [0, 4]", "no such range"),
        ("money = [2, 4]", "money = inf", "no such range"),
        ("ratios = { arms = 3 }", "chances = { arms = 0.3 }", "missing for money"),
        ("arms = 0.6, ", "", "missing for arms"),
        (
            "money = 0.1, arms = 0.6, other = 0.2",
            "money = 0, arms = 0, other = 0",
            "impossible under every row",
        ),
        ('rows = ["money", "arms"]', 'rows = ["gold"]', "the sum 'paid'"),
        ('rows = ["money", "arms"]', "rows = 3", "the sum 'paid'"),
        (
            'rows = ["money", "arms"]',
            'rows = ["money", "arms"], prior = 0.1',
            "add up to 0.4",
        ),
        ('id = "why"', 'id = "why not"', "other signs"),
        ('id = "why"', "id = 3", "id is missing"),
        ('id = "why"', 'id = "why"\ndependence = "none"', "dependence 'none'"),
        ('id = "why"', 'id = "why"\ncolour = 1', "nothing is called 'colour'"),
        ("[[questions]]", "[questions]", "no list of tables"),
        ("[[questions]]", "[[questions", "no TOML"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_in_words(old, new, words):
    assert old in TEXT
    _, problems = parse_inquiries(TEXT.replace(old, new).encode(), CLAIMS)
    assert any(words in problem.what for problem in problems), problems
    assert all(problem.hint for problem in problems)
    with pytest.raises(InvalidCase):
        read_inquiries(TEXT.replace(old, new).encode(), CLAIMS)


def test_an_id_stands_once():
    _, problems = parse_inquiries((TEXT + TEXT).encode(), CLAIMS)
    assert any("stands twice" in problem.what for problem in problems)


def test_the_posterior_is_bayes_rule_by_hand():
    rows = tuple(
        OwnRow(name=name, prior=Spread.point(p))
        for name, p in (("money", 0.5), ("other", 0.5))
    )
    answer = weighed(item(1, money=3.0), rows=rows, count=5)
    trust = load_register().draw(Worlds(count=5), "likelihood.reliability.asserted")
    # a ratio of 3 is 1 against 1/3, whose mean is 2/3
    heard = (trust + (1 - trust) * 2 / 3) / (trust / 3 + (1 - trust) * 2 / 3)
    np.testing.assert_allclose(answer.evidence[0].ratio.values, heard)
    np.testing.assert_allclose(answer["money"].posterior.values, heard / (1 + heard))


def test_a_speaker_with_a_bias_of_a_quarter_says_nothing():
    boast = OwnItem(
        says="a boast",
        claims=("c-1",),
        ratios={"arms": Spread.point(9)},
        bias=Spread(low=0.25, high=0.5),
    )
    answer = weighed(boast)
    np.testing.assert_allclose(answer.evidence[0].ratio.values, 1)
    np.testing.assert_allclose(answer.posterior, answer.prior)


@pytest.mark.parametrize("dependence", ["tempered", "sources"])
@settings(max_examples=20)
@given(order=st.permutations(range(4)))
def test_the_order_of_the_evidence_changes_nothing(dependence, order):
    items = [
        item(0, says="x", money=3.0),
        item(1, says="x", money=2.0),
        item(2, cluster="one", arms=4.0),
        item(3, cluster="one", arms=0.5),
    ]
    one = weighed(*items, dependence=dependence)
    other = weighed(*[items[k] for k in order], dependence=dependence)
    np.testing.assert_allclose(one.posterior, other.posterior)


@pytest.mark.parametrize("dependence", ["tempered", "sources"])
def test_a_claim_more_for_the_same_item_changes_nothing(dependence):
    alone = OwnItem(says="x", claims=("c-1",), ratios={"arms": Spread.point(3)})
    both = OwnItem(says="x", claims=("c-1", "c-2"), ratios=alone.ratios)
    one = weighed(alone, dependence=dependence)
    other = weighed(both, dependence=dependence)
    np.testing.assert_allclose(one.posterior, other.posterior)


def test_two_items_that_say_the_same_from_one_origin_are_refused():
    with pytest.raises(OutlookError, match="copies count once"):
        weighed(
            item(1, says="x", cluster="wire", money=2.0),
            item(2, says="x", cluster="wire", money=2.0),
        )


@pytest.mark.parametrize("dependence", ["tempered", "sources"])
def test_a_certain_prior_stays(dependence):
    rows = tuple(
        OwnRow(name=name, prior=Spread.point(p))
        for name, p in (("money", 1), ("other", 0))
    )
    answer = weighed(item(1, other=50.0), rows=rows, dependence=dependence)
    assert (answer.posterior[:, 0] == 1).all()


@pytest.mark.parametrize("dependence", ["tempered", "sources"])
def test_an_item_of_ratio_one_changes_nothing(dependence):
    answer = weighed(item(1, money=1.0), dependence=dependence)
    np.testing.assert_allclose(answer.posterior, answer.prior)


def test_two_reports_of_one_source_count_less_than_of_two():
    def belief(*clusters):
        items = [item(k, cluster=c, money=4.0) for k, c in enumerate(clusters)]
        answer = weighed(*items, dependence="sources")
        return answer["money"].posterior.median

    assert belief("a") < belief("a", "a") < belief("a", "b")


@given(st.integers(0, 500))
def test_items_under_a_source_weigh_as_the_sum_over_its_truthfulness(seed):
    rng = np.random.default_rng(seed)
    items = tuple(Item(claims=(), sort=f"s{k}", cluster=f"c{k % 2}") for k in range(4))
    shown, trust = rng.random((4, 3, 5)), rng.random((2, 5))
    board = SourceBoard(items=items, shown=shown, trust=trust[[0, 1, 0, 1]])
    kept = np.array([True, True, rng.random() < 0.5, True])
    total = np.zeros((3, 5))
    for source in (0, 1):
        spots = [k for k in range(4) if k % 2 == source and kept[k]]
        true = trust[source] * np.prod(shown[spots], axis=0)
        idle = (1 - trust[source]) * np.prod(shown[spots].mean(axis=1), axis=0)
        total += np.log(true + idle)
    np.testing.assert_allclose(board.total(kept), total)
    less = kept & (np.arange(4) != 1)
    np.testing.assert_allclose(
        board.without(kept, less, total), board.total(less), atol=1e-9
    )


def test_what_is_watched_is_worth_bits_and_is_not_counted():
    ship = OwnItem(
        says="a ship",
        chances={
            "money": Spread.point(0.1),
            "arms": Spread.point(0.9),
            "other": Spread.point(0.1),
        },
    )
    answer = weighed(item(1, money=2.0), watch=(ship,))
    np.testing.assert_allclose(answer.posterior, weighed(item(1, money=2.0)).posterior)
    (one,) = answer.indicators
    assert one.name == "a ship"
    assert one.bits.low > 0.05
    assert one.changes_leader > 0.3


def test_sums_are_reported_with_their_prior():
    answer = weighed(item(1, money=2.0), sums={"paid": ("money", "arms")})
    told = answer.to_dict()
    (paid,) = told["sums"]
    assert paid["name"] == "paid"
    parts = sum(answer[row].posterior.values for row in ("money", "arms"))
    np.testing.assert_allclose(answer["paid"].posterior.values, parts)
    assert told["asks"] == "money"


def test_every_number_of_the_analyst_can_be_asked_about():
    answer = weighed(item(1, money=2.0))
    asked = Inquiry(id="why", question="Why?", rows=ROWS, items=(item(1, money=2.0),))
    register = with_inquiries(load_register(), [asked])
    for key in answer.basis:
        assert key in register or key.startswith("c-"), key
