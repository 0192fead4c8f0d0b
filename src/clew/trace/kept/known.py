"""Which kept results this user's clew has written on this machine, and on what grounds they stand."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

Grounds = dict[str, str]

MOST = 200
"""Kept results that are remembered; the oldest is forgotten first, which costs a trace."""


def folder() -> Path:
    """Return where is remembered what was kept."""
    asked = os.environ.get("XDG_STATE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    return (Path(asked) if asked else Path.home() / ".local" / "state") / "clew" / "kept"


def remember(sha256: str, grounds: Grounds) -> None:
    """Remember the hash of a kept result, and what it was made of.

    Raises
    ------
    OSError
        If nothing can be written there.
    """
    place = folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = place / f".{sha256}.unfinished"
    unfinished.write_text(json.dumps(grounds), encoding="utf-8")
    unfinished.replace(place / f"{sha256}.json")
    known = sorted(place.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    for old in known[:-MOST]:
        old.unlink(missing_ok=True)


def remembered(sha256: str) -> Grounds | None:
    """Return the grounds of a kept result; None if it was not kept by this user on this machine."""
    with suppress(OSError, ValueError):
        found = json.loads((folder() / f"{sha256}.json").read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else None
    return None
