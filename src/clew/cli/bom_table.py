"""The table of ``clew bom`` for people: counts, then the worst products, each with the lines that carry a finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from clew.cli.common import number
from clew.cli.lines import Lines, cells, padded
from clew.cli.table import COLOURS, LEGEND, MARKS
from clew.model.basis import Basis
from clew.trace.summary import VERDICTS, WORDS, count

if TYPE_CHECKING:
    from clew.trace.bill_entries import Question
    from clew.trace.bill_lines import Place
    from clew.trace.bom_result import BomTrace

SHOWN = 20
LINES = 6
FAILED = 10
BY_NAME = {basis.word: basis for basis in Basis}


def write_table(trace: BomTrace, stream: TextIO, *, colour: bool) -> None:
    """Write the table; what it does not show it says in numbers."""
    lines = Lines(stream, colour=colour)
    products = sorted(trace.products, key=lambda each: VERDICTS.index(trace.answers[each.claim].verdict))
    names = {question.product for question in products}
    lines.write(f"{trace.loaded.name}: {number(len(names), 'product')} at the top of a bill, traced as if entered")
    counted = count(trace.answers[question.claim] for question in products)
    words = "   ".join(f"{found:,} {WORDS.get(verdict, verdict)}" for verdict, found in counted.items())
    lines.write(words, indent=2)
    lines.blank()
    rows = [_cells(trace, question) for question in products[:SHOWN]]
    widths = [
        max(map(cells, column))
        for column in zip(("PRODUCT", "VERDICT", "RULE"), *(row[:3] for row in rows), strict=True)
    ]
    if rows:
        lines.write(_row(("PRODUCT", "VERDICT", "RULE", "BASIS"), widths), bold=True)
    for question, row in zip(products, rows, strict=False):
        lines.write(_row(row, widths), bold=True, fg=COLOURS.get(trace.answers[question.claim].verdict))
        _write_lines(trace, question, lines)
    if len(products) > SHOWN:
        lines.write(f"… and {len(products) - SHOWN:,} more, none of a worse verdict (-o FILE has all)")
        lines.blank()
    _write_failed(trace, lines)
    for line in LEGEND if rows else ():
        lines.write(line)


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join([*(padded(cell, width) for cell, width in zip(row, widths, strict=False)), *row[len(widths) :]])


def _cells(trace: BomTrace, question: Question) -> tuple[str, str, str, str]:
    answer = trace.answers[question.claim]
    findings = [f for f in answer.findings if f.in_force] or list(answer.findings)
    best = max(findings, key=lambda f: f.basis or 0, default=None)
    basis = (f"{MARKS[best.basis]} {best.basis.word}" if best.basis else f"{MARKS[None]} rebutted") if best else "—"
    where = "a virtual maker" if question.virtual else trace.words.holder[question.holder]
    name = f"{trace.words.item[question.product]} at {where}"
    return name, WORDS.get(answer.verdict, answer.verdict), best.rule if best else "—", basis


def _write_lines(trace: BomTrace, question: Question, lines: Lines) -> None:
    """Write the component lines of a product, the worst first, and what its first gap asks."""
    below = [(place, trace.component(place)) for place in trace.beneath(question)]
    below.sort(key=lambda each: (VERDICTS.index(each[1]["verdict"]), each[0].level))
    for place, told in below[:LINES]:
        lines.write(_line(place, told, trace.words.holder[question.holder]), indent=2, label="line")
    if len(below) > LINES:
        lines.write(f"{len(below) - LINES:,} more, none of a worse verdict", indent=2, label="lines")
    left_out = trace.left_out(question)
    if left_out:
        lines.write(
            f"left out, so what is in them is not known: {', '.join(left_out['left_out'])}", indent=2, label="bills"
        )
    gaps = trace.dresser.gaps(trace.answers[question.claim])
    if gaps:
        more = f" (and {number(len(gaps) - 1, 'more gap')})" if len(gaps) > 1 else ""
        lines.write(gaps[0]["ask"] + more, indent=2, label="gap")
    lines.blank()


def _line(place: Place, told: dict[str, Any], holder: str) -> str:
    where = f" at {told['holder']}" if told["holder"] != holder else ""
    findings = [each for each in told["findings"] if each["in_force"]]
    sure = [each for each in findings if BY_NAME.get(each["basis"], 0) >= Basis.ASSUMED]
    found = [f"{MARKS[BY_NAME[each['basis']]]} {each['rule']} {each['basis']}" for each in sure]
    if len(findings) > len(sure):
        found.append(number(len(findings) - len(sure), "weaker finding"))
    verdict = WORDS.get(told["verdict"], told["verdict"])
    return f"{'. ' * (place.level - 1)}{told['component']}{where} ({told['bom']}): {verdict}" + (
        f" — {'; '.join(found)}" if found else ""
    )


def _write_failed(trace: BomTrace, lines: Lines) -> None:
    if not trace.failed:
        return
    lines.write(f"{number(len(trace.failed), 'bad line')}:", bold=True)
    for failed in trace.failed[:FAILED]:
        lines.write(failed["why"], indent=2)
    if len(trace.failed) > FAILED:
        lines.write(f"… and {len(trace.failed) - FAILED:,} more (-o FILE has all)", indent=2)
    lines.blank()
