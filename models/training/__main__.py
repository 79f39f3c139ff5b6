"""Let `python -m models.training <step>` run one step of the recipe."""

from .cli import main

main()
