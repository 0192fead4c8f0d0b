"""What all commands share: telling errors, writing output whole or not at all, progress."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from clew import __version__
from clew.errors import ClewError
from clew.model import counted

COULD_NOT_RUN = 2
UNEXPECTED = 3
INTERRUPTED = 130

number = counted.number


def tell(error: BaseException) -> int:
    """Say on standard error what went wrong and return the exit code for it."""
    if isinstance(error, click.Abort) or _is_interrupt(error):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        error.show()
        return COULD_NOT_RUN
    if isinstance(error, BrokenPipeError):
        _close_output()
        return 0
    if isinstance(error, ClewError):
        click.echo(f"{click.style('error', fg='red', bold=True)} [{error.code}]: {error.message}", err=True)
        if error.hint:
            click.echo(f"  hint: {error.hint}", err=True)
        return COULD_NOT_RUN
    if isinstance(error, OSError):
        click.echo(f"error: {error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True)
        return COULD_NOT_RUN
    click.echo(
        f"unexpected error ({type(error).__name__}: {_one_line(error)}). "
        f"This is a fault of clew {__version__}: run it again with --debug and report what it prints.",
        err=True,
    )
    return UNEXPECTED


def _is_interrupt(error: BaseException) -> bool:
    """Whether a Ctrl-C came while the database was at work, which makes an error of its own of it."""
    return type(error).__name__ == "InterruptException" or str(error) == "Query interrupted"


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or "no message"


def _close_output() -> None:
    """Point standard output at nothing, so that the interpreter does not complain when it leaves."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def output(path: str | None) -> Iterator[TextIO]:
    """Open where the data goes: standard output, or a file that appears only when all of it is written.

    Parameters
    ----------
    path : str or None
        None or ``-`` is standard output.

    Yields
    ------
    TextIO
        Takes text; UTF-8 and plain line feeds in a file.
    """
    if path is None or path == "-":
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(path)
    if target.is_dir():
        raise ClewError(
            f"{path} is a folder, not a file to write to.", hint="Name a file: -o result.json", code="E-OUTPUT"
        )
    if not target.parent.is_dir():
        hint = "Create it first, or name another file."
        raise ClewError(f"the folder {target.parent} does not exist.", hint=hint, code="E-OUTPUT")
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def colour() -> bool:
    """Whether standard output may hold colour: it is a terminal, and nobody said NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Progress:
    """Which step a long piece of work is at, on standard error, if that is a terminal.

    Parameters
    ----------
    steps : sequence of str
        The words for each step, in order.
    """

    def __init__(self, steps: Sequence[str]) -> None:
        self._steps = steps
        self._shown = sys.stderr.isatty()

    def __call__(self, words: str) -> None:
        """Say what begins now: a step, or a stage of one after a colon."""
        if self._shown:
            done = self._steps.index(words.partition(":")[0]) + 1
            bar = "#" * done + "." * (len(self._steps) - done)
            sys.stderr.write(f"\r\x1b[K[{bar}] {words}")
            sys.stderr.flush()

    def close(self) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
