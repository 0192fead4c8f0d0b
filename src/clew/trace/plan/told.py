"""What is said beside a plan: how far it holds, and what it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clew.trace.plan.plan import STOPPED

if TYPE_CHECKING:
    from clew.trace.plan.plan import Plan

HINT = 'for plans that are proven to be the cheapest: pip install "clew[plan]"'


def notes_of(plan: Plan) -> list[str]:
    """Return what a reader of a plan must know."""
    notes = []
    entry = plan.case.entry
    if not plan.requests and not plan.unbreakable:
        notes.append(f"{entry}: no path at {plan.basis.word} or stronger.")
    if plan.unbreakable:
        count = len(plan.unbreakable)
        paths = "a path" if count == 1 else f"paths from {count:,} sources"
        notes.append(f"{entry}: {paths} cannot be broken by evidence; the plan is for the others.")
    if not plan.kept and plan.left is not None:
        notes.append(
            f"tried out, the plan keeps its promise in part only: with everything answered as hoped, a path at "
            f"{plan.left.word} is left."
        )
    if plan.untried:
        notes.append(
            f"the chain needs {len(plan.chain):,} answers or more, too many to be tried out: the verdict is the "
            "one without them."
        )
    if plan.late:
        notes.append(f"stopped {STOPPED}.")
    if plan.requests and not plan.optimal:
        notes.append(f"the plan costs {plan.cost:g}; it is proven that none costs less than {plan.bound:g}.")
        if not plan.exact:
            notes.append(HINT)
    return notes
