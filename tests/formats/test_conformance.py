"""One suite for every format: the same records from each give the same graph and the same hash."""

import json

import pytest

from clew.formats import load, load_graph, to_graph
from clew.formats.write import write as write_graph
from clew.store.held import FEW
from tests.tables import SOUND, write

FORMATS = ["csv", "jsonl", "parquet", "graph.json", "graph.xlsx", "graph.clew"]
TYPED = ("holder", "holder_name", "item", "product", "document", "claim", "shipment", "entry", "moved", "process")


@pytest.fixture
def sound(tmp_path):
    parties = "id,name,country,aliases,identifiers\nmill,Mill,Vietnam,the mill|水 mill,IMO:1|LEI:2\nshop,Shop,de,,\n"
    return load([write(tmp_path / "sound", parties=parties)])


def converted(loaded, folder, form):
    """Return the graph that is read from what is written of a graph."""
    if "." in form:
        write_graph(loaded, folder / form)
        return load([folder / form])
    write_graph(loaded, folder / form, folder_format=form)
    return load([folder / form])


def typed(loaded):
    """Return the typed tables without the places of their records."""
    columns = "COLUMNS(lambda c: c NOT IN ('source', 'row'))"
    return {table: loaded.con.execute(f"SELECT {columns} FROM {table} ORDER BY ALL").fetchall() for table in TYPED}


@pytest.mark.parametrize("form", FORMATS)
def test_format(sound, tmp_path, form):
    again = converted(sound, tmp_path, form)
    assert again.problems == ()
    assert again.records == sound.records
    assert again.sha256 == sound.sha256
    assert typed(again) == typed(sound)
    assert to_graph(again) == to_graph(sound)


def test_graph_in_memory(sound):
    again = load_graph(to_graph(sound))
    assert again.sha256 == sound.sha256
    assert typed(again) == typed(sound)


@pytest.mark.parametrize("form", FORMATS)
def test_rows_in_another_order(sound, tmp_path, form):
    folder = tmp_path / "turned"
    folder.mkdir()
    for table in SOUND:
        head, *rows = (tmp_path / "sound" / f"{table}.csv").read_text().splitlines()
        (folder / f"{table}.csv").write_text("\n".join([head, *reversed(rows)]) + "\n")
    again = converted(load([folder]), tmp_path, form)
    assert again.sha256 == sound.sha256
    assert typed(again) == typed(sound)


def test_hash_knows_every_cell(sound, tmp_path):
    other = load([write(tmp_path / "other", bom="id,product,component,quantity\nb1,shirt,yarn,3\n")])
    assert other.sha256 != sound.sha256


def test_hash_of_numbers_codes_and_order_of_values(tmp_path):
    one = write(
        tmp_path / "one",
        bom="id,product,component,quantity\nb1,shirt,yarn,2.50\n",
        shipments="id,consignor,consignee,item,evidence\ns1,plant,shop,shirt|lot-1,doc-1\n",
        evidence="document,claim,stance,about\ndoc-1,p1,Supports,COMPLETE\n",
    )
    other = write(
        tmp_path / "other",
        bom="id,quantity,product,component\nb1,2.5,shirt,yarn\n",
        shipments="id,consignor,consignee,item,evidence,unit\ns1,plant,shop, lot-1 | shirt |lot-1,doc-1,\n",
    )
    assert load([one]).sha256 == load([other]).sha256


def test_large_graphs_have_the_same_hash(tmp_path, monkeypatch):
    folder = write(tmp_path / "sound")
    few = load([folder])
    monkeypatch.setattr("clew.store.held.FEW", 0)
    many = load([folder])
    assert FEW > 0
    assert many.sha256 == few.sha256
    assert typed(many) == typed(few)


def test_located_names_file_and_row(tmp_path):
    loaded = load([write(tmp_path / "sound")])
    located = loaded.con.execute(
        'SELECT c.id, table_name, file, l."row" FROM located AS l JOIN claim AS c ON l.number = c.claim '
        "WHERE node_or_claim = 'claim' AND c.id IN ('s1', 'plant') ORDER BY ALL"
    ).fetchall()
    assert located == [("plant", "facilities", "facilities.csv", 2), ("s1", "shipments", "shipments.csv", 2)]


def test_saved_case_keeps_where_records_came_from(tmp_path):
    loaded = load([write(tmp_path / "sound")])
    again = converted(loaded, tmp_path, "graph.clew")
    statement = "SELECT * FROM located ORDER BY ALL"
    assert again.con.execute(statement).fetchall() == loaded.con.execute(statement).fetchall()


def test_json_document_is_what_it_says(tmp_path):
    write_graph(load([write(tmp_path / "sound")]), tmp_path / "graph.json")
    document = json.loads((tmp_path / "graph.json").read_text())
    assert document["shipments"] == [
        {
            "id": "s1",
            "consignor": "plant",
            "consignee": "shop",
            "item": ["shirt", "lot-1"],
            "date": "2024-05",
            "evidence": ["doc-1"],
        }
    ]
    assert document["bom"][0]["quantity"] == 2
