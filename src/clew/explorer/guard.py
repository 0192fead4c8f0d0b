"""Who may ask the explorer: this machine, under its own address, with the token that the command printed.

A page of another site can make a browser send requests to loopback. So the address must be ours (``Host``: no
rebinding of names), the page that asks must be ours (``Origin``), and the browser must hold the cookie that it was
given once for the token. Every answer forbids scripts, styles, pictures and requests that are not the explorer's own.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENTER = "/enter"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
    "cache-control": "no-store",
}
"""Of every answer, the refusals too."""

LONGEST = 64 * 1024
"""Bytes of the longest body that is read."""


class Guard:
    """Lets requests through to an application, or refuses them.

    Parameters
    ----------
    app : ASGI application
    port : int
        Where the explorer listens.
    token : str
        What the command prints; good for one use.
    saves : bool
        Whether anything may be sent (notes and decisions of a case), or only asked.
    """

    def __init__(self, app: ASGIApp, *, port: int, token: str, saves: bool) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}
        self._cookie = f"clew-{port}"
        self._token: str | None = token
        self._pass = secrets.token_urlsafe(32)
        self._methods = {"GET", "HEAD", "POST"} if saves else {"GET", "HEAD"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is None and scope["path"] == ENTER:
            refused = self._enter(scope, headers)
        elif refused is None and not self._known(headers):
            refused = _no(403, "Open the address that `clew explore` printed: it lets one browser in.")
        await (self._app if refused is None else refused)(scope, receive, sealed)

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the refusal of a request that no browser at our own page would send."""
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return _no(400, "This is not an address of the explorer.")
        origins = headers.getlist("origin")
        if any(origin not in self._origins for origin in origins):
            return _no(403, "Another site may not ask the explorer.")
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"} and scope["path"] != ENTER:
            return _no(403, "Another site may not ask the explorer.")
        if scope["method"] not in self._methods:
            return _no(405, "The explorer only answers questions, unless a case is saved (--case NAME.clew).")
        return self._refused_body(headers, origins) if scope["method"] == "POST" else None

    @staticmethod
    def _refused_body(headers: Headers, origins: list[str]) -> Response | None:
        if not origins:
            return _no(403, "What is sent must come from the explorer's own page.")
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _no(415, "What is sent must be JSON.")
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            return _no(411, "How long is it?")
        return _no(413, f"More than {LONGEST:,} bytes.") if int(length) > LONGEST else None

    def _enter(self, scope: Scope, headers: Headers) -> Response:
        """Hand over the cookie for the token, once; who has the cookie comes in anyway."""
        home = RedirectResponse("/", 303)
        if self._known(headers):
            return home
        given = _query(scope).get("token", "")
        if self._token is None or not secrets.compare_digest(given.encode(), self._token.encode()):
            return _no(403, "This link was used already, or is none: start `clew explore` again for a new one.")
        self._token = None
        home.set_cookie(self._cookie, self._pass, httponly=True, samesite="strict", path="/")
        return home

    def _known(self, headers: Headers) -> bool:
        cookie = SimpleCookie()
        try:
            cookie.load(headers.get("cookie", ""))
        except CookieError:
            return False
        held = cookie.get(self._cookie)
        return held is not None and secrets.compare_digest(held.value.encode(), self._pass.encode())


def _query(scope: Scope) -> Mapping[str, str]:
    from starlette.datastructures import QueryParams

    return QueryParams(scope["query_string"])


def _no(status: int, why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status)
