"""Scenarios as files write them: what is taken, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from made_spatial import made, written

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.spatial_model.written import read_scenario

GOOD = written(made(actors=3))
XML = """<?xml version="1.0" encoding="UTF-8"?>
<Scenario>
  <name>three</name><desc>about</desc><prngSeed>0042</prngSeed>
  <ModelParameters>
    <VictoryProbModel>Square</VictoryProbModel><PCEModel>MarkovUniform</PCEModel>
    <StateTransitions>Stochastic</StateTransitions><VotingRule>Prop</VotingRule>
    <BigRAdjust>Half</BigRAdjust><BigRRange>Min</BigRRange>
    <ThirdPartyCommit>NoCommit</ThirdPartyCommit><InterVecBrgn>S1P1</InterVecBrgn>
    <BargnModel>PWCompInterp</BargnModel>
  </ModelParameters>
  <Dimensions><dName>Q</dName></Dimensions>
  <Actors>
    <Actor><name>A</name><description>a</description><capability>1</capability>
      <Position><dCoord>10</dCoord></Position><Salience><dSal>30</dSal></Salience>
    </Actor>
    <Actor><name>B</name><description>b</description><capability>2</capability>
      <Position><dCoord>20</dCoord></Position><Salience><dSal>40</dSal></Salience>
    </Actor>
    <Actor><name>C</name><description>c</description><capability>3</capability>
      <Position><dCoord>90</dCoord></Position><Salience><dSal>50</dSal></Salience>
    </Actor>
  </Actors>
  <IdealAdjustment>
    <iaPair><adjustingIdeal>B</adjustingIdeal><referencePos>B</referencePos>
      <adjust>0.5</adjust></iaPair>
    <iaPair><adjustingIdeal>B</adjustingIdeal><referencePos>C</referencePos>
      <adjust>0.25</adjust></iaPair>
  </IdealAdjustment>
</Scenario>
"""


@pytest.mark.parametrize("dimensions", [1, 2, 6])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("tail", ["", ",", " , ,"])
def test_a_scenario_written_and_read_is_the_same(dimensions, end, tail):
    scenario = made(dimensions=dimensions)
    found = read_scenario("\ufeff" + written(scenario, end, tail))
    assert found.actors == scenario.actors
    assert found.dimensions == scenario.dimensions
    for name in ("influence", "position", "salience"):
        assert (getattr(found, name) == getattr(scenario, name)).all()


def test_quotes_and_spaces_around_cells_make_no_difference():
    text = GOOD.replace("of A0", ' "of A0, in full" ').replace("A1,", ' "A1" ,')
    found = read_scenario(text)
    assert found.descriptions[0] == "of A0, in full"
    assert found.actors == ("A0", "A1", "A2")


def test_more_cells_in_the_first_line_are_passed_over():
    assert read_scenario(GOOD.replace(",3,2,", ",3,2,0,,,", 1)).name == "made"


def edited(line, cell, text):
    rows = [row.split(",") for row in GOOD.splitlines()]
    rows[line][cell] = text
    return "\n".join(",".join(row) for row in rows)


BAD = [
    ("", "0 lines with anything"),
    ("a,b,3,1", "1 lines with anything"),
    (edited(0, 2, "many"), "gives 'many' actors and '2' dimensions"),
    (edited(0, 3, ""), "gives '3' actors and '' dimensions"),
    (edited(0, 2, "4"), "says 4 actors, and 3 lines follow"),
    (edited(0, 2, "2"), "says 2 actors, and 3 lines follow"),
    (edited(0, 3, "3"), "line 2 names 7 columns; 3 dimension"),
    (edited(3, 2, "strong"), "'Power' of 'A1' in line 4 is 'strong'"),
    (edited(3, 3, "nan"), "'Q0' of 'A1' in line 4 is 'nan'"),
    (edited(3, 3, "1_0"), "is '1_0'"),
    (edited(3, 3, "10;5"), "is '10;5'"),
    (edited(4, 6, ""), "has 6 cells in place of 7; 'Q1 care' is missing"),
    (edited(4, 1, "of A2, the third"), "has 8 cells in place of 7"),
    (edited(4, 3, "-3"), "position of 'A2' on 'Q0' is -3"),
    (edited(4, 4, "99.9"), "saliences of 'A2' add up to"),
    (edited(4, 0, "A1"), "'A1' is there 2 times"),
    (edited(4, 2, "9" * 400), "influence of 'A2' is inf"),
]


@pytest.mark.parametrize(("text", "said"), BAD, ids=[said for _, said in BAD])
def test_a_bad_file_is_refused_with_its_place(text, said):
    with pytest.raises(StrategyError, match=said.replace("(", "\\(")):
        read_scenario(text)


def test_a_cell_too_long_for_csv_is_refused():
    with pytest.raises(StrategyError, match="is no CSV"):
        read_scenario(GOOD.replace("of A1", "x" * 200_000))


def test_xml_brings_rules_seed_and_ideal_adjustment():
    found = read_scenario("\ufeff" + XML)
    assert found.name == "three"
    assert found.seed == 42
    assert found.rules.to_dict() == {
        "VotingRule": "Prop",
        "VictoryProbModel": "Square",
        "PCEModel": "MarkovUniform",
        "StateTransitions": "Stochastic",
        "BigRRange": "Min",
        "BigRAdjust": "Half",
        "ThirdPartyCommit": "NoCommit",
        "InterVecBrgn": "S1P1",
        "BargnModel": "PWCompInterp",
    }
    assert found.position[:, 0].tolist() == [10, 20, 90]
    expected = [[1, 0, 0], [0, 0.5, 0.25], [0, 0, 1]]
    assert (found.accommodation == np.array(expected)).all()


def without(name):
    start, end = XML.index(f"<{name}>"), XML.index(f"</{name}>") + len(name) + 3
    return XML[:start] + XML[end:]


def test_xml_needs_no_rules_seed_or_adjustment():
    text = without("ModelParameters")
    text = text.replace("<prngSeed>0042</prngSeed>", "")
    start, end = text.index("<IdealA"), text.index("</Scenario>")
    found = read_scenario(text[:start] + text[end:])
    assert found.seed is None
    assert found.accommodation is None
    assert found.rules.voting_rule == "Prop"


BAD_XML = [
    ("<Scenario>", "no XML"),
    ("<Other/>", "element is 'Other'"),
    ("<!DOCTYPE x><Scenario/>", "document type of its own"),
    (without("Actors"), "Scenario 'three' has no element 'Actors'"),
    (without("Position"), "Actor 'A' has no element 'Position'"),
    (XML.replace("<name>A</name>", ""), "'name' of Actor is missing"),
    (XML.replace(">10<", "><"), "'dCoord' of Actor 'A' is ''"),
    (XML.replace(">10<", ">ten<"), "'dCoord' of Actor 'A' is 'ten'"),
    (XML.replace("<dCoord>10</dCoord>", ""), "has 0 numbers; the scenario has 1"),
    (XML.replace(">Square<", ">Cubed<"), "VictoryProbModel 'Cubed'"),
    (XML.replace("<referencePos>C<", "<referencePos>D<"), "names 'D', who is no actor"),
    (XML.replace(">0042<", ">-1<"), "prngSeed is '-1'"),
    (XML.replace(">0042<", f">{2**64}<"), "prngSeed is '18446744073709551616'"),
    (XML.replace(">0.5<", ">0.8<"), "ideal adjustments of 'B' add up to 1.05"),
]


@pytest.mark.parametrize(("text", "said"), BAD_XML, ids=[said for _, said in BAD_XML])
def test_bad_xml_is_refused_with_its_place(text, said):
    with pytest.raises(StrategyError, match=said):
        read_scenario(text)
