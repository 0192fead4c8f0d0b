"""The style for Neo4j Browser shows the states as every other picture does."""

import re

from clew.formats.schema_neo4j import files
from clew.model.results_database import HOPS, RESULT_LABELS
from clew.views.states import LIGHT, STATES

STYLE = files()["neo4j.grass"]


def rule(selector):
    [body] = re.findall(rf"^{re.escape(selector)} {{ (.*) }}$", STYLE, re.MULTILINE)
    return dict(part.split(": ", 1) for part in body.rstrip(";").split("; "))


def test_hops_have_the_colors_of_their_states():
    found = {basis: rule(f"relationship.{kind}")["color"] for basis, kind in HOPS.items()}
    assert found == {basis: LIGHT[STATES.get(basis, basis)] for basis in HOPS}
    assert len(set(found.values())) == 5


def test_no_state_is_told_by_color_alone():
    assert {rule(f"relationship.{kind}")["caption"] for kind in HOPS.values()} == {"'<type>'"}


def test_every_label_of_a_result_has_a_rule():
    assert [label for label in RESULT_LABELS if not rule(f"node.{label}")] == []
    assert rule("node.Finding")["color"] == LIGHT["source"]
    assert rule("node.Verdict")["color"] == LIGHT["end"]
