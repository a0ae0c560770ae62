"""The classifier that proposes a relation for a clause no frame knows."""

import importlib.util
import sys
from types import ModuleType

import numpy as np
import pytest
from places import ROOT

import suzerain as sz
from suzerain.case.build import is_proposal
from suzerain.evidence.proposed import LEARNED
from suzerain.evidence.relation_guess import NOTHING, read_relation_weights
from suzerain.evidence.relations import relations
from suzerain.sources.document import Document


@pytest.fixture(scope="module")
def trainer() -> ModuleType:
    folder = str(ROOT / "training")
    sys.path.insert(0, folder)
    try:
        path = ROOT / "training" / "train_relations.py"
        spec = importlib.util.spec_from_file_location("train_relations", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(folder)
    return module


def read(text: str) -> tuple[sz.Claim, ...]:
    return sz.extract([Document(id="doc-1", name="a", text=text)])


def test_the_weights_are_those_of_the_sentences_articles_and_scripts(
    trainer: ModuleType,
) -> None:
    assert read_relation_weights().fingerprint == trainer.fingerprint()


def test_every_label_is_a_relation_or_nothing() -> None:
    assert set(read_relation_weights().labels) <= {*relations(), NOTHING}


def test_the_weights_of_both_classifiers_weigh_less_than_two_megabytes() -> None:
    tables = ROOT / "src" / "suzerain" / "evidence" / "tables"
    sizes = [path.stat().st_size for path in tables.glob("*_weights.npz")]
    assert len(sizes) == 2
    assert sum(sizes) < 2_000_000


def test_hashes_of_features_are_sorted_for_the_look_up() -> None:
    codes = read_relation_weights().codes.astype(np.int64)
    assert bool((np.diff(codes) >= 0).all())


def test_a_proposal_says_that_it_is_one_and_counts_for_nothing() -> None:
    (claim,) = read("The fighters of the Taliban ripped through Kunduz.")
    assert LEARNED in claim.notes
    assert is_proposal(claim)


def test_what_a_frame_reads_is_no_proposal() -> None:
    (claim,) = read("Peru condemned Chile.")
    assert LEARNED not in claim.notes
    assert not is_proposal(claim)


def test_a_clause_without_a_known_actor_gives_no_proposal() -> None:
    assert read("The old bridge was painted green again last week.") == ()
