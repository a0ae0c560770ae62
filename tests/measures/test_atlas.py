"""Every state's dependence on every other."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.core.assumption import load_register, parse_assumption
from suzerain.core.errors import SuzerainError
from suzerain.core.flows import Flows
from suzerain.core.incomes import Incomes
from suzerain.core.worlds import Worlds
from suzerain.measures.atlas import Atlas, make_atlas
from suzerain.measures.observed import laid_out, too_little
from suzerain.measures.openness import openness

WORLDS = 40
STATES = ("AAA", "BBB", "CCC", "DDD", "EEE")


def made_flows(rows, *, actors=STATES, goods=("trade",), unit="million current USD"):
    """Flows from (year, recipient, provider, amount[, good])."""
    places = {code: k for k, code in enumerate(actors)}
    wares = {code: k for k, code in enumerate(goods)}
    whole = [(*row, goods[0])[:5] for row in rows]
    return Flows(
        actors=tuple(actors),
        goods=tuple(goods),
        year=np.array([row[0] for row in whole], dtype=np.int32),
        recipient=np.array([places[row[1]] for row in whole], dtype=np.int32),
        provider=np.array([places[row[2]] for row in whole], dtype=np.int32),
        good=np.array([wares[row[4]] for row in whole], dtype=np.int32),
        amount=np.array([float(row[3]) for row in whole]),
        unit=unit,
        origin="made up",
    )


def made_incomes(rows, *, unit="million current USD"):
    """Products from (year, actor, low, high)."""
    return Incomes(
        actors=STATES,
        year=np.array([row[0] for row in rows], dtype=np.int32),
        actor=np.array([STATES.index(row[1]) for row in rows], dtype=np.int32),
        low=np.array([float(row[2]) for row in rows]),
        high=np.array([float(row[3]) for row in rows]),
        unit=unit,
        origin="made up too",
    )


def world_trade(year=2000, seed=3, states=STATES):
    rng = np.random.default_rng(seed)
    return [
        (year, one, other, round(float(rng.lognormal(3, 1.5)), 3))
        for one in states
        for other in states
        if one != other
    ]


def cell(atlas: Atlas, recipient: str, provider: str, year: int = 2000) -> np.ndarray:
    to, by = atlas.actors.index(recipient), atlas.actors.index(provider)
    rows = (atlas.year == year) & (atlas.recipient == to) & (atlas.provider == by)
    assert rows.sum() == 1
    return atlas.loss[:, rows][:, 0]


def plain_loss(flows, incomes, totals, year, recipient, provider, worlds):
    """The page's formulas, one pair and one world at a time."""
    register = load_register()
    drawn = {
        name: register.draw(worlds, f"good.trade.{name}")
        for name in ("sigma", "varsigma", "evasion")
    }
    rho = register.draw(worlds, "measure.rho")
    a = register.draw(worlds, "atlas.goods_weight")
    err = register.draw(worlds, "atlas.report_error")
    income_err = register.draw(worlds, "atlas.income_error")
    amount = {
        (flows.actors[r], flows.actors[p]): v
        for y, r, p, v in zip(
            flows.year, flows.recipient, flows.provider, flows.amount, strict=True
        )
        if y == year
    }
    income = {
        incomes.actors[k]: (lo, hi)
        for y, k, lo, hi in zip(
            incomes.year, incomes.actor, incomes.low, incomes.high, strict=True
        )
        if y == year
    }
    all_in, all_out = totals.get((year, recipient), (math.nan, math.nan))
    found = []
    for w in range(worlds.count):

        def told(to, by, w=w):
            chance = worlds.chance(f"atlas.report_error.{to}.{by}")[w]
            return amount.get((to, by), 0.0) * math.exp(err[w] * (2 * chance - 1))

        def whole(parts, total):
            seen, noisy = (sum(side) for side in zip(*parts, strict=True))
            rest = total - seen if seen < 0.8 * total else 0
            return noisy * (1 + rest / noisy)

        others = [code for code in flows.actors if code != recipient]
        bought = whole(
            [(amount.get((recipient, o), 0), told(recipient, o)) for o in others],
            all_in,
        )
        sold = whole(
            [(amount.get((o, recipient), 0), told(o, recipient)) for o in others],
            all_out,
        )
        raw = sum(amount.get((recipient, o), 0) for o in others)
        imports = all_in if raw < 0.8 * all_in else raw
        low, high = (math.log(x) for x in income[recipient])
        y = math.exp(
            low
            + worlds.chance(f"atlas.income.{recipient}")[w] * (high - low)
            + income_err[w]
            * (2 * worlds.chance(f"atlas.income_error.{recipient}")[w] - 1)
        )
        m = imports / (imports + y)
        weight = max(a[w], m)
        d = 1 - m / weight
        s, v = drawn["sigma"][w], drawn["varsigma"][w]
        stays = 1 - drawn["evasion"][w]
        f = min(1, sold / bought)
        kept = 1 - stays * told(provider, recipient) / sold
        power = 1 - f * (1 - kept ** (1 / s))
        r = (1 - stays * told(recipient, provider) / bought) * power ** (s - 1)
        price = (d + (1 - d) * r ** ((v - 1) / (s - 1))) ** (-1 / (v - 1))
        if math.isclose(rho[w], 1):
            loss = weight * math.log(price)
        else:
            loss = math.log(1 + weight * (price ** (1 - rho[w]) - 1)) / (1 - rho[w])
        found.append(1 - math.exp(-loss))
    return np.quantile(found, [0.1, 0.5, 0.9])


def test_it_agrees_with_plain_loops():
    flows = made_flows(world_trade())
    incomes = made_incomes([(2000, code, 300, 500) for code in STATES])
    totals = {(2000, "AAA"): (500.0, math.nan), (2000, "BBB"): (math.nan, 900.0)}
    atlas = make_atlas(flows, incomes, Worlds(count=WORLDS), totals=totals)
    for one, other in (("AAA", "BBB"), ("BBB", "AAA"), ("CCC", "EEE")):
        slow = plain_loss(
            flows, incomes, totals, 2000, one, other, Worlds(count=WORLDS)
        )
        np.testing.assert_allclose(cell(atlas, one, other), slow, rtol=1e-4)


def as_points(**values):
    """The register with some numbers set to one value."""
    rows = [
        {"id": key, "low": str(value), "high": str(value), "shape": "point"}
        for key, value in values.items()
    ]
    register = load_register()
    return type(register)([*register.values(), *map(parse_assumption, rows)])


def test_one_good_told_as_two_gives_what_it_gives_as_one():
    rows, worlds = world_trade(), Worlds(count=WORLDS)
    numbers = {"sigma": 5, "varsigma": 1.6, "evasion": 0.3}
    register = as_points(
        **{
            f"good.{good}.{name}": value
            for good in ("trade", "transit")
            for name, value in numbers.items()
        },
        **{"measure.rho": 1},
    )
    split = [
        (*row[:3], row[3] * part, good)
        for row in rows
        for good, part in (("trade", 0.25), ("transit", 0.75))
    ]
    one = make_atlas(made_flows(rows), worlds=worlds, register=register)
    two = make_atlas(
        made_flows(split, goods=("trade", "transit")), worlds=worlds, register=register
    )
    np.testing.assert_allclose(two.loss, one.loss, rtol=1e-5)


@settings(deadline=None, max_examples=15)
@given(order=st.permutations(range(20)), names=st.permutations(STATES))
def test_reordering_rows_and_actors_changes_nothing(order, names):
    rows = world_trade()
    base = make_atlas(made_flows(rows), worlds=Worlds(count=WORLDS))
    moved = make_atlas(
        made_flows([rows[k] for k in order], actors=names), worlds=Worlds(count=WORLDS)
    )
    for one, other in (("AAA", "BBB"), ("DDD", "CCC")):
        np.testing.assert_allclose(
            cell(moved, one, other), cell(base, one, other), rtol=1e-5
        )


@settings(deadline=None, max_examples=15)
@given(factor=st.floats(1e-3, 1e3))
def test_another_unit_changes_nothing(factor):
    rows, products = world_trade(), [(2000, code, 300, 500) for code in STATES]
    base = make_atlas(made_flows(rows), made_incomes(products), Worlds(count=WORLDS))
    other = make_atlas(
        made_flows([(*row[:3], row[3] * factor) for row in rows], unit="shells"),
        made_incomes(
            [(y, code, low * factor, high * factor) for y, code, low, high in products],
            unit="shells",
        ),
        Worlds(count=WORLDS),
    )
    np.testing.assert_allclose(other.loss, base.loss, rtol=1e-3, atol=1e-7)


@settings(deadline=None, max_examples=15)
@given(amount=st.floats(1, 1e4))
def test_a_new_supplier_never_raises_the_share_that_another_takes(amount):
    rows = [row for row in world_trade() if row[1:3] != ("AAA", "EEE")]
    income = made_incomes([(2000, "AAA", 1000, 1000)])
    some = {(2000, code): (math.nan, math.nan) for code in STATES}
    worlds = Worlds(count=WORLDS)
    before = make_atlas(made_flows(rows), income, worlds, totals=some)
    # The same imports in all, of which the new supplier takes a part.
    spent = sum(row[3] for row in rows if row[1] == "AAA")
    part = spent / (spent + amount)
    after_rows = [
        (*row[:3], row[3] * part) if row[1] == "AAA" else row for row in rows
    ] + [(2000, "AAA", "EEE", spent * (1 - part))]
    after = make_atlas(made_flows(after_rows), income, worlds, totals=some)
    for other in ("BBB", "CCC", "DDD"):
        assert cell(after, "AAA", other)[1] <= cell(before, "AAA", other)[1] * 1.001


def test_leverage_is_antisymmetric():
    atlas = make_atlas(made_flows(world_trade()), worlds=Worlds(count=WORLDS))
    back = {
        (r, p): k
        for k, (r, p) in enumerate(
            zip(atlas.recipient.tolist(), atlas.provider.tolist(), strict=True)
        )
    }
    other = [back[p, r] for r, p in back]
    np.testing.assert_allclose(atlas.leverage, -atlas.leverage[::-1, other], atol=1e-6)


def test_holds_add_up_to_nothing_in_a_world_of_pairs():
    atlas = make_atlas(made_flows(world_trade()), worlds=Worlds(count=1))
    assert atlas.hold[1].sum() == pytest.approx(0, abs=1e-6)


def test_losing_a_buyer_is_a_loss_too():
    rows = [row for row in world_trade() if row[1:3] != ("BBB", "AAA")]
    without = make_atlas(
        made_flows([*rows, (2000, "BBB", "AAA", 0)]), worlds=Worlds(count=WORLDS)
    )
    selling = make_atlas(
        made_flows([*rows, (2000, "BBB", "AAA", 900)]), worlds=Worlds(count=WORLDS)
    )
    assert cell(selling, "AAA", "BBB")[1] > cell(without, "AAA", "BBB")[1]


def test_a_larger_product_makes_a_state_less_open():
    rows = world_trade()
    small, large = (
        make_atlas(
            made_flows(rows), made_incomes([(2000, "AAA", y, y)]), Worlds(count=WORLDS)
        )
        for y in (100, 10_000)
    )
    assert cell(large, "AAA", "BBB")[1] < cell(small, "AAA", "BBB")[1]


def test_an_unknown_product_is_a_range_and_is_said():
    rows = world_trade()
    spent = sum(row[3] for row in rows if row[1] == "AAA")
    known = make_atlas(
        made_flows(rows),
        made_incomes([(2000, "AAA", 4 * spent, 4 * spent)]),
        Worlds(count=400),
    )
    unknown = make_atlas(made_flows(rows), None, Worlds(count=400))
    wide, narrow = (cell(atlas, "AAA", "BBB") for atlas in (unknown, known))
    assert wide[2] / wide[0] > narrow[2] / narrow[0]
    assert ("AAA", 2000) in unknown.unknown_income
    assert ("AAA", 2000) not in known.unknown_income


def test_what_was_not_observed_has_no_row_and_a_zero_has_one():
    rows = [row for row in world_trade() if row[1:3] != ("AAA", "BBB")]
    gone = make_atlas(made_flows(rows), worlds=Worlds(count=WORLDS))
    zero = make_atlas(
        made_flows([*rows, (2000, "AAA", "BBB", 0)]), worlds=Worlds(count=WORLDS)
    )
    assert len(zero) == len(gone) + 1
    with pytest.raises(AssertionError):
        cell(gone, "AAA", "BBB")


def test_a_state_that_no_flow_names_is_not_in_the_atlas():
    rows = world_trade(states=STATES[:4])
    atlas = make_atlas(made_flows(rows), worlds=Worlds(count=WORLDS))
    assert atlas.actors == STATES[:4]


def test_a_year_of_few_reporters_is_left_out_and_said():
    rows = [row for row in world_trade() if row[1] != "AAA"]
    rows += [(2000, "AAA", "BBB", 5.0), (2000, "AAA", "CCC", 5.0)]
    atlas = make_atlas(made_flows(rows), worlds=Worlds(count=WORLDS))
    assert ("AAA", 2000) in atlas.thin
    assert atlas.actors.index("AAA") not in atlas.recipient


def test_imports_mostly_from_nobody_observed_are_left_out_and_said():
    flows = made_flows(world_trade())
    _, amount, _ = laid_out(flows, 2000)
    rest = np.array([amount[0, 0].sum() * 1.1, 0, 0, 0, 0])
    assert too_little(amount, rest, load_register()).tolist() == [True] + [False] * 4


def test_only_the_years_asked_for_are_measured():
    flows = made_flows(world_trade(2000) + world_trade(2001, seed=4))
    atlas = make_atlas(flows, worlds=Worlds(count=WORLDS), years=[2001])
    assert set(atlas.year.tolist()) == {2001}


def test_each_year_is_what_it_is_alone():
    flows = made_flows(world_trade(2000) + world_trade(2001, seed=4))
    whole = make_atlas(flows, worlds=Worlds(count=WORLDS))
    alone = make_atlas(flows, worlds=Worlds(count=WORLDS), years=[2001])
    assert (whole.loss[:, whole.year == 2001] == alone.loss).all()


def test_arms_are_needs_of_their_own():
    rows = [(2000, "AAA", "BBB", 9.0), (2000, "AAA", "CCC", 1.0)]
    atlas = make_atlas(
        made_flows(rows, goods=("arms",), unit="million TIV"),
        worlds=Worlds(count=400),
        needs="register",
    )
    assert cell(atlas, "AAA", "BBB")[1] > cell(atlas, "AAA", "CCC")[1] > 0
    assert atlas.unknown_income == frozenset()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"years": [1999]}, "no flow is of the years"),
        ({"incomes": "other"}, "million current USD and products in shells"),
    ],
)
def test_bad_input_is_refused(change, words):
    flows = made_flows(world_trade())
    if "incomes" in change:
        change = {"incomes": made_incomes([(2000, "AAA", 1, 1)], unit="shells")}
    with pytest.raises(SuzerainError, match=words):
        make_atlas(flows, worlds=Worlds(count=2), **change)


def test_a_flow_that_stands_twice_is_refused():
    rows = world_trade()
    with pytest.raises(SuzerainError, match="trade from BBB to AAA stands twice"):
        make_atlas(made_flows([*rows, rows[0]]), worlds=Worlds(count=2))


def test_imports_beyond_the_weight_of_goods_leave_no_home_supply():
    worlds, register = Worlds(count=200), load_register()
    state = openness("AAA", 1e9, (1.0, 1.0), worlds, register)
    np.testing.assert_allclose(state.home, 0, atol=1e-6)
    np.testing.assert_allclose(state.weight, 1, atol=1e-6)


def test_an_analyst_can_set_the_imports_of_one_closed_state():
    register = as_points(**{"atlas.imports_part.AAA": 0.01})
    flows = made_flows(world_trade())
    closed = make_atlas(flows, worlds=Worlds(count=WORLDS), register=register)
    open_ = make_atlas(flows, worlds=Worlds(count=WORLDS))
    assert cell(closed, "AAA", "BBB")[2] < cell(open_, "AAA", "BBB")[0]


@pytest.mark.parametrize("bounds", [(0.0, 1.0), (2.0, 1.0), (1.0, math.inf)])
def test_products_must_be_in_order_and_above_nothing(bounds):
    with pytest.raises(SuzerainError, match="a product from"):
        made_incomes([(2000, "AAA", *bounds)])


def test_products_need_columns_of_one_length():
    with pytest.raises(SuzerainError, match="four columns of one length"):
        Incomes(
            actors=STATES,
            year=np.zeros(2, dtype=np.int32),
            actor=np.zeros(1, dtype=np.int32),
            low=np.ones(1),
            high=np.ones(1),
            unit="shells",
            origin="made up",
        )
