"""Files that open from disk in a real browser: no request, no dialog, no error, every gap in sight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clew.reports.html import page as report_page
from clew.reports.model import build
from clew.trace.run import Request, run
from clew.views.case import Case, of_result
from clew.views.page import page
from clew.views.scene import Box, Line, Scene
from clew.views.scenes import entries_scene
from clew.views.svg import picture
from tests.explorer.graphs import MARK, STORY, poisoned, write

OUTSIDE = """() => [...document.querySelectorAll('svg g:has(.box)')].filter((group) => {
  const box = group.querySelector('.box').getBoundingClientRect();
  return [...group.querySelectorAll('text')].some((label) => label.getBoundingClientRect().right > box.right + 0.5);
}).length"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report, a page and a picture of the story with hostile text everywhere, and of the story."""
    folder = tmp_path_factory.mktemp("files")
    for name, records in (("hostile", poisoned(STORY)), ("story", STORY)):
        trace = run(Request([str(write(folder, name, records))]))
        case: Case = of_result(trace.loaded.con, trace.result(), trace.packs)
        scene = entries_scene(case, case.entries)
        (folder / f"{name}-report.html").write_text(report_page(build(case, trace.loaded.con)), encoding="utf-8")
        (folder / f"{name}-page.html").write_text(page(scene), encoding="utf-8")
        svg = picture(scene, scheme="auto")
        (folder / f"{name}-svg.html").write_text(f'<meta charset="utf-8">{svg}', encoding="utf-8")
    return folder


def opened(chromium: Any, file: Path, *, scripts: bool) -> tuple[Any, list[str]]:
    """A page of a file, and what it should not have done."""
    context = chromium.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 720})
    shown = context.new_page()
    misdeeds: list[str] = []
    shown.on("request", lambda request: request.url != file.as_uri() and misdeeds.append(request.url))
    shown.on("dialog", lambda dialog: (misdeeds.append(dialog.message), dialog.dismiss()))
    shown.on("console", lambda message: misdeeds.append(message.text) if message.type == "error" else None)
    shown.on("pageerror", lambda error: misdeeds.append(str(error)))
    shown.goto(file.as_uri())
    return shown, misdeeds


@pytest.mark.parametrize("name", ["hostile-report", "hostile-page", "hostile-svg"])
def test_a_hostile_file_does_nothing(chromium: Any, files: Path, name: str) -> None:
    shown, misdeeds = opened(chromium, files / f"{name}.html", scripts=True)
    shown.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")  # what could act has acted
    assert misdeeds == []
    assert shown.locator("img, iframe, object, embed, svg a, svg script, svg foreignObject").count() == 0
    shown.context.close()


def test_a_report_needs_no_scripts(chromium: Any, files: Path) -> None:
    shown, misdeeds = opened(chromium, files / "story-report.html", scripts=False)
    assert misdeeds == []
    assert shown.locator("section.path svg").count() > 1
    assert shown.locator("td.state.gap", has_text="missing").count() > 0
    shown.context.close()


def test_a_hostile_report_shows_its_text(chromium: Any, files: Path) -> None:
    shown, _ = opened(chromium, files / "hostile-report.html", scripts=False)
    assert MARK in shown.locator("section.path td").all_inner_texts().__str__()
    shown.context.close()


@pytest.mark.parametrize("name", ["story-report", "hostile-report", "story-svg", "hostile-svg"])
def test_no_label_is_clipped(chromium: Any, files: Path, name: str) -> None:
    shown, _ = opened(chromium, files / f"{name}.html", scripts=True)
    assert shown.locator("svg .box").count() > 0
    assert shown.evaluate(OUTSIDE) == 0
    shown.context.close()


CLIPPED = """() => { const all = network.body.container.getBoundingClientRect();
  const boxes = Object.values(network.body.nodes).filter((node) => node.options.shape === 'box');
  return [boxes.length, boxes.filter((node) => { const box = network.getBoundingBox(node.id);
    const one = network.canvasToDOM({x: box.left, y: box.top});
    const other = network.canvasToDOM({x: box.right, y: box.bottom});
    return Math.min(one.x, one.y, all.width - other.x, all.height - other.y) < 8; }).map((node) => node.options.label)];
}"""


def test_a_page_to_drag_that_would_be_too_small_opens_at_its_first_source(chromium: Any, tmp_path: Path) -> None:
    boxes = [Box(f"b{k}", k, (f"Plant {k}", "goods"), data={"class": "" if k else "source"}) for k in range(30)]
    lines = [Line(f"b{k}", f"b{k + 1}", "asserted", "shipped to") for k in range(29)]
    (tmp_path / "wide.html").write_text(page(Scene("wide", boxes, lines)), encoding="utf-8")
    shown, misdeeds = opened(chromium, tmp_path / "wide.html", scripts=True)
    shown.wait_for_selector("#mynetwork canvas")
    assert shown.evaluate("network.getScale()") == 0.8
    first = shown.evaluate("network.canvasToDOM(network.getPositions(['n0']).n0)")
    room = shown.evaluate("document.querySelector('#mynetwork').clientWidth")
    assert 0 < first["x"] < room / 2
    shown.click("#all")
    shown.wait_for_function("network.getScale() < 0.2")
    assert misdeeds == []
    shown.context.close()


@pytest.mark.parametrize("name", ["story-page", "hostile-page"])
def test_a_page_to_drag_shows_all_boxes_whole_at_first(chromium: Any, files: Path, name: str) -> None:
    shown, _ = opened(chromium, files / f"{name}.html", scripts=True)
    shown.wait_for_selector("#mynetwork canvas")
    boxes, clipped = shown.evaluate(CLIPPED)
    assert boxes > 5
    assert clipped == []
    shown.context.close()
