"""Makes the tables of the built-in packs from a folder of source tables: ``python tools/packs FOLDER``."""

import sys
from pathlib import Path

import cbp
import forms
import ofac
import tvpra
import uflpa

for maker in (cbp, ofac, tvpra, uflpa):
    maker.make(Path(sys.argv[1]))
forms.make()
