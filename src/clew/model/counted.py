"""Numbers with their nouns, for every layer that says them."""


def number(count: int, word: str) -> str:
    """Return a count with its noun, for example ``1 row`` or ``2,000 rows``."""
    return f"{count:,} {word}{'s' * (count != 1)}"
