"""SIPRI's register is read from both exports, and each of its faults is met."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import read_back, real

from suzerain.core.errors import UnreadableSource
from suzerain.sources.flows import read_flows
from suzerain.sources.shelf import Shelf
from suzerain.sources.sql import open_sql
from suzerain.sources.tabular import select

OLD = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,"
    "Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,"
    "SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)
NEW = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,"
    "Armament category,Order date,Order date is estimate,Numbers delivered,"
    "Numbers delivered is estimate,Delivery year,Delivery year is estimate,Status,"
    "SIPRI estimate,TIV deal unit,TIV delivery values,Local production\n"
)
TANKS = (
    "India,Soviet Union,1978,?,90,?,T-72,tank,90,?,1979; 1980; 1981,New,,2,180,180\n"
)
GUNS = (
    "Russia,North Korea,2024,,10,?,M-1978,self-propelled gun,10,?,2024,New,,0.5,5,5\n"
)


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    (folder / "trade-register.csv").write_text(text, encoding=encoding)
    return folder


def test_the_value_of_an_order_is_split_equally_over_its_years(tmp_path: Path) -> None:
    found = read_back(written(tmp_path, OLD + TANKS + GUNS), "sipri")["deliveries"]
    assert [(row["year"], row["tiv"], row["spread"]) for row in found] == [
        (1979, 60.0, True),
        (1980, 60.0, True),
        (1981, 60.0, True),
        (2024, 5.0, False),
    ]


def test_names_mean_the_state_of_the_year_of_delivery(tmp_path: Path) -> None:
    late = (
        "India,Russia,1990,,2,,MiG-29,fighter,2,,1992; 1993,New,,10,20,20\n"
        "Myanmar,Serbia,2001,,3,,M-56,gun,3,,2001; 2003; 2006,New,,1,3,3\n"
        "India,Soviet Union,1990,,2,,MiG-27,fighter,2,,1991,New,,10,20,20\n"
        "India,Russia,2024,,2,,MiG-35,fighter,0,,,New,,10,20,0\n"
    )
    found = read_back(written(tmp_path, OLD + late), "sipri")
    assert [(row["year"], row["supplier"]) for row in found["deliveries"]] == [
        (1992, "RUS"),
        (1993, "RUS"),
        (2001, "YUG"),
        (2003, "SCG"),
        (2006, "SRB"),
        (1991, "SUN"),
    ]
    suppliers = [row["supplier"] for row in found["orders"]]
    assert suppliers == ["RUS", "SRB", "SUN", "RUS"]
    assert [row["delivered"] for row in found["orders"]] == [2, 3, 2, 0]


def test_the_newer_export_gives_each_year_its_own_value(tmp_path: Path) -> None:
    prose = "SIPRI Arms Transfers Database\n\nGenerated: 22 March 2026\n"
    rows = (
        "7,Soviet Union,India,T-72,tank,Armoured vehicles,1978,Yes,30,Yes,1979,No,"
        "New,No,2,50,No\n"
        "7,Soviet Union,India,T-72,tank,Armoured vehicles,1978,Yes,60,Yes,1980,No,"
        "New,No,2,130,No\n"
    )
    found = read_back(written(tmp_path, prose + NEW + rows), "sipri")
    delivered = [(row["year"], row["tiv"]) for row in found["deliveries"]]
    assert delivered == [(1979, 50.0), (1980, 130.0)]
    assert not any(row["spread"] for row in found["deliveries"])
    (order,) = found["orders"]
    assert (order["order"], order["delivered"], order["tiv_delivered"]) == (7, 90, 180)


def test_a_torn_record_gets_its_values_back(tmp_path: Path) -> None:
    torn = (
        "Thailand,Ukraine,2008,,14,,BTR-3,carrier,13,?,2010; 2012,New,delayed,,,\n"
        ",0.25,3.5,3.25,,,,,,,,,,,,\n"
    )
    found = read_back(written(tmp_path, OLD + torn + TANKS), "sipri")
    values = [(row["tiv_ordered"], row["tiv_delivered"]) for row in found["orders"]]
    assert values == [(3.5, 3.25), (180.0, 180.0)]
    assert [row["order"] for row in found["orders"]] == [0, 1]


def test_a_line_without_recipient_that_continues_nothing_is_refused(
    tmp_path: Path,
) -> None:
    stray = ",0.25,3.5,3.25,,,,,,,,,,,,\n"
    with pytest.raises(UnreadableSource, match="no recipient"):
        read_back(written(tmp_path, OLD + TANKS + stray), "sipri")


def test_parties_that_are_no_states_keep_their_name_and_a_kind(tmp_path: Path) -> None:
    parties = {
        "Houthi rebels (Yemen)*": ("Houthi rebels (Yemen)*", "group"),
        "NATO**": ("NATO**", "body"),
        "unknown recipient(s)": ("unknown recipient(s)", "unknown"),
        "Biafra": ("Biafra", "unrecognised"),
        "East Germany (GDR)": ("DDR", "state"),
        "Yemen Arab Republic (North Yemen)": ("YAR", "state"),
        "Turkiye": ("TUR", "state"),
        "Cote d'Ivoire": ("CIV", "state"),
    }
    text = "".join(GUNS.replace("Russia,", f"{name},") for name in parties)
    found = read_back(written(tmp_path, OLD + text), "sipri")["orders"]
    told = [(row["recipient"], row["recipient_kind"]) for row in found]
    assert told == list(parties.values())


def test_an_order_without_delivery_has_no_row_of_deliveries(tmp_path: Path) -> None:
    waiting = "Peru,France,2024,,4,,H225,helicopter,0,,,New,,9,36,0\n"
    found = read_back(written(tmp_path, OLD + waiting + GUNS), "sipri")
    assert [row["tiv_delivered"] for row in found["orders"]] == [0, 5]
    assert [row["supplier"] for row in found["deliveries"]] == ["PRK"]


def test_two_orders_that_are_alike_are_both_kept(tmp_path: Path) -> None:
    found = read_back(written(tmp_path, OLD + GUNS + GUNS), "sipri")
    assert len(found["orders"]) == len(found["deliveries"]) == 2


def test_a_name_in_the_wrong_encoding_is_refused(tmp_path: Path) -> None:
    text = OLD + GUNS.replace("Russia,", "Côte d'Ivoire,")
    text = text.encode("utf-8").decode("latin-1")
    with pytest.raises(UnreadableSource, match=r"no party known: .*Ã"):
        read_back(written(tmp_path, text), "sipri")


def test_an_unknown_name_is_named(tmp_path: Path) -> None:
    text = OLD + GUNS.replace("Russia,", "Freedonia,")
    with pytest.raises(UnreadableSource, match="Freedonia"):
        read_back(written(tmp_path, text), "sipri")


def test_a_register_with_other_columns_is_refused(tmp_path: Path) -> None:
    text = "Recipient,Supplier,2019,2020\nIndia,Russia,1,2\n"
    with pytest.raises(UnreadableSource, match="4 columns"):
        read_back(written(tmp_path, text), "sipri")


def test_a_row_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"row 2 of .* has 3 cells"):
        read_back(written(tmp_path, OLD + TANKS + "India,Russia,2001"), "sipri")


def test_a_web_page_in_place_of_the_register_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="<html>"):
        read_back(written(tmp_path, "<html><body>Sorry</body></html>\n"), "sipri")


def test_the_real_register_gives_the_shares_that_sipri_publishes(
    tmp_path: Path,
) -> None:
    """Published for 2020-24 are 43, 9.6, 7.8 and 5.9 per cent; ours split by year."""
    shelf = Shelf(tmp_path)
    (origin,) = shelf.add(real("sipri_trade_register"), "sipri")
    assert origin.rows["orders"] == 29_503
    with open_sql() as sql:
        found = shelf.table(sql, "sipri", "deliveries")
        rows = select(
            found,
            "SELECT supplier, sum(tiv) / sum(sum(tiv)) OVER () FROM r "
            "WHERE year BETWEEN 2020 AND 2024 GROUP BY 1 ORDER BY 2 DESC LIMIT 4",
        ).fetchall()
    shares = {code: round(100 * share, 1) for code, share in rows}
    assert shares == {"USA": 42.2, "FRA": 9.8, "RUS": 8.0, "CHN": 5.9}
    nineties = read_flows("sipri", range(1993, 2000), shelf=shelf)
    assert not {"SUN", "DDR", "CSK"} & set(nineties.actors)
    flows = read_flows("sipri", [2023, 2024], shelf=shelf)
    sent = flows.provider == flows.actors.index("PRK")
    taken = flows.recipient == flows.actors.index("RUS")
    assert flows.amount[sent & taken].sum() == 255.0
    assert flows.unit == "million TIV"
