"""Reports that are copies of each other, as wire copy is: MinHash over runs of words (Broder 1997).

Two texts are copies where they share most runs of five words. Their signatures are looked up in bands, so that ten
thousand copies are found without ten thousand squared comparisons.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.incidents.clusters import connected

RUN = 5
"""Words of a run: shorter ones are shared by texts on one subject."""
BANDS, ROWS = 16, 4
"""Parts of a signature and the values of each: texts that share half of their runs meet in a band with 0.64
probability, those that share 0.8 with 0.9998, those that share a fifth with 0.025."""
ALIKE = 0.5
"""Share of equal values from which two texts are copies: an agency's text cut by half still is."""

_WORD = re.compile(r"\w+")
_FACTORS = np.random.default_rng(20250310).integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)


@functools.lru_cache(maxsize=4096)
def signature(text: str) -> NDArray[np.uint64]:
    """The least hash of a text's runs of words under each of BANDS x ROWS functions."""
    words = _WORD.findall(text.lower())
    runs = {" ".join(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))}
    digests = b"".join(hashlib.blake2b(run.encode(), digest_size=8).digest() for run in sorted(runs))
    values = np.frombuffer(digests, dtype="<u8")
    mixed = values[None, :] * _FACTORS[:, None]  # multiplication modulo 2 to the 64th (Dietzfelbinger and others 1997)
    least: NDArray[np.uint64] = (mixed ^ (mixed >> np.uint64(29))).min(1)
    return least


def groups_of_copies(texts: Sequence[str]) -> list[list[int]]:
    """The texts, by their places in the sequence, in groups of copies."""
    signatures = [signature(text) for text in texts]
    firsts: dict[tuple[int, bytes], int] = {}
    links = []
    for at, own in enumerate(signatures):
        for band in range(BANDS):
            part = own[band * ROWS : (band + 1) * ROWS].tobytes()
            other = firsts.setdefault((band, part), at)
            if other != at and float((signatures[other] == own).mean()) >= ALIKE:
                links.append((other, at))
    return connected(len(texts), links)
