"""The short pools that random graphs are drawn from, and the one chooser behind both ways of drawing."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from clew.model.dates import first_day, last_day

T = TypeVar("T")

PARTY_IDS = ("p1", "p2", "P3", "p4", "ö5", "p6")
FACILITY_IDS = ("f1", "f2", "F3")
PRODUCT_IDS = ("a", "b", "c", "D", "e")
NAMES = (
    "Acme Company Limited",
    "ACME Co., Ltd.",
    "Bad Group Company Limited",
    "bad mill",
    "Bad Ship",
    "Bad Mil",
    "p1",
    "f1",
)
IDENTIFIERS = ("LEI:A1", "lei:a1", "LEI:B1", "IMO:9000001", "DUNS:7")
PLACES = (
    ("VN", None),
    ("US", None),
    (None, None),
    ("CN", "Liaoning"),
    ("CN", None),
    ("CN", "XINJIANG"),
    ("CN", "cn-xj"),
    (None, "Xinjiang"),
    ("KP", None),
    ("KZ", None),
    ("ZW", None),
    ("ZW", "Marange"),
    ("ZW", "Midlands"),
    (None, "marange"),
)
COUNTRIES = ("VN", "KZ", "KP", "CN", "ZW")
PRODUCT_NAMES = ("Thing", "Cotton", "shirt", "Diamonds", "Crab")
GOODS = ((), ("Thing",), ("Cotton",), ("SHIRT",), ("Diamonds", "Cotton"), ("Crab",))
HS = (None, "950300", "5201", "520100", "52", "6109.10", "7102", "0306.14")
DATES = ("2020", "2020-06", "2021", "2021-03", "2021-03-01", "2021-03-15", "2022", "2022-02-15", "2023-01")
ENTRY_DATES = ("2022-06-01", "2021-03-10", "2020", "2023", "2021-03")
OUTSIDERS = ("Auditor One", "Labor Bureau", "Carrier Inc", "AUDITOR  ONE")
TASKS = ("sewing", "Loading", "storage", "packing", "transport")
KINDS = {
    "shipment": ("po", "bol", "inv", "supplier_declaration", "audit_report", "waybill"),
    "entry": ("entry_summary", "inv", "packing_list"),
    "process": ("production_record", "raw_material_ledger", "audit_report", "yield_record", "dna_report"),
    "component": ("bill_of_materials", "audit_report", "product_specification", "lab_report"),
    "workforce": ("worker_roster", "payroll", "audit_report", "press_report", "Work_Permit"),
    "operation": ("lease", "registry_extract", "audit_report"),
    "ownership": ("registry_extract", "annual_report"),
    "identity": ("registry_extract", "supplier_declaration", "site_visit_report"),
    "segregation": ("segregation_procedure", "audit_report", "production_record"),
}
"""Document kinds that count, by kind of claim; `brochure` counts for none."""


class Chooser:
    """All that a generator may ask of chance.

    Parameters
    ----------
    below : callable
        ``below(n)`` gives an integer in 0..n-1; 0 is the simplest, towards which hypothesis shrinks.
    """

    def __init__(self, below: Callable[[int], int]) -> None:
        self.below = below

    def chance(self, percent: int) -> bool:
        return self.below(100) >= 100 - percent

    def count(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def pick(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def maybe(self, percent: int, options: Sequence[T]) -> T | None:
        return self.pick(options) if options and self.chance(percent) else None

    def some(self, percent: int, options: Sequence[T]) -> tuple[T, ...]:
        """Nothing, one, or (rarely) two different ones."""
        if not options or not self.chance(percent):
            return ()
        first = self.pick(options)
        second = self.pick(options) if self.chance(20) else first
        return (first,) if first == second else (first, second)

    def days(self, percent: int) -> tuple[str | None, str | None]:
        """Two bounds, each blank at times, in an order that a check accepts."""
        start, end = self.maybe(percent, DATES), self.maybe(percent, DATES)
        if start and end and first_day(start) > last_day(end):
            start, end = end, start
        return start, end
