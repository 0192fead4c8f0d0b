"""An empty graph to fill in: a folder of tables with only their heads, or a workbook; every column explained."""

from pathlib import Path

from clew.errors import ClewError
from clew.formats.reference import table_reference
from clew.model.tables import SHORT_FORMS, TABLES

NOTES = (
    "A supply graph: fill in what you know, leave blank what you do not. Blank is unknown, never none.",
    "One sheet (or file) a record type, one row a record. Tables that you do not need may stay empty or go.",
    "Who has only supplier relationships fills in parties and supplies.",
    "Dates are ISO and may be partial: 2024, 2024-05, 2024-05-09. Several values in one cell are separated by |.",
    "Ids are yours. They are unique among parties, facilities, products, lots and documents together,",
    "and among all other tables together. Point at the head of a column to read what it means.",
    "Then run: clew check, clew trace.",
)


def write(target: str | Path) -> list[Path]:
    """Write an empty graph and return the files.

    Parameters
    ----------
    target : path
        ``NAME.xlsx`` is a workbook, anything else a folder.

    Raises
    ------
    clew.errors.ClewError
        If it is there already: nothing is written over.
    """
    path = Path(target)
    if path.exists() and (path.is_file() or any(path.iterdir())):
        raise ClewError(f"{path} is there already; nothing was written", hint="name a new one", code="E-OUTPUT")
    tables = {**TABLES, **SHORT_FORMS}.values()
    if path.suffix.lower() == ".xlsx":
        from clew.formats import workbook

        if not path.absolute().parent.is_dir():
            raise ClewError(f"the folder {path.parent} does not exist", hint="create it first", code="E-OUTPUT")
        workbook.write(path, [(table, []) for table in tables], notes=NOTES)
        return [path]
    path.mkdir(parents=True, exist_ok=True)
    files = []
    for table in tables:
        file = path / f"{table.name}.csv"
        file.write_text(",".join(table.names) + "\n", encoding="utf-8")
        files.append(file)
    readme = path / "README.md"
    text = "# A supply graph to fill in\n\n" + "\n".join(NOTES) + "\n\n" + "\n".join(map(table_reference, tables))
    readme.write_text(text, encoding="utf-8")
    return [*files, readme]
