"""The explorer in a real browser: what people see, press and read, and what must never happen."""

from __future__ import annotations

import http.client
import time
from pathlib import Path
from typing import Any

import pytest

from clew.explorer.desk import Desk
from tests.browser.conftest import READY, Look, Watched
from tests.explorer.graphs import MARK, STORY
from tests.explorer.test_journal import made


def test_nobody_comes_in_without_the_token_or_under_another_name(look: Look, story: Desk) -> None:
    page = look(story)
    port = int(page.home.rpartition(":")[2])
    for host, cookie, status in [("127.0.0.1", "", 403), ("evil.example", "", 400), ("localhost", "", 403)]:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.putrequest("GET", "/panel/head", skip_host=True)
        connection.putheader("Host", f"{host}:{port}")
        connection.putheader("Cookie", cookie)
        connection.endheaders()
        assert connection.getresponse().status == status
        connection.close()
    stranger = page.page.context.browser.new_context()
    assert stranger.new_page().goto(page.home).status == 403
    stranger.close()
    assert page.misdeeds == []


def test_the_next_path_opens_at_once_and_a_reload_restores_all(look: Look, large: Desk) -> None:
    seen = look(large)
    page = seen.page
    page.wait_for_selector("#rows[data-ready]")
    times = []
    for _ in range(5):
        before = page.get_by_role("tabpanel").locator("h2").inner_text()
        began = time.perf_counter()
        page.keyboard.press("j")
        page.wait_for_selector(f"#stage[data-ready] h2:not(:text-is({before!r}))")
        times.append(time.perf_counter() - began)
    assert min(times) < 0.3, times
    page.locator("#filters button.gaps").click()
    page.wait_for_selector("#filters button.gaps[aria-pressed=true]")
    page.wait_for_selector(READY)
    seen.press("ArrowRight", "ArrowRight")
    page.wait_for_selector("#evidence[data-ready='0']")
    shown = shown_now(page)
    page.reload()
    page.wait_for_selector("#evidence[data-ready='0']")
    page.wait_for_selector(READY)
    assert shown_now(page) == shown
    assert seen.misdeeds == []


def shown_now(page: Any) -> list[str]:
    places = ("#stage h2", "#evidence h3", ".row[aria-current=true] .top", ".hop[aria-current=true]", "#shown")
    return [page.url, *(page.locator(place).first.inner_text() for place in places)]


def test_every_hop_is_reached_by_tab_and_opened_by_enter(look: Look, story: Desk) -> None:
    seen = look(story, hash_="entry=E-1&of=US-CAATSA-321B")
    steps = seen.page.locator("#stage .hop").count()
    assert steps == 6
    opened = set()
    for _ in range(120):
        seen.page.keyboard.press("Tab")
        hop = seen.page.evaluate("document.activeElement.closest('#stage .hop')?.dataset.hop ?? ''")
        if hop:
            seen.page.keyboard.press("Enter")
            seen.page.wait_for_selector(f"#evidence[data-ready='{hop}']")
            opened.add(hop)
        if len(opened) == steps:
            break
    assert opened == {"s0", "0", "1", "2", "3", "4"}
    assert seen.misdeeds == []


def test_every_gap_is_dashed_and_named(look: Look, story: Desk) -> None:
    seen = look(story, hash_="entry=E-1&of=US-CAATSA-321B&hop=1")
    page = seen.page
    page.wait_for_selector("#evidence[data-ready='1']")
    gap = page.locator("#stage .hop[data-hop='1']")
    assert "assumed or missing" in gap.inner_text()
    assert "no claim" in gap.inner_text()
    border = 'getComputedStyle(document.querySelector(".row[aria-current=true] .strip i.missing")).borderBottomStyle'
    assert page.evaluate(border) == "dashed"
    assert "1 gap" in page.locator(".row[aria-current=true]").inner_text()
    told = page.locator("#evidence").inner_text()
    assert "it is inferred" in told
    assert "Ask Hanbit" in told


def test_filters_search_and_scripts_of_the_east(look: Look, story: Desk) -> None:
    seen = look(story)
    page = seen.page
    page.locator("[data-filter='verdict:unresolved']").click()
    page.wait_for_selector("#rows[data-ready='1']")
    assert page.locator(".row .top b").all_inner_texts() == ["E-3"]
    seen.press("/")
    page.keyboard.type("大连")
    page.wait_for_selector("#found[data-ready='大连'] button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#evidence[data-ready='party:dalian']")
    assert "大连海产有限公司" in page.locator("#evidence").inner_text()
    assert seen.misdeeds == []


def test_hostile_text_is_only_text(look: Look, hostile: Desk) -> None:
    seen = look(hostile)
    page = seen.page
    for _ in range(3):
        hops = page.locator("#stage .hop").count()
        for _ in range(hops):
            seen.press("ArrowRight")
        page.wait_for_selector("#others[data-ready]")
        page.evaluate("document.querySelectorAll('#stage details').forEach((each) => { each.open = true; })")
        for record in page.locator("#evidence .link").all()[:2]:
            record.click()
            seen.settle()
            page.go_back()
            seen.settle()
        seen.press("j")
    for view in ("o", "g", "p"):
        seen.press(view)
    seen.press("/")
    page.keyboard.type("onerror")
    page.wait_for_selector("#found[data-ready='onerror'] button")
    assert MARK in page.locator("#found").inner_text()
    assert MARK in page.locator("#stage h2").first.inner_text()
    assert "\u202e" not in page.locator("body").inner_text()
    assert page.locator("img, iframe, object, embed, svg script, svg a, svg image, svg foreignObject").count() == 0
    assert seen.misdeeds == []
    assert len(seen.asked) > 40


ACTING = """<div data-into="evidence" data-ready="it">
<p id="kept" class="quiet" onclick="alert(1)" style="color: red">text</p>
<script>alert(1)</script><img src=x onerror=alert(1)><iframe srcdoc="<script>alert(1)</script>"></iframe>
<a id="out" href="javascript:alert(1)" target="_blank">out</a><a id="in" href="/export/paths.csv" download="x">in</a>
<form action="http://evil.example/"><button formaction="http://evil.example/">b</button></form>
<svg><a href="http://evil.example/"><text>t</text></a><image href="http://evil.example/x"/><script>alert(1)</script>
<path d="M0 0h9" fill="url(http://evil.example/y)" onload="alert(1)"/>
<foreignObject><b>f</b></foreignObject></svg></div>"""


def test_nothing_that_a_panel_holds_can_act(look: Look, story: Desk) -> None:
    seen = look(story, hash_="entry=E-1&of=US-CAATSA-321B")
    page = seen.page
    page.route("**/panel/beside*", lambda route: route.fulfill(content_type="text/html", body=ACTING))
    seen.press("ArrowRight")
    page.wait_for_selector("#evidence[data-ready=it] #kept")
    attributes = "e => e.getAttributeNames().sort().join(' ')"
    assert page.locator("#kept").evaluate(attributes) == "class id"
    assert page.locator("#out").evaluate(attributes) == "id"
    assert page.locator("#in").evaluate(attributes) == "download href id"
    assert page.locator("#evidence path").evaluate(attributes) == "d"
    held = set(page.locator("#evidence *").evaluate_all("all => all.map((each) => each.localName)"))
    assert held == {"p", "a", "svg", "text", "path"}
    for place in ("#kept", "#out"):
        page.locator(place).click()
    seen.settle()
    assert (seen.dialogs, seen.outside) == ([], [])
    assert all("Content Security Policy" in each for each in seen.said), "what could act is refused before it is seen"


def test_notes_and_decisions_are_kept_and_used(look: Look, tmp_path: Path) -> None:
    parties = [each if each["id"] != "packer" else {**each, "name": "Rixin Foods"} for each in STORY["parties"]]
    seen = look(made(tmp_path, {**STORY, "parties": parties}), hash_="entry=E-1&of=US-CAATSA-321B&hop=0")
    page = seen.page
    page.wait_for_selector("#evidence[data-ready='0']")
    page.get_by_placeholder("Note").fill(f"looks <b>odd</b> {MARK}\nsecond line")
    page.get_by_placeholder("your name").fill("J. Doe 王")
    page.get_by_text("Save note").click()
    page.wait_for_selector("blockquote")
    page.reload()
    page.wait_for_selector("blockquote")
    assert page.locator("blockquote").inner_text().startswith(f"looks <b>odd</b> {MARK}\nsecond line")
    assert "J. Doe 王" in page.locator("blockquote").inner_text()
    assert page.locator("blockquote b").count() == 0
    page.get_by_placeholder("Note").fill("half a note")
    page.locator("[data-filter='basis:assumed']").click()
    seen.settle()
    assert page.locator("#rows[data-ready='1']").count() == 1
    assert page.get_by_placeholder("Note").input_value() == "half a note"
    assert page.evaluate("document.activeElement.dataset.filter") == "basis:assumed"
    page.goto(f"{seen.home}/#record=holder:packer")
    page.wait_for_selector("#evidence[data-ready='holder:packer']")
    assert "by name" in page.locator("#evidence").inner_text()
    page.get_by_placeholder("Why").fill("another address")
    page.get_by_text("It is not").click()
    page.wait_for_selector("#again:not([hidden])")
    page.locator("#again").click()
    page.wait_for_selector("#again[hidden]", state="attached")
    page.wait_for_selector("#evidence[data-ready='holder:packer']")
    assert "May be listed" not in page.locator("#evidence").inner_text()
    assert seen.misdeeds == []


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_nothing_sticks_out_of_its_place(look: Look, story: Desk, size: tuple[int, int]) -> None:
    seen = look(story, hash_="entry=E-3&of=US-CAATSA-321B&hop=1", size=size)
    seen.page.wait_for_selector("#evidence[data-ready='1']")
    assert seen.page.evaluate(STICKING_OUT) == []


STICKING_OUT = """() => {
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
  const parts = document.querySelectorAll(
    'header *, #filters .chip, .row, .row > span, .hop, .hop > span, #evidence *, footer *');
  return wide.concat([...parts].filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth
    && !/SUMMARY|DETAILS/.test(part.tagName))
    .map((part) => `${part.tagName}.${part.className} ${part.textContent.slice(0, 60)}`));
}"""


def boxes(seen: Watched, place: str) -> list[dict[str, float]]:
    """Where shapes are, in order."""
    return [shape.bounding_box() for shape in seen.page.locator(place).all()]


def test_a_plan_and_what_would_be_are_marked_as_hypothetical(look: Look, story: Desk) -> None:
    seen = look(story, hash_="entry=E-1&of=US-CAATSA-321B")
    page = seen.page
    seen.press("w")
    page.wait_for_selector(".plan input")
    assert page.get_by_text("What if the chosen ones").is_disabled()
    page.locator(".plan input").first.check()
    page.get_by_text("What if the chosen ones").click()
    page.wait_for_selector(".hypothetical")
    told = page.locator(".hypothetical").inner_text()
    assert "Hypothetical: nothing of this is on record" in told
    assert [cell.strip() for cell in page.locator(".hypothetical tbody tr").first.inner_text().split("\t")] == [
        "verdict",
        "reached",
        "unresolved",
    ]
    assert page.locator(".row[aria-current=true] .verdict").inner_text() == "reached"
    page.reload()
    page.wait_for_selector(".plan input")
    assert page.locator(".plan input").first.is_checked()
    page.goto(f"{seen.home}/#entry=E-2&of=US-CAATSA-321B&hop=s0")
    page.get_by_text("What if these 5 documents existed?").click()
    page.wait_for_selector("#evidence .hypothetical")
    assert seen.misdeeds == []
