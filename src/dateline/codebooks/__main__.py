"""`python -m dateline.codebooks` writes the page of the codebooks to standard output."""

import sys

from dateline.codebooks.describe import document

sys.stdout.write(document())
