"""Words and marks of a sentence, as the word lists and the network both read them."""

from __future__ import annotations

import re

from dateline.records import Interval

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|(?:Gen|Lt|Col|Maj|Brig|Sgt|Capt|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Prof|Adm|Cpl|Insp|Supt|No)\."
    r"|\d+(?:-[^\W\d_]+)+"
    r"|[$€£]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?%?"
    r"|n['’]t\b"
    r"|[^\W\d_]+?(?=n['’]t\b)"
    r"|[^\W_]+(?:[-.][^\W_]+|['’](?!s\b|re\b|ve\b|ll\b|d\b|t\b)[^\W_]+)*"
    r"|['’](?:s|re|ve|ll|d)\b"
    r"|\S"
)


def split_words(text: str, sentence: Interval) -> list[tuple[int, int, str]]:
    """The words and marks between two offsets, as (start, end, text); "Gen.", "U.S." and "didn" + "n't" are words."""
    return [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, *sentence)]
