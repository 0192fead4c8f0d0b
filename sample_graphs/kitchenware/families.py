"""What the kitchenware importer buys: families of goods with four tiers of invented makers, from `source`."""

import csv
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parent / "source"


@dataclass(frozen=True)
class Maker:
    """A company of one tier of a family; `plant` names its factory, where one is on record."""

    id: str
    family: str
    tier: str
    name: str
    country: str
    region: str
    plant: str

    @property
    def site(self) -> str:
        """Id of the holder where its processes and workers are recorded."""
        return f"{self.id}-plant" if self.plant else self.id


@dataclass(frozen=True)
class Good:
    """What one tier of a family makes; `seller` is the trader of the finished good, if one stands between."""

    family: str
    tier: str
    name: str
    hs: str
    good: str
    seller: str


def _rows(name: str) -> list[dict[str, str]]:
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


GOODS = tuple(Good(**row) for row in _rows("goods.csv"))
MAKERS = tuple(Maker(**row) for row in _rows("makers.csv"))
FAMILIES = tuple(dict.fromkeys(good.family for good in GOODS))


def tiers(family: str) -> list[list[Maker]]:
    """Return the makers of a family, by tier."""
    return [[maker for maker in MAKERS if (maker.family, maker.tier) == (family, str(tier))] for tier in range(4)]
