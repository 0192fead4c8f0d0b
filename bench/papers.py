"""The documents of a benchmark graph: some claims documented, a few proven, fewer rebutted."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from bench.columns import Ints, Table, blank, dates, ids, two_kinds, words
from bench.world import FIRST_DAY, World

KINDS = {
    "shipments": ("po", "bol"),
    "processes": ("production_record", "audit_report"),
    "workforces": ("worker_roster", "audit_report"),
    "segregations": ("segregation_procedure", "audit_report"),
    "entries": ("entry_summary", "inv"),
}
LETTERS = {"shipments": "s", "processes": "x", "workforces": "w", "segregations": "q", "entries": "e"}
SHARES = {"shipments": 0.06, "processes": 0.15, "workforces": 0.05, "segregations": 0.7, "entries": 0.3}
OUTSIDERS = 200
SPECIAL = 20


@dataclass
class Papers:
    """Documents and the claims that they speak to, as parts of two tables."""

    rng: np.random.Generator
    world: World
    count: int = 0
    documents: list[pa.Table] = field(default_factory=list)
    evidence: list[pa.Table] = field(default_factory=list)

    def add_pairs(self, table: str, claims: Ints, stance: str) -> None:
        """Add two documents for each claim: one of an outsider, one of a party."""
        size, none = len(claims), np.zeros(len(claims), np.int64)
        always = stance == "rebuts"
        for kind, outside in zip(KINDS[table], (False, True), strict=True):
            low, high = (0, OUTSIDERS) if outside else (OUTSIDERS, OUTSIDERS + self.world.parties)
            issuer = self.rng.integers(low, high, size)
            undated = (self.rng.random(size) >= 0.3) & (not always)
            document = {
                "id": ids("d", self.count + np.arange(size)),
                "kind": words((kind,), none),
                "issuer": two_kinds("Inspection Office ", "p", issuer, OUTSIDERS),
                "period_start": blank(dates(none + FIRST_DAY - 400), undated),
                "period_end": blank(dates(none + FIRST_DAY + 3000), undated),
            }
            self.count += size
            self.documents.append(pa.table(document))
            for about in (None, "complete") if table == "processes" else (None,):
                row = {
                    "document": document["id"],
                    "claim": ids(LETTERS[table], claims),
                    "stance": words((stance,), none),
                    "about": pa.array([about] * size, pa.string()),
                }
                self.evidence.append(pa.table(row))


def papers(rng: np.random.Generator, world: World, counts: dict[str, int]) -> dict[str, Table]:
    """Return the tables of documents and evidence.

    A pair of papers for a part of the claims of each kind, for processes also on their completeness; five of the
    dated suspect workforces (the last rows of their table) are rebutted.
    """
    made = Papers(rng, world)
    for table, share in SHARES.items():
        claims = np.flatnonzero(rng.random(counts[table]) < share)
        if table == "workforces":
            claims = claims[claims < counts[table] - SPECIAL]
        made.add_pairs(table, claims, "supports")
    made.add_pairs("workforces", counts["workforces"] - 2 - np.arange(0, SPECIAL, 4), "rebuts")
    whole = {"documents": pa.concat_tables(made.documents), "evidence": pa.concat_tables(made.evidence)}
    return {name: {column: table[column] for column in table.column_names} for name, table in whole.items()}
