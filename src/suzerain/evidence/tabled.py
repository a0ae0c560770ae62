"""What each dataset says of two states: questions in SQL, and the cells they rest on.

A share of imports is a flow over the sum of the importer's flows, a share of trade is
imports and exports together; services are in neither. Of the Correlates of War the
flows that the publisher smoothed are taken: reported ones hold trade of one Korea
under the code of the other. A cell whose key names one state is the sum of its rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from suzerain.evidence.observation import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOf:
    """Where one number of an answer stands in its dataset.

    Args:
        name: Its name in the answer.
        table: Table.
        key: What names the row, with names of the answer in braces.
        column: Column.
        unit: Unit.
    """

    name: str
    table: str
    key: str
    column: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question to one dataset about one quantity.

    Args:
        dataset: Name of the dataset.
        quantity: What is asked for.
        query: SQL that gives `provider`, `recipient`, `year`, `value` and the cells,
            and `good` where none is named, over the tables by name and `products`
            (good, product); `{window}` stands for a number of years and `{states}`
            for the states that are asked for.
        cells: The numbers behind the value.
        doubt: How the value may be off: `odds` (log odds), `rounding` (half a step),
            `sides` (from one side's number to the other's, with rounding).
        assumption: Id of the assumption that says how far.
        good: The good that it is about, or empty.
        unit: Unit of the value.
    """

    dataset: str
    quantity: Quantity
    query: str
    cells: tuple[CellOf, ...]
    doubt: str
    assumption: str
    good: str = ""
    unit: str = "share"

    @property
    def tables(self) -> tuple[str, ...]:
        """Tables that the question is about."""
        return tuple(dict.fromkeys(cell.table for cell in self.cells))


MONEY = "million current USD"
FACTBOOK: tuple[tuple[Quantity, str, str], ...] = (
    ("imports", "trade", "import"),
    ("exports", "exports", "export"),
)
_SOLD = (
    "WITH each AS (SELECT {good} AS good, year, {from} AS provider, {to} AS recipient, "
    "sum({amount}) AS part FROM {table}{join} WHERE {to} IN ({states}) "
    "AND {amount} IS NOT NULL GROUP BY ALL) "
    "SELECT *, sum(part) OVER (PARTITION BY good, year, recipient) AS whole, "
    "part / nullif(whole, 0) AS value FROM each"
)
_BOTH = (
    "WITH i AS (SELECT importer AS recipient, exporter AS provider, year, "
    "smooth_flow AS inward FROM dyads WHERE importer IN ({states}) "
    "AND smooth_flow IS NOT NULL), "
    "o AS (SELECT exporter AS recipient, importer AS provider, year, "
    "smooth_flow AS outward FROM dyads WHERE exporter IN ({states}) "
    "AND smooth_flow IS NOT NULL), "
    "b AS (SELECT recipient, year, sum(inward) AS bought FROM i GROUP BY ALL), "
    "s AS (SELECT recipient, year, sum(outward) AS sold FROM o GROUP BY ALL) "
    "SELECT *, (inward + outward) / nullif(bought + sold, 0) AS value "
    "FROM i JOIN o USING (recipient, provider, year) "
    "JOIN b USING (recipient, year) JOIN s USING (recipient, year)"
)
_WAYS: tuple[tuple[Quantity, str, str, str], ...] = (
    ("imports", "trade", "exporter", "importer"),
    ("exports", "exports", "importer", "exporter"),
    ("supply", "", "exporter", "importer"),
)


def _sum(unit: str, name: str, key: str) -> CellOf:
    """Name a flow of the dyads, or the sum of a state's flows."""
    key = f"{{year}}.{key}"
    return CellOf(name=name, table="dyads", key=key, column="smooth_flow", unit=unit)


def _sold(good: str, giver: str, taker: str, table: str, amount: str) -> str:
    """Write the question of who supplies how much of what, or of all goods."""
    parts = {
        "{good}": f"'{good}'" if good else "p.good",
        "{table}": table,
        "{amount}": amount,
        "{from}": giver,
        "{to}": taker,
        "{join}": ""
        if good
        else " JOIN products AS p ON starts_with(flows.product, p.product)",
    }
    query = _SOLD
    for slot, text in parts.items():
        query = query.replace(slot, text)
    return query


ASKING = (
    *(
        Asking(
            dataset="cow-trade",
            quantity=quantity,
            good=good,
            query=_sold(good, giver, taker, "dyads", "smooth_flow"),
            cells=(
                _sum(MONEY, "part", f"{taker} {{recipient}}.{giver} {{provider}}"),
                _sum(MONEY, "whole", f"{taker} {{recipient}}"),
            ),
            doubt="odds",
            assumption="dataset.trade_reports",
        )
        for quantity, good, giver, taker in _WAYS
        if good
    ),
    Asking(
        dataset="cow-trade",
        quantity="trade",
        good="trade",
        query=_BOTH,
        cells=(
            _sum(MONEY, "inward", "importer {recipient}.exporter {provider}"),
            _sum(MONEY, "outward", "exporter {recipient}.importer {provider}"),
            _sum(MONEY, "bought", "importer {recipient}"),
            _sum(MONEY, "sold", "exporter {recipient}"),
        ),
        doubt="odds",
        assumption="dataset.trade_reports",
    ),
    *(
        Asking(
            dataset="factbook",
            quantity=quantity,
            good=good,
            query=(
                "SELECT partner AS provider, state AS recipient, year, share AS value, "
                "direction FROM partners WHERE NOT doubtful AND direction = '{way}'"
            ).replace("{way}", direction),
            cells=(
                CellOf(
                    name="value",
                    table="partners",
                    key="{recipient}.{direction}.{provider}",
                    column="share",
                    unit="share",
                ),
            ),
            doubt="rounding",
            assumption="dataset.share_rounding",
        )
        for quantity, good, direction in FACTBOOK
    ),
    Asking(
        dataset="factbook",
        quantity="border",
        query=(
            "SELECT state1 AS provider, state2 AS recipient, NULL AS year, "
            "km AS value, km, other_km FROM borders"
        ),
        cells=(
            CellOf(
                name="km",
                table="borders",
                key="{provider}.{recipient}",
                column="km",
                unit="km",
            ),
            CellOf(
                name="other_km",
                table="borders",
                key="{provider}.{recipient}",
                column="other_km",
                unit="km",
            ),
        ),
        doubt="sides",
        assumption="dataset.length_rounding",
        unit="km",
    ),
    *(
        Asking(
            dataset="baci",
            quantity=quantity,
            good=good,
            query=_sold(good, giver, taker, "flows", "value"),
            cells=(
                CellOf(
                    name="part",
                    table="flows",
                    key=f"{{year}}.{{good}}.{taker} {{recipient}}.{giver} {{provider}}",
                    column="value",
                    unit="thousand current USD",
                ),
                CellOf(
                    name="whole",
                    table="flows",
                    key=f"{{year}}.{{good}}.{taker} {{recipient}}",
                    column="value",
                    unit="thousand current USD",
                ),
            ),
            doubt="odds",
            assumption="dataset.trade_reports",
        )
        for quantity, good, giver, taker in _WAYS
    ),
    Asking(
        dataset="sipri",
        quantity="arms",
        good="arms",
        query=(
            "WITH each AS (SELECT supplier, recipient, year, sum(tiv) AS tiv "
            "FROM deliveries WHERE supplier_kind = 'state' "
            "AND recipient_kind = 'state' AND tiv IS NOT NULL GROUP BY ALL), "
            "ends AS (SELECT DISTINCT recipient, year FROM each), "
            "sums AS (SELECT e.recipient, e.year, s.supplier, sum(s.tiv) AS part "
            "FROM ends AS e JOIN each AS s ON s.recipient = e.recipient "
            "AND s.year BETWEEN e.year - {window} + 1 AND e.year GROUP BY ALL) "
            "SELECT supplier AS provider, recipient, year, part, "
            "sum(part) OVER (PARTITION BY recipient, year) AS whole, "
            "part / nullif(whole, 0) AS value FROM sums"
        ),
        cells=(
            CellOf(
                name="part",
                table="deliveries",
                key="{since}-{year}.{recipient}.{provider}",
                column="tiv",
                unit="million TIV",
            ),
            CellOf(
                name="whole",
                table="deliveries",
                key="{since}-{year}.{recipient}",
                column="tiv",
                unit="million TIV",
            ),
        ),
        doubt="odds",
        assumption="dataset.arms_reports",
    ),
)
"""All questions that are known, by dataset."""


def askable() -> tuple[str, ...]:
    """Name the datasets that say something of two states.

    Examples:
        >>> "factbook" in askable()
        True
    """
    return tuple(dict.fromkeys(one.dataset for one in ASKING))
