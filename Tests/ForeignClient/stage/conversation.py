"""A session of the SDK's that is read in the background, as apps with a microphone read it."""

import asyncio
import time

from google.genai import errors

from .expect import Unmet
from .messages import HOUSEKEEPING, Turn, kinds

# Seconds that a busy machine may take for what takes a few on an idle one.
PATIENCE = 30


class Conversation:
    """Keeps everything a session receives, and gives it out in turns."""

    def __init__(self, session):
        self.session = session
        # Every message with its time, for the report of a failure.
        self.received = []
        self.error = None
        self._taken = 0
        self._news = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    async def _read(self):
        try:
            while True:
                async for message in self.session.receive():
                    self.received.append((time.monotonic(), message))
                    self._news.set()
        except (errors.APIError, ValueError) as error:
            self.error = error
            self._news.set()

    async def stop(self):
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)

    async def next(self, what="a message", within=PATIENCE):
        """The next message and its time; a close raises as it does in the SDK."""
        deadline = time.monotonic() + within
        while self._taken == len(self.received):
            if self.error:
                raise self.error
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), deadline - time.monotonic())
            except asyncio.TimeoutError:
                raise Unmet(f"expected {what} within {within} s") from None
        self._taken += 1
        return self.received[self._taken - 1]

    async def until(self, *wanted, within=PATIENCE):
        """Everything up to the first message of one of these kinds, which is included."""
        turn = Turn()
        kind = what = " or ".join(wanted)
        deadline = time.monotonic() + within
        while True:
            if turn.received:
                what = f"{kind} after {turn.outline}"
            moment, message = await self.next(what, max(deadline - time.monotonic(), 0.01))
            turn.add(moment, message)
            if not set(wanted).isdisjoint(kinds(message)):
                return turn

    async def turn(self, within=PATIENCE):
        """Everything up to the end of the model's turn."""
        return await self.until("turn_complete", within=within)

    async def ask(self, text, within=PATIENCE):
        """Sends a text as a whole turn; gives the model's."""
        await self.session.send_client_content(
            turns={"role": "user", "parts": [{"text": text}]}, turn_complete=True
        )
        return await self.turn(within)

    async def quiet(self, seconds, what):
        """Fails when anything but housekeeping comes in the time."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                _, message = await self.next(within=max(deadline - time.monotonic(), 0.001))
            except Unmet:
                return
            if not set(kinds(message)) <= HOUSEKEEPING:
                raise Unmet(f"expected nothing {what}, found {kinds(message)}")

    async def closed(self, within=PATIENCE):
        """The error that ends the session, with what came before it."""
        turn = Turn()
        deadline = time.monotonic() + within
        while True:
            try:
                turn.add(*await self.next("a close", max(deadline - time.monotonic(), 0.01)))
            except errors.APIError as error:
                return error, turn
