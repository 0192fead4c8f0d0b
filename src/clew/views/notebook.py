"""Results in notebooks: what `show` returns draws itself there, as one picture without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clew.views.case import of_result
from clew.views.scenes import entries_scene
from clew.views.svg import picture

if TYPE_CHECKING:
    from clew.trace.run import Trace


@dataclass(frozen=True)
class Shown:
    """A picture that a notebook shows by itself."""

    svg: str

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return f'<div style="overflow-x:auto;background:#fff">{self.svg}</div>'

    def _repr_svg_(self) -> str:
        """Return the picture alone."""
        return self.svg


def show(trace: Trace, *entries: str) -> Shown:
    """Return the best paths of a trace, or of some of its entries, to look at.

    Parameters
    ----------
    trace : Trace
        Of `clew.trace.run.run`.
    entries : str
        Ids; none = all.
    """
    case = of_result(trace.loaded.con, trace.result(), trace.packs)
    wanted = [entry for entry in case.entries if not entries or entry["entry"] in entries]
    return Shown(picture(entries_scene(case, wanted), scheme="light"))
