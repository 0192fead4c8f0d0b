"""From the GRAPHs that a user names to readings: which reader reads what."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clew.errors import UnreadableError
from clew.formats.headers import folded, unknown_table
from clew.formats.part import Reading
from clew.model.tables import SHORT_FORMS, TABLES
from clew.store.problems import Problem

if TYPE_CHECKING:
    from clew.formats.mapping import Foreign

_PREFIXED = re.compile(r"([A-Za-z0-9_.-]+)=(.+)")
_ADDRESS = re.compile(r"(neo4j|bolt)(\+s|\+ssc)?://", re.IGNORECASE)
_FORMATS = (
    "a folder of tables (.csv, .jsonl, .parquet), a .json document, an .xlsx workbook, a .clew case, or the address of "
    "a graph database (neo4j://HOST:PORT)"
)
_TABLE_FILES = (".csv", ".jsonl", ".ndjson", ".parquet")


@dataclass(frozen=True)
class Place:
    """A GRAPH as a user named it."""

    path: str
    prefix: str

    @property
    def name(self) -> str:
        """What the graph is called; no path of a machine."""
        if self.prefix:
            return self.prefix
        if self.path == "-":
            return "standard input"
        if _ADDRESS.match(self.path):
            return "neo4j"
        path = Path(self.path)
        return path.stem if path.is_file() else path.resolve().name


def place(argument: str | Path) -> Place:
    """Tell ``NAME=GRAPH`` from a path."""
    text = str(argument)
    match = None if Path(text).exists() else _PREFIXED.fullmatch(text)
    return Place(match[2], match[1]) if match else Place(text, "")


def gather(where: Place, *, encoding: str, label: str = "", foreign: "Foreign | None" = None) -> Reading:
    """Read one GRAPH.

    Parameters
    ----------
    label : str
        What stands in front of the names of its files, where there are several GRAPHs.
    foreign : Foreign, optional
        A mapping that follows, so that tables of other names are read too.

    Raises
    ------
    clew.errors.UnreadableError
        If nothing can be read.
    """
    if where.path == "-":
        from clew.formats import json_document

        return json_document.read_stream("standard input")
    if _ADDRESS.match(where.path):
        from clew.formats.neo4j import read

        return read.read(where.path, label)
    path = Path(where.path)
    if not path.exists():
        raise UnreadableError(f"{where.path}: there is no such file or folder", hint=_near(path), code="E-FILE")
    if path.is_dir():
        return _folder(path, label, encoding, foreign)
    return _file(path, label + path.name, encoding, foreign)


def _near(path: Path) -> str:
    from difflib import get_close_matches

    parent = path.parent
    names = [found.name for found in parent.iterdir()] if parent.is_dir() else []
    near = get_close_matches(path.name, names, n=1)
    return f"did you mean {parent / near[0]}?" if near else f"a GRAPH is {_FORMATS}"


def _file(path: Path, label: str, encoding: str, foreign: "Foreign | None") -> Reading:
    suffix = path.suffix.lower()
    if suffix == ".json":
        from clew.formats import json_document

        return json_document.read(path, label)
    if suffix == ".xlsx":
        from clew.formats import xlsx

        return xlsx.read(path, label)
    if suffix == ".clew":
        from clew.formats import case

        return case.read(path, label)
    if suffix in _TABLE_FILES:
        return _table_file(path, label, encoding, foreign)
    raise UnreadableError(
        f"{path}: {suffix or 'this'} is no format of a GRAPH", hint=f"it is {_FORMATS}", code="E-FORMAT"
    )


def _folder(folder: Path, label: str, encoding: str, foreign: "Foreign | None") -> Reading:
    reading = Reading()
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    tables = [path for path in files if path.suffix.lower() in _TABLE_FILES]
    for path in tables:
        reading.take(_table_file(path, label + path.name, encoding, foreign))
    for path in files:
        if path.suffix.lower() in (".json", ".xlsx", ".tsv", ".txt", ".xls") and _known(path.stem):
            message = f"{path.suffix} files in a folder are not read"
            hint = f"save it as {path.stem}.csv" if path.suffix != ".json" else f"save it as {path.stem}.jsonl"
            reading.problems.append(Problem(label + path.name, path.stem, 0, "", "W-TABLE", path.name, message, hint))
    if not tables:
        names = ", ".join(path.name for path in files[:8]) or "nothing"
        message = f"{folder}: no table in this folder (it holds {names})"
        raise UnreadableError(
            message, hint=f"tables are files such as shipments.csv; a GRAPH is {_FORMATS}", code="E-FILE"
        )
    return reading


def _known(stem: str) -> bool:
    return folded(stem) in TABLES or folded(stem) in SHORT_FORMS


def _table_file(path: Path, label: str, encoding: str, foreign: "Foreign | None") -> Reading:
    """Read a file that holds one table; one that is none of the contract, nor mapped, is told, not read."""
    mapped = None if foreign is None else foreign.find(path.name)
    if mapped is None and not _known(path.stem):
        return Reading([], [unknown_table(path.stem, label)])
    suffix = path.suffix.lower()
    try:
        if suffix == ".csv":
            from clew.formats import csv_scan

            return csv_scan.read(
                path,
                path.stem,
                label,
                encoding=(mapped and mapped.encoding) or encoding,
                delimiter=mapped.separator if mapped else ",",
            )
        if suffix == ".parquet":
            from clew.formats import parquet

            return parquet.read(path, path.stem, label)
        from clew.formats import jsonl

        return jsonl.read(path, path.stem, label)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return Reading([], [Problem(label, path.stem, 0, "", "E-FILE", path.name, message, "is it open elsewhere?")])
