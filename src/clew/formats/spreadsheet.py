"""Cells of tables that spreadsheets open: none is ever computed."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for a formula at the beginning of a cell, in letters of full width too."""


def uncomputed(cell: object) -> str:
    """Return a cell of CSV that no spreadsheet takes for a formula: a quotation mark before one that begins so."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
