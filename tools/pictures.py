"""Makes the pictures of README and docs from the samples, with `clew view`; ``--check`` says which are stale."""

from __future__ import annotations

import argparse
import sys
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from clew.cli import run

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
PICTURES = {
    "crab-third-country.svg": ["crab-third-country"],
    "crab-path.svg": ["crab-third-country", "E-MEAT", "--rule", "US-CAATSA-321B"],
    "cotton-shirt.svg": ["cotton-shirt"],
    "battery.svg": ["battery"],
    "rebutted-workforce.svg": ["rebutted-workforce"],
}
"""Name of the picture → sample, and what `clew view` is told beside it."""


def main() -> int:
    """Make all pictures, or compare them with those that are there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a picture is stale")
    check = options.parse_args().check
    FOLDER.mkdir(exist_ok=True)
    stale = []
    with TemporaryDirectory() as folder:
        for name, (sample, *words) in PICTURES.items():
            made = Path(folder) / name
            with redirect_stderr(StringIO()) as said:
                code = run(["view", str(ROOT / "sample_graphs" / sample), *words, "-o", str(made)])
            if code:
                sys.exit(f"{name} could not be made: {said.getvalue()}")
            there = FOLDER / name
            if not there.exists() or there.read_bytes() != made.read_bytes():
                stale.append(name)
                if not check:
                    there.write_bytes(made.read_bytes())
    extra = sorted({path.name for path in FOLDER.iterdir()} - set(PICTURES))
    for name in stale:
        sys.stdout.write(f"{'stale' if check else 'made'}: docs/pictures/{name}\n")
    for name in extra:
        sys.stdout.write(f"not made by this script: docs/pictures/{name}\n")
    return int(check and bool(stale or extra))


if __name__ == "__main__":
    sys.exit(main())
