"""``clew plan`` as a user calls it: table, JSON, proofs, portfolios, and what is said beside."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew.cli import run
from clew.engine import cut
from clew.model.plan_results import PlanResult, PortfolioResult, ProofResult

SAMPLES = Path(__file__).parents[3] / "sample_graphs"
CRAB = str(SAMPLES / "crab-third-country")
SHIRT = str(SAMPLES / "cotton-shirt")
KEYS = ["entry", "basis", "requests", "cost", "bound", "optimal", "unbreakable", "chain", "verdict"]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["plan", *arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def test_the_document_has_just_these_keys(told: Any) -> None:
    code, out, err = told(CRAB, "E-MEAT", "--json")
    found = json.loads(out)
    PlanResult.model_validate(found)
    assert (code, err) == (0, "")
    assert list(found) == KEYS
    [request] = found["requests"]
    assert list(request) == ["request", "claim", "ask", "of", "cost", "settles"]
    assert (request["request"], request["claim"], request["of"]) == ("proof", "w-kp", ["plant2"])
    assert (found["cost"], found["bound"], found["optimal"], found["unbreakable"]) == (1, 1, True, [])
    assert found["verdict"] == "unproven"


def test_the_same_bytes_each_time(told: Any) -> None:
    assert told(SHIRT, "E-POLO", "--ndjson") == told(SHIRT, "E-POLO", "--ndjson")


def test_without_a_path_the_chain_is_what_is_asked_for(told: Any) -> None:
    _, out, err = told(SHIRT, "E-POLO", "--json")
    found = json.loads(out)
    assert found["requests"] == []
    assert [(each["request"], each["holder"]) for each in found["chain"]] == [("labor_record", "lanka")]
    assert err == "note: E-POLO: no path at assumed or stronger.\n"


def test_without_the_extra_the_plan_is_greedy_and_says_so(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "solver_installed", lambda: False)
    monkeypatch.setattr(cut.Cutter, "_told", lambda self, best: cut.Plan(best, 1.0, 0.5, False, 1))
    code, _, err = told(CRAB, "E-MEAT", "--json")
    assert code == 0
    assert "it is proven that none costs less than 0.5" in err
    assert 'pip install "clew[plan]"' in err


def test_costs_of_the_policy_choose(told: Any, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("costs: {L-ID: 9, L-REC: 9, L-PAY: 9, L-TIME: 9, L-OBS: 9}\n", encoding="utf-8")
    _, out, _ = told(CRAB, "E-MEAT", "--json", "--policy", str(policy))
    found = json.loads(out)
    assert found["cost"] == 1
    assert [each["claim"] for each in found["requests"]] != ["w-kp"]


def test_documented_claims_cannot_be_broken(told: Any, tmp_path: Path) -> None:
    graph = {
        "parties": [{"id": "mill", "name": "Mill", "country": "VN"}],
        "products": [{"id": "yarn", "name": "Yarn"}],
        "documents": [{"id": "d", "kind": "worker_roster"}],
        "workforces": [{"id": "w", "at": "mill", "nationality": "KP", "task": "spinning", "evidence": ["d"]}],
        "entries": [{"id": "E", "consignor": "mill", "item": ["yarn"], "date": "2024-05-01"}],
    }
    file = tmp_path / "graph.json"
    file.write_text(json.dumps(graph), encoding="utf-8")
    _, out, err = told(str(file), "E", "--json")
    found = json.loads(out)
    PlanResult.model_validate(found)
    assert found["requests"] == []
    assert [path["source"]["claim"] for path in found["unbreakable"]] == ["w"]
    assert found["verdict"] == "reached"
    assert "cannot be broken by evidence" in err


def test_a_path_is_documented_by_the_fewest_documents(told: Any) -> None:
    _, out, _ = told(CRAB, "E-MEAT", "--prove", "--json")
    found = json.loads(out)
    ProofResult.model_validate(found)
    assert list(found) == [*KEYS, "path"]
    assert [(each["request"], each["claim"]) for each in found["requests"]] == [
        ("document", "w-kp"),
        ("document", "plant2"),
        ("document", "s2"),
    ]
    assert [hop["claim"] for hop in found["path"]["hops"]] == ["plant2", "s2", "E-MEAT"]


def test_a_portfolio_settles_all_entries_one_request_after_the_other(told: Any) -> None:
    _, out, err = told(CRAB, "--portfolio", "--json")
    PortfolioResult.model_validate(json.loads(out))
    requests = json.loads(out)["requests"]
    assert [each["together"] for each in requests] == [2]
    assert {"settles", "value_usd", "together"} <= set(requests[0])
    assert "2 of 2 entries" in err


@pytest.mark.parametrize("arguments", [(CRAB,), (CRAB, "E-MEAT", "--prove", "--portfolio")])
def test_what_cannot_be_asked(told: Any, arguments: tuple[str, ...]) -> None:
    assert told(*arguments)[0] == 2


def test_a_rule_that_no_pack_has(told: Any) -> None:
    code, _, err = told(CRAB, "E-MEAT", "--rule", "US-CAATSA-321")
    assert (code, "Did you mean US-CAATSA-321B?" in err) == (2, True)


def test_supplies_without_entries_can_be_planned_for(told: Any) -> None:
    code, out, _ = told(str(SAMPLES / "supplier-relationships"), "hunjiang/*", "--json")
    found = json.loads(out)
    assert code == 0
    assert [each["request"] for each in found["requests"]] == ["proof"]
    assert {"request": "good", "item": "Buttons"}.items() <= found["chain"][-1].items()
    assert found["verdict"] == "rebutted"
