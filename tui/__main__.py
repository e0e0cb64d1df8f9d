"""`python -m tui` is the `ainews` command."""

from __future__ import annotations

import sys

from tui.cli import run

sys.exit(run())
