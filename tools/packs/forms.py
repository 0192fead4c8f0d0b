"""Makes the table of normal forms of the packs' texts (`clew.rules.spelled`)."""

import csv

from clew.model.names import normal
from clew.rules import load_packs
from clew.rules.spelled import TABLE


def make() -> None:
    """Write the table; the packs must be made before."""
    listings = [listing for pack in load_packs() for listing in pack.listings]
    texts = {text for one in listings for text in (one.name, *one.aliases, *one.regions, *one.goods)}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows(sorted((text, normal(text)) for text in texts))
