"""All checks, in an order in which none trips over what another has to find."""

from clew.store.checks import conditions, countries, identity, oddities, references
from clew.store.checks.report import Report
from clew.store.held import Held


def check(held: Held) -> Report:
    """Check raw records whose names are being put into normal form, and put countries into their codes."""
    report = Report(held)
    countries.check(report)
    conditions.check(report)
    identity.check(report)
    references.check(report)
    oddities.check(report)
    return report
