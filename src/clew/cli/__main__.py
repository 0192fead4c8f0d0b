"""``python -m clew.cli``: the command line without the script."""

from clew.cli import main

main()
