"""Section 2 of the contract: what the documents make of each claim (tables `claim_status` and `holder_group`)."""

from typing import TYPE_CHECKING

from clew.flow import script
from clew.model.policy import Policy

if TYPE_CHECKING:
    import duckdb


def run(con: "duckdb.DuckDBPyConnection", policy: Policy) -> None:
    """Make the tables `claim_status` and `holder_group`.

    Notes
    -----
    Groups matter only to evidence: without any, `holder_group` stays empty.
    """
    if not script.number(con, "SELECT count(*) FROM evidence"):
        script.run(con, "evidence/none")
        return
    _requirements(con)
    _groups(con)
    script.run(con, "evidence/words", "evidence/counting")
    script.run(con, "evidence/status", issuers=policy.issuers, kinds=policy.kinds, outsiders=policy.outsiders)
    con.execute("DROP TABLE counting; DROP TABLE named; DROP TABLE group_name; DROP TABLE holder_group_word")


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
