"""Tables and pydantic classes: two forms of one thing."""

import typing

import pytest

from clew.model import records
from clew.model.graph import Graph
from clew.model.tables import CLAIM_TABLES, NODE_TABLES, TABLES, Kind


def test_graph_has_every_table():
    assert list(Graph.model_fields) == list(TABLES)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_class_of_table(table):
    record = getattr(records, table.record)
    assert set(record.model_fields) == set(table.names)
    assert typing.get_args(Graph.model_fields[table.name].annotation) == (record, ...)
    for column in table.columns:
        field = record.model_fields[column.name]
        assert field.is_required() is column.required, column.name
        assert ("Several" in str(field.annotation) or field.annotation == records.Several) is column.several, (
            column.name
        )


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_codes_and_kinds_of_class(table):
    schema = getattr(records, table.record).model_json_schema()["properties"]
    for column in table.columns:
        said = schema[column.name]
        options = said.get("anyOf", [said])
        words = next(
            (
                option["enum"] if "enum" in option else [option["const"]]
                for option in options
                if {"enum", "const"} & option.keys()
            ),
            None,
        )
        if words is not None:
            assert list(column.codes) == words, column.name
        kinds = {option.get("type") for option in options} - {"null"}
        wanted = "array" if column.several else "number" if column.kind is Kind.NUMBER else "string"
        assert kinds == {wanted}, column.name


def test_every_column_is_explained():
    for table in TABLES.values():
        assert table.says.endswith(".")
        for column in table.columns:
            assert column.meaning[0].isupper(), (table.name, column.name)
            assert column.meaning.endswith("."), (table.name, column.name)
            assert column.example, (table.name, column.name)


def test_nodes_and_claims_are_all_tables_but_two():
    assert set(TABLES) - set(NODE_TABLES) - set(CLAIM_TABLES) == {"matches", "evidence"}


def test_references_name_tables():
    named = {name for table in TABLES.values() for column in table.columns for name in column.refers}
    assert named <= set(TABLES)
