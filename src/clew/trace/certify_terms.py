"""The terms of a certificate: the version, records, packs, policy and day that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clew.model.dates import iso
from clew.trace.policy import policy_dict

if TYPE_CHECKING:
    from clew.formats import Loaded
    from clew.model.policy import Policy
    from clew.rules.pack import Pack


def terms(loaded: Loaded, packs: Sequence[Pack], policy: Policy, as_of: int | None) -> Mapping[str, Any]:
    """Return the keys ``graph``, ``packs``, ``policy`` and ``as_of`` of a certificate, in plain JSON values."""
    return {
        "graph": {
            "sha256": loaded.sha256,
            "records": dict(sorted(loaded.records.items())),
            "left_out": loaded.left_out,
        },
        "packs": [
            {"pack": pack.name, "edition": pack.edition, "sha256": pack.sha256}
            for pack in sorted(packs, key=lambda pack: pack.name)
        ],
        "policy": policy_dict(policy),
        "as_of": None if as_of is None else iso(as_of),
    }
