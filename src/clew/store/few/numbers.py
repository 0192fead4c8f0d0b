"""The numbers of ids, and what all tables of few records are made with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from clew.model.dates import ALWAYS, EVER, first_day, last_day
from clew.store.held import Cells, Held

Rows = Iterable[tuple[Any, ...]]
Numbers = dict[str | None, int]
_WITHOUT_DAYS = ("bom", "same_as", "segregations")


@dataclass
class Few:
    """Few records, and the numbers of their ids by kind; item 0 is ``*``.

    Attributes
    ----------
    norms : dict of str to str
        Names in normal form.
    """

    held: Held
    norms: dict[str, str]
    holder: Numbers = field(default_factory=dict)
    item: Numbers = field(default_factory=lambda: {None: 0})
    document: Numbers = field(default_factory=dict)
    claim: Numbers = field(default_factory=dict)

    def put(self, table: str, rows: Rows) -> None:
        """Insert rows, by columns, into a typed table."""
        columns = list(map(list, zip(*rows, strict=True)))
        if columns:
            cells = ", ".join(["unnest(?)"] * len(columns))
            self.held.con.execute(f"INSERT INTO {table} SELECT {cells}", columns)

    def norm(self, text: str | None) -> str | None:
        """Return a name in normal form."""
        return None if text is None else self.norms[text]

    def claimed(self, table: str) -> list[tuple[int, Cells]]:
        """Return the rows of a claim table with their numbers, in their order."""
        return sorted(
            ((self.claim[cells["id"]], cells) for _, _, cells in self.held.rows(table)), key=lambda each: each[0]
        )


def folded(text: str | None) -> str | None:
    """Return a word case folded."""
    return None if text is None else text.casefold()


def several(text: str | None) -> list[str]:
    """Return the values of a cell."""
    return [] if text is None else text.split("|")


def number(text: str | None) -> float | None:
    """Return the number of a cell."""
    return None if text is None else float(text)


def days(cells: Cells, table: str) -> tuple[int, int]:
    """Return the first and last day of a claim."""
    if table in _WITHOUT_DAYS:
        return EVER, ALWAYS
    if table == "shipments":
        first = cells["departed"] or cells["date"] or cells["start"] or cells["arrived"]
        last = cells["arrived"] or cells["date"] or cells["end"] or cells["departed"]
        return first_day(first), last_day(last)
    if table == "entries":
        return first_day(cells["date"]), last_day(cells["date"])
    return first_day(cells["start"]), last_day(cells["end"])
