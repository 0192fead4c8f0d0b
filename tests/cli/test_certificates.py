"""``clew explain`` and ``clew verify`` as users call them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Outcome

Clew = Callable[..., Outcome]
CRAB = ROOT / "sample_graphs" / "crab-third-country"


@pytest.fixture
def certificate(clew: Clew, tmp_path: Path) -> Path:
    path = tmp_path / "certificate.json"
    assert clew("explain", CRAB, "E-MEAT", "-o", path).code == 0
    return path


def test_a_certificate_in_words(clew: Clew) -> None:
    told = clew("explain", CRAB, "E-MEAT")
    assert told.code == 0
    assert "US-CAATSA-321B (presumption): asserted" in told.out
    assert "hunhe/meat: operation (section 3, rule 4), asserted" in told.out
    assert "no hop enters from elsewhere" in told.out


def test_it_holds(clew: Clew, certificate: Path) -> None:
    told = clew("verify", certificate, CRAB)
    assert told.code == 0
    assert told.out.endswith("holds: verdict of E-MEAT: reached\n")
    assert clew("verify", certificate, CRAB, "--whole").out == told.out


def test_inside_a_report(clew: Clew, certificate: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    made = json.loads(certificate.read_text(encoding="utf-8"))
    report.write_text(json.dumps({"entries": [{"entry": "E-MEAT", "proof": made}]}), encoding="utf-8")
    assert clew("verify", report, CRAB).code == 0


def test_the_first_thing_that_does_not_hold_is_named(clew: Clew, certificate: Path) -> None:
    text = certificate.read_text(encoding="utf-8")
    certificate.write_text(text.replace('"verdict": "reached"', '"verdict": "no_path"'), encoding="utf-8")
    told = clew("verify", certificate, CRAB)
    assert (told.code, "does not hold: digest" in told.out) == (1, True)


def test_other_records_and_other_terms(clew: Clew, certificate: Path) -> None:
    told = clew("verify", certificate, ROOT / "sample_graphs" / "two-ids")
    assert (told.code, "does not hold: graph" in told.out) == (1, True)
    told = clew("verify", certificate, CRAB, "--as-of", "2024-01-01")
    assert (told.code, "does not hold: as_of" in told.out) == (1, True)
    told = clew("verify", certificate, CRAB, "--pack", "us-1307")
    assert (told.code, "does not hold: packs" in told.out) == (1, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[:-40], "line "),
        (lambda text: text.replace('"in_force": true', '"in_force": "yes"', 1), ".findings[0].in_force"),
        (lambda text: text.replace('"entry":', '"entry": "X", "entry":', 1), "'entry' stands twice"),
        (lambda text: "{}", "holds no certificate"),
    ],
)
def test_a_malformed_file_is_an_error_with_its_place(
    clew: Clew, certificate: Path, change: Callable[[str], str], said: str
) -> None:
    certificate.write_text(change(certificate.read_text(encoding="utf-8")), encoding="utf-8")
    told = clew("verify", certificate, CRAB)
    assert told.code == 2
    assert "E-CERTIFICATE" in told.err
    assert said in told.err


def test_entries_that_are_not_on_record(clew: Clew) -> None:
    assert "Did you mean E-MEAT" in clew("explain", CRAB, "E-MEET").err
    told = clew("explain", ROOT / "sample_graphs" / "supplier-relationships", "nobody/nothing")
    assert told.code == 2


def test_the_verifier_imports_neither_the_engine_nor_the_rules_in_sql(certificate: Path) -> None:
    code = (
        "import sys; from clew.cli import run; code = run(sys.argv[1:]); "
        "print(*(name for name in sys.modules if name.startswith('clew.')), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "verify", str(certificate), str(CRAB)],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    used = done.stderr.split()
    assert "clew.engine.reference.verify" in used
    engine = [name for name in used if name.startswith("clew.engine.") and ".reference" not in name]
    assert engine == []
    assert [name for name in used if name.startswith(("clew.flow", "clew.rules.sources"))] == []


def test_its_own_part_is_short() -> None:
    source = (ROOT / "src/clew/engine/reference/verify.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 300
