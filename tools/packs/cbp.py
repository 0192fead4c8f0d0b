"""Makes the pack us-cbp-orders: orders of prose into one row a party, vessel or place."""

from pathlib import Path
from typing import Any

import yaml
from common import hs_of_goods, join, rows, several, write
from xinjiang import NAMES

NAME = "us-cbp-orders"
SOURCE = "cbp_wro_findings_2026-06-23.csv"
COLUMNS = (
    "id",
    "rules",
    "scope",
    "name",
    "aliases",
    "country",
    "regions",
    "goods",
    "hs",
    "begins",
    "ends",
    "status",
    "quoted",
    "notes",
)
RULES = {"WRO": "US-CBP-WRO", "Finding": "US-CBP-FINDING"}
VESSEL = "Fishing Vessel: "


def make(source: Path) -> None:
    """Write the table of the pack."""
    curation = yaml.safe_load(Path(__file__).with_name("cbp_curation.yaml").read_text(encoding="utf-8"))
    mapping = hs_of_goods(source)
    table: list[dict[str, str]] = []
    orders = rows(source / SOURCE)
    for order in orders:
        curated = curation.pop(order["id"])
        goods = curated["goods"]
        shared = {
            "rules": RULES[order["order_type"]],
            "goods": join(goods),
            "hs": join(sorted({*curated.get("hs", ()), *(hs for good in goods for hs in mapping.get(good, ()))})),
            "begins": order["effective_date"],
            "status": order["status"],
            "quoted": f"{order['entity']} – {order['merchandise']}",
        }
        notes = [order["remarks"].replace('"', ""), *curated.get("notes", ())]
        for number, holder in enumerate(holders := _holders(order, curated), start=1):
            own = f"{order['id']}-{number}" if len(holders) > 1 else order["id"]
            table.append(shared | holder | {"id": own, "notes": join([*notes, *several(holder.get("notes", ""))])})
    assert not curation, f"curated, but not in the source: {sorted(curation)}"
    write(NAME, COLUMNS, table, source / SOURCE)


def _holders(order: dict[str, str], curated: dict[str, Any]) -> list[dict[str, str]]:
    """Return the parties, the vessel or the place that an order names."""
    country = order["country_iso2"]
    if "place" in curated:
        regions = curated["place"]["regions"]
        names = join(NAMES if regions == "XINJIANG" else regions)
        return [{"scope": "place", "name": curated["place"]["name"], "country": country, "regions": names}]
    if order["scope"] == "vessel":
        name = order["entity"].removeprefix(VESSEL)
        return [
            {
                "scope": "vessel",
                "name": name,
                "aliases": join([order["entity"], f"F/V {name}", f"Fishing Vessel {name}"]),
            }
        ]
    parties = curated.get("parties") or [{"name": order["entity"], "aliases": several(order["aliases"])}]
    return [
        {
            "scope": party.get("scope", "entity"),
            "name": party["name"],
            "aliases": join(party.get("aliases", ())),
            "country": party.get("country", country),
            "ends": str(party.get("ends", "")),
            "notes": join(party.get("notes", ())),
        }
        for party in parties
    ]
