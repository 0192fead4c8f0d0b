"""Loading packs: by name and by file; what is wrong with one is told where it is."""

from pathlib import Path

import pytest

from clew.errors import ClewError
from clew.model.dates import ALWAYS, EVER, first_day, last_day
from clew.rules import BUILT_IN, load_packs
from clew.rules.load import FOLDER, load_pack

HEAD = """\
pack: mine
title: My list
publisher: me
edition: "1"
retrieved: 2024-03
superseded_by: null
rules:
  - {code: MY-RULE, force: signal, citation: my law, begins: 2020, ends: 2024-06, parties: yes, places: yes}
  - {code: MY-LABOR, force: prohibition, citation: my law, workforce: {nationality: [NO], condition: [prison]}}
assertions:
  rows: {min: 1, max: 3}
"""
TABLE = """\
id,rules,scope,name,aliases,country,regions,goods,hs,begins,ends,status,quoted,notes
a,MY-RULE,subsidiaries,Vega Mill,Vega|Wega,NO,,,,2021,2022-02,Partially Modified,"so, it says",one|two
b,MY-RULE,place,Oslo,,NO,NO-03|Oslo,Fish,03|0304,,,Active,,
"""


def written(folder: Path, head: str = HEAD, table: str | None = TABLE) -> str:
    """Write a pack of two files and return the path of the first."""
    path = folder / "mine.yaml"
    path.write_text(head, encoding="utf-8")
    if table is not None:
        (folder / "mine.csv").write_text(table, encoding="utf-8")
    return str(path)


def told(folder: Path, head: str = HEAD, table: str | None = TABLE) -> str:
    """What is told when a pack does not load."""
    with pytest.raises(ClewError) as caught:
        load_packs([written(folder, head, table)])
    assert caught.value.code == "pack"
    assert caught.value.hint
    return caught.value.message


def test_default_is_all_built_in_packs_in_order() -> None:
    packs = load_packs()
    assert (
        [pack.name for pack in packs]
        == list(BUILT_IN)
        == sorted(path.stem for path in FOLDER.glob("us-*[a-z0-9].yaml") if "cases" not in path.name)
    )
    assert packs == load_packs(["default"]) == load_packs(["default", "us-uflpa"]) == load_packs(BUILT_IN[::-1])


def test_a_pack_of_ones_own(tmp_path: Path) -> None:
    (pack,) = load_packs([written(tmp_path)])
    assert (pack.name, pack.edition, pack.retrieved, pack.superseded_by) == ("mine", "1", "2024-03", None)
    labor, rule = pack.rules
    assert (labor.nationalities, labor.conditions) == (("NO",), ("prison",)), "NO is Norway, not false"
    assert (rule.begins, rule.ends) == (first_day("2020"), last_day("2024-06"))
    party, place = pack.listings
    assert (party.aliases, party.subsidiaries, party.is_place) == (("Vega", "Wega"), True, False)
    assert (party.begins, party.ends) == (first_day("2021"), last_day("2022-02"))
    assert party.notes == ("status: Partially Modified", "as listed: “so, it says”", "one", "two")
    assert (place.regions, place.hs, place.is_place) == (("NO-03", "Oslo"), ("03", "0304"), True)
    assert (place.begins, place.ends, place.notes) == (EVER, ALWAYS, ())
    assert len(pack.sha256) == 64, "the table's own, since the file names no source"


def test_beside_the_built_in_packs_and_by_other_paths(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert [pack.name for pack in load_packs([path, "us-1307"])] == ["mine", "us-1307"]
    assert load_packs([path]) == load_packs([path.removesuffix(".yaml")]) == load_packs([path.replace(".yaml", ".csv")])


def test_defaults_fill_blank_columns(tmp_path: Path) -> None:
    head = HEAD + "defaults: {rules: MY-RULE, scope: place, country: SE}\n"
    (pack,) = load_packs([written(tmp_path, head, "id,name,country\na,A,\nb,B,NO\n")])
    assert [(one.rule, one.is_place, one.country) for one in pack.listings] == [
        ("MY-RULE", True, "SE"),
        ("MY-RULE", True, "NO"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("assertions:\n  rows: {min: 1, max: 3}\n", "", "assertions: missing"),
        ("  rows: {min: 1, max: 3}\n", "  {}\n", "a pack states what must be true of it"),
        ("rows: {min: 1, max: 3}", "places: {min: 1, max: 1}", "assertions.rows: missing"),
        ("rows: {min: 1, max: 3}", "rows: {min: 3, max: 9}", "2 rows, but at least 3 and at most 9 are asserted"),
        ("rows: {min: 1, max: 3}", "rows: {min: 0, max: 1}", "2 rows, but at least 0 and at most 1"),
        ("rows: {min: 1, max: 3}", "rows: {min: one, max: 3}", "not whole numbers"),
        ("rows: {min: 1, max: 3}", "rows: {min: 1, max: 3}\n  colour: blue", "assertions.colour: unknown"),
        ("rows: {min: 1, max: 3}", "rows: {min: 1, max: 3}\n  filled: [goods]", "assertions.filled: a: goods is blank"),
        ("rows: {min: 1, max: 3}", "rows: {min: 1, max: 3}\n  must_list: [Nobody]", "'Nobody' is not listed"),
        ("rows: {min: 1, max: 3}", "rows: {min: 1, max: 3}\n  must_not_list: [Wega]", "'Wega' is listed"),
        (
            "rows: {min: 1, max: 3}",
            "rows: {min: 1, max: 3}\n  listings: {MY-RULE: {min: 9, max: 9}}",
            "2 listings of MY-RULE",
        ),
        ("title: My list\n", "", "title: missing"),
        ("title:", "titel:", "titel: unknown key"),
        ("2024-03", "March 2024", "retrieved: 'March 2024' is no date"),
        ("code: MY-RULE", "code: my rule", "rules[0].code: 'my rule' is not like US-1307-LABOR"),
        ("force: signal", "force: hint", "rules[0].force: 'hint' is none of presumption"),
        ("begins: 2020", "begins: soon", "rules[0].begins: 'soon' is no date"),
        ("[NO]", "[Norway]", "rules[1].workforce.nationality: 'Norway' is no ISO alpha-2 code"),
        ("[NO]", "NO", "nationality: 'NO' is not a list"),
        ("[prison]", "[jail]", "rules[1].workforce.condition: 'jail' is none of forced"),
        (", parties: yes, places: yes", "", "rules[0]: no kind of sources"),
        ("parties: yes", "parties: maybe", "rules[0].parties: neither yes nor no"),
        ("MY-LABOR", "MY-RULE", "a code stands twice"),
        (
            "superseded_by: null",
            "superseded_by: null\nsource: {sha256: abc}",
            "source.sha256: not 64 hexadecimal digits",
        ),
        ("superseded_by: null", "superseded_by: null\nsource: a file", "source: 'a file' is not a mapping"),
        ("rules:", "rules: [", "not YAML"),
    ],
)
def test_what_is_wrong_with_the_file(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in HEAD
    message = told(tmp_path, HEAD.replace(old, new))
    assert words in message
    assert "mine" in message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("b,MY-RULE", "a,MY-RULE", "row 3, column id: 'a' stands in row 2 already"),
        ("b,MY-RULE", ",MY-RULE", "row 3, column id: '': blank"),
        ("b,MY-RULE", "b,MY-RULES", "row 3, column rules: 'MY-RULES': not of MY-LABOR, MY-RULE"),
        (",subsidiaries,", ",family,", "row 2, column scope: 'family': none of entity, subsidiaries"),
        ("2021,2022-02", "2021-13,2022-02", "row 2, column begins: '2021-13': no date"),
        ("2021,2022-02", "2023,2022-02", "row 2, column ends: '2022-02' is before '2023'"),
        ("Wega,NO", "Wega,Norway", "row 2, column country: 'Norway': no ISO 3166-1"),
        ("Oslo,,NO", "Oslo,,", "row 3, column country: blank, but a place has a country"),
        ("Oslo,,NO", "Oslo,Christiania,NO", "row 3, column aliases: a place has neither aliases"),
        ("place,Oslo", "entity,Oslo", "row 3, column regions: only a place has regions"),
        ("03|0304", "03|ice", "row 3, column hs: '03|ice': not HS prefixes"),
        ("Fish,03", ",03", "row 3, column hs: candidates without goods"),
        (",notes\n", ",remarks\n", "row 1, column 'remarks': unknown"),
        (",notes\n", ",id\n", "two columns of one name"),
        ("id,rules", "own,rules", "no column 'id'"),
        ("one|two\n", "one|two,three\n", "row 2: 15 cells under 14 columns"),
        ('"so, it says"', '"so, it says', "row 3: unexpected end of data"),
    ],
)
def test_what_is_wrong_with_the_table(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in TABLE
    message = told(tmp_path, table=TABLE.replace(old, new))
    assert words in message
    assert message.startswith("mine.csv: ")


def test_all_problems_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    message = told(tmp_path, table="id,rules,scope,name\n" + "x,MY-RULE,odd,\n" * 30)
    assert message.startswith("mine.csv: 89 problem(s)")
    assert message.endswith("… and 69 more")


def test_a_table_that_is_missing_or_in_another_encoding(tmp_path: Path) -> None:
    assert "mine.csv: the pack's table is missing" in told(tmp_path, table=None)
    (tmp_path / "mine.csv").write_bytes(TABLE.replace("Vega", "Véga").encode("latin-1"))
    assert "mine.csv: not UTF-8" in told(tmp_path, table=None)


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    assert len(load_packs([written(tmp_path, table="\ufeff" + TABLE)])[0].listings) == 2


def test_there_is_no_such_pack() -> None:
    with pytest.raises(ClewError, match="there is no pack 'us-nothing'") as caught:
        load_packs(["us-nothing"])
    assert "us-uflpa" in caught.value.hint


def test_packs_that_clash(tmp_path: Path) -> None:
    mine = written(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(ClewError, match="two packs are called 'mine'"):
        load_packs([mine, written(other)])
    with pytest.raises(ClewError, match="the rule 'MY-LABOR' is in the pack 'mine' and in 'yours'"):
        load_packs([mine, written(other, HEAD.replace("pack: mine", "pack: yours"))])


def test_a_built_in_pack_that_lost_a_row_does_not_load(tmp_path: Path) -> None:
    for suffix in ("yaml", "csv"):
        text = (FOLDER / f"us-uflpa.{suffix}").read_text(encoding="utf-8")
        (tmp_path / f"us-uflpa.{suffix}").write_text(
            "\n".join(text.splitlines()[:-2]) + "\n" if suffix == "csv" else text, encoding="utf-8"
        )
    with pytest.raises(ClewError, match="rows, but at least 145 and at most 145 are asserted"):
        load_pack(tmp_path / "us-uflpa.yaml")
