"""Mappings (``--map FILE``): how other people's tables and columns are called, in YAML.

::

    files:
      po_lines.csv:              # file, sheet or key of a document, as it is called there
        separator: ";"           # of a CSV file; default a comma
        encoding: cp1252         # of a CSV file; default the one of --encoding
        tables:                  # one foreign table may hold several record types
          - table: shipments
            columns: {id: PO, consignor: Vendor, consignee: Plant, item: Material, date: Delivered}
            constants: {unit: kg}
            dates: "%d.%m.%Y"
          - table: parties
            columns: {id: Vendor, name: Vendor name}
            distinct: true       # many rows, one record of each id: the first row that has it

Where there is one table, its keys may stand beside ``separator``. A file of an indented bill (`clew.formats.bills`)
is mapped as ``table: bom`` with a column for ``level``. Foreign columns that nothing reads are
counted in a warning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from clew.errors import MappingError
from clew.formats.headers import near_words
from clew.formats.part import Given, Part, Reading
from clew.model.tables import SHORT_FORMS, TABLES

_FILE_KEYS = ("separator", "encoding", "tables")
_TABLE_KEYS = ("table", "columns", "constants", "dates", "distinct")
LEVEL = "level"
"""A column of ``bom`` in an indented bill, which only `clew.formats.bills` reads."""


@dataclass(frozen=True)
class ForeignFile:
    """What a mapping says of one file."""

    name: str
    tables: Sequence[Given]
    separator: str = ","
    encoding: str = ""


@dataclass(frozen=True)
class Foreign:
    """A mapping: foreign files by folded name."""

    files: Mapping[str, ForeignFile] = field(default_factory=dict)

    def find(self, *names: str) -> ForeignFile | None:
        """Return what is said of the first of these names that is mapped."""
        for name in names:
            found = self.files.get(name.casefold()) or self.files.get(Path(name).stem.casefold())
            if found is not None:
                return found
        return None


def load(source: str | Path | Mapping[str, Any]) -> Foreign:
    """Read a mapping from a YAML file, or take it as it would stand there."""
    if isinstance(source, Mapping):
        return parse(source, "mapping")
    import yaml

    try:
        text = Path(source).read_text(encoding="utf-8")
        document = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise MappingError(f"{source}: {error.strerror}", hint="--map names a YAML file") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise MappingError(f"{source}: this is no YAML: {error}", hint="see the documentation of --map") from error
    if not isinstance(document, Mapping):
        raise MappingError(f"{source}: a mapping begins with `files:`", hint="see the documentation of --map")
    return parse(document, str(source))


def parse(document: Mapping[str, Any], name: str) -> Foreign:
    """Check a mapping and return it.

    Raises
    ------
    clew.errors.MappingError
        With what exists and what may have been meant.
    """
    _keys(document, ("files",), name)
    files = _mapping(document.get("files", {}), f"{name}: files")
    found = [_file(str(key), _mapping(value, f"{name}: {key}"), name) for key, value in files.items()]
    by_name = {file.name.casefold(): file for file in found}
    by_name.update({Path(file.name).stem.casefold(): file for file in found})
    return Foreign(by_name)


def _file(name: str, said: Mapping[str, Any], where: str) -> ForeignFile:
    here = f"{where}: {name}"
    tables = said.get("tables")
    if tables is None:
        _keys(said, (*_FILE_KEYS, *_TABLE_KEYS), here)
        tables = [{key: value for key, value in said.items() if key in _TABLE_KEYS}]
    else:
        _keys(said, _FILE_KEYS, here)
    if not isinstance(tables, list) or not tables:
        raise MappingError(f"{here}: tables is a list", hint="- table: shipments")
    given = [_given(_mapping(table, here), here) for table in tables]
    return ForeignFile(name, given, str(said.get("separator", ",")), str(said.get("encoding", "")))


def _given(said: Mapping[str, Any], here: str) -> Given:
    _keys(said, _TABLE_KEYS, here)
    known = {name: table.names for name, table in {**TABLES, **SHORT_FORMS}.items()}
    known["bom"] = (*known["bom"], LEVEL)
    table = str(said.get("table", ""))
    if table not in known:
        raise MappingError(f"{here}: there is no table {table!r}", hint=_near(table, list(known)))
    columns = {str(key): str(value) for key, value in _mapping(said.get("columns", {}), here).items()}
    constants = {str(key): str(value) for key, value in _mapping(said.get("constants", {}), here).items()}
    for column in (*columns, *constants):
        if column not in known[table]:
            raise MappingError(f"{here}: {table} has no column {column!r}", hint=_near(column, known[table]))
    for column in columns.keys() & constants.keys():
        raise MappingError(f"{here}: {column} is mapped and constant", hint="delete one of them")
    distinct = bool(said.get("distinct", False))
    if distinct and "id" not in columns:
        raise MappingError(f"{here}: distinct needs a column for id", hint="columns: {id: …}")
    return Given(table, columns, constants, str(said.get("dates") or ""), distinct)


def apply(foreign: Foreign, reading: Reading) -> Reading:
    """Replace the parts that a mapping speaks of by what it makes of them."""
    parts: list[Part] = []
    for part in reading.parts:
        file = foreign.find(Path(part.file).name, part.table)
        parts += [part] if file is None else _applied(file, part)
    return Reading(parts, reading.problems, reading.refused)


def require_all(foreign: Foreign, reading: Reading) -> None:
    """Raise if a mapping speaks of a file or table that no GRAPH has."""
    told = [(said.file, said.table) for said in reading.parts]
    told += [(said.file, said.table) for said in reading.problems]
    files = {Path(file).name for file, _ in told}
    known = {name.casefold() for name in files} | {Path(name).stem.casefold() for name in files}
    known |= {table.casefold() for _, table in told}
    for file in foreign.files.values():
        if file.name.casefold() not in known and Path(file.name).stem.casefold() not in known:
            message = f"the mapping speaks of {file.name}, and there is no such file or table"
            raise MappingError(message, hint=_near(file.name, sorted(files)))


def without_levels(reading: Reading) -> Reading:
    """Return a reading of a GRAPH, which holds no indented bill.

    Raises
    ------
    MappingError
        If it is mapped as one.
    """
    for part in reading.parts:
        if part.given is not None and LEVEL in (*part.given.columns, *part.given.constants):
            hint = f"clew bom GRAPH {part.file} --map FILE"
            raise MappingError(f"{part.file}: an indented bill is read by `clew bom`, not as a GRAPH", hint=hint)
    return reading


def _applied(file: ForeignFile, part: Part) -> list[Part]:
    read: set[str] = set()
    for given in file.tables:
        for column, written in given.columns.items():
            if written not in part.header:
                message = f"{part.file} has no column {written!r} (which the mapping reads as {column})"
                raise MappingError(message, hint=_near(written, list(part.header)))
            read.add(written)
    unread = tuple(place for place, written in enumerate(part.header) if written not in read)
    made = [replace(part, given=given) for given in file.tables]
    made[0] = replace(part, given=replace(file.tables[0], unread=unread))
    return made


def _mapping(value: object, here: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise MappingError(f"{here}: {value!r} should be keys and values", hint="key: value")
    return value


def _keys(said: Mapping[str, Any], known: Sequence[str], here: str) -> None:
    for key in said:
        if key not in known:
            raise MappingError(f"{here}: there is no key {key!r}", hint=_near(str(key), known))


def _near(word: str, known: Sequence[str]) -> str:
    near = near_words(word, known)
    return f"did you mean {near[0]}?" if near else "there are " + ", ".join(known)
