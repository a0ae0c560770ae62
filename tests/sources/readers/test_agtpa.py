"""The gravity panel is read with codes of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import read_back, real

from suzerain.core.errors import UnreadableSource
from suzerain.sources.flows import read_flows
from suzerain.sources.shelf import Shelf

HEAD = "exporter,importer,pair_id,year,trade,dist,cntg,lang,clny,rta,rta_lag3\n"
ROWS = """\
ARG,ARG,1,1986,61288.5,533.9,0,0,0,0,0
ARG,ROM,2,1986,0,11906.5,0,0,0,0,0
FRA,DEU,3,1986,100.5,790.25,1,0,0,1,1
"""


def written(folder: Path, rows: str = ROWS) -> Path:
    (folder / "agtpa_applications.csv").write_text(HEAD + rows)
    return folder


def test_codes_words_and_zeros_are_as_declared(tmp_path: Path) -> None:
    found = read_back(written(tmp_path), "agtpa")["flows"]
    rows = {(row["exporter"], row["importer"]): row for row in found}
    assert rows["ARG", "ROU"]["trade"] == 0
    assert rows["FRA", "DEU"]["borders"] is True
    assert rows["FRA", "DEU"]["agreement"] is True
    assert rows["ARG", "ARG"]["trade"] == 61288.5


def test_a_code_of_no_state_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="XXQ"):
        read_back(written(tmp_path, ROWS.replace("FRA", "XXQ")), "agtpa")


def test_the_real_panel_gives_flows_between_states(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    (origin,) = shelf.add(real("agtpa_gravity_panel"))
    assert origin.rows == {"flows": 99_981}
    flows = read_flows("agtpa", [1986, 2006], shelf=shelf)
    assert len(flows.actors) == 69
    assert (flows.recipient != flows.provider).all()
    assert len(read_flows("agtpa", shelf=shelf)) == 99_981 - 69 * 21
