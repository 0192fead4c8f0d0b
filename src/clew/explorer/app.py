"""The explorer as an application: its page and the panels of it, files to take along, and what a case may be sent."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from threading import Thread
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from clew.errors import ClewError
from clew.explorer.asked import Asked
from clew.explorer.exports import EXPORTS
from clew.explorer.panels import PANELS, SLOW
from clew.explorer.panels.words import into
from clew.explorer.pictures import PICTURES, saved
from clew.explorer.writing import write
from clew.views.elements import Html, el
from clew.views.states import STYLE

if TYPE_CHECKING:
    from starlette.requests import Request

    from clew.explorer.desk import Desk, Traced

Endpoint = Callable[["Request"], Awaitable[Response]]
MODULES = ("acts", "app", "dom", "page")
STATIC = {
    "/": ("index.html", "text/html"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
    "/style.css": ("style.css", "text/css"),
    **{f"/{name}.js": (f"{name}.js", "text/javascript") for name in MODULES},
}
"""Every path of a file that is served, nothing else is: there is no way to another file."""


def application(desk: Desk) -> Starlette:
    """Return the application without its guard."""
    routes = [Route(path, _static(*file), methods=["GET"]) for path, file in STATIC.items()]
    routes.append(Route("/picture.css", _text(STYLE, "text/css"), methods=["GET"]))
    routes.append(Route("/panel/progress", _progress(desk), methods=["GET"]))
    routes += [Route(f"/panel/{name}", _asked(desk, _html(ask)), methods=["GET"]) for name, ask in PANELS.items()]
    routes += [Route(f"/panel/{name}", _slow(desk, work), methods=["GET"]) for name, work in SLOW.items()]
    routes += [Route(f"/view/{name}.svg", _asked(desk, saved(name)), methods=["GET"]) for name in PICTURES]
    routes += [Route(f"/export/{name}", _asked(desk, make), methods=["GET"]) for name, make in EXPORTS.items()]
    if desk.case is not None:
        routes.append(Route("/api/journal", _sent(lambda said: write(desk, said)), methods=["POST"]))
        routes.append(Route("/api/trace", _sent(lambda _: _trace_again(desk)), methods=["POST"]))
    return Starlette(routes=routes)


def _trace_again(desk: Desk) -> dict[str, Any]:
    desk.trace_again()
    desk.warm()
    Thread(target=desk.keep).start()
    return {"edition": desk.edition}


def _progress(desk: Desk) -> Endpoint:
    """Say at once what a trace is at for which all other questions wait; no words when it is done."""

    async def answer(_: Request) -> Response:
        words = f"The graph is being traced: {desk.step} … The list and the board appear when it is done."
        tracing = not desk.is_traced
        return HTMLResponse(into("stage", el("p.quiet", words) if tracing else None, tracing=tracing))

    return answer


def _static(name: str, kind: str) -> Endpoint:
    return _text(files("clew.explorer").joinpath("static", name).read_text(encoding="utf-8"), kind)


def _text(content: str, kind: str) -> Endpoint:
    async def answer(_: Request) -> Response:
        return Response(content, media_type=kind)

    return answer


def _html(ask: Callable[[Desk, Traced, Asked], Html]) -> Callable[[Desk, Traced, Asked], Response]:
    def answer(desk: Desk, traced: Traced, asked: Asked) -> Response:
        return HTMLResponse(ask(desk, traced, asked))

    return answer


def _asked(desk: Desk, answer: Callable[..., Response]) -> Endpoint:
    def work(asked: Asked) -> Response:
        with desk.at_hand() as traced:
            return answer(desk, traced, asked)

    async def endpoint(request: Request) -> Response:
        query = request.query_params
        asked = {name: query.getlist(name) for name in query}
        return await _told(work, asked)

    return endpoint


def _slow(desk: Desk, work: Callable[[Desk, Asked], Html]) -> Endpoint:
    """Answer what takes seconds without holding the desk: other questions are answered meanwhile."""

    async def endpoint(request: Request) -> Response:
        query = request.query_params
        asked = {name: query.getlist(name) for name in query}
        return await _told(lambda each: HTMLResponse(work(desk, each)), asked)

    return endpoint


def _sent(take: Callable[[Any], dict[str, Any]]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            said = json.loads(await request.body())
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            return JSONResponse({"error": "what was sent is no JSON object", "code": "E-NOTE"}, 400)
        return await _told(lambda each: JSONResponse(take(each)), said, JSONResponse)

    return endpoint


def _fault(told: Mapping[str, str], status: int) -> Response:
    return HTMLResponse(
        el("p.gap", " ".join(filter(None, [told["error"], told["hint"]])), data_code=told["code"]), status
    )


async def _told(
    work: Callable[[Any], Response], about: object, fault: Callable[[Mapping[str, str], int], Response] = _fault
) -> Response:
    """Answer in a thread of its own; an error that a user can mend is told in words."""
    try:
        return await run_in_threadpool(work, about)
    except ClewError as error:
        told = {"error": error.message, "hint": error.hint or "", "code": error.code}
        return fault(told, 404 if error.code in {"E-ENTRY", "E-ITEM", "E-RULE"} else 400)
    except Exception as error:  # what is left is a fault of ours: told in a line, the explorer goes on
        words = f"a fault of the explorer ({type(error).__name__})"
        print(f"{words}: {error}", file=sys.stderr)  # noqa: T201
        return fault({"error": f"{words}: please report it", "hint": "", "code": ""}, 500)
