"""The panels of the page: what they say in elements, and that nothing in them can act by itself."""

import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from clew.explorer.app import MODULES
from clew.explorer.desk import Desk
from clew.trace.run import Request
from clew.views.elements import Html, el, together
from tests.explorer.conftest import let_in
from tests.explorer.graphs import HOSTILE, MARK, STORY, poisoned, write

RULE = "US-CAATSA-321B"
TAGS = {
    "a", "b", "blockquote", "button", "code", "dd", "details", "div", "dl", "dt", "h2", "h3", "h4", "i", "input",
    "label", "li", "ol", "p", "section", "small", "span", "summary", "table", "tbody", "td", "textarea", "th",
    "thead", "tr", "ul", "svg", "g", "rect", "path", "line", "polyline", "polygon", "circle", "ellipse", "text",
    "tspan", "title",
}  # fmt: skip


class Seen(HTMLParser):
    """Reads what a browser would."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in {"input", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_scripts_are_small() -> None:
    folder = files("clew.explorer").joinpath("static")
    scripts = {each.name: len(each.read_bytes()) for each in folder.iterdir() if each.name.endswith(".js")}
    assert set(scripts) == {f"{name}.js" for name in MODULES}
    assert sum(scripts.values()) < 20_000, scripts


@pytest.mark.parametrize("text", [*HOSTILE, MARK, "<!--", "</p>", "&lt;", "a\nb", "'\"`"])
def test_a_text_is_never_markup(text: str) -> None:
    made = el("p.quiet", text, [el("b", text), None, False, "", 0], title=text, data_x=text)
    seen = Seen(made)
    assert seen.tags == ["p", "b"]
    assert [name for name, _ in seen.attributes] == ["class", "title", "data-x"]
    assert seen.attributes[1][1] == seen.attributes[2][1]
    shown = text.replace("\u202e", "‹U+202E›").replace("\u202c", "‹U+202C›")
    assert seen.text == f"{shown}{shown}0"
    assert seen.attributes[1][1] == shown


def test_elements_hold_elements_in_order() -> None:
    made = together("1 < 2", [el("i"), [Html("<b>x</b>"), 3]], (each for each in ("&",)))
    assert made == "1 &lt; 2<i></i><b>x</b>3&amp;"
    assert el("input.by.", type="text", disabled=True, checked=False, value=None) == (
        '<input class="by" type="text" disabled>'
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The story with hostile text everywhere."""
    return Desk(Request([str(write(tmp_path_factory.mktemp("hostile"), "hostile", poisoned(STORY)))]), None)


def test_no_panel_of_hostile_records_can_act(hostile: Desk) -> None:
    client = let_in(hostile)
    asked = ["list", "exports", "found?q=onerror", "head", "stage?view=board"]
    records = client.get("/panel/found?q=onerror").text
    told = [json.loads(value) for name, value in Seen(records).attributes if name == "data-go"]
    assert len(told) > 20
    panels = [client.get(f"/panel/{each}") for each in asked]
    for each in told:
        change = {name: value for name, value in each.items() if value}
        if "entry" not in change:
            panels.append(client.get("/panel/beside", params=change))
            continue
        panels.append(client.get("/panel/others", params=change))
        panels += [client.get("/panel/stage", params={**change, "view": view}) for view in ("path", "near", "plan")]
        panels += [client.get("/panel/beside", params={**change, "hop": hop}) for hop in ("s0", "0", "1", "4", "9")]
    assert {panel.status_code for panel in panels} == {200}
    marks = 0
    for panel in panels:
        seen = Seen(panel.text)
        assert seen.open == []
        assert set(seen.tags) <= TAGS
        assert not [name for name, _ in seen.attributes if name.startswith("on") or name in {"style", "src", "action"}]
        links = [value for name, value in seen.attributes if name == "href"]
        assert [link for link in links if not re.match("/(export|view)/", link)] == []
        assert "\u202e" not in panel.text
        marks += seen.text.count(MARK)
    assert marks > 300


def test_what_is_chosen_is_told_word_for_word(hostile: Desk) -> None:
    client = let_in(hostile)
    found = Seen(client.get("/panel/list").text)
    rows = [json.loads(value) for name, value in found.attributes if name == "data-go" and '"hop"' in value]
    with hostile.at_hand() as traced:
        assert {row["entry"] for row in rows} == set(traced.answers)


def test_a_panel_says_where_it_goes_and_what_it_is(story: Desk) -> None:
    client = let_in(story)

    def told(panel: str, **asked: str) -> dict[str, str]:
        return dict(reversed(Seen(client.get(f"/panel/{panel}", params=asked).text).attributes))

    chosen = {"entry": "E-1", "of": RULE}
    assert told("stage", **chosen)["data-ready"] == "path"
    assert told("stage", view="weather", **chosen)["data-ready"] == "path"
    assert told("stage", view="board")["data-ready"] == "board"
    assert told("beside", hop="1", **chosen)["data-ready"] == "1"
    assert told("others", **chosen)["data-into"] == "others"
    hop = client.get("/panel/beside", params={"hop": "1", **chosen}).text
    assert "○ No claim says this: it is inferred." in hop
    assert "<h3>Hop 2 of 5: Hanbit 한빛 무역: lot lot-7 of Snow crab → lot lot-8 of Snow crab</h3>" in hop
    assert "Choose a hop" in client.get("/panel/beside", params=chosen).text
    assert "This path has no such hop." in client.get("/panel/beside", params={"hop": "99", **chosen}).text


def test_filters_in_a_panel_choose_more_or_less(story: Desk) -> None:
    asked = {"country": ["VN"], "gaps": "1", "entry": "E-2", "of": RULE}
    seen = Seen(let_in(story).get("/panel/list", params=asked).text)
    assert "1 · 1 with gaps" in seen.text
    pressed = [value for name, value in seen.attributes if name in {"aria-pressed", "data-filter"}]
    assert pressed[pressed.index("country:VN") - 1] == "true"
    changes = [json.loads(value) for name, value in seen.attributes if name == "data-go"]
    assert {"country": [], "entry": "", "of": ""} in changes
    assert {"country": ["VN", "CN"], "entry": "", "of": ""} in changes
    assert {"gaps": "", "entry": "", "of": ""} in changes
