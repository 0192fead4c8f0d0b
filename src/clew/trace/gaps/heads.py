"""Head-counts that differ between claims of one site and period."""

from __future__ import annotations

from collections.abc import Iterator

from clew.trace.gaps.case import Case, Found

KINDS = ("headcount_differs",)

_PAIRS = """
SELECT c.id, d.id, h.id, a.headcount, b.headcount
FROM workforce AS a JOIN workforce AS b ON b.holder = a.holder AND b.claim > a.claim AND b.headcount <> a.headcount
AND b.nationality IS NOT DISTINCT FROM a.nationality AND b.condition IS NOT DISTINCT FROM a.condition
AND b.task IS NOT DISTINCT FROM a.task AND b.process IS NOT DISTINCT FROM a.process
AND b.item IS NOT DISTINCT FROM a.item AND b.employer_norm IS NOT DISTINCT FROM a.employer_norm
AND b.recruiter_norm IS NOT DISTINCT FROM a.recruiter_norm
JOIN claim AS c ON c.claim = a.claim JOIN claim AS d ON d.claim = b.claim
AND c.first_day <= d.last_day AND d.first_day <= c.last_day
JOIN holder AS h ON h.holder = a.holder
ORDER BY c.id, d.id
"""


def find(case: Case) -> Iterator[Found]:
    """Yield pairs of workforces of one site, of days that overlap and alike in all else, of which the number differs.

    Notes
    -----
    HQ H317249 was lost over a head-count that differed between two documents and a photo.
    """
    for one, other, holder, heads, others in case.con.execute(_PAIRS).fetchall():
        yield Found(
            "headcount_differs",
            f"Workforces {one} and {other} are of one site and period and count {heads:g} and {others:g}: ask "
            f"{case.facts.holder(holder)} which number is right, with roster, payroll and time cards of one day.",
            (holder,),
            claim=one,
            holder=holder,
            about=frozenset((one, other)),
        )
