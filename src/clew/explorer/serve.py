"""The explorer's server: a socket on loopback, a token for one browser, uvicorn behind both."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError
from clew.explorer.app import application
from clew.explorer.guard import ENTER, Guard

if TYPE_CHECKING:
    from clew.explorer.desk import Desk

LOOPBACK = "127.0.0.1"
PATIENCE = 5.0
"""Seconds that work which is broken off is given to come to its end."""


class Server:
    """Serves a desk on loopback, nowhere else.

    Parameters
    ----------
    port : int
        0 for any that is free.

    Raises
    ------
    ClewError
        If the port is taken.
    """

    def __init__(self, desk: Desk, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((LOOPBACK, port))
            self._socket.listen(128)  # who comes before `run` waits, and is not refused
        except OSError as error:
            self._socket.close()
            raise ClewError(
                f"port {port} of {LOOPBACK} cannot be had ({error.strerror}).",
                hint="Without --port, a free one is taken.",
                code="E-PORT",
            ) from error
        self.port: int = self._socket.getsockname()[1]
        self._desk = desk
        self._token = secrets.token_urlsafe(32)
        guarded = Guard(application(desk), port=self.port, token=self._token, saves=desk.case is not None)
        self._server = _server(guarded)

    @property
    def address(self) -> str:
        """What lets one browser in."""
        return f"http://{LOOPBACK}:{self.port}{ENTER}?token={self._token}"

    def run(self) -> None:
        """Answer until interrupted."""
        try:
            self._server.run(sockets=[self._socket])
        except KeyboardInterrupt:
            pass
        finally:
            self._socket.close()

    def run_beside(self, work: Callable[[], None]) -> None:
        """Answer until interrupted, with work going on in a thread of its own.

        Raises
        ------
        Exception
            What ended the work, after which nothing is answered any more.
        """
        faults: list[Exception] = []

        def guarded() -> None:
            try:
                work()
            except Exception as fault:  # whatever it is, the command tells it
                faults.append(fault)
                self.stop()

        worker = Thread(target=guarded, daemon=True)
        worker.start()
        self.run()
        if faults:
            raise faults[0]
        self._desk.stop()
        worker.join(PATIENCE)

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._server.should_exit = True


def _server(app: Any) -> Any:  # noqa: ANN401
    import uvicorn

    return uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            http="h11",
            h11_max_incomplete_event_size=1 << 20,
            loop="asyncio",
            timeout_graceful_shutdown=2,
        )
    )
