"""What a result depends on, each as a hash: if none of it has changed, a trace would give the same again."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

import clew
from clew.formats import case
from clew.rules.pack import Pack
from clew.trace.kept.known import Grounds
from clew.trace.policy import policy_dict
from clew.trace.run import Request

MAKING = ("errors.py", "model", "store", "formats", "rules", "flow", "engine", "trace")
"""The parts of clew that make a result."""

LIBRARIES = ("anyascii", "duckdb", "numpy", "pycountry", "rapidfuzz")
"""Libraries that have a say in what is read and matched."""

WORDS = {
    "records": "the records have changed",
    "packs": "the packs are others",
    "asked": "something else is asked, or by another policy",
    "clew": "it was made by another clew",
}
"""What is said of a result of which something no longer holds."""


def grounds(request: Request, packs: Sequence[Pack]) -> Grounds:
    """Return what the result of a case depends on.

    Raises
    ------
    ClewError
        If the case cannot be read.
    """
    path = Path(request.graphs[0])
    asked = {"name": path.stem, "as_of": request.as_of, "chain": request.chain, "policy": policy_dict(request.policy)}
    return {
        "records": case.digest(path),
        "packs": sha256(repr(tuple(packs)).encode()).hexdigest(),
        "asked": sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest(),
        "clew": _clew(),
    }


@cache
def _clew() -> str:
    """Return a hash of the code that makes results: versions stay the same while a program is being written."""
    from importlib.metadata import version

    root = Path(clew.__file__).parent
    found = sha256(repr((clew.__version__, sys.version_info[:2], [version(name) for name in LIBRARIES])).encode())
    paths = [path for name in MAKING for path in (root / name, *(root / name).rglob("*"))]
    for path in sorted(path for path in paths if path.suffix in {".py", ".sql", ".csv", ".yaml"}):
        found.update(f"{path.relative_to(root).as_posix()}\n{path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()
