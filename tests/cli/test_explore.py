"""``clew explore`` as a process: the address lets one browser in, Ctrl-C ends it, cases are made and gone on with."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from clew.formats import journal
from tests.cli.conftest import ROOT, Outcome

SAMPLE = ROOT / "sample_graphs" / "crab-third-country"


@contextmanager
def exploring(*arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "clew.cli", "explore", "--no-browser", *map(str, arguments)]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment
    ) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def status(address: str, cookies: CookieJar) -> int:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    try:
        with opener.open(address, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_address_lets_one_browser_in_and_ctrl_c_ends_it() -> None:
    with exploring(SAMPLE) as (process, address):
        mine = CookieJar()
        assert address.startswith("http://127.0.0.1:")
        assert status(address.partition("/enter")[0], CookieJar()) == 403
        assert status(address, mine) == 200
        assert status(address, CookieJar()) == 403
        assert status(address.partition("/enter")[0] + "/panel/head", mine) == 200
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=10)
        assert process.returncode == 0
        assert told.splitlines() == [
            "tracing 3 entries; nothing is saved: --case NAME.clew makes a case",
            "explorer stopped",
        ]


def test_a_case_is_made_and_the_graph_stays(tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in SAMPLE.iterdir() if path.is_file()}
    case = tmp_path / "mine.clew"
    with exploring(SAMPLE, "--case", case) as (_, address):
        assert address
        assert journal.read(case) == []
    assert {path.name: path.read_bytes() for path in SAMPLE.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((SAMPLE, "--case", "mine.txt"), "E-OUTPUT"),
        ((SAMPLE, "--case", "{there}"), "E-OUTPUT"),
        (("nowhere",), "E-FILE"),
        ((SAMPLE, "--as-of", "soon"), "E-AS-OF"),
    ],
)
def test_what_cannot_be_is_told(
    clew: Callable[..., Outcome], tmp_path: Path, arguments: tuple[str | Path, ...], code: str
) -> None:
    there = tmp_path / "there.clew"
    there.touch()
    told = clew("explore", "--no-browser", *(str(each).replace("{there}", str(there)) for each in arguments))
    assert told.code == 2
    assert f"[{code}]" in told.err


def test_a_port_that_is_taken_is_told(clew: Callable[..., Outcome]) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = clew("explore", "--no-browser", "--port", str(taken.getsockname()[1]), SAMPLE)
    assert told.code == 2
    assert "[E-PORT]" in told.err


def test_without_the_extra_it_says_what_to_install(
    clew: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("clew.explorer")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette", None)
    monkeypatch.setitem(sys.modules, "starlette.applications", None)
    told = clew("explore", SAMPLE)
    assert told.code == 2
    assert "[E-EXTRA]" in told.err
    assert "pip install 'clew[explore]'" in told.err
