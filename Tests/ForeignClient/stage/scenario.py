"""Scenarios: how they are declared, what they are given, how they are run."""

import asyncio
import contextlib
import time
import traceback
import warnings

from google import genai

from .conversation import Conversation
from .expect import NotInThisSDK, Unmet
from .messages import describe

# Half-cascade, as on the overview page: text or audio, whichever is asked for.
MODEL = "gemini-2.0-flash-live-001"

_declared = []


class Scenario:
    def __init__(self, play, options, within, is_alone):
        self.group = play.__module__.rsplit(".", 1)[-1]
        self.name = f"{self.group}/{play.__name__}"
        self.summary = play.__doc__
        self.play = play
        self.options = options
        self.within = within
        self.is_alone = is_alone


def scenario(*options, within=60, alone=False):
    """Declares an async function as a scenario.

    Options are those of `live-console serve`; `within` is its time limit in seconds. One that
    measures how the server stands a crowd plays alone.
    """

    def declare(play):
        if not play.__doc__:
            raise TypeError(f"{play.__name__} does not say what it is about")
        _declared.append(Scenario(play, options, within, alone))
        return play

    return declare


def declared(only):
    return [s for s in _declared if not only or s.name in only or s.group in only]


class Stage:
    """What a scenario is given: one server, and sessions with it."""

    def __init__(self, address=None):
        self.address = address
        self.conversations = []

    def client(self, api_version="v1alpha", key="test", path="", **options):
        return genai.Client(
            api_key=key,
            http_options={"api_version": api_version, "base_url": self.address + path, **options},
        )

    @contextlib.asynccontextmanager
    async def connect(self, model=MODEL, client=None, **config):
        """A conversation with this configuration, by default in text."""
        if "generation_config" not in config:
            config.setdefault("response_modalities", ["TEXT"])
        client = client or self.client()
        async with client.aio.live.connect(model=model, config=config) as session:
            conversation = Conversation(session)
            self.conversations.append(conversation)
            try:
                yield conversation
            finally:
                await conversation.stop()

    async def refusal(self, **arguments):
        """The error with which the server refuses a session; None when it does not."""
        try:
            async with self.connect(**arguments) as conversation:
                error, _ = await conversation.closed(within=3)
                return error
        except genai.errors.APIError as error:
            return error
        except Unmet:
            return None


class Outcome:
    def __init__(self, scenario, seconds, failure=None, skipped=None):
        self.scenario = scenario
        self.seconds = seconds
        self.failure = failure
        self.skipped = skipped

    def __str__(self):
        verdict = "FAILED" if self.failure else "not in this SDK:" if self.skipped else "passed"
        lines = [f"  {self.scenario.name}  {verdict} {self.skipped or ''}".rstrip()
                 + f"  {self.seconds:.1f} s"]
        if self.failure:
            lines.append(f"    {self.scenario.summary}")
            lines += [f"    {line}" for line in self.failure.splitlines()]
        return "\n".join(lines)


async def perform(scenario, servers):
    """Plays one scenario to its end or its time limit."""
    stage = Stage()
    begin = time.monotonic()
    failure = skipped = None
    try:
        stage.address = await servers.address(scenario.options)
        begin = time.monotonic()
        with warnings.catch_warnings():
            # The calls the SDK calls deprecated or experimental are used on purpose.
            warnings.simplefilter("ignore")
            await asyncio.wait_for(scenario.play(stage), scenario.within)
    except NotInThisSDK as reason:
        skipped = str(reason)
    except asyncio.TimeoutError:
        failure = f"not over within {scenario.within} s\n" + _recent(stage, begin)
    except Unmet as unmet:
        failure = f"{_place(unmet)}: {unmet}\n" + _recent(stage, begin)
    except Exception as error:  # Whatever the SDK raises is a finding.
        failure = f"{_place(error)}: {error!r}\n" + _recent(stage, begin)
    return Outcome(scenario, time.monotonic() - begin, failure, skipped)


def _place(error):
    """The line of the scenario that failed."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/scenarios/" in frame.filename]
    frame = (own or frames)[-1]
    return f"line {frame.lineno} ({frame.line})"


def _recent(stage, begin, count=12):
    """The last messages of the latest conversations."""
    lines = []
    for conversation in stage.conversations[-2:]:
        received = conversation.received
        last = ", the last:" if received else ""
        lines.append(f"the server sent {len(received)} messages{last}")
        lines += [f"  {moment - begin:6.2f} s  {describe(message)[:300]}"
                  for moment, message in received[-count:]]
        if conversation.error:
            lines.append(f"  closed: {conversation.error!r}")
    return "\n".join(lines)
