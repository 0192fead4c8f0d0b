"""Words about packs: age, what supersedes them, sectors."""

from clew.model.dates import first_day
from clew.rules import age_notes, load_packs
from clew.rules.notes import OLD_AFTER, sector_of

PACKS = {pack.name: pack for pack in load_packs()}


def test_a_superseded_pack_says_so_on_any_day() -> None:
    first, *others = age_notes(PACKS["us-dol-tvpra"], first_day("2023-08-01"))
    assert "superseded by the 2024 edition" in first
    assert "not in hand" in first
    assert not any("days before" in note for note in others)
    assert any("Blueberries" in note for note in others)


def test_an_old_list_says_how_old_it_is() -> None:
    uflpa = PACKS["us-uflpa"]
    assert any("365 days before 2026-01-14" in note for note in age_notes(uflpa, first_day("2026-01-14")))
    known = first_day("2025-01-14")
    assert not any("days before" in note for note in age_notes(uflpa, known + OLD_AFTER))
    assert any("days before" in note for note in age_notes(uflpa, known + OLD_AFTER + 1))
    assert any("2024-05-03" in note for note in age_notes(PACKS["us-ofac-dprk"], first_day("2026-01-01")))


def test_a_rule_without_a_list_does_not_age() -> None:
    assert age_notes(PACKS["us-1307"], first_day("2030-01-01")) == ()


def test_a_sector_is_a_candidate() -> None:
    (note,) = sector_of("6109.10")
    assert note == "UFLPA priority sector: Apparel (since 2022-06-17, candidate HS 61; not official)"
    assert [note.split(":")[1].split(" (")[0] for note in sector_of("28")] == [
        " Aluminum",
        " Caustic soda",
        " Lithium",
        " Silica-based products including polysilicon",
    ]
    assert sector_of("9503.00") == sector_of("6") == sector_of("") == ()
