"""How many steps a job takes, counted, not timed."""

from __future__ import annotations

import sys


def steps(job, *given):
    """Lines of our own code that a job runs."""
    count = 0

    def watch(frame, event, _):
        nonlocal count
        if event == "call":
            return watch if "suzerain" in frame.f_code.co_filename else None
        count += 1
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        job(*given)
    finally:
        sys.settrace(before)
    return count
