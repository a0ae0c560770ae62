from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suzerain.core.errors import OutlookError, UnknownReference
from suzerain.outlook import net as engine
from suzerain.outlook.net import EvidenceNet, Unknown, log_likelihood, posterior

YES = ("yes", "no")


def grown(seed: int, count: int = 7, draws: int = 3) -> EvidenceNet:
    """A net at random: up to three parents, two or three states, one fixed table."""
    rng = np.random.default_rng(seed)
    nodes, sizes = [], []
    for k in range(count):
        above = sorted(rng.choice(k, size=min(k, rng.integers(0, 4)), replace=False))
        sizes.append(int(rng.integers(2, 4)))
        shape = (1 if k == 1 else draws, *(sizes[j] for j in above))
        nodes.append(
            Unknown(
                name=f"n{k}",
                states=tuple(map(str, range(sizes[k]))),
                parents=tuple(f"n{j}" for j in above),
                chances=rng.dirichlet(np.ones(sizes[k]), size=shape),
            )
        )
    return EvidenceNet(nodes=tuple(nodes))


def plain(net: EvidenceNet, name: str, seen: dict[str, str]) -> np.ndarray:
    """Sum the joint probability over every combination of states, as defined."""
    names = [node.name for node in net.nodes]
    out = np.zeros((net.draws, len(net.node(name).states)))
    for combo in itertools.product(*(range(len(n.states)) for n in net.nodes)):
        at = dict(zip(names, combo, strict=True))
        if any(net.node(k).states[at[k]] != state for k, state in seen.items()):
            continue
        chance = np.ones(net.draws)
        for node in net.nodes:
            spot = (*(at[p] for p in node.parents), at[node.name])
            chance = chance * node.chances[(slice(None), *spot)]
        out[:, at[name]] += chance
    return out / out.sum(axis=1, keepdims=True)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.data())
def test_it_answers_as_the_sum_over_all_combinations_does(seed, data):
    net = grown(seed)
    seen = {
        name: data.draw(st.sampled_from(net.node(name).states))
        for name in data.draw(st.sets(st.sampled_from(["n2", "n4", "n5", "n6"])))
    }
    asked = data.draw(st.sampled_from([node.name for node in net.nodes]))
    found = posterior(net, asked, seen)
    np.testing.assert_allclose(found, plain(net, asked, seen), atol=1e-12)


@given(st.integers(0, 1000), st.permutations(range(7)))
def test_the_order_of_the_nodes_changes_nothing(seed, order):
    net = grown(seed)
    other = EvidenceNet(nodes=tuple(net.nodes[k] for k in order))
    seen = {"n5": "0", "n3": "1"}
    np.testing.assert_allclose(
        posterior(net, "n0", seen), posterior(other, "n0", seen), atol=1e-12
    )


def test_many_draws_are_summed_in_parts(monkeypatch):
    net = grown(3, draws=50)
    whole = posterior(net, "n0", {"n6": "0"})
    monkeypatch.setattr(engine, "LARGEST_TABLE", 400)
    np.testing.assert_allclose(posterior(net, "n0", {"n6": "0"}), whole, atol=1e-15)


def test_a_net_that_is_too_tangled_is_refused(monkeypatch):
    monkeypatch.setattr(engine, "LARGEST_TABLE", 1)
    with pytest.raises(OutlookError, match="fewer parents"):
        posterior(grown(3), "n0", {"n6": "0"})


def test_hundreds_of_faint_signs_do_not_vanish_to_nothing():
    cause = Unknown(name="h", states=YES, chances=np.array([[0.5, 0.5]]))
    table = np.array([[[1e-3, 1 - 1e-3], [2e-3, 1 - 2e-3]]])
    signs = [
        Unknown(name=f"e{k}", states=YES, parents=("h",), chances=table)
        for k in range(400)
    ]
    net = EvidenceNet(nodes=(cause, *signs))
    logs = log_likelihood(net, "h", {sign.name: "yes" for sign in signs})
    np.testing.assert_allclose(logs, 400 * np.log([[1e-3, 2e-3]]))


def test_two_reports_of_one_source_are_worth_less_than_of_two():
    def belief(sources: int) -> float:
        cause = Unknown(name="h", states=YES, chances=np.array([[0.5, 0.5]]))
        honest = np.array([[0.6, 0.4]])
        report = np.array([[[[0.9, 0.1], [0.5, 0.5]], [[0.1, 0.9], [0.5, 0.5]]]])
        nodes = [cause]
        nodes += [
            Unknown(name=f"s{k}", states=YES, chances=honest) for k in range(sources)
        ]
        nodes += [
            Unknown(
                name=f"e{k}",
                states=YES,
                parents=("h", f"s{k % sources}"),
                chances=report,
            )
            for k in range(2)
        ]
        seen = {"e0": "yes", "e1": "yes"}
        return float(posterior(EvidenceNet(nodes=tuple(nodes)), "h", seen)[0, 0])

    assert 0.74 < belief(1) < belief(2)


def test_impossible_evidence_is_refused_with_the_number_of_draws():
    sure = Unknown(name="h", states=YES, chances=np.array([[1.0, 0.0], [0.5, 0.5]]))
    with pytest.raises(OutlookError, match="impossible in 1 draw"):
        posterior(EvidenceNet(nodes=(sure,)), "h", {"h": "no"})


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ({"states": ("one",)}, "two states or more"),
        ({"parents": ("nobody",)}, "other nodes"),
        ({"chances": np.array([[0.5, 0.6]])}, "not made of probabilities"),
        ({"chances": np.array([[-0.5, 1.5]])}, "not made of probabilities"),
        ({"chances": np.array([0.5, 0.5])}, "shape"),
    ],
)
def test_a_bad_table_is_refused(node, words):
    given_ = {"name": "h", "states": YES, "chances": np.array([[0.5, 0.5]]), **node}
    with pytest.raises(OutlookError, match=words):
        EvidenceNet(nodes=(Unknown(**given_),))


def test_circles_and_double_names_are_refused():
    table = np.full((1, 2, 2), 0.5)
    one = Unknown(name="a", states=YES, parents=("b",), chances=table)
    other = Unknown(name="b", states=YES, parents=("a",), chances=table)
    with pytest.raises(OutlookError, match="circle"):
        EvidenceNet(nodes=(one, other))
    with pytest.raises(OutlookError, match="each name once"):
        EvidenceNet(nodes=(one, one))


def test_unknown_names_and_hypotheses_with_causes_are_refused():
    net = grown(1)
    with pytest.raises(UnknownReference):
        posterior(net, "n99", {})
    with pytest.raises(UnknownReference):
        posterior(net, "n0", {"n1": "maybe"})
    below = next(node.name for node in net.nodes if node.parents)
    with pytest.raises(OutlookError, match="without parents"):
        log_likelihood(net, below, {})
