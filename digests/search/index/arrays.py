"""NumPy without the threads of its linear algebra: `from digests.search.index.arrays import np`.

OpenBLAS, which NumPy loads, starts a thread for each processor. Nothing here multiplies matrices,
and a third of the time until NumPy is ready goes by for them.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_THREADS = "OPENBLAS_NUM_THREADS"


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Say so while it is loaded; programs that are started later decide for themselves."""
    if _THREADS in os.environ:
        yield
        return
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        del os.environ[_THREADS]


with _single_threaded():
    import numpy as np

__all__ = ["np"]
