"""The blocks of README.md and docs/: ``console`` blocks hold a command and what it prints.

``python -m tests.docs.blocks`` writes what the commands print now into the blocks: read the change before it lands.
"""

import io
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from clew.cli import run

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("sample_graphs/*/README.md")])
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    page: Path
    language: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT)}: {self.text.splitlines()[0] if self.text else ''}"

    @property
    def commands(self) -> list[tuple[str, str]]:
        """The commands of a console block, each with what it prints."""
        parts = re.split(r"^\$ (.*)\n", self.text, flags=re.MULTILINE)
        return list(zip(parts[1::2], parts[2::2], strict=True))


def blocks(language: str) -> Iterator[Block]:
    """All blocks of a language."""
    for page in PAGES:
        for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
            if match[1] == language:
                yield Block(page, match[1], match[2])


def printed(command: str) -> str:
    """What a command of a console block prints, run at the root of the project at a width of 100."""
    words = shlex.split(command)
    assert words[0] == "clew", command
    before, width = Path.cwd(), os.environ.get("COLUMNS")
    os.chdir(ROOT)
    os.environ["COLUMNS"] = "100"
    try:
        with redirect_stdout(Utf8()) as out:
            code = run(words[1:])
        assert code in {0, 1}, f"{command} could not run"
    finally:
        os.chdir(before)
        if width is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = width
    return out.getvalue()


class Utf8(io.StringIO):
    """Standard output in memory, as a terminal that shows all signs."""

    encoding = "utf-8"

    def reconfigure(self, **_: object) -> None:
        """Accept what real standard output accepts."""


def main() -> None:
    """Write what every command prints now into its block."""
    for block in blocks("console"):
        text = "".join(f"$ {command}\n{printed(command)}" for command, _ in block.commands)
        page = block.page.read_text(encoding="utf-8")
        block.page.write_text(
            page.replace(f"```console\n{block.text}```", f"```console\n{text}```"), encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
