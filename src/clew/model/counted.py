"""Numbers with their nouns, for every layer that says them."""


def number(count: int, word: str) -> str:
    """Return a count with its noun, for example ``1 row`` or ``2,000 entries``."""
    several = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{count:,} {word if count == 1 else several}"
