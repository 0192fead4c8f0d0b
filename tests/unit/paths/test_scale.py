"""Shapes that break naive searches: hubs of thousands of lots, long chains, lattices with more paths than atoms."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest

from clew import formats, rules
from clew.engine import count as counting
from clew.engine import walks
from clew.engine.count import count_paths
from clew.engine.cutout import Subgraph
from clew.engine.ranked import best_first
from clew.engine.shared import shared
from clew.engine.subgraph import Session
from clew.engine.walks import Walks
from clew.model.policy import Policy
from clew.trace.derive import derive

POLICY = Policy(similar_from=None)
LABOR = ("id,at,nationality", ["w1,p0,KP"])
TOY = ("id,name,good", ["toy,Toy,Toy"])
Table = tuple[str, Iterable[str]]


@contextmanager
def session_of(folder: Path, *, fast: bool | None = None, **tables: Table) -> Iterator[Session]:
    for name, (header, rows) in tables.items():
        (folder / f"{name}.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    con = formats.load([str(folder)]).con
    try:
        derive(con, rules.load_packs(["us-caatsa-321b"]), POLICY)
        yield Session(con, fast=fast)
    finally:
        con.close()


def parties(count: int) -> Table:
    return "id,name,country,region", (f"p{n},Party {n},CN,Liaoning" for n in range(count))


def strongest(session: Session, entry: str = "E1") -> Subgraph:
    cut = session.strongest(entry)
    assert cut is not None
    return cut


def test_a_hub_of_5_000_lots_is_not_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 5_000
    judged = 0
    real = Subgraph.is_real

    def counted(cut: Subgraph, into: int, out: int) -> bool:
        nonlocal judged
        judged += 1
        return real(cut, into, out)

    monkeypatch.setattr(Subgraph, "is_real", counted)
    with session_of(
        tmp_path,
        parties=parties(4),
        products=TOY,
        lots=("id,product", (f"L{n:04d},toy" for n in range(count))),
        workforces=LABOR,
        shipments=(
            "id,consignor,consignee,item",
            [
                *(f"s{n},p{n % 2},p2,L{n:04d}" for n in range(count)),
                *(f"t{n},p2,p3,L{n:04d}" for n in range(count)),
            ],
        ),
        entries=("id,consignor,item,date", ["E1,p2,L0001,2024-01-01"]),
    ) as session:
        cut = session.pruned("E1", 1)
        assert cut.joined > 10_000_000
        best = list(islice(best_first(session, "E1", 1), 10))
        assert [len(path.hops) for path in best] == [3] * 10
        assert best[0].hops[1].kind == "lot_swap"
        assert len(set(best)) == 10
        assert len(set(islice(best_first(session, "E1", 1), 1_000))) == 1_000
        assert judged < 100_000
        found = count_paths(Walks(cut))
        assert not found.exact
        assert found.paths >= count // 2
        assert [cut.stock(node) for node in shared(Walks(cut))[0]] == [best[0].hops[-1].source]


def test_a_chain_of_30_000_hops(tmp_path: Path) -> None:
    count = 30_000
    with session_of(
        tmp_path,
        parties=parties(count + 1),
        products=TOY,
        workforces=LABOR,
        shipments=("id,consignor,consignee,item", (f"s{n},p{n},p{n + 1},toy" for n in range(count))),
        entries=("id,consignor,item,date", [f"E1,p{count},toy,2024-01-01"]),
    ) as session:
        cut = strongest(session)
        [path] = best_first(session, "E1", cut.level)
        assert len(path.hops) == count + 1
        assert count_paths(Walks(cut)).paths == 1
        stocks, claims = shared(Walks(cut))
        assert (len(stocks), len(claims)) == (count + 1, count + 2)


def lattice(width: int, tiers: int) -> dict[str, Table]:
    """Every party of a tier ships to every one of the next."""
    pairs = [(t, a, b) for t in range(tiers - 1) for a in range(width) for b in range(width)]
    rows = (f"s{t}-{a}-{b},p{t}-{a},p{t + 1}-{b},toy" for t, a, b in pairs)
    return {
        "parties": ("id,name,makes", (f"p{t}-{a},Party {t} {a},no" for t in range(tiers) for a in range(width))),
        "products": TOY,
        "workforces": ("id,at,nationality,task", (f"w{a},p0-{a},KP,sewing" for a in range(width))),
        "shipments": ("id,consignor,consignee,item", rows),
        "entries": ("id,consignor,item,date", [f"E1,p{tiers - 1}-0,toy,2024-01-01"]),
    }


@pytest.mark.parametrize("fast", [False, True])
def test_a_lattice_is_counted_exactly(tmp_path: Path, fast: bool) -> None:
    with session_of(tmp_path, fast=fast, **lattice(10, 25)) as session:
        cut = strongest(session)
        found = count_paths(Walks(cut))
        assert (found.paths, found.exact) == (10**24, True)
        assert len(set(islice(best_first(session, "E1", cut.level), 500))) == 500
        stocks, claims = shared(Walks(cut))
        assert [cut.stock(node).holder for node in stocks] == ["p24-0"]
        assert [session.words.claim(claim) for claim in claims] == ["E1"]


@pytest.mark.parametrize(("hops", "fast"), [(60, False), (60, True), (310, True)])
def test_numbers_of_any_size_are_exact(tmp_path: Path, hops: int, fast: bool) -> None:
    """Ten shipments from each party to the next: more paths than fit 64 bits, the lanes at first, or all lanes."""
    rows = (f"s{n}-{m},p{n},p{n + 1},toy" for n in range(hops) for m in range(10))
    with session_of(
        tmp_path,
        fast=fast,
        parties=parties(hops + 1),
        products=TOY,
        workforces=LABOR,
        shipments=("id,consignor,consignee,item", rows),
        entries=("id,consignor,item,date", [f"E1,p{hops},toy,2024-01-01"]),
    ) as session:
        found = count_paths(Walks(strongest(session)))
        assert (found.paths, found.exact) == (10**hops, True)


@pytest.mark.parametrize(("finer", "expected"), [(1, (2, False)), (100, (3, True))])
def test_days_too_coarse_at_first_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finer: int, expected: tuple[int, bool]
) -> None:
    monkeypatch.setattr(counting, "DAYS", 1)
    monkeypatch.setattr(counting, "FINER", finer)
    days = ["a,p0,p1,toy,2024-01-01", "b,p0,p1,toy,2024-03-01", "c,p1,p2,toy,2024-02-01", "d,p1,p2,toy,2024-04-01"]
    with session_of(
        tmp_path,
        parties=parties(3),
        products=TOY,
        workforces=LABOR,
        shipments=("id,consignor,consignee,item,date", days),
        entries=("id,consignor,item,date", ["E1,p2,toy,2024-05-01"]),
    ) as session:
        found = count_paths(Walks(strongest(session)))
        assert (found.paths, found.exact) == expected


def test_a_trap_of_twins_is_left_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty pairs of parties that ship to each other hang on a chain: of all ways into them none leads on."""
    pairs = 40
    ring = [f"r{n}-{m},q{n},q{m},toy" for n in range(pairs) for m in (n - 1, n + 1) if 0 <= m < pairs]
    steps = 0
    real = walks.Walks._next

    def counted(self: Walks, *args: object, **more: object) -> object:
        nonlocal steps
        steps += 1
        return real(self, *args, **more)

    monkeypatch.setattr(walks.Walks, "_next", counted)
    with session_of(
        tmp_path,
        parties=("id,name", ["p0,Party", "p1,Next", *(f"q{n},Twin {n}" for n in range(pairs))]),
        products=TOY,
        workforces=LABOR,
        shipments=(
            "id,consignor,consignee,item",
            [
                "a,p0,p1,toy",
                *ring,
                *(f"in{n},p1,q{n},toy" for n in range(pairs)),
                *(f"o{n},q{n},p1,toy" for n in range(pairs)),
            ],
        ),
        entries=("id,consignor,item,date", ["E1,p1,toy,2024-01-01"]),
    ) as session:
        cut = strongest(session)
        assert [len(path.hops) for path in best_first(session, "E1", cut.level)] == [2]
        assert count_paths(Walks(cut)).paths == 1
        assert steps < 60_000
