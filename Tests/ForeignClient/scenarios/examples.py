"""The two programs of the Live API overview, as users have them."""

import asyncio
import os
import pathlib
import sys
import tempfile
import wave

from stage.expect import expect, expect_between, expect_equal, expect_in
from stage.scenario import scenario
from stage.sound import is_speech

EXAMPLES = pathlib.Path(__file__).parent.parent / "examples"


async def run(stage, name, folder, lines=()):
    """Runs a program to its end with these lines typed; gives what it printed."""
    # The programs name no server.
    environment = {**os.environ, "GOOGLE_GEMINI_BASE_URL": stage.address}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "ignore", str(EXAMPLES / name), cwd=folder, env=environment,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        output, errors = await process.communicate("".join(f"{line}\n" for line in lines).encode())
    finally:
        if process.returncode is None:
            process.kill()
    expect_equal(process.returncode, 0, f"the exit code of {name}, which said {errors.decode()!r},")
    return output.decode()


@scenario()
async def send_and_receive_text(stage):
    """The text example holds a conversation of several turns and ends when told to."""
    with tempfile.TemporaryDirectory() as folder:
        lines = ["Hello!", "What is 12 times 7?", "My name is Ada.", "What is my name?", "exit"]
        output = await run(stage, "text.py", folder, lines)
    replies = output.split("User> ")
    expect_equal(len(replies), 6, f"the number of prompts in {output!r}, plus one,")
    expect_in("hello", replies[1], "the first reply")
    expect_in("84", replies[2], "the second reply")
    expect_in("nice to meet you, Ada", replies[3], "the third reply")
    expect_in("your name is Ada", replies[4], "the fourth reply")
    expect_equal(replies[5], "", "what was printed after exit")


@scenario()
async def receive_audio(stage):
    """The audio example, with its loop mended, writes a WAV of somebody speaking."""
    with tempfile.TemporaryDirectory() as folder:
        await run(stage, "audio.py", folder)
        with wave.open(f"{folder}/audio.wav") as wav:
            form = (wav.getframerate(), wav.getnchannels(), wav.getsampwidth())
            data = wav.readframes(wav.getnframes())
    expect_equal(form, (24_000, 1, 2), "rate, channels and bytes a sample")
    expect_between(len(data) / 48_000, 1.5, 30, "seconds of sound")
    expect(is_speech(data), "the sound to be speech, loud and soft in turn")
