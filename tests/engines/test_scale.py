"""Shapes that break naive engines: long chains, large cycles, many lots of one product, many sites of one operator."""

from collections.abc import Iterable
from pathlib import Path

from clew import formats, rules
from clew.engine import answering
from clew.model.answers import Answer
from clew.model.policy import Policy
from clew.trace.derive import derive

POLICY = Policy(similar_from=None)
LABOR = ("id,at,nationality", ["w1,p0,KP"])
TOY = ("id,name,good", ["toy,Toy,Toy"])
Table = tuple[str, Iterable[str]]


def traced(folder: Path, **tables: Table) -> tuple[dict[str, Answer], int]:
    """Write tables, trace them by the array engine, and return the answers and the number of hops."""
    for name, (header, rows) in tables.items():
        (folder / f"{name}.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    con = formats.load([str(folder)]).con
    derive(con, rules.load_packs(["us-caatsa-321b"]), POLICY)
    answers = {answer.entry: answer for answer in answering.answer(con, complete=False)}
    row = con.execute("SELECT count(*) FROM hop").fetchone()
    assert row is not None
    return answers, row[0]


def parties(count: int) -> Table:
    return "id,name,country,region", (f"p{n},Party {n},CN,Liaoning" for n in range(count))


def basis(answer: Answer) -> str | None:
    finding = next((finding for finding in answer.findings if finding.rule == "US-CAATSA-321B"), None)
    return finding.basis.word if finding and finding.basis else None


def test_a_chain_of_200_000_hops(tmp_path: Path) -> None:
    count = 200_000
    answers, _ = traced(
        tmp_path,
        parties=parties(count + 1),
        products=TOY,
        workforces=LABOR,
        shipments=("id,consignor,consignee,item", (f"s{n},p{n},p{n + 1},toy" for n in range(count))),
        entries=("id,consignor,item,date", [f"E1,p{count},toy,2024-01-01"]),
    )
    (finding,) = answers["E1"].findings
    assert basis(answers["E1"]) == "asserted"
    assert len(finding.path) == count + 1


def test_a_chain_in_which_every_departure_is_too_early(tmp_path: Path) -> None:
    count = 3_000
    days = [f"{2000 - n // 336:04d}-{12 - n // 28 % 12:02d}-{28 - n % 28:02d}" for n in range(count)]
    answers, _ = traced(
        tmp_path,
        parties=parties(count + 1),
        products=TOY,
        workforces=LABOR,
        shipments=("id,consignor,consignee,item,date", (f"s{n},p{n},p{n + 1},toy,{days[n]}" for n in range(count))),
        entries=("id,consignor,item,date", [f"E1,p{count},toy,2024-01-01"]),
    )
    assert basis(answers["E1"]) == "unexcluded"
    assert [(stock.holder, kind) for stock, kind in answers["E1"].chain.frontier] == [
        (f"p{count - 1}", "left_too_early")
    ]


def test_a_cycle_of_100_000_stocks(tmp_path: Path) -> None:
    count = 100_000
    answers, _ = traced(
        tmp_path,
        parties=parties(count),
        products=TOY,
        workforces=LABOR,
        shipments=("id,consignor,consignee,item", (f"s{n},p{n},p{(n + 1) % count},toy" for n in range(count))),
        entries=("id,consignor,item,date", ["E1,p0,toy,2024-01-01"]),
    )
    assert basis(answers["E1"]) == "assumed"
    assert answers["E1"].verdict == "reached"
    assert answers["E1"].chain.frontier


def test_a_distributor_with_5_000_lots_of_one_product(tmp_path: Path) -> None:
    count = 5_000
    answers, hops = traced(
        tmp_path,
        parties=parties(3),
        products=TOY,
        lots=("id,product", (f"L{n},toy" for n in range(count))),
        workforces=LABOR,
        shipments=("id,consignor,consignee,item", (f"s{n},p{n % 2},p2,L{n}" for n in range(count))),
        entries=("id,consignor,item,date", ["E1,p2,L1,2024-01-01", "E2,p2,L0,2024-01-01", "E3,p2,toy,2024-01-01"]),
    )
    assert {entry: basis(answer) for entry, answer in answers.items()} == {
        "E1": "unexcluded",
        "E2": "asserted",
        "E3": "assumed",
    }
    assert hops < 20 * count


def test_an_operator_of_200_sites(tmp_path: Path) -> None:
    sites, items = 200, 100
    answers, hops = traced(
        tmp_path,
        parties=parties(3),
        facilities=("id,name,operator,country", (f"f{n},Site {n},p1,VN" for n in range(sites))),
        products=("id,name,good", (f"i{n},Item {n},Item {n}" for n in range(items))),
        workforces=LABOR,
        shipments=(
            "id,consignor,consignee,item",
            [*(f"s{n},p0,f{n},i{n % items}" for n in range(sites)), *(f"t{n},p1,p2,i{n}" for n in range(items))],
        ),
        entries=("id,consignor,item,date", ["E1,p2,i0,2024-01-01"]),
    )
    assert basis(answers["E1"]) == "assumed"
    assert hops < 12 * sites * items
