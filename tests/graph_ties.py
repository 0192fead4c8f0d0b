"""Bills, workforces, ties between holders, segregations and decisions of a random graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clew.model import records as r
from tests.graph_packs import LISTS
from tests.graph_pools import DATES, NAMES, OUTSIDERS, TASKS

if TYPE_CHECKING:
    from tests.graph_draft import Draft

LISTING_KEYS = tuple(
    dict.fromkeys(key for one in LISTS.listings if not one.is_place for key in (one.id, one.name.upper()))
)


def add_bills(draft: Draft) -> None:
    choose = draft.choose
    for _ in range(choose.pick((0, 0, 1, 2, 3))):
        place = choose.below(len(draft.products))
        rest = draft.products[:place] or draft.products
        line = r.Component(
            id=draft.next_id("bom", "b"),
            product=draft.products[place],
            component=choose.pick(rest) if choose.chance(80) else choose.pick(draft.products),
            maker=choose.maybe(50, draft.holders),
            supplier=choose.maybe(35, draft.holders),
        )
        draft.add("bom", line)


def add_workforces(draft: Draft) -> None:
    choose = draft.choose
    covered = choose.pick((0, 60, 95))
    for holder in draft.holders:
        if choose.chance(covered):
            draft.add("workforces", r.Workforce(id=draft.next_id("workforces", "w"), at=holder, nationality="VN"))
    for _ in range(choose.count(0, 2)):
        _add_suspect(draft)


def _add_suspect(draft: Draft) -> None:
    choose = draft.choose
    active = list(draft.held) or draft.holders
    at = choose.pick(active) if choose.chance(80) else choose.pick(draft.holders)
    start, end = choose.days(draft.dated)
    here = [process.id for process in draft.tables["processes"] if isinstance(process, r.Process) and process.at == at]
    narrowed = choose.chance(30)
    people = (*draft.parties, *NAMES[:4], "BG Works", *OUTSIDERS[:1])
    record = r.Workforce(
        id=draft.next_id("workforces", "w"),
        at=at,
        nationality=choose.pick(("KP", "KP", None, "VN")),
        condition=choose.maybe(30, ("bonded", "forced_child", "forced")),
        start=start,
        end=end,
        task=choose.maybe(35, TASKS),
        process=choose.maybe(60, here) if narrowed else None,
        item=draft.item_at(at) if narrowed and choose.chance(60) else None,
        employer=choose.maybe(15, people),
        recruiter=choose.maybe(10, people),
    )
    draft.add("workforces", record)


def add_ties(draft: Draft) -> None:
    choose = draft.choose
    for facility in draft.facilities:
        for _ in range(choose.pick((0, 0, 1, 2))):
            start, end = choose.days(draft.dated)
            operator = choose.pick(draft.parties)
            tie = r.Operation(
                id=draft.next_id("operations", "o"), facility=facility, operator=operator, start=start, end=end
            )
            draft.add("operations", tie)
    for _ in range(choose.pick((0, 0, 1, 2))):
        owner, owned = choose.pick(draft.parties), choose.pick(draft.holders)
        share = choose.pick((None, 60.0, 50.0, 10.0))
        start, end = choose.days(draft.dated // 2)
        number = draft.next_id("owners", "u")
        if owner != owned:
            draft.add("owners", r.Ownership(id=number, owner=owner, owned=owned, share=share, start=start, end=end))
    for _ in range(choose.pick((0, 0, 0, 1, 2, 3))):
        pool = draft.holders if choose.chance(65) else tuple(draft.product_of)
        a, b = choose.pick(pool), choose.pick(pool)
        decision = choose.pick((None, "same", "different"))
        if a != b:
            draft.add("same_as", r.Sameness(id=draft.next_id("same_as", "i"), a=a, b=b, decision=decision))  # type: ignore[arg-type]


def add_segregations(draft: Draft) -> None:
    choose = draft.choose
    for _ in range(choose.pick((0, 0, 0, 1, 2))):
        at = choose.pick(draft.holders)
        source = draft.item_at(at) if choose.chance(70) else None
        target = draft.item_at(at) if choose.chance(70) else None
        if source is None or source != target:
            draft.add(
                "segregations", r.Segregation(id=draft.next_id("segregations", "g"), at=at, input=source, output=target)
            )


def add_matches(draft: Draft) -> None:
    choose = draft.choose
    for _ in range(choose.pick((0, 0, 0, 0, 1, 2, 3))):
        match = r.Match(
            holder=choose.pick(draft.holders),
            listing=choose.pick(LISTING_KEYS),
            decision=choose.pick(("confirmed", "rejected")),
            by="Reviewer",
            reason="compared the addresses",
            date=choose.maybe(70, DATES[:4]),
        )
        draft.add("matches", match)
