"""`clew convert GRAPH DIR --to neo4j-import`: the folder it writes; what it holds is tried in `test_all_graphs`."""

from tests.database.conftest import SAMPLES


def test_a_folder_that_holds_something(clew, tmp_path):
    (tmp_path / "x").write_text("mine")
    told = clew("convert", SAMPLES[0], tmp_path, "--to", "neo4j-import")
    assert told.code == 2
    assert "E-OUTPUT" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_the_same_graph_gives_the_same_bytes(clew, tmp_path):
    for name in ("one", "other"):
        assert clew("convert", SAMPLES[0], tmp_path / name, "--to", "neo4j-import").code == 0
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) > 10
    assert [
        name for name in files if (tmp_path / "one" / name).read_bytes() != (tmp_path / "other" / name).read_bytes()
    ] == []
