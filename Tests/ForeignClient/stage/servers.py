"""The servers that scenarios are played against, each started when it is first needed."""

import asyncio
import os
import pathlib
import re
import tempfile

SCRIPTS = pathlib.Path(__file__).parent.parent / "scripts"


class Servers:
    """Servers by their options."""

    def __init__(self):
        self._program = os.environ["LIVE_CONSOLE"]
        self._addresses = {}
        self._processes = []
        self._logs = tempfile.TemporaryDirectory()

    async def address(self, options=()):
        """The base URL of the server with these options."""
        if options not in self._addresses:
            self._addresses[options] = asyncio.create_task(self._start(options))
        return await asyncio.shield(self._addresses[options])

    async def _start(self, options):
        log = pathlib.Path(self._logs.name) / f"{len(self._processes)}.log"
        arguments = [str(SCRIPTS / option) if option.endswith(".toml") else option
                     for option in options]
        with log.open("w") as errors:
            process = await asyncio.create_subprocess_exec(
                self._program, "serve", "--tls", "--port", "0", *arguments,
                stdout=asyncio.subprocess.PIPE, stderr=errors,
            )
        self._processes.append((options, process, log))
        line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
        found = re.search(r"listening on wss://(\S+)", line)
        if not found:
            raise RuntimeError(f"the server with {options} did not start: {log.read_text()}")
        return f"https://{found[1]}"

    async def stop(self):
        """Ends them all; gives a complaint for each that did not end well."""
        complaints = []
        for options, process, log in self._processes:
            if process.returncode is None:
                process.terminate()
            try:
                status = await asyncio.wait_for(process.wait(), 15)
            except asyncio.TimeoutError:
                process.kill()
                status = "nothing, it had to be killed"
            if status != 0:
                tail = log.read_text()[-2_000:]
                complaints.append(f"the server with {options} ended with {status}\n{tail}")
        self._logs.cleanup()
        return complaints
