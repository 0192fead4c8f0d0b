"""Explorers to ask without a browser: the guarded application in this process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from clew.explorer.app import application
from clew.explorer.desk import Desk
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


@pytest.fixture
def ask(story: Desk) -> Callable[..., Any]:
    """``ask("rows", rule=…)``: the answer to a question about the story."""
    client = let_in(story)

    def question(what: str, **parts: Any) -> Any:
        answer = client.get(f"/api/{what}", params=parts)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return question
