"""Fuzzing that anyone can run: `python -m tests.fuzzing [TARGET...] [--seconds N]`.

Each target is tried in turn with inputs by chance, other ones each time, until the time is over.
What fails is made as small as it gets and printed as Python, ready for `tests/fuzzing/found.py`,
where it is tried by every run of the tests from then on.
"""

from __future__ import annotations

import argparse
import sys
import time

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tests.fuzzing.targets import TARGETS

_AT_ONCE = 300
"""Inputs between two looks at the clock."""


def main() -> int:
    """Fuzz what the command line says; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60, help="for all targets together")
    arguments = parser.parse_args()
    names = arguments.targets or list(TARGETS)
    unknown = set(names) - set(TARGETS)
    if unknown:
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    found = [name for name in names if not _holds(name, arguments.seconds / len(names))]
    return 1 if found else 0


def _holds(name: str, seconds: float) -> bool:
    """Fuzz one target; print what was found and return False."""
    end = time.monotonic() + seconds
    tried = 0
    while time.monotonic() < end:
        try:
            fuzz(name, _AT_ONCE, time.time_ns())
        except Exception as error:  # noqa: BLE001 - hypothesis has printed the example
            _say(f"{name}: {type(error).__name__}: {error}; add it to tests/fuzzing/found.py")
            return False
        tried += _AT_ONCE
    _say(f"{name}: {tried:,} inputs, nothing found")
    return True


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def fuzz(name: str, examples: int, start: int) -> None:
    """Try a target with so many inputs; `start` decides which."""
    target, inputs = TARGETS[name]
    tried = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        verbosity=Verbosity.normal,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    seed(start)(tried(given(inputs)(target)))()


if __name__ == "__main__":
    sys.exit(main())
