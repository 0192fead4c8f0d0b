"""The pictures of the explorer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from clew.explorer.desk import Desk, Traced


def path(_: Desk, traced: Traced, asked: Mapping[str, Sequence[str]]) -> Response:
    """Return the picture of a path."""
    return Response('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>', media_type="image/svg+xml")


PICTURES: dict[str, Callable[[Desk, Traced, Mapping[str, Sequence[str]]], Response]] = {
    "path.svg": path,
    "board.svg": path,
    "near.svg": path,
}
