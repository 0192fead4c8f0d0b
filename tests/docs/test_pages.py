"""README and guides: their commands print what they show, their links lead somewhere, their words are the house's."""

import re
from pathlib import Path

import pytest
import yaml

from clew.model.policy import Policy
from clew.trace.policy import policy_of
from tests.docs.blocks import PAGES, ROOT, Block, blocks, printed

CONSOLE = list(blocks("console"))
OURS = [page for page in PAGES if page.parent == ROOT or page.parent.name == "docs"]


@pytest.mark.parametrize("block", CONSOLE, ids=lambda block: block.name)
def test_a_command_prints_what_the_page_shows(block: Block) -> None:
    assert [(command, printed(command)) for command, _ in block.commands] == block.commands


def test_the_readme_has_a_transcript() -> None:
    assert any(block.page.name == "README.md" and "VERDICT" in block.text for block in CONSOLE)


@pytest.mark.parametrize("page", OURS, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)]+)\)", text)]
    local = [target for target in targets if target and not target.startswith("http")]
    assert [target for target in local if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", OURS, ids=lambda page: page.name)
def test_goods_are_never_called_good(page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace("clean, compliant, cleared or safe", "")
    assert re.findall(r"\b(compliant|cleared|safe|clean)\b", text) == []


def test_the_policy_of_the_quick_start_is_the_default() -> None:
    [block] = [block for block in blocks("yaml") if "handling_tasks" in block.text]
    assert policy_of(yaml.safe_load(block.text), "quickstart") == Policy()


def test_every_target_of_make_in_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
