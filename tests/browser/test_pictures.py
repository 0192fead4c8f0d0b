"""The pictures of the explorer in a real browser: what is drawn is where it should be, and whole."""

from __future__ import annotations

import itertools
import time
from typing import Any

import pytest

from clew.explorer.desk import Desk
from tests.browser.conftest import READY, Look, Watched

E1 = "entry=E-1&of=US-CAATSA-321B"
LABELS_OUTSIDE = """() => [...document.querySelectorAll('#stage svg g')].filter((group) => group.querySelector('.box'))
  .flatMap((group) => {
    const box = group.querySelector('.box').getBoundingClientRect();
    return [...group.querySelectorAll('text')].filter((label) => {
      const at = label.getBoundingClientRect();
      return at.left < box.left || at.right > box.right || at.top < box.top || at.bottom > box.bottom;
    }).map((label) => label.textContent);
  })"""
OUTSIDE_PICTURE = """() => { const all = document.querySelector('#stage svg').getBoundingClientRect();
  return [...document.querySelectorAll('#stage svg text')].filter((label) => { const at = label.getBoundingClientRect();
    return at.left < all.left - 1 || at.right > all.right + 1 || at.bottom > all.bottom + 1; })
    .map((label) => label.textContent); }"""


def boxes(seen: Watched) -> list[dict[str, float]]:
    """Where the boxes are, in the order of the picture."""
    return [shape.bounding_box() for shape in seen.page.locator("#stage svg .box").all()]


def overlapping(found: list[dict[str, float]]) -> list[Any]:
    return [
        (one, other)
        for one, other in itertools.combinations(found, 2)
        if one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    ]


@pytest.mark.parametrize("graph", ["story", "hostile"])
def test_tiers_go_left_to_right_and_labels_fit(look: Look, graph: str, request: pytest.FixtureRequest) -> None:
    seen = look(request.getfixturevalue(graph))
    seen.press("j")
    for view in ("p", "g", "o"):
        seen.press(view)
        seen.page.wait_for_selector(f"#stage[data-ready='{ {'p': 'path', 'g': 'near', 'o': 'board'}[view] }'] svg")
        found = boxes(seen)
        assert found
        assert overlapping(found) == []
        assert seen.page.evaluate(LABELS_OUTSIDE) == []
        assert seen.page.evaluate(OUTSIDE_PICTURE) == []
        if view == "p":
            lefts = [box["x"] for box in found]
            assert len(set(lefts)) == len(lefts) == 7
            ends = [seen.page.locator(f"#stage svg .{kind} .box").bounding_box()["x"] for kind in ("source", "end")]
            assert ends == [min(lefts), max(lefts)]
    assert seen.misdeeds == []


def test_a_gap_in_a_path_is_dashed_and_named(look: Look, story: Desk) -> None:
    seen = look(story, hash_=E1)
    hops = seen.page.locator("#stage svg g[data-hop]")
    assert hops.count() == 6
    assert "source" in hops.nth(5).get_attribute("class")
    states = [hops.nth(k).get_attribute("class") for k in range(5)]
    assert states == ["documented", "missing", "asserted", "documented", "asserted"]
    dashes = "e => getComputedStyle(e.querySelector('path')).strokeDasharray"
    assert [hops.nth(k).evaluate(dashes) != "none" for k in range(5)] == [False, True, True, False, True]
    assert hops.nth(1).evaluate(dashes) != hops.nth(2).evaluate(dashes)
    assert [hops.nth(k).locator("text").all_text_contents() for k in (0, 1)] == [
        ["●", "shipped to"],
        ["missing", "○", "lot not", "recorded"],
    ]
    hops.nth(1).focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector("#evidence[data-ready='1']")


def test_undo_restores_the_set_and_the_positions(look: Look, story: Desk) -> None:
    seen = look(story, hash_=E1)
    seen.press("g")
    seen.page.wait_for_selector("#stage[data-ready='near'] svg")
    sets = [(boxes(seen), seen.page.locator("#stage svg").inner_html())]
    for expanded, stock in ((2, '["trader","lot-7"]'), (3, '["trader","lot-8"]')):
        seen.page.locator(f"#stage svg [data-stock='{stock}']").focus()
        seen.page.keyboard.press("e")
        seen.page.wait_for_selector(f".bar:has-text('{expanded} expanded')")
        sets.append((boxes(seen), seen.page.locator("#stage svg").inner_html()))
    assert len(sets[0][0]) < len(sets[1][0]) < len(sets[2][0])
    for expanded in (2, 1):
        seen.page.keyboard.press("z")
        seen.page.wait_for_selector(f".bar:has-text('{expanded} expanded')")
        assert (boxes(seen), seen.page.locator("#stage svg").inner_html()) == sets[expanded - 1]
    seen.page.reload()
    seen.page.wait_for_selector(READY)
    assert (boxes(seen), seen.page.locator("#stage svg").inner_html()) == sets[0]
    assert seen.misdeeds == []


def test_the_board_of_twenty_thousand_stocks_is_there_at_once(look: Look, large: Desk) -> None:
    with large.at_hand() as traced:
        assert traced.session.graph.stocks >= 20_000
    seen = look(large)
    began = time.perf_counter()
    seen.page.keyboard.press("o")
    seen.page.wait_for_selector("#stage[data-ready='board'] svg [data-cell]")
    took = time.perf_counter() - began
    assert took < 1.5
    found = boxes(seen)
    assert len(found) < 300
    assert overlapping(found) == []
    assert seen.page.evaluate(LABELS_OUTSIDE) == []
    cell = seen.page.locator("#stage svg [data-cell]").first
    cell.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector("#stage svg .flow", state="attached")
    seen.page.wait_for_selector("#evidence .link")
    assert 1 <= seen.page.locator("#stage svg .flow").count() <= 6
    assert "In a cell, →" in seen.page.locator("#stage svg").text_content()
    assert "record=cell" in seen.page.url
    seen.press("p")
    assert "record=" not in seen.page.url, "a chosen cell stays with the board"
    assert seen.misdeeds == []


def test_a_saved_picture_stands_alone(look: Look, story: Desk, chromium: Any) -> None:
    seen = look(story, hash_=E1)
    seen.page.locator("#export summary").click()
    with seen.page.expect_download() as download:
        seen.page.locator("#exports a:has-text('Picture')").click()
    assert download.value.suggested_filename == "path.svg"
    context = chromium.new_context(java_script_enabled=False)
    alone, asked = context.new_page(), []
    alone.on("request", lambda request: asked.append(request.url))
    alone.set_content(download.value.path().read_text(encoding="utf-8"))
    assert alone.locator("text=TIER 6 · source").count() == 1
    assert [url for url in asked if not url.startswith("about:")] == []
    context.close()
    assert seen.misdeeds == []
