"""Who may ask the explorer: nobody but the browser that was let in, at the address that is ours."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest

from clew.explorer.app import STATIC, application
from clew.explorer.desk import Desk
from clew.explorer.exports import EXPORTS
from clew.explorer.guard import HEADERS, LONGEST, Guard
from clew.explorer.panels import PANELS, SLOW
from clew.explorer.pictures import PICTURES
from clew.formats import journal
from tests.explorer.conftest import HOME, PORT, guarded, let_in

PLACES = [
    *STATIC,
    *(f"/panel/{name}" for name in (*PANELS, *SLOW)),
    *(f"/view/{name}.svg" for name in PICTURES),
    *(f"/export/{name}" for name in EXPORTS),
]


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_told_without_the_token(story: Desk, place: str) -> None:
    answer = guarded(story).get(place)
    assert answer.status_code == 403
    assert "story" not in answer.text


@pytest.mark.parametrize("token", ["", "?token=", "?token=a-toke", "?token=A-TOKEN", "?token=%F0%9F%A6%80"])
def test_a_wrong_token_lets_nobody_in(story: Desk, token: str) -> None:
    answer = guarded(story).get(f"/enter{token}")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_token_is_good_once(story: Desk) -> None:
    first = guarded(story)
    cookie = first.get("/enter?token=a-token").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert first.get("/").status_code == 200
    assert first.get("/enter?token=a-token").status_code == 303
    first.cookies.clear()
    assert first.get("/enter?token=a-token").status_code == 403


@pytest.mark.parametrize("cookie", ["", "clew-8571=", "clew-8571=a-token", "clew-8571=é", "other=1; ;;=", "clew-8571"])
def test_a_made_up_cookie_is_none(story: Desk, cookie: str) -> None:
    assert guarded(story).get("/", headers={"cookie": cookie.encode()}).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"127.0.0.1.evil.example:{PORT}", ""]
)
def test_a_foreign_host_is_refused(story: Desk, host: str) -> None:
    assert let_in(story).get("/", headers={"host": host}).status_code == 400


def test_two_hosts_are_refused(story: Desk) -> None:
    client = let_in(story)
    both = [("host", f"127.0.0.1:{PORT}"), ("host", "evil.example")]
    assert client.get("/", headers=both).status_code == 400  # type: ignore[arg-type]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1:1"])
def test_a_foreign_origin_is_refused(story: Desk, origin: str) -> None:
    client = let_in(story)
    assert client.get("/panel/head", headers={"origin": origin}).status_code == 403
    assert client.get("/panel/head", headers={"origin": HOME}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_may_not_fetch(story: Desk, site: str) -> None:
    assert let_in(story).get("/panel/head", headers={"sec-fetch-site": site}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/static/app.js",
        "/app.js/../guard.py",
        "//etc/passwd",
        "/./app.js",
        "/%2e%2e/x",
        "/app.js\0",
    ],
)
def test_a_path_outside_is_nowhere(story: Desk, path: str) -> None:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", f"127.0.0.1:{PORT}".encode())]
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": b"", "query_string": b"", "headers": headers}

    def ask(app: Any) -> None:
        with ThreadPoolExecutor() as thread:  # a browser test may keep a loop in this one
            thread.submit(anyio.run, app, scope, receive, send).result()

    ask(Guard(application(story), port=PORT, token="t", saves=False))
    assert sent[0]["status"] == 403
    ask(application(story))
    assert sent[2]["status"] == 404
    assert sent[3]["body"] == b"Not Found"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_it_only_answers_where_no_case_is_saved(story: Desk, method: str) -> None:
    headers = {"origin": HOME, "content-type": "application/json"}
    assert let_in(story).request(method, "/api/journal", headers=headers).status_code == 405


@pytest.mark.parametrize("place", [*PLACES, "/enter", "/nowhere"])
def test_every_answer_forbids_what_is_not_ours(story: Desk, place: str) -> None:
    for client in (guarded(story), let_in(story)):
        answer = client.get(place)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_what_is_sent_must_come_from_the_page(case: Desk) -> None:
    client, note = let_in(case), '{"about": "claim", "id": "s1", "text": "seen", "by": "me", "decision": ""}'
    plain = {"content-type": "application/json"}
    ours = {"origin": HOME, **plain}
    assert client.post("/api/journal", content=note, headers=plain).status_code == 403
    assert client.post("/api/journal", content=note, headers={**ours, "origin": "null"}).status_code == 403
    assert client.post("/api/journal", content=note, headers={**ours, "content-type": "text/plain"}).status_code == 415
    assert client.post("/api/journal", content="x" * (LONGEST + 1), headers=ours).status_code == 413
    assert client.post("/api/journal", content=iter([note.encode()]), headers=ours).status_code == 411
    assert client.post("/api/journal", content="[" * 9000, headers=ours).status_code == 400
    assert case.case is not None
    assert journal.read(case.case) == []
    assert client.post("/api/journal", content=note, headers=ours).status_code == 200
    assert [line.text for line in journal.read(case.case)] == ["seen"]
