"""Explorers to ask without a browser: the guarded application in this process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from clew.explorer import questions, whatif
from clew.explorer.about import about
from clew.explorer.app import application
from clew.explorer.asked import Asked, number, one
from clew.explorer.desk import Desk, Traced
from clew.explorer.guard import Guard
from clew.formats import load
from clew.formats.write import write as save
from clew.trace.run import Request
from tests.explorer.graphs import STORY, write

PORT = 8571
HOME = f"http://127.0.0.1:{PORT}"


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The story, without a case."""
    return Desk(Request([str(write(tmp_path_factory.mktemp("story"), "story", STORY))]), None)


@pytest.fixture
def case(tmp_path: Path) -> Desk:
    """The story in a case of its own."""
    loaded = load([write(tmp_path, "story", STORY)])
    path = tmp_path / "story.clew"
    save(loaded, path)
    loaded.con.close()
    return Desk(Request([str(path)]), path)


def guarded(desk: Desk) -> TestClient:
    """A browser that nobody has let in."""
    app = Guard(application(desk), port=PORT, token="a-token", saves=desk.case is not None)
    return TestClient(app, base_url=HOME, follow_redirects=False)


def let_in(desk: Desk) -> TestClient:
    """A browser that has used the token."""
    client = guarded(desk)
    assert client.get("/enter?token=a-token").status_code == 303
    return client


QUESTIONS: dict[str, Callable[[Desk, Traced, Asked], dict[str, Any]]] = {
    "about": lambda _, traced, asked: about(traced, one(asked, "kind"), one(asked, "id")),
    "near": questions.near,
    "path": questions.path,
    "paths": questions.paths,
    "rows": lambda _, traced, asked: traced.rows.page(asked, number(asked, "offset")),
    "search": lambda _, traced, asked: traced.index.find(one(asked, "q", "")),
    "status": questions.status,
    "plan": lambda desk, _, asked: whatif.plan(desk, asked),
    "suppose": lambda desk, _, asked: whatif.suppose(desk, asked),
}
"""What the panels are made of."""


@pytest.fixture
def ask(story: Desk) -> Callable[..., Any]:
    """``ask("rows", rule=…)``: what a panel says of the story, as data."""

    def question(what: str, **parts: Any) -> Any:
        given = {name: value if isinstance(value, list) else [value] for name, value in parts.items()}
        asked = {name: [str(each) for each in values] for name, values in given.items()}
        with story.at_hand() as traced:
            return json.loads(json.dumps(QUESTIONS[what](story, traced, asked)))

    return question
