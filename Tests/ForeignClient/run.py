"""Plays scenarios of the Live API through the SDK that is installed; see driver.sh."""

import argparse
import asyncio
import importlib
import logging
import os
import pathlib
import sys
import time

from google import genai

from stage.scenario import declared, perform
from stage.servers import Servers

GROUPS = sorted(
    path.stem for path in (pathlib.Path(__file__).parent / "scenarios").glob("[a-z]*.py")
)

# Those with a microphone.
SPOKEN = {"voice", "interruption", "sound"}


async def play(scenarios):
    """Plays the scenarios, those that allow it at the same time; gives the failures' number."""
    servers = Servers()
    # A debug build spends a fifth of a core on listening to one microphone, and time goes on.
    is_busy = os.getloadavg()[0] > os.cpu_count()
    slots = {True: asyncio.Semaphore(1 if is_busy else 3), False: asyncio.Semaphore(4)}
    outcomes = []

    async def perform_one(scenario):
        async with slots[scenario.group in SPOKEN]:
            outcome = await perform(scenario, servers)
        outcomes.append(outcome)
        print(outcome, flush=True)

    try:
        await asyncio.gather(*(perform_one(s) for s in scenarios if not s.is_alone))
        for scenario in scenarios:
            if scenario.is_alone:
                await perform_one(scenario)
    finally:
        complaints = servers.stop()
    for complaint in complaints:
        print("  " + complaint)
    failed = [outcome.scenario.name for outcome in outcomes if outcome.failure]
    if failed:
        print("  failed: " + " ".join(sorted(failed)))
    return outcomes, len(failed) + len(complaints)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    for group in GROUPS:
        importlib.import_module(f"scenarios.{group}")
    scenarios = declared(options.only)
    if not scenarios:
        names = " or ".join(options.only)
        sys.exit(f"no scenario is named {names}; the groups are {', '.join(GROUPS)}")
    # Which parts `text` and `data` leave out is known here.
    logging.getLogger("google_genai").setLevel(logging.ERROR)
    print(f"\n== google-genai {genai.__version__}", flush=True)
    begin = time.monotonic()
    outcomes, failures = asyncio.run(play(scenarios))
    skipped = sum(outcome.skipped is not None for outcome in outcomes)
    print(
        f"google-genai {genai.__version__}: {len(outcomes)} scenarios, {failures} failed"
        + (f", {skipped} not in this SDK" if skipped else "")
        + f", {time.monotonic() - begin:.0f} s"
    )
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
