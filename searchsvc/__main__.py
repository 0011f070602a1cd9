"""`python -m searchsvc`: the command line without its script."""

from searchsvc.cli import main

main()
