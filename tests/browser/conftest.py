"""A real browser: Debian's chromium, led by playwright, looking at explorers that run in threads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from clew.explorer.desk import Desk
from clew.explorer.serve import Server
from clew.trace.run import Request
from tests.explorer.graphs import STORY, poisoned, write

NAMES = ("chromium", "chromium-browser", "google-chrome")
READY = "#stage[data-ready]"
SETTLED = "html:not([data-busy])"
"""The mark of a page on which nothing is being asked or drawn, or is about to be."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; without one CI fails, and a user's machine skips."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None and os.environ.get("CI"):
        pytest.fail("there is no chromium: `sh tools/chromium.sh` installs it")
    if program is None:
        pytest.skip("there is no chromium on this machine: the checks in a browser are skipped")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, and everything that it should not have done."""

    page: Any
    home: str
    dialogs: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def on_request(self, request: Any) -> None:
        self.asked.append(request.url)
        if not request.url.startswith(self.home) and not request.url.startswith("blob:"):
            self.outside.append(request.url)

    def on_dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def on_console(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(message.text)

    @property
    def misdeeds(self) -> list[str]:
        """Dialogs, errors, and requests beyond the explorer."""
        return [*self.dialogs, *self.said, *self.outside]

    def press(self, *keys: str) -> None:
        """Press keys one after another, and wait for what they show."""
        for key in keys:
            self.page.keyboard.press(key)
            self.settle()

    def settle(self) -> None:
        """Wait until nothing is being asked or drawn, or is about to be."""
        self.page.wait_for_selector(SETTLED)


Look = Callable[..., Watched]


@contextmanager
def served(desk: Desk) -> Iterator[Server]:
    """An explorer that runs in a thread."""
    server = Server(desk)
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(10)


@pytest.fixture
def look(chromium: Any) -> Iterator[Look]:
    """``look(desk)``: a page of an explorer of its own."""
    from contextlib import ExitStack

    with ExitStack() as open_now:

        def call(desk: Desk, *, hash_: str = "", size: tuple[int, int] = (1280, 720), **options: Any) -> Watched:
            server = open_now.enter_context(served(desk))
            context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options)
            open_now.callback(context.close)
            watched = Watched(context.new_page(), f"http://127.0.0.1:{server.port}")
            watched.page.set_default_timeout(30_000)
            watched.page.on("request", watched.on_request)
            watched.page.on("dialog", watched.on_dialog)
            watched.page.on("console", watched.on_console)
            watched.page.on("pageerror", lambda error: watched.said.append(str(error)))
            watched.page.goto(server.address + (f"#{hash_}" if hash_ else ""))
            watched.page.wait_for_selector(READY)
            watched.settle()
            return watched

        yield call


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The story, without a case."""
    return Desk(Request([str(write(tmp_path_factory.mktemp("story"), "story", STORY))]), None)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The story with hostile text everywhere."""
    return Desk(Request([str(write(tmp_path_factory.mktemp("hostile"), "hostile", poisoned(STORY)))]), None)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A graph of more than 20,000 stocks."""
    from bench.generate import generate
    from bench.generate import write as keep

    folder: Path = tmp_path_factory.mktemp("large") / "graph"
    keep(generate(11_000), folder)
    desk = Desk(Request([str(folder)]), None)
    desk.warm()
    return desk
