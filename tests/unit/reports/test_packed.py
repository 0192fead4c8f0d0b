"""Packed data gives back what was packed, and says nothing twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.reports.packed import pack, unpack

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(VALUES)
def test_packed_data_is_what_it_was(value: Any) -> None:
    text = json.dumps(pack(value))
    again = unpack(json.loads(text))
    assert json.dumps(again, sort_keys=True) == json.dumps(value, sort_keys=True)


def test_what_occurs_twice_is_written_once() -> None:
    party = {"name": "Hanbit Ocean Trading Ltd.", "country": "KR"}
    text = json.dumps(pack([{"from": party, "to": dict(party)}, {"from": party, "to": None}]))
    assert text.count("Hanbit") == 1
    assert text.count("country") == 1


@pytest.mark.parametrize("wrong", [{}, [], {"shapes": [], "shared": [], "value": [3, "x"]}, {"value": 7}, "text"])
def test_other_data_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        unpack(wrong)
