"""The typed tables: what they hold, and that few and many records make the same ones."""

import random
from unittest.mock import patch

import pytest

from clew.formats import load, load_graph
from clew.model.dates import ALWAYS, EVER, first_day, last_day
from tests.graphs import random_graph
from tests.tables import SOUND, write


def typed(loaded):
    """Return every typed table, its rows in the order in which they lie."""
    names = [
        name
        for (name,) in loaded.con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'"
        ).fetchall()
    ]
    assert len(names) == 22
    return {name: loaded.con.execute(f'FROM "{name}"').fetchall() for name in sorted(names)}


@pytest.mark.parametrize("seed", range(12))
def test_few_and_many_make_the_same_tables(seed):
    graph = random_graph(random.Random(seed))
    with patch("clew.store.held.FEW", 0):
        many = load_graph(graph)
    assert typed(load_graph(graph)) == typed(many)


SPECIAL = {
    "parties": "id,name,aliases,identifiers,makes\nmill,Mill,Mühle|the MILL,IMO:ß|imo:2,YES\nshop,Shop,,,no\n",
    "products": "id,name,hs,good\nyarn,Yarn,52.05 10,GARN|Straße\nshirt,Shirt,,\n",
    "shipments": (
        "id,consignor,consignee,item,departed,arrived,date,start,end,evidence\n"
        "s1,plant,shop,shirt|lot-1|shirt,2024-01,2024-02,,,,doc-1\n"
        "s2,plant,shop,,2024-01,,,,,\n"
        "s3,plant,shop,,,2024-02,,,,\n"
        "s4,plant,shop,,,,2024,,,\n"
        "s5,plant,shop,,,,,2023,2024,\n"
        "s6,plant,shop,,,,,,,\n"
    ),
    "workforces": "id,at,nationality,task,employer,start\nw1,plant,VN,SEWING ÄẞΣ,Mill,2020\n",
    "matches": "holder,listing,decision,by,reason,date\nmill,L,Rejected,a,b,2024-02\nmill,L,confirmed,a,b,\n",
}


@pytest.fixture(params=["few", "many"])
def special(request, tmp_path):
    """A graph with a bit of everything, built either way."""
    folder = write(tmp_path, **SPECIAL)
    with patch("clew.store.held.FEW", 0 if request.param == "many" else 5000):
        return load([folder])


def rows(loaded, statement):
    return loaded.con.execute(statement).fetchall()


def test_days_of_shipments(special):
    found = rows(
        special,
        "SELECT c.id, c.first_day, c.last_day, hop_first, hop_last, leave_first FROM shipment JOIN claim AS c "
        "USING (claim) ORDER BY 1",
    )
    january, february = first_day("2024-01"), first_day("2024-02")
    assert found == [
        ("s1", january, last_day("2024-02"), february, last_day("2024-01"), january),
        ("s2", january, last_day("2024-01"), january, last_day("2024-01"), january),
        ("s3", february, last_day("2024-02"), february, last_day("2024-02"), EVER),
        ("s4", january, last_day("2024"), january, last_day("2024"), january),
        ("s5", first_day("2023"), last_day("2024"), first_day("2023"), last_day("2024"), first_day("2023")),
        ("s6", EVER, ALWAYS, EVER, ALWAYS, EVER),
    ]


def test_items(special):
    assert rows(special, "SELECT item, id, product, is_lot FROM item ORDER BY 1") == [
        (0, "*", 0, False),
        (1, "lot-1", 3, True),
        (2, "shirt", 2, False),
        (3, "yarn", 3, False),
    ]
    moved = rows(
        special, "SELECT c.id, item FROM moved JOIN claim AS c USING (claim) WHERE kind = 'shipment' ORDER BY ALL"
    )
    assert moved == [("s1", 1), ("s1", 2), ("s2", 0), ("s3", 0), ("s4", 0), ("s5", 0), ("s6", 0)]


def test_words_are_case_folded(special):
    assert rows(special, "SELECT DISTINCT makes FROM holder ORDER BY 1 NULLS FIRST") == [(None,), ("no",), ("yes",)]
    assert rows(special, "SELECT identifier FROM holder_identifier ORDER BY 1") == [("imo:2",), ("imo:ss",)]
    assert rows(special, "SELECT good FROM product_good ORDER BY 1") == [("garn",), ("strasse",)]
    assert rows(special, "SELECT task FROM workforce") == [("sewing ässσ",)]


def test_names_in_normal_form(special):
    assert rows(special, "SELECT DISTINCT name_norm FROM holder_name ORDER BY 1") == [
        ("mill",),
        ("muhle",),
        ("plant",),
        ("shop",),
        ("the mill",),
    ]
    assert rows(special, "SELECT employer, employer_norm FROM workforce") == [("Mill", "mill")]
    assert rows(special, "SELECT hs FROM product ORDER BY 1 NULLS FIRST") == [(None,), ("520510",)]


def test_operator_column_is_an_operation(special):
    found = rows(
        special,
        "SELECT c.id, kind, o.hop_first, o.hop_last FROM operation AS o JOIN claim AS c USING (claim) ORDER BY 1",
    )
    assert found == [("o1", "operation", first_day("2020"), ALWAYS), ("plant", "operation", EVER, ALWAYS)]


def test_decisions(special):
    assert rows(special, 'SELECT confirmed, first_day, last_day FROM "match" ORDER BY 1') == [
        (False, first_day("2024-02"), last_day("2024-02")),
        (True, EVER, ALWAYS),
    ]


def test_evidence_of_columns_and_rows(special):
    found = rows(
        special,
        "SELECT c.id, d.id, supports, complete FROM evidence JOIN claim AS c USING (claim) "
        "JOIN document AS d USING (document) ORDER BY 1",
    )
    assert found == [("p1", "doc-1", True, True), ("s1", "doc-1", True, False)]


def test_evidence_of_a_facility_is_not_of_a_claim_of_its_id(tmp_path):
    facilities = "id,name,operator,evidence\nplant,Plant,mill,\ns1,Store,,doc-1\n"
    shipments = "id,consignor,consignee\ns1,plant,shop\n"
    for few in (0, 5000):
        with patch("clew.store.held.FEW", few):
            loaded = load([write(tmp_path, facilities=facilities, shipments=shipments)])
        assert rows(loaded, "SELECT count(*) FROM evidence JOIN claim AS c USING (claim) WHERE c.id = 's1'") == [(0,)]


def test_sound_graph_has_every_table(tmp_path):
    tables = typed(load([write(tmp_path)]))
    assert SOUND
    assert [name for name, found in tables.items() if not found] == ["holder_identifier"]
