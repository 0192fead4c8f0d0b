"""Pictures: the same bytes for the same records, no overlap, every gap named, every text inert."""

import json
import random
import re
from pathlib import Path
from xml.dom.minidom import parseString

import pytest

from clew.trace.run import Request, Trace, run
from clew.views import graphs
from clew.views.case import Case, of_result
from clew.views.layout import HEIGHT, WIDTH, place
from clew.views.notebook import show
from clew.views.page import page
from clew.views.scene import Box, Line, Scene
from clew.views.scenes import entries_scene, path_scene
from clew.views.svg import ROOM, picture
from clew.views.text import cut, visible, wide
from tests.explorer.graphs import STORY, poisoned, write


def traced(folder: Path, records: dict[str, list[dict[str, object]]]) -> tuple[Trace, Case]:
    trace = run(Request([str(write(folder, "story", records))]))
    return trace, of_result(trace.loaded.con, trace.result(), trace.packs)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return traced(tmp_path_factory.mktemp("story"), STORY)[1]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return traced(tmp_path_factory.mktemp("hostile"), poisoned(STORY))[1]


def large(seed: int = 0) -> Scene:
    dice = random.Random(seed)
    boxes = [Box(f"b{k}", k % 7, (f"box {k}",)) for k in range(60)]
    lines = [
        Line(one.key, other.key, "missing", "made into")
        for one in boxes
        for other in dice.sample(boxes, 3)
        if one.column < other.column
    ]
    return Scene("many", boxes, lines)


def test_rows_in_another_order_give_the_same_picture(tmp_path: Path, story: Case) -> None:
    turned = {table: rows[::-1] for table, rows in STORY.items()}
    other = traced(tmp_path, turned)[1]
    assert picture(entries_scene(other, other.entries)) == picture(entries_scene(story, story.entries))


def test_a_scene_in_another_order_is_laid_out_alike() -> None:
    scene = large()
    dice = random.Random(5)
    boxes = dice.sample(list(scene.boxes), len(scene.boxes))
    assert place(boxes, scene.lines).at == place(scene.boxes, scene.lines).at


@pytest.mark.parametrize("seed", range(3))
def test_no_two_boxes_overlap(seed: int) -> None:
    scene = large(seed)
    at = sorted(place(scene.boxes, scene.lines).at.values())
    assert len(at) == 60
    pairs = [(one, other) for k, one in enumerate(at) for other in at[k + 1 :]]
    assert [p for p in pairs if abs(p[0][0] - p[1][0]) < WIDTH and abs(p[0][1] - p[1][1]) < HEIGHT] == []


def test_goods_flow_from_left_to_right(story: Case) -> None:
    for entry in story.entries:
        for finding in entry["findings"]:
            scene = path_scene(story, entry, finding)
            at = place(scene.boxes, scene.lines).at
            assert scene.lines
            assert [line for line in scene.lines if at[line.tail][0] + WIDTH >= at[line.head][0]] == []


def test_every_gap_is_dashed_and_named(story: Case) -> None:
    drawn = picture(entries_scene(story, story.entries), scheme="light")
    gaps = re.findall(r'<g class="missing"[^>]*>.*?</g>', drawn)
    assert [gap for gap in gaps if ">missing</text>" not in gap and "assumed: a record is missing" not in gap] == []
    assert gaps
    assert "svg .missing .line { stroke-dasharray: 9 5 }" in drawn


def test_a_picture_says_in_words_what_it_shows(story: Case) -> None:
    entry = next(entry for entry in story.entries if entry["findings"])
    scene = path_scene(story, entry, entry["findings"][0])
    title = parseString(picture(scene)).getElementsByTagName("title")[0].firstChild.data
    assert all(visible(story.holder(hop["from"]["holder"])) in title for hop in entry["findings"][0]["path"]["hops"])


@pytest.mark.parametrize("words", ["大连海产有限公司" * 4, "W" * 60, "i" * 300, "a b" * 5000])
def test_what_is_cut_fits(words: str) -> None:
    assert wide(cut(words, ROOM)) <= ROOM
    assert cut(words, ROOM).endswith("…")


def test_signs_that_hide_are_spelled_out() -> None:
    assert visible("a\u202eb\x00c\u200bd\ne") == "a‹U+202E›b‹U+0000›c‹U+200B›d e"


def test_hostile_text_is_text_in_every_picture(hostile: Case) -> None:
    scene = entries_scene(hostile, hostile.entries)
    for drawn in (picture(scene, scheme="auto"), graphs.exchanged(scene, "graphml"), graphs.exchanged(scene, "gexf")):
        elements = {element.tagName for element in parseString(drawn).getElementsByTagName("*")}
        assert elements & {"img", "script", "a", "foreignObject", "image", "use"} == set()
        assert not re.search("[\u202a-\u202e\x00-\x08]", drawn)
    attributes = {
        name
        for element in parseString(picture(scene)).getElementsByTagName("*")
        for name in dict(element.attributes.items())
    }
    assert not [name for name in attributes if name.startswith("on") or "href" in name]


def test_hostile_text_ends_no_string_of_dot_and_mermaid(hostile: Case) -> None:
    scene = entries_scene(hostile, hostile.entries)
    string = r'"(?:[^"\\]|\\.)*"'
    bare = [re.sub(string, '""', line) for line in graphs.dot(scene).splitlines() if line.startswith("  n")]
    assert bare
    assert all(re.fullmatch(r'  n\d+( -> n\d+)? \[(\w+=(""|\w+)(, )?)+\];|  node .*', line) for line in bare)
    assert "<img" not in graphs.mermaid(scene)
    assert set(re.findall(r"<[^>]*>", graphs.mermaid(scene))) <= {"<br/>", "<"}


def test_hostile_text_ends_no_script_of_the_page() -> None:
    bad = 'x</script><img src=x onerror=alert(1)>]);<a href="javascript:alert(1)">'
    html = page(Scene(bad, [Box("a", 0, (bad,), title=bad), Box("b", 1, (bad,))], [Line("a", "b", "missing", bad)]))
    assert "<img" not in html.replace("&lt;img", "")
    data = re.search(r"nodes = new vis\.DataSet\((.*)\);", html)
    assert data
    told = json.loads(data[1])
    assert told[0]["label"].startswith("x</script><img")
    assert "href" not in told[0]["title"]
    assert not re.search(r"<(script|link)[^>]*(src|href)=", html)
    assert "default-src 'none'" in html


def test_what_has_no_room_is_counted(story: Case) -> None:
    scene = entries_scene(story, story.entries, most=6)
    assert len(scene.boxes) <= 6
    assert any(re.search(r"Not drawn, for want of room: \d+ finding", note) for note in scene.notes)


def test_a_notebook_shows_a_picture(tmp_path: Path) -> None:
    trace, case = traced(tmp_path, STORY)
    shown = show(trace, case.entries[0]["entry"])._repr_html_()
    assert "<svg" in shown
    assert "<script" not in shown
