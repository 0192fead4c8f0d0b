"""From the GRAPHs that a user names to a graph in the store."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from clew.formats import csv_file
from clew.formats.loaded import Loaded
from clew.formats.sheet import Sheet
from clew.model.tables import TABLES
from clew.store import build, open_store, raw


def load(
    paths: Sequence[str | Path],
    *,
    mapping: str | Path | Mapping[str, object] | None = None,
    encoding: str = "utf-8",
    keep_going: bool = False,
    left_out_file: str | Path | None = None,
) -> Loaded:
    """Read, check and build one graph from one or several GRAPHs.

    Parameters
    ----------
    paths : sequence of path
        Folders of tables, documents, workbooks, saved cases; ``NAME=GRAPH`` prefixes its ids.
    mapping : path or mapping, optional
        How other people's tables and columns are called (YAML).
    encoding : str
        Encoding of CSV files.
    keep_going : bool
        Whether to go on with the rows that are sound; the others are written to `left_out_file`.

    Raises
    ------
    clew.errors.InputError
        If anything is wrong and `keep_going` is not set; it carries every problem.
    """
    sheets = [sheet for path in paths for sheet in _sheets(Path(path), encoding)]
    con = open_store()
    raw.create(con)
    for number, sheet in enumerate(sheets):
        _add(con, number, sheet)
    records = raw.counts(con)
    build(con, records)
    name = "+".join(Path(path).stem for path in paths)
    return Loaded(con, name, (), 0, None, "", {table: rows for table, rows in records.items() if rows})


def _sheets(folder: Path, encoding: str) -> list[Sheet]:
    return [
        csv_file.read(path, path.stem, path.name, encoding=encoding)
        for path in sorted(folder.glob("*.csv"))
        if path.stem in TABLES
    ]


def _add(con: "object", number: int, sheet: Sheet) -> None:
    columns = {
        name: [(row[place].strip() or None) if row[place] else None for _, row in sheet.rows]  # type: ignore[union-attr]
        for place, name in enumerate(sheet.header)
    }
    raw.add_source(con, number, sheet.table, sheet.file)  # type: ignore[arg-type]
    raw.add(con, sheet.table, number, [row for row, _ in sheet.rows], columns)  # type: ignore[arg-type]
