"""The reference of all tables and columns as Markdown, from the one place that says what they mean."""

from clew.model.tables import Column, Kind, Table

_KINDS = {
    Kind.ID: "id",
    Kind.TEXT: "text",
    Kind.DATE: "partial date",
    Kind.NUMBER: "number",
    Kind.COUNTRY: "country",
    Kind.CODE: "code",
    Kind.REFERENCE: "id of another record",
}


def table_reference(table: Table) -> str:
    """Return a section that explains a table and every column of it."""
    lines = [f"## {table.name}", "", table.says, ""]
    if table.claim:
        lines += [f"Its rows are claims of the kind `{table.claim}`; documents may support or rebut them.", ""]
    lines += ["| column | holds | meaning | example |", "|---|---|---|---|"]
    lines += [_row(column) for column in table.columns]
    lines += [f"\n`{first}` may not be after `{last}`." for first, last in table.periods]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    name = f"`{column.name}`" + (" \\*" if column.required else "")
    meaning = column.meaning
    if column.codes:
        meaning += " One of " + ", ".join(f"`{code}`" for code in column.codes) + "."
    example = column.example.replace("|", "\\|")
    return f"| {name} | {_holds(column)} | {meaning} | `{example}` |"


def _holds(column: Column) -> str:
    kind = _KINDS[column.kind]
    if column.refers:
        kind = "id of " + ", ".join(column.refers)
    if column.unit:
        kind += f", in {column.unit}"
    if column.least is not None:
        kind += f", ≥ {column.least:g}" if column.most is None else f", {column.least:g} to {column.most:g}"
    if column.several:
        kind += "; several, separated by \\|"
    return kind
