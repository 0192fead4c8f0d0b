"""A small chain for tests of gaps, sound in nearly every way, that a test changes in one."""

from pathlib import Path
from typing import Any

from clew import formats
from clew.trace.facts import ClaimFact, Facts
from clew.trace.gaps.case import Case, Found, keep_claims
from clew.trace.gaps.houses import prepare
from clew.trace.gaps.kinds import FAMILIES
from clew.trace.gaps.run import find_gaps
from clew.trace.run import Request

CAATSA = ("us-caatsa-321b",)
TABLES = {
    "parties": "id,name,country,region,makes,identifiers\nmill,Mill,VN,VN-SG,,\nshop,Shop,KR,KR-26,no,\n"
    "farm,Farm,VN,VN-SG,,\nstore,Store,KR,KR-26,no,\n",
    "facilities": "id,name,operator,country,region\n",
    "products": "id,name,hs\ncotton,Raw cotton,5201\nyarn,Cotton yarn,5205\n",
    "lots": "id,product\nL1,yarn\nL2,yarn\nC1,cotton\n",
    "documents": "id,kind,issuer,self_declared,period_start,period_end,language,translated,redacted,file,sha256\n"
    "d-inv,inv,Port Office,,2024-01,2024-12,en,,,,\nd-bol,bol,Blue Line,,2024-01,2024-12,en,,,,\n",
    "shipments": "id,consignor,consignee,item,departed,arrived,quantity,unit,evidence\n"
    "s0,farm,mill,C1,2024-01-02,2024-01-09,120,kg,\ns1,mill,shop,L1,2024-03-01,2024-03-20,100,kg,d-inv|d-bol\n"
    "s2,shop,store,L1,2024-04-01,2024-04-05,0.1,t,\n",
    "processes": "id,at,kind,inputs,outputs,inputs_complete,start,end,evidence\n"
    "grow,farm,extraction,,C1,,2023-10,2023-12,\nspin,mill,,C1,L1,yes,2024-02-01,2024-02-20,\n",
    "workforces": "id,at,nationality,start,end,task,headcount,evidence\n"
    "w1,mill,VN,2023,2024,spinning,40,\nw2,farm,VN,2023,2024,picking,12,\n",
    "owners": "id,owner,owned,share\n",
    "evidence": "document,claim,stance,about\n",
    "entries": "id,consignor,date,item,importer,evidence\nE1,store,2024-06-01,L1,,\n",
}
"""Cotton is grown, shipped, spun, sold, sold on and entered: everything on record, little of it documented."""


def write(folder: Path, **changed: str | tuple[str, str]) -> Path:
    """Write the chain. A text that starts with ``+`` adds a row to a table; a pair is replaced in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TABLES.items():
        change = changed.get(name, "")
        if isinstance(change, tuple):
            assert change[0] in text
            whole = text.replace(*change)
        else:
            whole = text + change.removeprefix("+") + "\n" * bool(change)
        (folder / f"{name}.csv").write_text(whole, encoding="utf-8")
    return folder


def gaps(folder: Path, *entries: str, packs: tuple[str, ...] = CAATSA, **asked: Any) -> list[dict[str, Any]]:
    """The gaps of all entries of a graph, one list."""
    found = find_gaps(Request([str(folder)], entries=entries, packs=packs, **asked))
    return [gap for entry in found.entries() for gap in entry["gaps"]]


def of_records(folder: Path) -> list[Found]:
    """What the families that look at records alone find in all of them, without a trace."""
    con = formats.load([folder]).con
    rows = con.execute("SELECT id, kind FROM claim ORDER BY id").fetchall()
    keep_claims(con, [claim for claim, _ in rows])
    prepare(con)
    facts = Facts({}, {}, {claim: ClaimFact(claim, kind, (), (), (), False, None) for claim, kind in rows})
    case = Case(con, facts, (folder,))
    return [gap for find, _ in FAMILIES for gap in find(case)]


def about(gap: dict[str, Any]) -> tuple[str, ...]:
    """What a gap is about, in short."""
    return tuple(gap[key] for key in ("kind", "claim", "holder", "item", "document") if key in gap)


def about_found(gap: Found) -> tuple[str, ...]:
    """The same of a gap that a family found."""
    return (gap.kind, *filter(None, (gap.claim, gap.holder, gap.item, gap.document)))
