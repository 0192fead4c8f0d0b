"""Every code that the program can give has a paragraph in docs/errors.md, and none is there in vain."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r'"([EW]-[A-Z][A-Z0-9-]+)"')


def test_every_code_is_explained():
    used = {code for path in (ROOT / "src").rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    explained = set(re.findall(r"^### ([EW]-\S+)$", (ROOT / "docs" / "errors.md").read_text(encoding="utf-8"), re.M))
    assert explained == used
