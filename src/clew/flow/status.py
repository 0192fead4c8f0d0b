"""Section 2 of the contract: what the documents make of each claim (tables `claim_status` and `holder_group`)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clew.flow import script
from clew.model.policy import Policy

if TYPE_CHECKING:
    import duckdb


_PROOFS = """
SELECT count(*) FILTER (s.rebutted),
    count(*) FILTER (s.rebutted AND c.kind NOT IN ('workforce', 'ownership', 'segregation')),
    count(*) FILTER (s.complete_proven OR s.proven AND c.kind IN ('shipment', 'entry')),
    count(*) FILTER (s.proven AND c.kind = 'segregation')
FROM claim_status AS s JOIN claim AS c ON c.claim = s.claim
WHERE s.rebutted OR s.proven OR s.complete_proven
"""


@dataclass(frozen=True)
class Proofs:
    """How much is proven that takes something away.

    Attributes
    ----------
    rebutted, rebutted_flows : int
        Rebutted claims, and those of them on which stocks and hops depend.
    ends : int
        Proofs that may end rules 8 or 10.
    cuts : int
        Proven segregations.
    """

    rebutted: int = 0
    rebutted_flows: int = 0
    ends: int = 0
    cuts: int = 0


def run(con: "duckdb.DuckDBPyConnection", policy: Policy) -> Proofs:
    """Make the tables `claim_status` and `holder_group`.

    Notes
    -----
    Groups matter only to evidence: without any, `holder_group` stays empty.
    """
    if not script.number(con, "SELECT count(*) FROM evidence"):
        script.run(con, "evidence/none")
        return Proofs()
    _requirements(con)
    _groups(con)
    script.run(con, "evidence/words", "evidence/counting")
    script.run(con, "evidence/status", issuers=policy.issuers, kinds=policy.kinds, outsiders=policy.outsiders)
    con.execute("DROP TABLE counting; DROP TABLE named; DROP TABLE group_name; DROP TABLE holder_group_word")
    row = con.execute(_PROOFS).fetchone()
    assert row is not None
    return Proofs(*row)


def _requirements(con: "duckdb.DuckDBPyConnection") -> None:
    from clew.model.requirements import requirements

    rows = [(row.claim_kind, row.part, kind) for row in requirements() for kind in row.document_kinds]
    con.execute(
        "CREATE TABLE requirement (claim_kind VARCHAR, part VARCHAR, document_kind VARCHAR);"
        "INSERT INTO requirement SELECT unnest($kinds), unnest($parts), unnest($documents)",
        dict(zip(("kinds", "parts", "documents"), ([*column] for column in zip(*rows, strict=True)), strict=True)),
    )


def _groups(con: "duckdb.DuckDBPyConnection") -> None:
    import numpy as np

    from clew.flow.components import labels

    holders = script.number(con, "SELECT count(*) FROM holder")
    ties = con.execute(script.text("evidence/ties")).fetchnumpy()
    group = labels(holders, ties["a"], ties["b"])
    con.register("group_of", {"holder": np.arange(holders, dtype=np.int32), "grp": group})
    con.execute("CREATE TABLE holder_group AS SELECT holder, grp FROM group_of")
    con.unregister("group_of")
