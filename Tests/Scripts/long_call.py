#!/usr/bin/env python3
"""Talks to the console by text and by voice through many reconnects, and looks at its screen.

    Tests/Scripts/long_call.py [--minutes 10] [--program PATH]

Starts `serve` with connections of 20 s and the console against it in tmux; types a sum every
twelve seconds and speaks another one in between, each asked once. Afterwards every typed sum must
have been answered once, or cut by what was spoken before it began; the name given at the start
must be known at the end; and no border of a pane may have been torn on any capture of the screen.
Exit code 0 when all of that holds. Needs tmux and espeak-ng; takes as long as the call.
"""

import argparse
import math
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import wave
from array import array
from pathlib import Path

COLUMNS, ROWS = 160, 50
PERIOD = 12.0
# From the question typed to the one spoken, in seconds: a reply of three seconds fits between.
SPOKEN_AFTER = 7.0
NAME = "Ada"
# The program's own: a file at another rate takes it a while to convert.
RATE = 16_000


def numbers(index):
    """The sums asked typed and spoken in a round; no two have the same result."""
    return (100 + index, 200), (index % 20 + 1, 20 + index // 20 * 20)


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


class Screen:
    """A console in a tmux session of its own."""

    def __init__(self, name, command, environment):
        self.name = name
        run("tmux", "new-session", "-d", "-s", name, "-x", str(COLUMNS), "-y", str(ROWS), command,
            env=environment)

    def rows(self):
        return run("tmux", "capture-pane", "-p", "-t", self.name).split("\n")[:ROWS]

    def type(self, text):
        run("tmux", "send-keys", "-t", self.name, "-l", text)
        run("tmux", "send-keys", "-t", self.name, "Enter")

    def press(self, *keys):
        for key in keys:
            run("tmux", "send-keys", "-t", self.name, key)
            time.sleep(0.4)

    def end(self):
        subprocess.run(["tmux", "kill-session", "-t", self.name], capture_output=True)


def torn(rows):
    """Says where a border is not whole; every cell of the screen is one column wide here."""
    rows = [row.ljust(COLUMNS) for row in rows]
    found = []
    for top, row in enumerate(rows):
        for left in (match.start() for match in re.finditer("╭", row)):
            right = row.find("╮", left)
            bottom = next((y for y in range(top + 1, len(rows)) if rows[y][left] == "╰"), None)
            if right < 0 or bottom is None or rows[bottom][right] != "╯":
                found.append(f"pane at row {top}, column {left} has no whole corner")
                continue
            for y in range(top + 1, bottom):
                if rows[y][left] != "│" or rows[y][right] != "│":
                    found.append(f"row {y}: {rows[y].strip()}")
    return found


def pane(rows, title):
    """The text inside the pane of a title, its rows joined."""
    for top, row in enumerate(rows):
        match = re.search(rf"╭ \d {title}\b", row)
        if not match:
            continue
        left, right = match.start(), row.find("╮", match.start())
        inside = []
        for line in rows[top + 1:]:
            line = line.ljust(COLUMNS)
            if line[left] != "│":
                break
            inside.append(line[left + 1:right].rstrip())
        return inside
    return []


def entries(lines):
    """The transcript's entries: a row with no time goes on with the row before it.

    The marks below a turn are left out: they change while they are looked at.
    """
    joined = []
    is_mark = True
    for line in lines:
        if re.match(r"\d\d:\d\d:\d\d ", line):
            joined.append(line)
            is_mark = False
        elif line.strip()[:1] in ("✓", "╳"):
            is_mark = True
        elif not is_mark:
            joined[-1] += " " + line.strip()
    return joined


def at_rate(spoken, rate):
    """The samples of an open WAV file at another rate, the nearest one each."""
    samples = array("h", spoken.readframes(spoken.getnframes()))
    step = spoken.getframerate() / rate
    return array("h", (samples[int(i * step)] for i in range(int(len(samples) / step)))).tobytes()


def speech(path, count):
    """Writes a recording of `count` spoken sums, one a period, and returns its length."""
    sound = bytearray()
    for index in range(count):
        first, second = numbers(index)[1]
        with tempfile.NamedTemporaryFile(suffix=".wav") as file:
            run("espeak-ng", "-s", "150", "-w", file.name, f"what is {first} plus {second}")
            with wave.open(file.name) as spoken:
                words = at_rate(spoken, RATE)
        start = int((index * PERIOD + SPOKEN_AFTER) * RATE) * 2
        sound += bytes(start - len(sound)) + words
    sound += bytes(int(PERIOD * RATE) * 2)
    with wave.open(str(path), "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(RATE)
        recording.writeframes(bytes(sound))


class Call:
    def __init__(self, screen, rounds):
        self.screen = screen
        self.rounds = rounds
        self.seen = {}
        self.captures = 0
        self.torn = []
        self.statuses = {}
        self.cut = set()

    def look(self):
        rows = self.screen.rows()
        self.captures += 1
        # tmux may be read in the middle of a frame; what is torn for good is so a moment later.
        for _ in range(3):
            damage = torn(rows)
            if not damage:
                break
            time.sleep(0.1)
            rows = self.screen.rows()
        else:
            self.torn.append("\n".join(rows))
        status = rows[0].strip().split(" │ ")[0]
        self.statuses[status] = self.statuses.get(status, 0) + 1
        lines = pane(rows, "Transcript")
        self.cut |= {line[9:].strip() for line, below in zip(lines, lines[1:])
                     if line[9:12] == "You" and below.strip().startswith("╳")}
        for entry in entries(lines):
            self.seen.setdefault(entry[:9], {})[entry[9:].strip()] = None

    def wait(self, until):
        while time.monotonic() < until:
            self.look()
            time.sleep(0.25)

    def hold(self):
        # The recording begins as soon as the session is ready, so that is time zero.
        while "LIVE" not in self.screen.rows()[0]:
            time.sleep(0.1)
        start = time.monotonic()
        for index in range(self.rounds):
            first, second = numbers(index)[0]
            self.screen.type(f"what is {first} plus {second}" if index else f"my name is {NAME}")
            self.wait(start + (index + 1) * PERIOD)
        self.screen.type("what is my name")
        self.wait(time.monotonic() + PERIOD)

    def texts(self):
        """Every entry seen, in its final form, oldest first."""
        finals = []
        for clock in sorted(self.seen):
            texts = list(self.seen[clock])
            # What still grew was seen in several lengths.
            finals += [(clock, text) for text in texts
                       if not any(o != text and o.startswith(text) for o in texts)]
        return finals


def report(call, spoken_heard):
    texts = call.texts()
    said = [text for _, text in texts]

    def answers(first, second):
        return sum(bool(re.search(rf"\b{first} plus {second} is {first + second}\b", text))
                   for text in said if text.startswith("Model"))

    typed = {index: answers(*numbers(index)[0]) for index in range(1, call.rounds)}
    cut = [index for index, count in typed.items() if count == 0
           and any("what is %d plus %d" % numbers(index)[0] in text for text in call.cut)]
    missing = [index for index, count in typed.items() if count == 0 and index not in cut]
    moves = [text for text in said if "moved to a new connection" in text]
    signs = ("was lost", "not sent", "sent again", "without memory", "not answered")
    noted = [text for text in said if any(sign in text for sign in signs)]
    kept = any(f"Your name is {NAME}" in text for text in said)
    spoken = sum(1 for text in said if text.startswith("Model")) - sum(typed.values())
    print(f"captures of the screen        {call.captures}")
    print(f"reconnects marked             {len(moves)}")
    print(f"texts typed                   {call.rounds + 1}")
    print(f"  sums answered once          {sum(n == 1 for n in typed.values())} of {len(typed)}")
    print(f"  cut by speech at once       {len(cut)}")
    print(f"  sums not answered           {len(missing)} {missing}")
    print(f"  sums answered twice         {sum(n > 1 for n in typed.values())}")
    print(f"  name kept to the end        {kept}")
    print(f"questions spoken              {spoken_heard}")
    print(f"  replies besides the typed   {spoken}")
    print(f"notes of what a move cost     {len(noted)}")
    for text in noted:
        print(f"    {text}")
    print(f"captures with a torn border   {len(call.torn)}")
    if call.torn:
        print(call.torn[0])
    print("status, captures              "
          + ", ".join(f"{status} {count}" for status, count in call.statuses.items()))
    is_once = not missing and all(count <= 1 for count in typed.values())
    return is_once and kept and not call.torn


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--program", default=".build/debug/live-console")
    parser.add_argument("--life", default="20s", help="how long each connection lasts")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="long-call-"))
    program = Path(options.program).resolve()
    rounds = max(math.floor(options.minutes * 60 / PERIOD) - 2, 1)
    speech(folder / "questions.wav", rounds)
    environment = os.environ | {
        "HOME": str(folder), "GEMINI_API_KEY": "any", "LANG": "C.UTF-8", "TERM": "xterm-256color",
    }
    server = subprocess.Popen(
        [program, "serve", "--port", "0", "--connection-life", options.life, "--goaway-lead", "5s"],
        stdout=subprocess.PIPE, stderr=open(folder / "server.log", "w"), text=True,
        env=environment)
    screen = None
    try:
        address = server.stdout.readline().split()[-1]
        command = (f"{program} run --endpoint {address} --mic-file {folder}/questions.wav "
                   f"--speaker-file {folder}/replies.wav --log {folder}/console.log")
        screen = Screen(f"long-call-{os.getpid()}", command, environment)
        call = Call(screen, rounds)
        call.hold()
        (folder / "transcript.txt").write_text(
            "\n".join(f"{clock}{text}" for clock, text in call.texts()))
        is_whole = report(call, rounds)
        screen.press("C-c", "C-c")
    finally:
        if screen:
            screen.end()
        server.send_signal(signal.SIGTERM)
        server.wait()
    print(f"files: {folder}")
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
