"""What reaches an entry, by which path, and what is open behind it."""


def would_compile(hops: int) -> bool:
    """Whether a graph of this many hops would be answered faster if numba were installed, which it is not."""
    from clew.engine.jit import WORTH_COMPILING, numba_installed

    return hops > WORTH_COMPILING and not numba_installed()
