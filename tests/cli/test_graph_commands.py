"""clew check, new, convert and schema: what they print, write, and leave with."""

import json

import pytest

from clew.cli import COMMANDS, run
from clew.formats import load
from clew.model.tables import SHORT_FORMS, TABLES
from tests.tables import SOUND, write


def test_check_of_a_sound_graph(tmp_path, capsys):
    assert run(["check", str(write(tmp_path / "graph"))]) == 0
    out = capsys.readouterr().out
    assert out.startswith("graph: 18 records\n")
    assert "parties               2\n" in out
    assert out.endswith("The records can be traced: clew trace\n")


def test_check_shows_every_problem(tmp_path, capsys):
    folder = write(tmp_path / "graph", bom="id,product,component,quantity\nb1,shirt,yrn,two\n", parties="+m2,Mill,")
    assert run(["check", str(folder)]) == 2
    out = capsys.readouterr().out
    assert "2 errors\n" in out
    assert "1 warning\n" in out
    assert (
        "  bom.csv, row 2, column component: there is no product 'yrn': it should be in products  [E-REFERENCE]\n"
        in out
    )
    assert "      did you mean yarn? Or add yrn to products\n" in out
    assert "  bom.csv, row 2, column quantity: 'two' is no number  [E-NUMBER]\n" in out
    assert "[W-SAME-NAME]" in out


def test_check_as_json(tmp_path, capsys):
    folder = write(tmp_path / "graph", bom="id,product,component,quantity\nb1,shirt,yarn,two\n")
    assert run(["check", str(folder), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert (found["errors"], found["warnings"]) == (1, 0)
    assert found["graph"]["records"]["bom"] == 1
    assert found["problems"] == [
        {
            "code": "E-NUMBER",
            "level": "error",
            "file": "bom.csv",
            "table": "bom",
            "row": 2,
            "column": "quantity",
            "value": "two",
            "message": "'two' is no number",
            "hint": "digits and a decimal point only",
        }
    ]


def test_check_of_nothing(tmp_path, capsys):
    assert run(["check", str(tmp_path / "nothing")]) == 2
    assert "E-FILE" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["graph", "graph.xlsx"])
def test_new_is_empty_and_sound(tmp_path, capsys, name):
    target = tmp_path / name
    assert run(["new", str(target)]) == 0
    assert run(["check", str(target)]) == 0
    assert "0 records" in capsys.readouterr().out
    loaded = load([target])
    assert loaded.problems == ()
    assert loaded.records == {}


def test_new_folder_explains_every_column(tmp_path):
    run(["new", str(tmp_path / "graph")])
    readme = (tmp_path / "graph" / "README.md").read_text()
    for table in (*TABLES.values(), *SHORT_FORMS.values()):
        assert (tmp_path / "graph" / f"{table.name}.csv").read_text() == ",".join(table.names) + "\n"
        assert all(column.meaning in readme for column in table.columns)


def test_new_writes_over_nothing(tmp_path, capsys):
    folder = write(tmp_path / "graph")
    assert run(["new", str(folder)]) == 2
    assert "there already" in capsys.readouterr().err
    assert (folder / "lots.csv").read_text() == SOUND["lots"]


def test_new_workbook_is_the_same_bytes_each_time(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        run(["new", str(tmp_path / name)])
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("target", ["out", "out.json", "out.xlsx", "out.clew"])
def test_convert(tmp_path, capsys, target):
    folder = write(tmp_path / "graph")
    assert run(["convert", str(folder), str(tmp_path / target)]) == 0
    assert "18 records of 16 tables" in capsys.readouterr().err
    assert load([tmp_path / target]).sha256 == load([folder]).sha256


def test_convert_into_one_table(tmp_path, capsys):
    assert run(["convert", str(write(tmp_path / "graph")), str(tmp_path / "out.csv")]) == 2
    assert "name a folder" in capsys.readouterr().err


def test_convert_needs_two(tmp_path, capsys):
    assert run(["convert", str(tmp_path)]) == 2
    assert "clew convert IN OUT" in capsys.readouterr().err


def test_convert_writes_over_no_folder(tmp_path, capsys):
    folder = write(tmp_path / "graph")
    assert run(["convert", str(folder), str(folder)]) == 2
    assert "E-OUTPUT" in capsys.readouterr().err


def test_schema_check(tmp_path, capsys):
    folder = tmp_path / "graph_schema"
    assert run(["schema", str(folder), "--check"]) == 1
    assert run(["schema", str(folder)]) == 0
    assert run(["schema", str(folder), "--check"]) == 0
    (folder / "README.md").write_text("old")
    (folder / "more.json").write_text("{}")
    capsys.readouterr()
    assert run(["schema", str(folder), "--check"]) == 1
    assert capsys.readouterr().err.count("is stale") == 2


def test_graph_document_matches_its_schema(tmp_path):
    import jsonschema

    from clew.formats.schema import graph_schema
    from clew.formats.write import document

    schema = graph_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document(load([write(tmp_path)])), schema)


def test_first_sentences_are_those_of_the_group():
    import importlib

    for name in ("check", "convert", "new", "schema"):
        command = importlib.import_module(f"clew.cli.{name}").command
        assert command.help.strip().split("\n")[0] == COMMANDS[name]
