"""One thread for linear algebra: the matrices here are small, and threads that wait for each other take far longer."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from threadpoolctl import threadpool_limits

from dateline.analysis.needs import package


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Within it BLAS has one thread (a fit on two busy cores took 11 seconds instead of 42). Raises SettingError where
    scipy is missing, whose BLAS is another than numpy's and must be there to be told.
    """
    package("scipy.optimize")
    with threadpool_limits(limits=1, user_api="blas"):
        yield
