"""The command itself: its help, its errors, its exit codes."""

import importlib
from collections.abc import Callable

import click
import pytest

from clew import __version__
from clew.cli import COMMANDS, common, run
from clew.errors import ClewError
from tests.cli.conftest import Outcome, shell

Clew = Callable[..., Outcome]


def test_help_names_every_command(clew: Clew) -> None:
    told = clew("--help")
    assert told.code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in told.out] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_their_help_says(name: str) -> None:
    command = importlib.import_module(f"clew.cli.{name}").command
    assert isinstance(command, click.Command)
    assert (command.help or "").strip().partition("\n")[0] == COMMANDS[name]


def test_version(clew: Clew) -> None:
    assert clew("--version").out == f"clew, version {__version__}\n"


def test_an_unknown_command_is_usage(clew: Clew) -> None:
    told = clew("trase")
    assert told.code == 2
    assert "there is no command 'trase'. Did you mean trace?" in told.err


def test_an_unknown_option_is_usage(clew: Clew) -> None:
    assert clew("trace", "--entri", "E1", "x").code == 2


def test_an_error_of_the_user_is_two_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert common.tell(ClewError("it is so.", hint="do this", code="some-code")) == 2
    assert capsys.readouterr().err == "error [some-code]: it is so.\n  hint: do this\n"


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("not\nthought of")


def test_an_unexpected_error_is_one_line_and_three(clew: Clew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.trace.run.run", broken)
    told = clew("trace", "x")
    assert told.code == 3
    assert told.err == (
        f"unexpected error (ZeroDivisionError: not thought of). This is a fault of clew {__version__}: "
        "run it again with --debug and report what it prints.\n"
    )


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clew.trace.run.run", broken)
    with pytest.raises(ZeroDivisionError):
        run(["trace", "x"], debug=True)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("Query interrupted")], ids=["python", "duckdb"])
def test_an_interrupt_is_told(clew: Clew, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("clew.trace.run.run", interrupted)
    told = clew("trace", "x")
    assert (told.code, told.err.strip()) == (130, "interrupted")


def test_help_imports_nothing_heavy() -> None:
    told = shell("--help", PYTHONPROFILEIMPORTTIME="1")
    heavy = ("duckdb", "numpy", "numba", "pydantic", "rapidfuzz", "pycountry", "rich", "yaml", "calamine")
    assert told.code == 0
    assert [name for name in heavy if f" {name}\n" in told.err] == []
