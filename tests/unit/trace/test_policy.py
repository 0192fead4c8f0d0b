"""Policy files: the defaults, what they may say, and how a wrong one is answered."""

from pathlib import Path

import pytest

from clew.errors import ClewError
from clew.model.policy import Policy
from clew.trace.policy import policy_dict, policy_of, read_policy


def test_no_file_is_the_contract() -> None:
    assert read_policy(None) == Policy()


def test_an_empty_file_is_the_contract(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text("# nothing\n", encoding="utf-8")
    assert read_policy(str(file)) == Policy()


def test_every_key_is_read() -> None:
    content = {
        "proof": {"issuers": 3, "kinds": 1, "outsiders": 0},
        "handling_tasks": ["Loading", "guarding"],
        "subsidiary_share": 25,
        "match": {"exact": "assumed", "similar": "unexcluded", "similar_from": 0.95},
        "costs": {"T-BL": 2, "L-ID": 5.5},
        "host_countries": ["ru", "MN"],
    }
    assert policy_dict(policy_of(content, "p.yaml")) == {
        "proof": {"issuers": 3, "kinds": 1, "outsiders": 0},
        "handling_tasks": ["loading", "guarding"],
        "subsidiary_share": 25.0,
        "match": {"exact": "assumed", "similar": "unexcluded", "similar_from": 0.95},
        "costs": {"L-ID": 5.5, "T-BL": 2.0},
        "host_countries": ["MN", "RU"],
    }


@pytest.mark.parametrize("none", ["none", None])
def test_similar_names_can_be_switched_off(none: str | None) -> None:
    policy = policy_of({"match": {"similar": none}}, "p.yaml")
    assert policy.similar_from is None
    assert policy_dict(policy)["match"]["similar"] == "none"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"prof": {}}, "p.yaml: unknown key 'prof'."),
        ({"proof": {"isuers": 2}}, "p.yaml: unknown key 'isuers' in proof."),
        ({"proof": 2}, "p.yaml: proof must be a list of `key: value`, not 2."),
        ({"proof": {"issuers": "two"}}, "p.yaml: proof.issuers must be a number, not 'two'."),
        ({"proof": {"issuers": 1.5}}, "p.yaml: proof.issuers must be a whole number, not 1.5."),
        ({"proof": {"kinds": True}}, "p.yaml: proof.kinds must be a number, not True."),
        ({"subsidiary_share": 101}, "p.yaml: subsidiary_share is 101; it must be from 0 to 100."),
        ({"costs": {"T-BL": -1}}, "p.yaml: costs.T-BL is -1; it must be 0 or more."),
        ({"match": {"similar": "asserted"}}, "p.yaml: match.similar must be unexcluded or none, not 'asserted'."),
        ({"match": {"exact": "asserted"}}, "p.yaml: match.exact must be assumed, not 'asserted'."),
        ({"handling_tasks": "loading"}, "p.yaml: handling_tasks must be a list of words, not 'loading'."),
        (["proof"], "p.yaml: a policy must be a list of `key: value`, not ['proof']."),
    ],
)
def test_a_wrong_policy_is_named(content: object, message: str) -> None:
    with pytest.raises(ClewError) as caught:
        policy_of(content, "p.yaml")
    assert caught.value.message == message


def test_a_misspelt_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(ClewError) as caught:
        policy_of({"prof": {}}, "p.yaml")
    assert caught.value.hint.startswith("Did you mean proof? Known here: ")


@pytest.mark.parametrize("text", ["proof: [", None])
def test_an_unreadable_file_is_an_error(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "policy.yaml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(ClewError) as caught:
        read_policy(str(file))
    assert caught.value.code == "E-POLICY"
