"""A user who speaks: sentences by espeak-ng, sent as a microphone sends them."""

import array
import asyncio
import collections
import functools
import io
import math
import random
import subprocess
import time
import wave

RATE = 16_000
CHUNK_SECONDS = 0.02
MIME = f"audio/pcm;rate={RATE}"


def say(text, rate=RATE):
    """A sentence as s16le samples, without the silence around it."""
    return _spoken(text, rate)


@functools.lru_cache(maxsize=None)
def _spoken(text, rate):
    sound = subprocess.run(
        ["espeak-ng", "-v", "en-us", "-s", "150", "--stdout", text],
        check=True, capture_output=True,
    ).stdout
    # The length in the header is unknown to a program that writes to a pipe.
    with wave.open(io.BytesIO(sound)) as wav:
        native = wav.getframerate()
        samples = array.array("h", wav.readframes(len(sound)))
    # espeak-ng speaks at 22,050 Hz, the Live API hears at 16,000.
    return _trimmed(_resampled(samples, native, rate)).tobytes()


def silence(seconds, rate=RATE):
    """A quiet room; the same noise every time."""
    noise = random.Random(1)
    return array.array("h", (noise.randint(-6, 6) for _ in range(int(seconds * rate)))).tobytes()


def _trimmed(samples):
    loud = [index for index, sample in enumerate(samples) if abs(sample) > 300]
    return samples[loud[0] : loud[-1] + 1]


def _resampled(samples, source, target):
    """Windowed-sinc interpolation with a table of the phases that occur."""
    if source == target:
        return samples
    divisor = math.gcd(source, target)
    step, phases = source // divisor, target // divisor
    cutoff = min(1, target / source) * 0.95
    reach = 16

    def weight(distance):
        x = math.pi * distance * cutoff
        sinc = 1 if x == 0 else math.sin(x) / x
        return cutoff * sinc * (0.5 + 0.5 * math.cos(math.pi * distance / (reach + 1)))

    table = [
        [weight(tap - reach + 1 - phase / phases) for tap in range(2 * reach)]
        for phase in range(phases)
    ]
    padded = array.array("h", [0] * reach) + samples + array.array("h", [0] * 2 * reach)
    result = array.array("h")
    for index in range(len(samples) * phases // step):
        whole, phase = divmod(index * step, phases)
        window = padded[whole + 1 : whole + 1 + 2 * reach]
        value = sum(a * b for a, b in zip(table[phase], window))
        result.append(max(-32_768, min(32_767, round(value))))
    return result


class Microphone:
    """Sends 20 ms every 20 ms, a quiet room where nobody speaks."""

    def __init__(self, session, send=None):
        self._send = send or (
            lambda data: session.send_realtime_input(audio={"data": data, "mime_type": MIME})
        )
        self._waiting = collections.deque()
        self._room = silence(1)
        self._stream = None

    async def __aenter__(self):
        self._stream = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_):
        self._stream.cancel()
        await asyncio.gather(self._stream, return_exceptions=True)

    async def say(self, text):
        """Speaks; gives the times at which it was begun and ended."""
        return await self.play(await asyncio.to_thread(say, text))

    async def play(self, sound):
        size = int(CHUNK_SECONDS * RATE) * 2
        chunks = [sound[start : start + size] for start in range(0, len(sound), size)]
        loop = asyncio.get_running_loop()
        begun, ended = loop.create_future(), loop.create_future()
        for index, chunk in enumerate(chunks):
            is_last = index == len(chunks) - 1
            self._waiting.append((chunk, begun if index == 0 else None, ended if is_last else None))
        done, _ = await asyncio.wait(
            {self._stream, ended}, return_when=asyncio.FIRST_COMPLETED
        )
        if self._stream in done:
            self._stream.result()
        return await begun, await ended

    async def _run(self):
        size = int(CHUNK_SECONDS * RATE) * 2
        due = time.monotonic()
        offset = 0
        while True:
            begun = ended = None
            if self._waiting:
                chunk, begun, ended = self._waiting.popleft()
            else:
                offset = (offset + size) % (len(self._room) - size)
                chunk = self._room[offset : offset + size]
            await self._send(chunk)
            for moment in (begun, ended):
                if moment and not moment.done():
                    moment.set_result(time.monotonic())
            due += CHUNK_SECONDS
            await asyncio.sleep(max(due - time.monotonic(), 0))
