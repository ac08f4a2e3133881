#!/usr/bin/env python3
"""Measures what the full-screen console costs, on a pseudo-terminal of its own.

    Tests/Scripts/screen_cost.py [--program PATH] [--seconds 20] [--size 200x60] [--only NAME]…

Prints a table of target, measured and ratio: launch to first paint and to a ready session; CPU,
frames and bytes to the terminal while nothing happens, while levels move, with video, and while a
reply streams; the time from a key to the screen while the server floods; and the same for btop and
cava where they are installed. The server is a process of its own, so that its cost is not counted.
CPU is that of the program measured, user and system, as the kernel accounts it.
"""

import argparse
import contextlib
import dataclasses
import fcntl
import math
import os
import pty
import random
import select
import shutil
import signal
import statistics
import struct
import subprocess
import tempfile
import termios
import threading
import time
import wave
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
FRAME = b"\x1b[?2026h"


class Terminal:
    """A program on a pseudo-terminal whose output is read at once, counted and searched."""

    def __init__(self, command, size, environment):
        self.columns, self.rows = size
        self.begun = time.monotonic()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            # The size is there before the program is.
            self._resize(0)
            os.execvpe(command[0], command, environment)
        self._resize(self.master)
        self.bytes = self.frames = 0
        self.recent = b""
        self.moved = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _resize(self, descriptor):
        size = struct.pack("HHHH", self.rows, self.columns, 0, 0)
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, size)

    def _read(self):
        while True:
            try:
                data = os.read(self.master, 1 << 16)
            except OSError:
                data = b""
            with self.moved:
                if not data:
                    return
                self.bytes += len(data)
                self.frames += data.count(FRAME)
                self.recent = (self.recent + data)[-(1 << 18):]
                self.moved.notify_all()

    def wait(self, text, within=20.0):
        """Seconds until the text has come since the last call of `forget`."""
        begun = time.monotonic()
        with self.moved:
            if not self.moved.wait_for(lambda: text in self.recent, within):
                raise SystemExit(f"{text!r} did not come; the last: {self.recent[-2000:]!r}")
        return time.monotonic() - begun

    def forget(self):
        with self.moved:
            self.recent = b""

    def type(self, text):
        os.write(self.master, text.encode())

    def cpu(self):
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self):
        """Resident megabytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return math.nan

    def cost(self, seconds):
        """CPU in percent of a core, frames a second, bytes a frame and a second."""
        before = (time.monotonic(), self.cpu(), self.frames, self.bytes)
        time.sleep(seconds)
        after = (time.monotonic(), self.cpu(), self.frames, self.bytes)
        span, cpu, frames, sent = (b - a for a, b in zip(before, after))
        return 100 * cpu / span, frames / span, sent / max(frames, 1), sent / span

    def end(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        # It ends with the program; left alive it would read the next terminal of the same number.
        self.reader.join()
        os.close(self.master)


class Bench:
    def __init__(self, options, folder):
        self.program = options.program
        self.seconds = options.seconds
        self.size = tuple(map(int, options.size.split("x")))
        self.folder = folder
        self.environment = {
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
            "XDG_CONFIG_HOME": f"{folder}/config", "XDG_STATE_HOME": f"{folder}/state",
            "XDG_DATA_HOME": f"{folder}/data",
        }
        for name in ("GEMINI_API_KEY", "GOOGLE_API_KEY", "NO_COLOR"):
            self.environment.pop(name, None)

    @contextlib.contextmanager
    def server(self, *options):
        command = [self.program, "serve", "--port", "0", *options]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.environment,
        )
        try:
            yield process.stdout.readline().decode().split()[-1]
        finally:
            process.terminate()
            process.wait()

    @contextlib.contextmanager
    def console(self, *options, size=None):
        terminal = Terminal([self.program, *options], size or self.size, self.environment)
        try:
            yield terminal
        finally:
            terminal.end()

    def script(self, text):
        path = Path(self.folder, "script.toml")
        path.write_text(text)
        return str(path)

    def sound(self, seconds):
        """A minute of noise that swells and fades, which is no speech."""
        path, rng = f"{self.folder}/noise.wav", random.Random(1)
        with wave.open(path, "wb") as file:
            file.setparams((1, 2, 16_000, 0, "NONE", "not compressed"))
            samples = (
                int(rng.gauss(0, 900) * (1.1 + math.sin(index / 9_000)))
                for index in range(int(seconds * 16_000))
            )
            file.writeframes(b"".join(struct.pack("<h", max(-32768, min(32767, s)))
                                      for s in samples))
        return path

    def launch(self):
        painted, ready = [], []
        for _ in range(20):
            with self.console("--endpoint", "embedded", size=(80, 24)) as terminal:
                terminal.wait(b"Transcript")
                painted.append(1000 * (time.monotonic() - terminal.begun))
                terminal.wait(b"LIVE")
                ready.append(1000 * (time.monotonic() - terminal.begun))
        yield "launch to first paint, 80x24", _median(painted, 50)
        yield "launch to embedded session ready", _median(ready, 150)

    def idle(self):
        with self.server() as address, self.console("--endpoint", address) as terminal:
            terminal.wait(b"LIVE")
            time.sleep(3)
            yield "connected and idle", _cost(terminal.cost(self.seconds), 1)
            yield "resident memory", Figure(terminal.memory(), "MB")

    def meters(self):
        noise = self.sound(self.seconds + 8)
        with self.server() as address, self.console(
            "--endpoint", address, "--mic-file", noise, "--modality", "text"
        ) as terminal:
            terminal.wait(b"LIVE")
            time.sleep(3)
            yield "microphone open, levels moving", _cost(terminal.cost(self.seconds), 3)

    def video(self):
        if not shutil.which("ffmpeg"):
            return
        costs = []
        for source in ["off", "test"]:
            with self.server() as address, self.console(
                "--endpoint", address, "--modality", "text", "--video", source
            ) as terminal:
                terminal.wait(b"LIVE")
                time.sleep(5)
                costs.append(terminal.cost(self.seconds)[0])
        more = f"{costs[1]:.1f} % with it, ffmpeg not counted"
        yield "video on, beyond off", Figure(costs[1] - costs[0], "% of a core", 2, more)

    def reply(self):
        words = " ".join(f"word{index}" for index in range(4_000))
        script = self.script(f'fallback = ["{words}"]\n')
        with self.server("--script", script) as address, self.console(
            "--endpoint", address, "--modality", "text"
        ) as terminal:
            terminal.wait(b"LIVE")
            terminal.type("go\r")
            terminal.wait(b"word20")
            yield "a reply streams", _cost(terminal.cost(self.seconds))

    def flood(self):
        words = " ".join(f"word{index}" for index in range(100_000))
        script = self.script(f'fallback = ["{words}"]\n')
        rng = random.Random(1)
        with self.server("--script", script, "--speed", "1000") as address, self.console(
            "--endpoint", address, "--modality", "text"
        ) as terminal:
            terminal.wait(b"LIVE")
            terminal.type("go\r")
            # Later words may pass between two frames.
            terminal.wait(b"word")
            terminal.type("\x1b")
            time.sleep(1)
            times = []
            for index in range(200):
                time.sleep(0.02 + 0.03 * rng.random())
                terminal.forget()
                terminal.type("?" if index % 2 == 0 else "\x1b")
                # The help's heading comes, or the hints of the panes behind it do.
                seconds = terminal.wait(b"type to " if index % 2 == 0 else b"talk")
                if index % 2 == 0:
                    times.append(1000 * seconds)
            yield "key to screen while the server floods, p99", _p99(times, 16)
            yield "while the server floods", _cost(terminal.cost(min(self.seconds, 5)))

    def btop(self):
        if not shutil.which("btop"):
            return
        config = Path(self.folder, "config/btop")
        config.mkdir(parents=True, exist_ok=True)
        (config / "btop.conf").write_text('update_ms = 100\n')
        terminal = Terminal(["btop", "--utf-force"], self.size, self.environment)
        try:
            time.sleep(3)
            yield "btop, 10 updates a second", _cost(terminal.cost(self.seconds))
        finally:
            terminal.end()

    def cava(self):
        if not shutil.which("cava"):
            return
        fifo, config = f"{self.folder}/fifo", f"{self.folder}/cava.conf"
        os.mkfifo(fifo)
        Path(config).write_text(
            "[general]\nframerate = 30\n[input]\nmethod = fifo\n"
            f"source = {fifo}\nsample_rate = 44100\n[output]\nmethod = noncurses\n"
        )
        terminal = Terminal(["cava", "-p", config], self.size, self.environment)
        rng, over = random.Random(1), threading.Event()
        block = struct.pack("<882h", *(int(rng.gauss(0, 3_000)) for _ in range(882)))

        def play():
            with contextlib.suppress(BrokenPipeError), open(fifo, "wb", buffering=0) as sink:
                while not over.wait(0.01):
                    sink.write(block)

        player = threading.Thread(target=play, daemon=True)
        player.start()
        try:
            time.sleep(2)
            yield "cava, 30 frames a second", _cost(terminal.cost(self.seconds))
        finally:
            over.set()
            terminal.end()


@dataclasses.dataclass
class Figure:
    measured: float
    unit: str
    target: float | None = None
    more: str = ""

    def __str__(self):
        target = "" if self.target is None else f"{self.target:g} {self.unit}"
        ratio = "" if self.target is None else f"{self.measured / self.target:.2f}"
        measured = f"{self.measured:.1f} {self.unit}"
        return f"{target:15} {measured:18} {ratio:6} {self.more}"


def _quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def _median(values, target):
    more = f"p99 {_quantile(values, 0.99):.1f} ms, n {len(values)}"
    return Figure(statistics.median(values), "ms", target, more)


def _p99(values, target):
    more = f"median {statistics.median(values):.1f} ms, worst {max(values):.1f} ms, n {len(values)}"
    return Figure(_quantile(values, 0.99), "ms", target, more)


def _cost(cost, target=None):
    cpu, frames, size, rate = cost
    marked = f"{frames:.1f} frames/s of {size / 1000:.2f} kB, " if frames else ""
    return Figure(cpu, "% of a core", target, f"{marked}{rate / 1000:.1f} kB/s")


def main():
    names = ["launch", "idle", "meters", "video", "reply", "flood", "btop", "cava"]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=".build/release/live-console")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--size", default="200x60")
    parser.add_argument("--only", action="append", choices=names)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, folder)
        print(f"screen {options.size}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        print(f"{'what':46} {'target':15} {'measured':18} {'ratio':6}")
        for name in options.only or names:
            for what, figure in getattr(bench, name)():
                print(f"{what:46} {figure}", flush=True)


main()
