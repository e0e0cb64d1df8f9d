"""`ainews` as a program of its own, with an environment that holds nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PROGRAM = "import sys; from tui.cli import main; sys.exit(main(sys.argv[1:]))"


def run_ainews(
    *arguments: object, program: str = PROGRAM, **environment: str
) -> tuple[int, str, str]:
    """Run `program`, which calls `main`; return its exit code and what it wrote to both streams."""
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=REPOSITORY,
        env=given | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr
