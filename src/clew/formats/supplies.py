"""What can be said only when all rows are in: ids of supplies that have none, and names that are ids."""

from clew.formats.ingest import Intake
from clew.store.sources import Source


def finish(intake: Intake) -> None:
    """Complete supplies (ids, and products where no table has any), and prefix issuers and employers that are ids."""
    short = [number for number, source in intake.sources.found.items() if source.label == "supplies"]
    if short:
        listed = ", ".join(map(str, short))
        intake.con.execute(_SUPPLY_IDS.format(sources=listed))
        if not intake.records["products"] and not intake.records["lots"]:
            for number in short:
                _products_of_supplies(intake, number)
    prefixes: dict[str, list[int]] = {}
    for number, source in intake.sources.found.items():
        if source.prefix:
            prefixes.setdefault(source.prefix, []).append(number)
    for prefix, numbers in prefixes.items():
        for table, column in (("documents", "issuer"), ("workforces", "employer"), ("workforces", "recruiter")):
            if intake.records[table]:
                listed = ", ".join(map(str, numbers))
                intake.con.execute(
                    f"UPDATE raw.{table} SET {column} = ? || {column} WHERE source IN ({listed}) "
                    f"AND (? || {column}) IN (SELECT id FROM raw.parties UNION ALL SELECT id FROM raw.facilities)",
                    [f"{prefix}:", f"{prefix}:"],
                )


def _products_of_supplies(intake: Intake, number: int) -> None:
    """Make what supplies name products: who has only supplier relationships has no table of them."""
    supplies = intake.sources[number]
    written = supplies.name("item")
    source = intake.sources.add(Source("products", "supplies", supplies.file, {"id": written, "name": written}))
    mark = f"{supplies.prefix}:" if supplies.prefix else ""
    made = intake.con.execute(_SUPPLY_PRODUCTS, [source, len(mark), number]).fetchone()
    intake.records["products"] += int(made[0]) if made else 0


_SUPPLY_PRODUCTS = """
INSERT INTO raw.products (source, "row", id, name)
SELECT ?, min("row"), item, substr(item, ? + 1)
FROM (SELECT "row", unnest(string_split(item, '|')) AS item FROM raw.shipments WHERE source = ?)
WHERE item NOT IN (SELECT id FROM raw.products WHERE id IS NOT NULL)
GROUP BY item
"""

_SUPPLY_IDS = """
UPDATE raw.shipments AS r SET id = made.id FROM (
    SELECT source, "row", 'supply-' || content || CASE WHEN k > 1 THEN '-' || k ELSE '' END AS id
    FROM (
        SELECT source, "row", content, row_number() OVER (PARTITION BY content ORDER BY source, "row") AS k
        FROM (
            SELECT source, "row", substr(sha256(concat('a' || consignor || chr(31), 'b' || consignee || chr(31),
                'c' || item || chr(31), 'd' || "start" || chr(31), 'e' || "end" || chr(31), 'f' || evidence)), 1, 16)
                AS content
            FROM raw.shipments WHERE id IS NULL AND source IN ({sources})
        )
    )
) AS made
WHERE r.source = made.source AND r."row" = made."row"
"""
