"""The gaps of two sample graphs are those that a person has read: one line a gap, one a requirement of a claim.

``python -m tests.golden.test_gaps`` writes them anew: read the change before it lands.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clew.trace.gaps.run import find_gaps
from clew.trace.run import Request

ROOT = Path(__file__).parents[2]
SAMPLES = ("crab-third-country", "cotton-shirt")
FOLDER = Path(__file__).parent / "gaps"


def lines(sample: str) -> Iterator[str]:
    """The gaps and matrices of a sample, in short."""
    for entry in find_gaps(Request([str(ROOT / "sample_graphs" / sample)], chain="full")).entries():
        yield f"{entry['entry']}: {entry['verdict']}"
        states: dict[str, dict[str, None]] = {}
        for row in entry["matrix"]:
            documents = f" ({', '.join(row['documents'])})" if row["documents"] else ""
            told = f"{row['requirement']} {row['state']}{documents}"
            states.setdefault(f"{row['hop']['kind']} {row['hop']['claim']}", {})[told] = None
        yield from (f"  {claim}: {'; '.join(told)}" for claim, told in states.items())
        for gap in entry["gaps"]:
            about = " ".join(gap[key] for key in ("claim", "holder", "item", "document") if key in gap)
            hang = f" < {', '.join(gap['hangs_on_it'])}" if gap["hangs_on_it"] else ""
            signs = f" [{', '.join(gap['indicators'])}]" if gap.get("indicators") else ""
            yield f"  - {gap['kind']} {about} {gap['requirement'] or ''}".rstrip() + hang + signs


@pytest.mark.parametrize("sample", SAMPLES)
def test_gaps_are_those_that_were_read(sample: str) -> None:
    assert list(lines(sample)) == (FOLDER / f"{sample}.txt").read_text(encoding="utf-8").splitlines()


def main() -> None:
    """Write the files anew."""
    for sample in SAMPLES:
        (FOLDER / f"{sample}.txt").write_text("\n".join(lines(sample)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
