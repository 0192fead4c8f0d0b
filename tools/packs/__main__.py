"""Makes the tables of the built-in packs: ``python tools/packs FOLDER``, the folder of the source tables.

Without FOLDER, only the table of normal forms is made again, as after a change of a pack or of the organization forms.
"""

import sys
from pathlib import Path

import cbp
import forms
import ofac
import tvpra
import uflpa

for maker in (cbp, ofac, tvpra, uflpa):
    if len(sys.argv) > 1:
        maker.make(Path(sys.argv[1]))
forms.make()
