"""Normal forms of the texts of packs, remembered for those of the built-in packs.

Normalizing them at every start would take 20 ms, most of it to load the transliteration of other scripts.
"""

import csv
from collections.abc import Collection

from clew.model.names import normal_column
from clew.rules.load import FOLDER

TABLE = FOLDER / "normal_forms.csv"
"""Made with the packs, of all names, regions and goods in them: a memory of `normal`, and tested to be nothing else."""


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
    with TABLE.open(encoding="utf-8", newline="") as file:
        known = dict(csv.reader(file))
    rest = [text for text in texts if text not in known]
    return known | dict(zip(rest, normal_column(rest), strict=True))
