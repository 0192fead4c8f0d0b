"""What a report says before and after its entries: sums, and how to get the same answer again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Plain = dict[str, Any]


def summary(entries: Sequence[Plain]) -> Plain:
    """Return what a report holds, counted."""
    paths = [path for entry in entries for path in entry["paths"]]
    through = Counter(
        name
        for path in paths
        for name in sorted(
            {end["name"] for step in path["steps"] for end in (step["from"], step["to"]) if "name" in end}
        )
    )
    shared = sorted(through.items(), key=lambda pair: (-pair[1], pair[0]))
    return {
        "entries": len(entries),
        "verdicts": dict(sorted(Counter(entry["verdict"] for entry in entries).items())),
        "paths": len(paths),
        "by_rule": dict(sorted(Counter(path["rule"] for path in paths).items())),
        "by_basis": dict(sorted(Counter(path["basis"] for path in paths).items())),
        "requests": sum(len(entry["requests"]) for entry in entries),
        "most_paths_through": [{"name": name, "paths": number} for name, number in shared[:5]],
    }


def reproduce(result: Mapping[str, Any]) -> list[str]:
    """Return how to make the same result, and how to check the report."""
    day = f" --as-of {result['as_of']}" if result["as_of"] else ""
    way = next((f" --{way} {result[way]}" for way in ("from", "to") if way in result), "")
    return [
        f"Install clew {result['clew']}.",
        f"Trace the same records (sha256 {result['graph']['sha256']}): clew trace GRAPH{way}{day}",
        f"Ask whether this report is of them and still holds: clew verify REPORT GRAPH{day} "
        "(with the same --policy and --pack)",
    ]
