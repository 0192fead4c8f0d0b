"""How a database is reached: address, name of the database, user and password, and what errors of it mean."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from clew.errors import ClewError

if TYPE_CHECKING:
    import neo4j

_ADDRESS = re.compile(r"(neo4j|bolt)(\+s|\+ssc)?://", re.IGNORECASE)
_NO_DRIVER = "pip install 'clew[neo4j]'"
_WAIT = 15.0


@dataclass(frozen=True)
class Asked:
    """What was asked beside an address.

    Attributes
    ----------
    database : str or None
        Name of the database on the server; None is the user's home database.
    incomplete : bool
        Whether records of a push that did not end are read all the same.
    """

    database: str | None = None
    incomplete: bool = False


_ASKED: ContextVar[Asked | None] = ContextVar("ASKED", default=None)


def asked() -> Asked:
    """Return what was asked beside the address."""
    return _ASKED.get() or Asked()


def ask(**what: object) -> None:
    """Set what is asked beside the address; options of a command call it before anything is read."""
    _ASKED.set(replace(asked(), **what))  # type: ignore[arg-type]


def is_address(text: str) -> bool:
    """Whether a text is the address of a graph database."""
    return _ADDRESS.match(text) is not None


def shown(address: str) -> str:
    """Return an address as it may be shown: without user and password, should someone have put them in."""
    return re.sub(r"//[^/]*@", "//", address)


@contextmanager
def session(address: str) -> Iterator["neo4j.Session"]:
    """Open a session; everything that goes wrong in it becomes a `ClewError` without user or password.

    Raises
    ------
    clew.errors.ClewError
        If the address is none, or what `translated` says.
    """
    checked(address)
    try:
        import neo4j
        from neo4j.exceptions import DriverError, Neo4jError
    except ImportError:
        raise ClewError("reading and writing Neo4j needs its driver", hint=_NO_DRIVER, code="E-EXTRA") from None
    user, password = _login()
    try:
        with (
            neo4j.GraphDatabase.driver(
                address,
                auth=(user, password),
                connection_timeout=_WAIT,
                connection_acquisition_timeout=_WAIT,
                notifications_min_severity="OFF",
            ) as driver,
            driver.session(database=asked().database, fetch_size=5000) as opened,
        ):
            yield opened
    except (DriverError, Neo4jError, OSError, ValueError) as error:
        raise translated(error, address) from None


def checked(address: str) -> None:
    """Refuse an address that holds a user or password, or that names no host."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host:
        hint = "an address is neo4j://HOST:PORT or bolt://HOST:PORT, with +s for encryption"
        raise ClewError(f"{shown(address)} is no address of a database", hint=hint, code="E-ADDRESS")
    if parts.username is not None or parts.password is not None:
        hint = "set NEO4J_USERNAME and NEO4J_PASSWORD instead: the command line is seen by others"
        raise ClewError(f"{shown(address)}: the address holds a user or password", hint=hint, code="E-ADDRESS")
    if parts.query or parts.path.strip("/"):
        hint = "the database is named by --database"
        raise ClewError(f"{shown(address)}: nothing follows the port of an address", hint=hint, code="E-ADDRESS")


def _login() -> tuple[str, str]:
    """Return user and password: from the environment, else asked of the person at the terminal."""
    user, password = os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_PASSWORD")
    if password is None:
        if not sys.stdin.isatty():
            hint = "set NEO4J_USERNAME (default: neo4j) and NEO4J_PASSWORD"
            raise ClewError("the database needs a password, and nobody is there to ask", hint=hint, code="E-LOGIN")
        from getpass import getpass

        if user is None:
            sys.stderr.write("user [neo4j]: ")
            sys.stderr.flush()
            user = sys.stdin.readline().strip()
        password = getpass("password: ")
    return user or "neo4j", password


def translated(error: Exception, address: str) -> ClewError:
    """Return what an error of the driver or server means, in words, without user or password."""
    from neo4j.exceptions import AuthError, Neo4jError, ServiceUnavailable, SessionExpired

    where = shown(address)
    code = error.code or "" if isinstance(error, Neo4jError) else ""
    if "CredentialsExpired" in code or "Forbidden" in code or "ReadOnly" in code:
        message = f"{where}: this user may not do that ({_plain(error)})"
        return ClewError(message, hint="ask who administers the database for the right to it", code="E-PERMISSION")
    if isinstance(error, AuthError):
        hint = "set NEO4J_USERNAME and NEO4J_PASSWORD to those of the database"
        return ClewError(f"{where}: user or password are wrong", hint=hint, code="E-LOGIN")
    if "DatabaseNotFound" in code:
        message = f"{where}: there is no database {asked().database!r} on this server"
        hint = "SHOW DATABASES in Neo4j Browser lists them; without --database it is your home database"
        return ClewError(message, hint=hint, code="E-DATABASE")
    if "Schema.Constraint" in code:
        message = f"{where}: the database holds something that stands in the way ({_plain(error)})"
        return ClewError(message, hint="push into a database of its own: --database NAME", code="E-FOREIGN")
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        hint = "is it running, and are host, port and encryption (+s) right?"
        return ClewError(f"{where}: no Neo4j server answers", hint=hint, code="E-SERVER")
    if isinstance(error, Neo4jError):
        return ClewError(f"{where}: the server refused ({_plain(error)})", code="E-SERVER")
    return ClewError(f"{where}: the driver cannot use this address ({_plain(error)})", code="E-ADDRESS")


def _plain(error: Exception) -> str:
    from neo4j.exceptions import Neo4jError

    text = error.message if isinstance(error, Neo4jError) else str(error)
    words = " ".join((text or type(error).__name__).split())[:300]
    password = os.environ.get("NEO4J_PASSWORD")
    return words.replace(password, "…") if password else words
