"""The Factbook's tables are read, and each fault of its profiles is met."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import Rows, drops, read_back, real

from suzerain.core.errors import UnreadableSource

BORDERS = """\
gec,name,iso3,neighbour,neighbour_iso3,border_km
ch,China,CHN,Russia,RUS,4133
ch,China,CHN,Russia,RUS,46
rs,Russia,RUS,China,CHN,4179
gm,Germany,DEU,Poland,POL,447
pl,Poland,POL,Germany,DEU,467
wi,Western Sahara,ESH,Morocco,MAR,444
gz,Gaza Strip,PSE,Israel,ISR,59
we,West Bank,PSE,Israel,ISR,330
is,Israel,ISR,Gaza Strip,PSE,59
is,Israel,ISR,West Bank,PSE,330
ee,European Union,,Norway,NOR,2375
"""
PARTNERS = """\
gec,name,iso3,direction,partner,partner_iso3,share_pct,year
kn,North Korea,PRK,import,China,CHN,97,2023
kn,North Korea,PRK,import,Togo,TGO,1,2023
sg,Senegal,SEN,export,North Korea,PRK,4,2023
gb,Gabon,GAB,export,Republic of the,,5,2023
za,Zambia,ZMB,export,DRC,DRC,10,2023
vq,Virgin Islands,,export,Haiti,HTI,14,2019
we,West Bank,PSE,export,Israel,ISR,80,2023
gz,Gaza Strip,PSE,export,Israel,ISR,80,2023
ee,European Union,,export,US,USA,20,2023
"""
GOODS = """\
gec,name,iso3,direction,rank,commodity,year
kn,North Korea,PRK,export,1,fake hair,2023
nr,Nauru,NRU,export,1,fish,
gz,Gaza Strip,PSE,export,1,scrap iron,2023
we,West Bank,PSE,export,1,scrap iron,2023
"""
TOTALS = """\
gec,name,iso3,direction,year,usd
ch,China,CHN,export,2023,3500000000000.0
gz,Gaza Strip,PSE,export,2023,3413000000.0
we,West Bank,PSE,export,2023,3413000000.0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    return read_back(written(tmp_path_factory.mktemp("factbook")), "factbook")


def written(folder: Path) -> Path:
    for name, text in (
        ("land_borders_km.csv", BORDERS),
        ("trade_partner_shares.csv", PARTNERS),
        ("trade_top_commodities.csv", GOODS),
        ("trade_totals_usd.csv", TOTALS),
    ):
        (folder / name).write_text(text)
    return folder


def test_borders_are_added_up_and_sides_that_disagree_marked(
    sample: dict[str, Rows],
) -> None:
    found = sample["borders"]
    sides = {
        (row["state1"], row["state2"]): (row["km"], row["other_km"], row["differs"])
        for row in found
    }
    assert sides["CHN", "RUS"] == (4179, 4179, False)
    assert sides["DEU", "POL"] == (447, 467, True)
    assert sides["ESH", "MAR"] == (444, None, True)
    assert sides["PSE", "ISR"] == sides["ISR", "PSE"] == (389, 389, False)


def test_partners_have_shares_codes_and_doubts(sample: dict[str, Rows]) -> None:
    found = sample["partners"]
    rows = {(r["state"], r["partner"]): (r["share"], r["doubtful"]) for r in found}
    assert rows == {
        ("PRK", "CHN"): (0.97, False),
        ("PRK", "TGO"): (0.01, True),
        ("SEN", "PRK"): (0.04, True),
        ("GAB", "COG"): (0.05, False),
        ("ZMB", "COD"): (0.1, False),
        ("VIR", "HTI"): (0.14, False),
        ("PSE", "ISR"): (0.8, False),
    }


def test_profiles_of_no_state_and_doubled_ones_are_counted(folder: Path) -> None:
    with_reasons = drops(folder, "factbook")
    assert set(with_reasons.values()) == {1}
    assert {reason.split()[0] for reason in with_reasons} == {"profiles", "Gaza's"}


def test_a_year_that_is_not_told_is_empty(sample: dict[str, Rows]) -> None:
    found = sample["commodities"]
    assert {row["state"]: row["year"] for row in found} == {
        "NRU": None,
        "PRK": 2023,
        "PSE": 2023,
    }


def test_totals_are_taken_once_for_palestine(sample: dict[str, Rows]) -> None:
    found = sample["totals"]
    assert [row["value"] for row in found if row["state"] == "PSE"] == [3.413e9]


def test_a_share_above_the_whole_is_refused(folder: Path) -> None:
    text = PARTNERS.replace("CHN,97", "CHN,970")
    (folder / "trade_partner_shares.csv").write_text(text)
    with pytest.raises(Exception, match=r"above 1, such as 9\.7"):
        read_back(folder, "factbook")


def test_a_partner_of_no_known_code_is_refused(folder: Path) -> None:
    text = PARTNERS.replace("CHN,97", "CHX,97")
    (folder / "trade_partner_shares.csv").write_text(text)
    with pytest.raises(UnreadableSource, match="CHX"):
        read_back(folder, "factbook")


def test_north_korea_buys_97_per_cent_from_china_in_the_real_file() -> None:
    found = read_back(real("cia_factbook"), "factbook")
    shares = {
        (row["state"], row["direction"], row["partner"]): row["share"]
        for row in found["partners"]
    }
    assert shares["PRK", "import", "CHN"] == 0.97
    assert shares["PRK", "export", "CHN"] == 0.74
    assert shares["RUS", "import", "CHN"] == 0.53
    apart = {
        (row["state1"], row["state2"])
        for row in found["borders"]
        if row["differs"] and row["other_km"] is not None
    }
    assert apart == {
        pair
        for one, other in (("DEU", "POL"), ("ISR", "JOR"), ("MEX", "USA"))
        for pair in ((one, other), (other, one))
    }
    assert len(found["borders"]) == 643
