"""Every question of docs/neo4j.md, asked of a real server, has the answer that the page shows."""

import os

import pytest

from tests.database.questions import ROOT, questions, runs_of, table

ALL = questions()


def test_there_are_enough_questions():
    assert len(ALL) >= 10
    assert all(len(each.answer.splitlines()) > 1 for each in ALL)


@pytest.mark.parametrize("sample", sorted({each.sample for each in ALL}))
def test_answers(sample, address, query, driver):
    os.chdir(ROOT)
    runs = runs_of(sample, address, query)
    for each in ALL:
        if each.sample == sample:
            found = driver.execute_query(each.cypher, runs)
            answer = table(list(found.keys), [record.values() for record in found.records])
            assert answer == each.answer, each.title
