"""What must not change a weighing or a forecast, from article to answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import EXAMPLES

from suzerain.case.build import build_case
from suzerain.case.case import Case
from suzerain.core.worlds import Worlds
from suzerain.evidence.extract import extract
from suzerain.outlook.forecast import forecast
from suzerain.outlook.hypothesis import weigh
from suzerain.sources.document import Document, document_id
from suzerain.sources.read import read_documents
from suzerain.strategy.solution import solve


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    return read_documents([EXAMPLES])


@pytest.fixture(scope="module")
def case(documents) -> Case:
    return build_case(documents, extract(documents))


def answers(case: Case) -> dict[str, np.ndarray]:
    worlds = Worlds(count=80)
    solution = solve(case, worlds, levels=3)
    found = {one.id: one.probability.values for one in forecast(case, solution, worlds)}
    for weighing in weigh(case, solution, worlds):
        found[weighing.contest.id] = weighing.posterior
        for shift in weighing.linchpins:
            found[f"{weighing.contest.id} {shift.kind} {shift.name} {shift.claims}"] = (
                np.array(shift.median)
            )
    return found


def compare(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> None:
    assert sorted(one) == sorted(other)
    for name, values in one.items():
        np.testing.assert_allclose(values, other[name], atol=1e-12, err_msg=name)


@settings(max_examples=5)
@given(random=st.randoms(use_true_random=False))
def test_the_order_of_claims_documents_and_evidence_changes_nothing(case, random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    other = replace(
        case,
        claims=shuffled(case.claims),
        documents=shuffled(case.documents),
        stances=shuffled(case.stances),
        questions=shuffled(case.questions),
        contests=tuple(
            replace(contest, evidence=shuffled(contest.evidence))
            for contest in case.contests
        ),
    )
    compare(answers(case), answers(other))


def test_articles_read_in_another_order_give_the_same_answers(documents, case):
    turned = documents[::-1]
    compare(answers(case), answers(build_case(turned, extract(turned))))


@pytest.mark.parametrize("frame", ["{}", "Reprinted.\n\n{}\n\nEnd of the reprint.\n"])
def test_an_article_printed_twice_changes_no_answer(documents, case, frame):
    text = frame.format(documents[0].text) + "\n"
    copy = Document(id=document_id(text), name="copy.txt", text=text)
    prints = (*documents, read_again(copy))
    one, other = answers(case), answers(build_case(prints, extract(prints)))
    plain = {name for name in one if " " not in name}  # the claims of copies are more
    compare({n: one[n] for n in plain}, {n: other[n] for n in other if " " not in n})


def read_again(document: Document) -> Document:
    """Find the blocks of a text, as reading a file does."""
    from suzerain.sources.blocks import find_blocks

    return replace(document, blocks=find_blocks(document.text))


def test_another_seed_gives_other_numbers_and_the_same_seed_the_same(case):
    compare(answers(case), answers(case))
    worlds = [Worlds(count=80, seed=seed) for seed in (1, 2)]
    one, two = (weigh(case, solve(case, w, levels=3), w)[0] for w in worlds)
    assert not np.allclose(one.posterior, two.posterior)
