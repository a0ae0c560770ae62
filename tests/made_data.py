"""A shelf with a few rows of several datasets, in the publishers' layouts."""

from __future__ import annotations

from pathlib import Path

from made_dataset import cow_folder

from suzerain.sources.shelf import Shelf

PAIRS = (
    "710,731,2010,China,North Korea,1191,2526,1191,2526,3717,1,1,4",
    "710,731,2014,China,North Korea,2845,3883,2845,3883,6728,1,1,4",
    "365,731,2014,Russia,North Korea,10,90,10,90,100,1,1,4",
    "750,731,2010,India,North Korea,190,1301,190,1301,1491,1,1,4",
    "750,731,2014,India,North Korea,430,900,430,900,1330,1,1,4",
)
STATES = (
    "731,North Korea,PRK,2010,4276,2143,NA,4",
    "731,North Korea,PRK,2014,4879.3,3287.4,NA,4",
    "710,China,CHN,2014,2519304.5,2818426.75,NA,4",
)
FACTBOOK = {
    "land_borders_km.csv": (
        "gec,name,iso3,neighbour,neighbour_iso3,border_km\n"
        "ch,China,CHN,North Korea,PRK,1352\nkn,North Korea,PRK,China,CHN,1352\n"
    ),
    "trade_partner_shares.csv": (
        "gec,name,iso3,direction,partner,partner_iso3,share_pct,year\n"
        "kn,North Korea,PRK,import,China,CHN,97,2023\n"
        "kn,North Korea,PRK,export,China,CHN,74,2023\n"
        "kn,North Korea,PRK,import,Togo,TGO,1,2023\n"
    ),
    "trade_top_commodities.csv": (
        "gec,name,iso3,direction,rank,commodity,year\n"
        "kn,North Korea,PRK,export,1,fake hair,2023\n"
    ),
    "trade_totals_usd.csv": (
        "gec,name,iso3,direction,year,usd\nch,China,CHN,export,2023,3.5e12\n"
    ),
}
BACI = {
    "BACI_HS92_Y2014_V202401b.csv": (
        "t,i,j,k,v,q\n"
        "2014,643,408,270900,300.0,NA\n"
        "2014,643,408,271019,100.0,NA\n"
        "2014,156,408,270900,600.0,NA\n"
        "2014,156,408,854231,9000.0,NA\n"
    ),
    "country_codes_V202401b.csv": (
        "country_code,country_name,country_iso2,country_iso3\n"
        "156,China,CN,CHN\n408,North Korea,KP,PRK\n643,Russia,RU,RUS\n"
    ),
    "product_codes_HS92_V202401b.csv": "code,description\n270900,crude\n",
}


def made_shelf(folder: Path) -> Shelf:
    """Keep trade of the Correlates of War, the Factbook and BACI on a new shelf."""
    shelf = Shelf(folder / "shelf")
    shelf.add(cow_folder(folder / "cow", PAIRS, STATES), "cow-trade", part=True)
    for name, files in (("factbook", FACTBOOK), ("baci", BACI)):
        (folder / name).mkdir()
        for file, text in files.items():
            (folder / name / file).write_text(text, encoding="latin-1")
        shelf.add(folder / name, name, part=True)
    return shelf
