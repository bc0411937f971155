"""One thread for numpy's products, whose matrices are small here."""

from __future__ import annotations

import functools
from contextlib import AbstractContextManager

from threadpoolctl import ThreadpoolController


@functools.cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """A context in which numpy multiplies on one thread: threads that wait for each other cost more than they bring,
    and beside those of the encoder made some products twenty times slower.
    """
    limited: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limited
