"""The learned classes of acts: sure of plain sentences, unsure of strange words."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suzerain.evidence.event_features import groups_at, lemmas
from suzerain.evidence.events import (
    CLASSES,
    classify,
    decide,
    probabilities,
    read_weights,
    sentence_features,
)

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "training" / "train_events.py"


@pytest.fixture(scope="module")
def trainer() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("train_events", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def asked(marked: str, trainer: ModuleType) -> tuple[str, bool]:
    one = trainer.read_line(f"AGREE\t{marked}")
    found = classify(one.sentence, one.source, one.target)
    return found.name, found.sure


PLAIN = [
    ("CONSULT", "[S The Ghanaian president] met [T his Togolese counterpart] in Lomé."),
    ("ACCUSE", "[S Peru] condemned [T Chile] for shelling the frontier."),
    ("ASSAULT", "[S Rebels] shot and killed [T four policemen] near the bridge."),
    ("COERCE", "[S Police in Kampala] arrested [T an opposition lawmaker] on Friday."),
    ("REJECT", "[S Serbia] rejected [T Croatia's] proposal."),
    ("PROTEST", "[S Students] marched against [T the government] for a third day."),
    ("REQUEST", "[S Malawi] urged [T Zambia] to open the road."),
    ("AID", "[S Japan] donated rice to [T Laos]."),
    ("YIELD", "[S Sudan] released [T forty prisoners]."),
    ("SANCTION", "[S Canada] expelled [T two Belarusian diplomats]."),
    ("SUPPORT", "[S Norway] praised [T Denmark]."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "marked"), PLAIN)
def test_a_plain_act_is_named(name: str, marked: str, trainer: ModuleType) -> None:
    assert asked(marked, trainer)[0] == name


ONE_NOUN = [
    ("SANCTION", "[S Ottawa] imposed an embargo on [T Myanmar]."),
    ("REQUEST", "[S Ottawa] called on [T Myanmar] to lift the embargo."),
    ("ACCUSE", "[S Ottawa] condemned [T Myanmar's] embargo as illegal."),
    ("THREATEN", "[S Ottawa] threatened [T Myanmar] with an embargo."),
]


@pytest.mark.parametrize(("name", "marked"), ONE_NOUN)
def test_the_act_counts_and_not_the_loudest_word(
    name: str, marked: str, trainer: ModuleType
) -> None:
    assert asked(marked, trainer)[0] == name


def test_words_never_met_make_it_unsure() -> None:
    assert not classify("Zorbia quelped Frondia.", (0, 6), (15, 22)).sure


def test_no_target_is_no_error() -> None:
    assert classify("Iran vowed to take revenge.", (0, 4), None).name in CLASSES


def test_probabilities_add_up_to_one() -> None:
    chance = probabilities(["bias:", "h:condemn"])
    assert chance.shape == (len(CLASSES),)
    assert chance.sum() == pytest.approx(1)


def test_weights_count_once_each_as_a_plain_sum_does() -> None:
    model = read_weights()
    names = sentence_features("Peru condemned Chile.", (0, 4), (15, 20))
    table = {int(code): row for row, code in enumerate(model.codes)}
    scores = np.zeros(len(CLASSES))
    for name in names:
        row = table.get(crc32(name.encode()))
        if row is not None:
            scores += model.weights[row].astype(float) * model.step
    grown = np.exp(scores - scores.max())
    assert probabilities(names) == pytest.approx(grown / grown.sum())


@given(st.text(min_size=3, max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_gets_an_answer(text: str, first: int, second: int) -> None:
    start, to = first % len(text), second % len(text)
    found = classify(text, (start, start + 1), (to, to + 1))
    assert found.name in CLASSES
    assert 0 < found.probability <= 1


def test_a_phrase_is_a_cue_in_any_form() -> None:
    assert "yield_resign" in groups_at(["stepped", "down"], 0)
    assert "yield_resign" not in groups_at(["stepped", "up"], 0)


def test_forms_lead_to_their_base() -> None:
    assert lemmas("condemned")[0] == "condemn"


def test_the_weights_are_those_of_the_sentences_and_the_script(
    trainer: ModuleType,
) -> None:
    assert read_weights().fingerprint == trainer.fingerprint()


def test_the_weights_weigh_less_than_two_megabytes(trainer: ModuleType) -> None:
    assert trainer.WEIGHTS.stat().st_size < 2_000_000
    model = read_weights()
    assert model.codes.nbytes + model.weights.nbytes < 2_000_000
    assert bool((np.diff(model.codes.astype(np.int64)) >= 0).all())


def test_every_class_has_hundreds_of_sentences(trainer: ModuleType) -> None:
    labels = [one.label for one in trainer.examples()]
    assert {name: labels.count(name) >= 200 for name in CLASSES} == dict.fromkeys(
        CLASSES, True
    )


def test_training_a_second_time_gives_the_same_weights(trainer: ModuleType) -> None:
    rows = trainer.with_longer(trainer.examples()[::200], 1, 1)
    named, labels = trainer.name_features(rows), [one.label for one in rows]
    one, other = (trainer.fit(named, labels, steps=5) for _time in range(2))
    assert one.index == other.index
    assert np.array_equal(one.weights, other.weights)


def test_a_small_part_of_the_sentences_beats_chance_by_far(trainer: ModuleType) -> None:
    rows = trainer.examples()
    known, unseen = rows[::20], rows[5::40]
    labels = [one.label for one in known]
    model = trainer.fit(trainer.name_features(known), labels, steps=15)
    scores = model.scores(trainer.name_features(unseen)).argmax(axis=1)
    right = [CLASSES[at] == one.label for at, one in zip(scores, unseen, strict=True)]
    assert np.mean(right) > 0.35


def test_the_search_finds_the_least_of_a_bowl(trainer: ModuleType) -> None:
    def bowl(x: np.ndarray) -> tuple[float, np.ndarray]:
        shifted = x - np.array([3.0, -2.0])
        steep = np.array([1.0, 50.0])
        return float((steep * shifted**2).sum()), 2 * steep * shifted

    assert trainer.minimise(bowl, np.zeros(2), 60) == pytest.approx([3, -2], abs=1e-3)


def test_a_line_without_both_marks_is_refused(trainer: ModuleType) -> None:
    with pytest.raises(ValueError, match="not a training line"):
        trainer.read_line("AGREE\t[S Peru] agreed.")


def test_a_lengthened_sentence_keeps_its_marks(trainer: ModuleType) -> None:
    rows = trainer.examples()[:50]
    longer = trainer.with_longer(rows, 3, 1)[50:]
    for before, one in zip(rows, longer, strict=True):
        assert one.label == before.label
        assert (
            one.sentence[slice(*one.source)] == before.sentence[slice(*before.source)]
        )


def test_decide_says_whether_it_is_sure() -> None:
    found = decide(["bias:"])
    assert found.sure == (found.probability >= read_weights().sure)
