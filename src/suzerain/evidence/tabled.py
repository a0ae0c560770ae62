"""What each dataset says of two states: questions in SQL, and the cells they rest on.

A share of imports is a flow over the importer's total, both as that state reports
them; a share of trade is imports and exports together. Services are in neither.
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
_IN = "{year}.{recipient}.{provider}"
_OUT = "{year}.{provider}.{recipient}"
_OWN = "{year}.{recipient}"

FACTBOOK: tuple[tuple[Quantity, str, str], ...] = (
    ("imports", "trade", "import"),
    ("exports", "exports", "export"),
)
_SOLD = (
    "WITH each AS (SELECT {good} AS good, year, {from} AS provider, {to} AS recipient, "
    "sum(value) AS part FROM flows{join} WHERE {to} IN ({states}) GROUP BY ALL) "
    "SELECT *, sum(part) OVER (PARTITION BY good, year, recipient) AS whole, "
    "part / nullif(whole, 0) AS value FROM each"
)
_WAYS: tuple[tuple[Quantity, str, str, str], ...] = (
    ("imports", "trade", "exporter", "importer"),
    ("exports", "exports", "importer", "exporter"),
    ("supply", "", "exporter", "importer"),
)


def _sold(good: str, giver: str, taker: str) -> str:
    """Write the question of who supplies how much of what, or of all goods."""
    parts = {
        "{good}": f"'{good}'" if good else "p.good",
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
    Asking(
        dataset="cow-trade",
        quantity="imports",
        good="trade",
        query=(
            "SELECT d.exporter AS provider, d.importer AS recipient, d.year, "
            "d.flow / n.imports AS value, d.flow AS flow, n.imports AS whole "
            "FROM dyads AS d JOIN national AS n "
            "ON n.state = d.importer AND n.year = d.year "
            "WHERE n.imports > 0 AND d.flow <= n.imports"
        ),
        cells=(
            CellOf(name="flow", table="dyads", key=_IN, column="flow", unit=MONEY),
            CellOf(
                name="whole", table="national", key=_OWN, column="imports", unit=MONEY
            ),
        ),
        doubt="odds",
        assumption="dataset.trade_reports",
    ),
    Asking(
        dataset="cow-trade",
        quantity="exports",
        good="exports",
        query=(
            "SELECT d.importer AS provider, d.exporter AS recipient, d.year, "
            "d.flow / n.exports AS value, d.flow AS flow, n.exports AS whole "
            "FROM dyads AS d JOIN national AS n "
            "ON n.state = d.exporter AND n.year = d.year "
            "WHERE n.exports > 0 AND d.flow <= n.exports"
        ),
        cells=(
            CellOf(name="flow", table="dyads", key=_OUT, column="flow", unit=MONEY),
            CellOf(
                name="whole", table="national", key=_OWN, column="exports", unit=MONEY
            ),
        ),
        doubt="odds",
        assumption="dataset.trade_reports",
    ),
    Asking(
        dataset="cow-trade",
        quantity="trade",
        good="trade",
        query=(
            "SELECT a.exporter AS provider, a.importer AS recipient, a.year, "
            "(a.flow + b.flow) / (n.imports + n.exports) AS value, a.flow AS inward, "
            "b.flow AS outward, n.imports AS bought, n.exports AS sold "
            "FROM dyads AS a JOIN dyads AS b ON b.importer = a.exporter "
            "AND b.exporter = a.importer AND b.year = a.year JOIN national AS n "
            "ON n.state = a.importer AND n.year = a.year "
            "WHERE n.imports + n.exports > 0 "
            "AND a.flow + b.flow <= n.imports + n.exports"
        ),
        cells=(
            CellOf(name="inward", table="dyads", key=_IN, column="flow", unit=MONEY),
            CellOf(name="outward", table="dyads", key=_OUT, column="flow", unit=MONEY),
            CellOf(
                name="bought", table="national", key=_OWN, column="imports", unit=MONEY
            ),
            CellOf(
                name="sold", table="national", key=_OWN, column="exports", unit=MONEY
            ),
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
            query=_sold(good, giver, taker),
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
