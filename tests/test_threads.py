"""How many threads numpy's products take."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_info

from dateline.threads import one_thread


def test_numpy_multiplies_on_one_thread_inside_the_context() -> None:
    assert np.ones((2, 2)).sum() == 4  # numpy's own library is loaded
    with one_thread():
        blas = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    assert {pool["num_threads"] for pool in blas if "numpy" in pool["filepath"]} == {1}
