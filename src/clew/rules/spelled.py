"""Normal forms of the texts of packs, remembered where the script is not Latin.

Transliteration takes 14 ms to load, so the forms of the built-in packs' texts in other scripts are kept in a table.
"""

import csv
from collections.abc import Collection

from clew.model.names import normal_column
from clew.rules.load import FOLDER

TABLE = FOLDER / "normal_forms.csv"
"""Made with the packs, of their texts that are not ASCII: a memory of `normal`, and tested to be nothing else."""


def normal_forms(texts: Collection[str]) -> dict[str, str]:
    """Return the normal form of each text.

    Parameters
    ----------
    texts : collection of str
        Names, regions and goods of listings.

    Returns
    -------
    dict of str to str
        The same as `clew.model.names.normal` of each.
    """
    found: dict[str, str] = {}
    strange = {text for text in texts if not text.isascii()}
    if strange:
        with TABLE.open(encoding="utf-8", newline="") as file:
            found = {text: form for text, form in csv.reader(file) if text in strange}
    rest = [text for text in texts if text not in found]
    return found | dict(zip(rest, normal_column(rest), strict=True))
