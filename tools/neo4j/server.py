"""A Neo4j Community server on loopback, for tests and benchmarks: fetched once, started on a free port, stopped."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "neo4j"
PASSWORD = "only-for-tests"
_OPENS = ("--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED")
_BRIEFLY = ("-XX:TieredStopAtLevel=1",)
_CONF = """\
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=keep_none
server.memory.pagecache.size=256m
"""


class NoServerError(Exception):
    """The server cannot be had on this machine; the text says why."""


def lacking() -> str:
    """Return what this machine lacks to run the server; empty if nothing."""
    absent = [tool for tool in ("java", "javac") if shutil.which(tool) is None]
    if not _jars().is_dir() and shutil.which("mvn") is None:
        absent.append("mvn (Maven)")
    return ", ".join(absent)


def _jars() -> Path:
    return CACHE / "jars"


def fetch() -> None:
    """Fetch the jars of the server once, and compile its launcher.

    Raises
    ------
    NoServerError
        If Java or Maven is missing, or the download fails.
    """
    if lacking():
        raise NoServerError(f"Neo4j needs {lacking()}")
    CACHE.mkdir(parents=True, exist_ok=True)
    if not _jars().is_dir():
        partial = Path(tempfile.mkdtemp(prefix="jars-", dir=CACHE))  # of its own: another process may be fetching too
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={partial}"]
        _run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), *goal], "fetching Neo4j by Maven failed")
        if _jars().is_dir():
            shutil.rmtree(partial)
        else:
            partial.rename(_jars())
    classes = CACHE / "classes"
    source = HERE / "Server.java"
    made = classes / "Server.class"
    if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
        _run(["javac", "-cp", f"{_jars()}/*", "-d", str(classes), str(source)], "compiling the launcher failed")


def _run(
    command: list[str], failure: str, *, cwd: Path | None = None, environment: dict[str, str] | None = None
) -> None:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
    )
    if done.returncode:
        raise NoServerError(f"{failure}: {(done.stdout + done.stderr).strip()[-500:]}")


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One server with a home of its own.

    Attributes
    ----------
    address : str
        ``bolt://127.0.0.1:PORT``; user ``neo4j``, password `PASSWORD`.
    brief : bool
        Whether it runs so briefly that compiling its code for speed does not pay.
    """

    home: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="clew-neo4j-")))
    port: int = field(default_factory=free_port)
    heap: str = "700m"
    brief: bool = False
    _process: "subprocess.Popen[bytes] | None" = None
    _fresh: bool = True

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"bolt://127.0.0.1:{self.port}"

    def start(self, *, seconds: float = 90) -> "Server":
        """Start it and wait until it answers; at the first start the password is set.

        Raises
        ------
        NoServerError
            If it does not answer in time.
        """
        fetch()
        conf = self.home / "neo4j.conf"
        planned_once = "dbms.cypher.min_replan_interval=1h\n" if self.brief else ""
        conf.write_text(_CONF.format(port=self.port) + planned_once, encoding="utf-8")
        command = ["java", f"-Xmx{self.heap}", "-Xms256m", "-XX:+UseSerialGC", *_OPENS]
        if self.brief:
            command += _BRIEFLY
        command += ["-cp", f"{CACHE / 'classes'}{os.pathsep}{_jars()}/*", "Server", str(self.home), str(conf)]
        with (self.home / "server.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
        self._wait(time.monotonic() + seconds)
        return self

    def load(self, folder: Path, options: list[str]) -> None:
        """Fill its database by the bulk importer, while it does not run.

        Parameters
        ----------
        options : list of str
            What follows ``neo4j-admin`` on the command line; files are looked for in `folder`.

        Raises
        ------
        NoServerError
            If the importer refuses.
        """
        fetch()
        conf = self.home / "conf"
        conf.mkdir(exist_ok=True)
        (conf / "neo4j.conf").write_text("", encoding="utf-8")
        classes = [
            f"-Xmx{self.heap}",
            *(_BRIEFLY if self.brief else ()),
            *_OPENS,
            "-cp",
            f"{_jars()}/*",
            "org.neo4j.cli.AdminTool",
        ]
        places = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(conf)}
        _run(["java", *classes, *options], "the import failed", cwd=folder, environment=places)

    def _wait(self, until: float) -> None:
        import neo4j
        from neo4j.exceptions import DriverError, Neo4jError

        while True:
            word = "neo4j" if self._fresh else PASSWORD
            try:
                with neo4j.GraphDatabase.driver(self.address, auth=("neo4j", word)) as driver:
                    if self._fresh:
                        statement = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
                        with driver.session(database="system") as session:
                            session.run(statement, old=word, new=PASSWORD).consume()
                        self._fresh = False
                        continue
                    with driver.session(database="neo4j") as session:
                        session.run("RETURN 1").consume()
                return
            except (DriverError, Neo4jError, OSError) as error:
                assert self._process is not None
                if self._process.poll() is not None or time.monotonic() > until:
                    log = (self.home / "server.log").read_text(encoding="utf-8", errors="replace")
                    self.kill()
                    raise NoServerError(f"the server does not answer ({error}): {log[-1000:]}") from error
                time.sleep(0.25)

    @property
    def runs(self) -> bool:
        """Whether it was started, and not stopped."""
        return self._process is not None

    def kill(self) -> None:
        """End it at once, as a power cut would; its data stays."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process = None

    def stop(self) -> None:
        """End it and remove its data: there is nothing in it to keep."""
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)
