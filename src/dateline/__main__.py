"""`python -m dateline` is the command line."""

from dateline.cli import main

main()
