"""NumPy without the threads of its linear algebra: `from digests.search.index.arrays import np`.

OpenBLAS, which NumPy loads, starts a thread for each processor. That takes a third of NumPy's
import time, and nothing here multiplies matrices.
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
    """Set the variable only during the import, so that child processes do not inherit it."""
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
