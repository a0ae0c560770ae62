"""Strategic probit and logit: likelihood, estimates, laws, refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from played_games import (
    CRISES,
    PROPOSALS,
    answer_chances,
    crises,
    crisis_chances,
    logistic,
    phi,
    proposal_chances,
    proposals,
)

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.strategic_models.game_fit import fit_game, likelihood
from suzerain.strategy.classics.strategic_models.jet import inputs
from suzerain.strategy.classics.strategic_models.links import LINKS
from suzerain.strategy.classics.strategic_models.setting import Stochastics, prepare
from suzerain.strategy.classics.strategic_models.trees import GAMES, end_chances
from suzerain.strategy.game.branch import decide, end
from suzerain.strategy.game.quantal import quantal
from suzerain.strategy.game.tree import make_game

PLAIN = {
    "egame12": crisis_chances,
    "egame122": answer_chances,
    "egame123": proposal_chances,
}
FORMS = [("probit", "agent"), ("logit", "agent"), ("probit", "private")]
SMALL, _ = crises(300)


def estimates(fit):
    return np.array([one.estimate for one in fit.coefficients])


def errors(fit):
    return np.array([one.standard_error for one in fit.coefficients])


@pytest.mark.parametrize(("link", "place"), FORMS)
@pytest.mark.parametrize("name", GAMES)
def test_chances_of_the_ends_are_those_of_the_textbook(name, link, place):
    game, rng = GAMES[name], np.random.default_rng(1)
    values = rng.normal(scale=2, size=(len(game.utilities), 40))
    jets = dict(zip(game.utilities, inputs(values), strict=True))
    private = place == "private"
    found = end_chances(game.tree, jets, (), link=LINKS[link], private=private)
    for row, utilities in enumerate(values.T):
        curve = {"probit": phi, "logit": logistic}[link]
        expected = PLAIN[name](*utilities, link=curve, private=private)
        assert [math.exp(found[k].value[row]) for k in sorted(found)] == pytest.approx(
            expected, rel=1e-9
        )


def test_chances_stay_finite_where_floating_point_would_round_them_to_zero():
    game = GAMES["egame12"]
    jets = dict(zip(game.utilities, inputs(np.full((4, 1), 60.0)), strict=True))
    jets["u11"] = -1 * jets["u11"]
    found = end_chances(game.tree, jets, (), link=LINKS["probit"], private=False)
    assert found[0].value[0] == pytest.approx(-(84.85**2) / 2, rel=1e-2)


@pytest.mark.parametrize(("link", "place"), FORMS)
@pytest.mark.parametrize("scale", ["", "x1 - 1", "x1 - 1 | z1 - 1"])
def test_gradient_and_hessian_are_those_of_differences(link, place, scale):
    assumed = Stochastics(link=link, errors=place, scale=scale)
    surface = likelihood(prepare("egame12", CRISES, SMALL, assumed))
    count = 6 + len([part for part in scale.split("|") if part])
    at, step = np.random.default_rng(2).normal(scale=0.4, size=count), 1e-5
    _, slope, curve = surface(at)
    for k, unit in enumerate(np.eye(count) * step):
        ahead, behind = surface(at + unit), surface(at - unit)
        assert slope[k] == pytest.approx(
            (ahead[0] - behind[0]) / (2 * step), rel=1e-5, abs=1e-5
        )
        assert curve[k] == pytest.approx(
            (ahead[1] - behind[1]) / (2 * step), rel=1e-4, abs=1e-4
        )


def test_rows_reckoned_in_blocks_add_up(monkeypatch):
    setting = prepare("egame12", CRISES, SMALL)
    at = np.linspace(-1, 1, 6)
    whole = likelihood(setting)(at)
    monkeypatch.setattr(
        "suzerain.strategy.classics.strategic_models.likelihood.BLOCK", 37
    )
    parts = likelihood(setting)(at)
    for one, other in zip(whole, parts, strict=True):
        assert one == pytest.approx(other, rel=1e-12)


@pytest.mark.parametrize("private", [False, True])
def test_two_players_are_recovered_from_what_they_did(private):
    data, truth = crises(2500, private=private)
    place = "private" if private else "agent"
    fit = fit_game("egame12", CRISES, data, Stochastics(errors=place))
    assert fit.converged
    assert np.abs((estimates(fit) - truth) / errors(fit)).max() < 3
    assert errors(fit).max() < 0.2


def test_logit_players_are_recovered_from_what_they_did():
    data, truth = crises(2500, link=logistic)
    fit = fit_game("egame12", CRISES, data, Stochastics(link="logit"))
    assert np.abs((estimates(fit) - truth) / errors(fit)).max() < 3


def test_three_players_are_recovered_from_what_they_did():
    data, truth = proposals()
    fit = fit_game("egame123", PROPOSALS, data, Stochastics(errors="private"))
    assert fit.converged
    assert np.abs((estimates(fit) - truth) / errors(fit)).max() < 3


def test_standard_errors_tell_how_far_estimates_scatter():
    fits = [fit_game("egame12", CRISES, crises(400, seed)[0]) for seed in range(25)]
    scatter = np.std([estimates(fit) for fit in fits], axis=0)
    told = np.mean([errors(fit) for fit in fits], axis=0)
    assert scatter == pytest.approx(told, rel=0.4)


@given(factor=st.floats(1e-6, 1e6), shift=st.floats(-1e4, 1e4))
@settings(max_examples=8, deadline=None)
def test_a_new_unit_and_origin_of_a_regressor_change_nothing_but_its_coefficient(
    factor, shift
):
    plain = fit_game("egame12", CRISES, SMALL)
    moved = fit_game("egame12", CRISES, SMALL | {"x1": factor * (SMALL["x1"] + shift)})
    assert moved.log_likelihood == pytest.approx(plain.log_likelihood, abs=1e-8)
    name = "u1(~move):x1"
    assert moved[name].estimate * factor == pytest.approx(
        plain[name].estimate, rel=1e-5
    )
    assert moved[name].z == pytest.approx(plain[name].z, rel=1e-5)


def test_the_order_of_rows_changes_nothing():
    order = np.random.default_rng(1).permutation(300)
    mixed = {name: column[order] for name, column in SMALL.items()}
    one, other = (fit_game("egame12", CRISES, data) for data in (SMALL, mixed))
    assert estimates(one) == pytest.approx(estimates(other), abs=1e-7)


def test_ends_moves_and_words_are_the_same_outcome():
    words = np.array(["stays", "yields", "fights"])[SMALL["end"]]
    assumed = Stochastics(order=("stays", "yields", "fights"))
    tail = CRISES.partition("~")[2]
    fits = [
        fit_game("egame12", CRISES, SMALL),
        fit_game("egame12", f"end ~ {tail}", SMALL),
        fit_game("egame12", f"word ~ {tail}", SMALL | {"word": words}, assumed),
        fit_game(
            "egame12",
            f"path ~ {tail}",
            SMALL | {"path": np.array(["L", "RL", "RR"])[SMALL["end"]]},
        ),
    ]
    for fit in fits[1:]:
        assert fit.log_likelihood == fits[0].log_likelihood
    assert fits[2].coefficients[0].name == "u1(stays):(Intercept)"


def test_swapping_both_answers_of_player_two_mirrors_its_utility():
    formula = "move + fight ~ x1 | 0 | 1 | z1"
    mirrored = "move + yields ~ x1 | 1 | 0 | z1"
    yields = SMALL["move"] * (1 - SMALL["fight"])
    one = fit_game("egame12", formula, SMALL)
    other = fit_game("egame12", mirrored, SMALL | {"yields": yields})
    assert other.log_likelihood == pytest.approx(one.log_likelihood, abs=1e-9)
    signs = np.array([1, 1, 1, -1, -1])
    assert estimates(other) == pytest.approx(signs * estimates(one), abs=1e-6)


def test_swapping_both_moves_of_player_one_mirrors_a_game_of_four_ends():
    rng = np.random.default_rng(6)
    first, second = rng.integers(0, 2, size=(2, 500))
    x = rng.normal(size=500)
    data = {"a": first, "b": second, "not_a": 1 - first, "x": x}
    one = fit_game("egame122", "a + b ~ x | 1 | 0 | 0 | x | 1", data)
    other = fit_game("egame122", "not_a + b ~ 0 | 0 | x | 1 | 1 | x", data)
    assert other.log_likelihood == pytest.approx(one.log_likelihood, abs=1e-9)
    assert sorted(estimates(other)) == pytest.approx(sorted(estimates(one)), abs=1e-6)


def test_a_game_with_constants_alone_repeats_the_shares_that_were_seen():
    fit = fit_game("egame12", "move + fight ~ 1 | 0 | 0 | 1", SMALL)
    fought = SMALL["fight"].sum() / SMALL["move"].sum()
    assert phi(fit.coefficients[1].estimate / math.sqrt(2)) == pytest.approx(fought)
    stayed = phi(fit.coefficients[0].estimate / math.sqrt(2))
    assert stayed == pytest.approx(1 - SMALL["move"].mean())


def test_with_fixed_utilities_only_their_scale_is_estimated():
    scaled = fit_game(
        "egame12", "move + fight ~ 1", SMALL, Stochastics(fixed=(1, 0, 0.6, -0.8))
    )
    doubled = fit_game(
        "egame12", "move + fight ~ 1", SMALL, Stochastics(fixed=(2, 0, 1.2, -1.6))
    )
    (one,), (two,) = scaled.coefficients, doubled.coefficients
    assert one.name == "log(sigma)"
    assert two.estimate - one.estimate == pytest.approx(math.log(2), abs=1e-7)
    assert two.standard_error == pytest.approx(one.standard_error)


def test_fixed_utilities_that_explain_nothing_are_refused():
    with pytest.raises(StrategyError, match=r"log\(sigma\): with the given utilities"):
        fit_game(
            "egame12", "move + fight ~ 1", SMALL, Stochastics(fixed=(-1, 0, 0.5, 0.2))
        )


def test_a_scale_of_its_own_for_each_player_is_named():
    assumed = Stochastics(fixed=(1, 0, 0.6, -0.8), scale="1 | 1", link="logit")
    fit = fit_game("egame12", "move + fight ~ 1", SMALL, assumed)
    assert [one.name for one in fit.coefficients] == ["log(lambda1)", "log(lambda2)"]


def test_rows_that_lack_a_value_are_left_out_and_told():
    holed = np.where(np.arange(300) < 40, np.nan, SMALL["x2"])
    fit = fit_game("egame12", CRISES, SMALL | {"x2": holed})
    rest = {name: column[40:] for name, column in SMALL.items()}
    assert (fit.n, fit.left_out) == (260, 40)
    assert fit.log_likelihood == fit_game("egame12", CRISES, rest).log_likelihood
    assert "40 rows are left out: a value is missing" in fit.notes


def test_a_move_that_was_not_reached_may_lack_a_value():
    unknown = np.where(SMALL["move"] == 0, np.nan, SMALL["fight"])
    fit = fit_game("egame12", CRISES, SMALL | {"fight": unknown})
    assert fit.log_likelihood == fit_game("egame12", CRISES, SMALL).log_likelihood
    assert fit.n == 300


def test_a_reached_move_that_lacks_a_value_leaves_its_row_out():
    first = int(np.argmax(SMALL["move"]))
    unknown = np.where(np.arange(300) == first, np.nan, SMALL["fight"])
    assert fit_game("egame12", CRISES, SMALL | {"fight": unknown}).left_out == 1


def test_reference_levels_are_named():
    group = np.array(["north", "south", "east"])[np.arange(300) % 3]
    fit = fit_game("egame12", "move + fight ~ g | 0 | x2 | z1", SMALL | {"g": group})
    assert "reference level of g: east" in fit.notes
    assert fit["u1(~move):gnorth"].standard_error > 0


def test_aic_and_p_follow_from_what_is_told():
    fit = fit_game("egame12", CRISES, SMALL)
    one = fit.coefficients[1]
    assert fit.aic == pytest.approx(12 - 2 * fit.log_likelihood)
    assert one.p == pytest.approx(math.erfc(abs(one.z) / math.sqrt(2)))


def test_a_level_likelihood_is_told_and_has_no_standard_errors():
    fit = fit_game("egame12", "move + fight ~ x1 | 0 | 1 | 1", SMALL)
    assert not fit.converged
    assert {one.standard_error for one in fit.coefficients} == {None}
    assert any(note.startswith("the likelihood is level") for note in fit.notes)


@pytest.mark.parametrize(("link", "place"), FORMS)
def test_a_regressor_that_foretells_a_move_is_refused(link, place):
    coin = np.random.default_rng(7).integers(0, 2, size=300)
    told = np.where(SMALL["move"] == 1, SMALL["fight"], coin) + 0.1 * SMALL["x1"]
    with pytest.raises(StrategyError, match=r"rises for ever along .*told.*separation"):
        fit_game(
            "egame12",
            "move + fight ~ x1 | 0 | x2 | told",
            SMALL | {"told": told},
            Stochastics(link=link, errors=place),
        )


def test_a_class_with_one_outcome_only_is_refused():
    shy = np.where((SMALL["move"] == 0) & (SMALL["x1"] > 0), "shy", "bold")
    with pytest.raises(StrategyError, match=r"for ever along .*u1\(~move\):gshy"):
        fit_game("egame12", "move + fight ~ g | 0 | x2 | z1", SMALL | {"g": shy})


@pytest.mark.parametrize(
    ("model", "formula", "more", "says"),
    [
        ("egame13", CRISES, {}, "no game 'egame13'"),
        ("egame12", "move + fight ~ x1 | 0 | x2", {}, "3 equations in the formula"),
        ("egame12", "move + fight ~ q | 0 | x2 | z1", {}, "no column 'q'"),
        ("egame12", "move ~ x1 | 0 | x2 | z1", {}, "has 2 values: 0, 1"),
        ("egame12", "x1 ~ x1 | 0 | x2 | z1", {}, "has 300 values"),
        (
            "egame12",
            "move + fight + end ~ x1|0|x2|z1",
            {},
            "2 moves, the formula names 3",
        ),
        ("egame12", "move + end ~ x1 | 0 | x2 | z1", {}, "move 'end' holds 2"),
        ("egame12", "word ~ x1|0|x2|z1", {}, "its order is not known"),
        ("egame12", CRISES, {"order": ("a", "b")}, None),
        ("egame12", "move + never ~ x1 | 0 | x2 | z1", {}, "never happens"),
        (
            "egame12",
            "move + fight ~ x1 | 1 | x2 | z1",
            {},
            "all of player 1's utilities: u11, u13, u14",
        ),
        (
            "egame12",
            "move + fight ~ x1 + flat | 0 | x2 | z1",
            {},
            "'flat' in u11 follows from",
        ),
        (
            "egame12",
            "move + fight ~ x1 + nil | 0 | x2 | z1",
            {},
            "'nil' in u11 is 0 in every row",
        ),
        ("egame12", "move + fight ~ 0 | 0 | 0 | 0", {}, "nothing to estimate"),
        ("egame12", CRISES, {"scale": "x1"}, "constant scale is not identified"),
        ("egame12", CRISES, {"scale": "x1-1|x1-1|x1-1"}, "3 equations of the scale"),
        ("egame12", CRISES, {"fixed": (1, 2)}, "2 fixed utilities"),
        ("egame12", CRISES, {"link": "cauchit"}, "no link 'cauchit'"),
        ("egame12", CRISES, {"errors": "public"}, "no type of error 'public'"),
        ("egame12", CRISES, {"errors": "private", "link": "logit"}, "no logit form"),
        ("egame123", "y ~ 1|0|0|0|1|1|1|1", {}, "player 2's utilities: u23, u25, u26"),
    ],
)
def test_what_does_not_fit_together_is_refused(model, formula, more, says):
    data = SMALL | {
        "word": np.array(["stays", "yields", "fights"])[SMALL["end"]],
        "never": 0 * SMALL["end"],
        "flat": 0 * SMALL["end"] + 3,
        "nil": 0 * SMALL["end"],
        "y": np.arange(300) % 4,
    }
    if says is None:
        assert fit_game(model, formula, data, Stochastics(**more)).converged
        return
    with pytest.raises(StrategyError if "column" not in says else KeyError) as caught:
        fit_game(model, formula, data, Stochastics(**more))
    assert says in str(caught.value)


def test_too_few_rows_are_refused():
    few = {name: column[:300:60] for name, column in SMALL.items()}
    few |= {"move": np.array([0, 1, 1, 0, 1]), "fight": np.array([0, 0, 1, 0, 1])}
    with pytest.raises(StrategyError, match="5 rows are too few for 6 coefficients"):
        fit_game("egame12", CRISES, few)


def test_a_later_move_coded_after_the_end_is_told():
    noisy = np.maximum(SMALL["fight"], 1 - SMALL["move"])
    fit = fit_game("egame12", CRISES, SMALL | {"fight": noisy})
    assert any("after the game ended" in note for note in fit.notes)
    assert fit.log_likelihood == fit_game("egame12", CRISES, SMALL).log_likelihood


def test_logit_with_agent_error_is_the_agent_quantal_response_of_the_game():
    u11, u13, u15, u16, u23, u25, u26, u36 = np.random.default_rng(8).normal(
        size=(8, 50)
    )
    zero = np.zeros(50)

    def ends(*columns):
        return end(np.stack(columns, axis=1))

    patron = decide("C", {"bear": ends(u15, u25, zero), "block": ends(u16, u26, u36)})
    partner = decide("B", {"no": ends(u13, u23, zero), "yes": patron})
    root = decide("A", {"stay": ends(u11, zero, zero), "offer": partner})
    solved = quantal(make_game(root, players="ABC"), 1 / math.sqrt(2))
    (_, p2), (_, p4), (_, p6) = solved.probability.reshape(50, 3, 2).transpose(1, 2, 0)
    game = GAMES["egame123"]
    values = np.stack([u11, u13, u15, u16, u23, u25, u26, u36])
    jets = dict(zip(game.utilities, inputs(values), strict=True))
    found = end_chances(game.tree, jets, (), link=LINKS["logit"], private=False)
    assert np.exp(found[3].value) == pytest.approx(p2 * p4 * p6, rel=1e-12)
    assert np.exp(found[0].value) == pytest.approx(1 - p2, rel=1e-9)
