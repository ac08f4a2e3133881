"""The servers that scenarios are played against, each started when it is first needed."""

import asyncio
import os
import pathlib
import re
import subprocess
import tempfile

from .expect import Unmet

SCRIPTS = pathlib.Path(__file__).parent.parent / "scripts"


class Servers:
    """One running server for each set of options."""

    def __init__(self):
        self._starts = {}
        self._running = []
        self._logs = tempfile.TemporaryDirectory()

    async def address(self, options=()):
        """The base URL of the server with these options."""
        if options not in self._starts:
            log = pathlib.Path(self._logs.name) / f"{len(self._starts)}.log"
            start = asyncio.to_thread(self._start, options, log)
            self._starts[options] = asyncio.create_task(start)
        return await asyncio.shield(self._starts[options])

    def _start(self, options, log):
        arguments = [str(SCRIPTS / word) if word.endswith(".toml") else word for word in options]
        with log.open("w") as errors:
            process = subprocess.Popen(
                [os.environ["LIVE_CONSOLE"], "serve", "--tls", "--port", "0", *arguments],
                stdout=subprocess.PIPE, stderr=errors, text=True,
            )
        # Empty when it ends before it listens.
        found = re.search(r"listening on wss://(\S+)", process.stdout.readline())
        if not found:
            process.kill()
            process.wait()
            raise Unmet(f"expected a server with {options} to start: {log.read_text()}")
        self._running.append((options, process, log))
        return f"https://{found[1]}"

    def stop(self):
        """Ends them all; gives a complaint for each that did not end well."""
        complaints = []
        for _, process, _ in self._running:
            process.terminate()
        for options, process, log in self._running:
            try:
                status = process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                status = process.wait()
            if status != 0:
                tail = log.read_text()[-2_000:]
                complaints.append(f"the server with {options} ended with {status}\n{tail}")
        self._logs.cleanup()
        return complaints
