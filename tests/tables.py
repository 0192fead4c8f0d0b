"""Folders of CSV for tests: tables as text, a small sound graph, and what is wrong with a graph."""

from pathlib import Path

from clew.formats import load
from clew.store.problems import Problem

SOUND = {
    "parties": "id,name,country\nmill,Mill,VN\nshop,Shop,DE\n",
    "facilities": "id,name,kind,operator\nplant,Plant,factory,mill\n",
    "products": "id,name,hs,good\nyarn,Yarn,5205,Thread/Yarn\nshirt,Shirt,6105,Garments\n",
    "lots": "id,product\nlot-1,yarn\n",
    "documents": "id,kind,issuer\ndoc-1,po,shop\n",
    "shipments": "id,consignor,consignee,item,date,evidence\ns1,plant,shop,shirt|lot-1,2024-05,doc-1\n",
    "entries": "id,consignor,item,date\nE1,shop,shirt,2024-06-01\n",
    "processes": "id,at,kind,inputs,outputs,start,end\np1,plant,transformation,lot-1,shirt,2024,2024-04\n",
    "bom": "id,product,component,quantity\nb1,shirt,yarn,2\n",
    "workforces": "id,at,nationality,condition,process,headcount\nw1,plant,VN,,p1,12\n",
    "operations": "id,facility,operator,start\no1,plant,mill,2020\n",
    "owners": "id,owner,owned,share\nown1,shop,mill,60\n",
    "same_as": "id,a,b,decision\nsame1,mill,shop,different\n",
    "segregations": "id,at,input,output\nseg1,plant,yarn,shirt\n",
    "matches": "holder,listing,decision,by,reason\nmill,some list,rejected,J. Doe,other address\n",
    "evidence": "document,claim,stance,about\ndoc-1,p1,supports,complete\n",
}
"""One record of every type, none of them odd."""


def write(folder: Path, **tables: str | bytes) -> Path:
    """Write the sound graph with some tables replaced (by other text) or added to (text that starts with ``+``)."""
    folder.mkdir(exist_ok=True, parents=True)
    for name, given in {**SOUND, **tables}.items():
        text = f"{SOUND[name]}{given[1:]}\n" if isinstance(given, str) and given.startswith("+") else given
        (folder / f"{name}.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def problems(folder: Path, **options: object) -> tuple[Problem, ...]:
    """Return everything that is wrong with, or odd about, a graph."""
    return load([folder], check_only=True, **options).problems  # type: ignore[arg-type]


def only(folder: Path, *, code: str = "", **options: object) -> Problem:
    """Return the one problem of a graph (of a code)."""
    found = [problem for problem in problems(folder, **options) if code in problem.code]
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def where(problem: Problem) -> tuple[str, str, int, str]:
    """Return the place of a problem, for comparison in one line."""
    return problem.code, problem.file, problem.row, problem.column
