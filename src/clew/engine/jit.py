"""The workbench of the kernels: plain lists and loops for small graphs, numpy arrays and numba for large ones.

A kernel is a plain Python function over columns. Uncompiled it runs on lists (three to five times
faster than on arrays); compiled, a second copy of its module is made, whose functions numba compiles
and caches. Both give the same answers, bit for bit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from inspect import isfunction
from sys import modules
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Column: TypeAlias = Any
"""A list of integers (uncompiled) or a one-dimensional integer array (compiled)."""

NEVER = 1 << 30
"""A rank of day that is never reached."""

WORTH_COMPILING = 30_000
"""Number of hops from which importing numba (0.8 s) costs less than it saves."""

WORD = 60
"""Bits of a mask in compiled kernels; uncompiled ones use integers of any length."""

WORKERS = 2
"""Threads for compiled kernels: each needs scratch of its own, so that more would cost memory."""

J = TypeVar("J")
R = TypeVar("R")

_PACKAGE = "clew.engine.kernels"


def longer(column: Column, room: Column) -> Column:
    """Return a longer column that begins with a shorter one."""
    room[: len(column)] = column
    return room


def numba_installed() -> bool:
    """Whether kernels can be compiled."""
    return find_spec("numba") is not None


@cache
def compiled(name: str) -> ModuleType:
    """Return a copy of a kernel module whose functions numba compiles when they are first called.

    Parameters
    ----------
    name : str
        Module in `clew.engine.kernels`. Its functions may call each other, but none of another module.
    """
    from numba import njit

    plain = find_spec(f"{_PACKAGE}.{name}")
    assert plain is not None
    assert plain.origin is not None
    spec = spec_from_file_location(f"{_PACKAGE}.{name}_compiled", plain.origin)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    modules[spec.name] = module
    spec.loader.exec_module(module)
    for key, value in list(vars(module).items()):
        if isfunction(value) and value.__module__ == spec.name:
            setattr(module, key, njit(cache=True, nogil=True)(value))
    return module


@dataclass(frozen=True)
class Bench:
    """Makes what kernels work on, in the form of one mode.

    Attributes
    ----------
    fast : bool
        Whether kernels are compiled.
    """

    fast: bool

    def kernels(self, name: str) -> ModuleType:
        """Return a module of kernels in this mode."""
        return compiled(name) if self.fast else import_module(f"{_PACKAGE}.{name}")

    def column(self, array: "NDArray[Any]") -> Column:
        """Return an array as a column: int32 or, where it is so already, uint8 or int64."""
        import numpy as np

        if not self.fast:
            return array.tolist()
        if array.dtype in (np.uint8, np.int64):
            return np.require(array, requirements=("C", "W"))
        return np.require(array, np.int32, ("C", "W")) if array.dtype != np.bool_ else array.astype(np.uint8)

    def full(self, size: int, value: int = 0) -> Column:
        """Return a column of `size` equal numbers (int32)."""
        import numpy as np

        return np.full(size, value, np.int32) if self.fast else [value] * size

    def scratch(self, size: int) -> Column:
        """Return a column of numbers that are written before they are read (int32)."""
        import numpy as np

        return np.empty(size, np.int32) if self.fast else [0] * size

    def numbers(self, size: int) -> Column:
        """Return a column of large numbers that are written before they are read (int64)."""
        import numpy as np

        return np.empty(size, np.int64) if self.fast else [0] * size

    def run(self, work: Callable[[J], R], jobs: Sequence[J]) -> list[R]:
        """Do the same work for several jobs, at once where kernels are compiled (they hold no lock); in order."""
        if not self.fast or len(jobs) < 2:
            return [work(job) for job in jobs]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(work, jobs))

    def masks(self, size: int) -> Column:
        """Return a column of empty masks (int64, or integers of any length)."""
        import numpy as np

        return np.zeros(size, np.int64) if self.fast else [0] * size

    def mask_column(self, masks: list[int]) -> Column:
        """Return masks as a column."""
        import numpy as np

        return np.array(masks, np.int64) if self.fast else masks

    def batches(self, total: int, each: int = 1) -> list[range]:
        """Split `total` things of `each` bits into batches that fit one mask."""
        size = max(WORD // each, 1) if self.fast else max(total, 1)
        return [range(low, min(low + size, total)) for low in range(0, total, size)]

    def unpacked(self, masks: Column, bits: int) -> "NDArray[np.bool_]":
        """Return masks as booleans, shape (masks, bits)."""
        import numpy as np

        if self.fast:
            return ((np.asarray(masks)[:, None] >> np.arange(bits)) & 1).astype(bool)
        size = (bits + 7) // 8
        data = b"".join([mask.to_bytes(size, "little") for mask in masks])
        table = np.frombuffer(data, np.uint8).reshape(len(masks), size)
        return np.unpackbits(table, axis=1, count=bits, bitorder="little").astype(bool)
