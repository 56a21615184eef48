"""``python -m policycascade``."""

from policycascade.cli import main

main()
