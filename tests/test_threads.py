"""How many threads numpy's products take."""

from __future__ import annotations

from threadpoolctl import threadpool_info

from dateline.threads import one_thread


def test_numpy_multiplies_on_one_thread_inside_the_context() -> None:
    with one_thread():
        pools = [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]
    assert set(pools) == {1}
