"""The page and Python agree on every case and every change, in every world."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
from engine_of_page import answers, build_engine, unpacked
from made_pact import made_pact
from places import EXAMPLES, ROOT
from random_case import random_case, random_changes

import suzerain as sz
from suzerain.core.errors import SuzerainError
from suzerain.core.worlds import Worlds
from suzerain.outlook.whatif import compiled
from suzerain.outlook.whatif.compiled import compile_page
from suzerain.outlook.whatif.headline import headlines
from suzerain.outlook.whatif.settings import apply, read_settings
from suzerain.strategy.attempt import reshaping
from suzerain.strategy.consent import consents_in
from suzerain.strategy.problem import chosen_pact, whole
from suzerain.strategy.setting import set_up

CASES = 28
CHANGES = 2
FEW = 40
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.txt"))
TYPED = (
    [],
    ["power.credibility*=0.5"],
    ["consent:CCC=refuse"],
    ["consent:CCC=absent"],
    ["no:artillery"],
    ["term.oil.BBB.AAA=0.5", "aid:BBB=0.02"],
    ["offer:AAA=0.01"],
    ["tie.oil.*=0.1..0.3"],
    ["consent:EEE=refuse", "power.stake.CCC=0.01..0.05"],
    ["likelihood.*.told*=0.5"],
    ["pact.levels=3"],
    ["good.*.provocation*=0.2", "group.energy.sigma=4"],
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory) -> Path:
    return build_engine(tmp_path_factory.mktemp("engine"))


def in_python(case, worlds, changes):
    """The outcomes of `suzerain what-if`; None where it refuses the change."""
    try:
        applied = apply(case, chosen_pact(case, None), read_settings(case, changes))
        return headlines(applied, worlds.apart())
    except SuzerainError:
        return None


def unproved(case, worlds, changes):
    """Worlds in which Python says that its search may have missed something better."""
    applied = apply(case, chosen_pact(case, None), read_settings(case, changes))
    pact, changed = chosen_pact(applied.case, None), applied.case
    found = np.zeros(worlds.count, dtype=bool)
    steps = whole(changed, "pact.levels")
    if steps ** len(pact.terms) <= whole(changed, "pact.enumeration_limit"):
        return found
    push = applied.push
    game = set_up(
        changed,
        pact,
        worlds.apart(),
        steps=steps,
        refusing=applied.refusing,
        absent=applied.absent,
        reshape=reshaping(push) if push.caps or push.gifts else None,
    )
    deals = consents_in(game)
    for one in (
        deals.unwatched,
        deals.without_patron,
        deals.with_consent,
        deals.against,
    ):
        found |= False if one.unproved is None else one.unproved
    return found


def disagreements(case, worlds, changes, told) -> list[str]:
    """Say where the page's answer is another than Python's."""
    wanted = in_python(case, worlds, changes)
    if wanted is None or "error" in told:
        both = wanted is None and "error" in told
        return [] if both else [f"{changes}: {told.get('error', 'Python refuses it')}"]
    if [row[0] for row in told["outcomes"]] != list(wanted):
        return [f"{changes}: other outcomes {[row[0] for row in told['outcomes']]}"]
    found, missed = [], unproved(case, worlds, changes)
    for key, label, kind, unit, packed, _ in told["outcomes"]:
        values, one = unpacked(packed), wanted[key]
        exact = kind == "share" or key.endswith(".level")
        close = 0 if exact else 1e-9
        same = np.isclose(values, one.values, rtol=close, atol=close / 1e3)
        same |= np.isnan(values) & np.isnan(one.values)
        same |= missed | (missed.any() and key.startswith("forecast."))
        if not same.all() or (label, unit) != (one.title, one.unit):
            at = int(np.flatnonzero(~same)[0]) if not same.all() else 0
            found.append(f"{changes}: {key} {values[at]} is not {one.values[at]}")
        if (kind == "share") != (one.kind == "share"):
            found.append(f"{changes}: {key} is a {kind}")
    return found


@pytest.fixture
def no_list(monkeypatch) -> None:
    """Leave out what the page offers, which no answer depends on."""
    monkeypatch.setattr(compiled, "offered", lambda *_, **__: [])


def asked(engine, cases, worlds, scenarios) -> list[str]:
    jobs = [
        {"problem": compile_page(case, worlds), "scenarios": list(typed)}
        for case, typed in zip(cases, scenarios, strict=True)
    ]
    return [
        f"case {k}: {words}"
        for k, told in enumerate(answers(engine, jobs))
        for changes, one in zip(scenarios[k], told, strict=True)
        for words in disagreements(cases[k], worlds, changes, one)
    ]


def test_the_page_draws_the_very_numbers_that_python_draws(engine):
    names = ["tie.oil.RUS.PRK", "", "power.keep.Ö", "a" * 200]
    jobs = [{"draw": name, "seed": seed, "count": 999} for name in names if name
            for seed in (1, 12345)]  # fmt: skip
    for job, packed in zip(jobs, answers(engine, jobs), strict=True):
        worlds = Worlds(count=999, seed=job["seed"])
        assert (unpacked(packed) == worlds.chance(job["draw"])).all()


@pytest.mark.usefixtures("no_list")
def test_random_cases_and_changes_agree_in_every_world(engine):
    random = Random(20261122)  # noqa: S311
    cases = [random_case(random) for _ in range(CASES)]
    scenarios = [
        [[], *(random_changes(random, case) for _ in range(CHANGES))] for case in cases
    ]
    assert asked(engine, cases, Worlds(count=FEW, seed=7), scenarios) == []


def test_changes_of_the_made_pact_agree_in_four_thousand_worlds(engine):
    assert asked(engine, [made_pact()], Worlds(), [TYPED]) == []


@pytest.mark.usefixtures("no_list")
def test_cases_of_articles_agree_in_every_world(engine):
    files = [[path] for path in ARTICLES] + [sorted(EXAMPLES.glob("*.txt"))]
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    cases = []
    for paths in [*files, seeds] if seeds else files:
        documents = sz.read_documents(paths)
        case = sz.build_case(documents, sz.extract(documents), name=paths[0].stem)
        cases += [case] if case.pacts else []
    random = Random(3)  # noqa: S311
    scenarios = [[[], random_changes(random, case)] for case in cases]
    assert asked(engine, cases, Worlds(count=FEW, seed=2), scenarios) == []


def test_figures_of_an_outcome_are_those_of_an_estimate(engine):
    case, worlds = made_pact(), Worlds(count=501)
    job = {"problem": compile_page(case, worlds), "scenarios": [[]]}
    ((told,),) = answers(engine, [job])
    wanted = in_python(case, worlds, [])
    for key, _, _, _, _, figures in told["outcomes"]:
        known = wanted[key].values[~np.isnan(wanted[key].values)]
        parts = np.quantile(known, (0.1, 0.5, 0.9))
        assert np.allclose(figures, [known.mean(), *parts], rtol=1e-9, atol=1e-12)


def test_answers_do_not_depend_on_what_was_asked_before(engine):
    """What is kept from one solution to the next changes no answer."""
    case, worlds = made_pact(), Worlds(count=200)
    problem = compile_page(case, worlds)
    fresh = [{"problem": problem, "scenarios": [typed]} for typed in TYPED]
    (one_after_other, *alone) = answers(
        engine, [{"problem": problem, "scenarios": [*TYPED, *TYPED[::-1]]}, *fresh]
    )
    again = [told for (told,) in alone]
    assert one_after_other == [*again, *again[::-1]]


def test_the_first_worlds_are_solved_as_python_solves_so_many(engine):
    case, first = made_pact(), 60
    jobs = [
        {"problem": compile_page(case, Worlds(count=200)), "first": first},
        {"problem": compile_page(case, Worlds(count=first))},
    ]
    few, own = answers(engine, [job | {"scenarios": list(TYPED)} for job in jobs])
    assert few == own
    assert disagreements(case, Worlds(count=first), TYPED[1], few[1]) == []


def test_the_first_worlds_are_the_same_worlds_as_in_the_whole(engine):
    """But for a forecast, which reads the deals of all worlds that are solved."""
    problem, first = compile_page(made_pact(), Worlds(count=200)), 60
    job = {"problem": problem, "scenarios": list(TYPED)}
    few, whole = answers(engine, [job | {"first": first}, job])
    for one, other in zip(few, whole, strict=True):
        for ours, theirs in zip(one["outcomes"], other["outcomes"], strict=True):
            if not ours[0].startswith("forecast."):
                same = unpacked(ours[4]), unpacked(theirs[4])[:first]
                assert np.array_equal(*same, equal_nan=True), ours[0]


def test_a_first_solution_made_in_slices_is_the_same(engine):
    job = {"problem": compile_page(made_pact(), Worlds(count=200)), "scenarios": [[]]}
    sliced, whole = answers(engine, [job | {"slices": 1}, job])
    assert sliced["slices"] > 2
    assert sliced["found"] == whole


def test_a_change_that_cannot_be_read_is_refused(engine):
    job = {
        "problem": compile_page(made_pact(), Worlds(count=9)),
        "scenarios": [
            ["power.keep=two"],
            ["nothing.at.all=1"],
            ["consent:AAA=refuse"],
            ["consent:CCC=sulk"],
            ["power.credibility=1.5"],
            ["tie.oil.CCC.AAA=0.2", "tie.oil.*=0.3"],
            ["power.keep"],
        ],
    }
    (told,) = answers(engine, [job])
    assert all("ChangeError" in one["error"] for one in told)
