"""Certificates of many random graphs: every one verifies, by the records around it and by all records.

``python -m tests.unit.certificate.many --graphs 1000 --seed 1`` prints the first that does not and exits with 1.
"""

import json
import random
import sys
from collections import Counter

from clew.engine.reference.verify import DoesNotHoldError
from clew.model.dates import first_day
from clew.model.policy import Policy
from tests.graphs import random_graph
from tests.seeds import try_seeds
from tests.unit.certificate.make import certificates, holds

POLICIES = (Policy(), Policy(similar_from=None), Policy(issuers=1, kinds=1))


def check(seed: int, seen: Counter[str]) -> list[str]:
    """Certify and verify the graph of a seed."""
    graph = random_graph(random.Random(seed))
    as_of = first_day("2021") if seed % 5 == 0 else None
    for made, by in certificates(graph, POLICIES[seed % len(POLICIES)], as_of):
        try:
            holds(made, by)
            holds(made, by, whole=True)
        except DoesNotHoldError as error:
            return [f"entry {made['entry']}: {error}", json.dumps(made, indent=1)]
        seen["certificates that hold"] += 1
        seen[f"verdict {made['verdict']}"] += 1
        seen.update(f"finding {finding['status']}" for finding in made["findings"])
        seen.update(f"relied on: {key}" for key, rows in made["relied_on"].items() for _ in rows)
        seen["sources too late"] += sum(len(finding["too_late"]) for finding in made["findings"])
    return []


if __name__ == "__main__":
    sys.exit(try_seeds(__doc__, 1000, check))
