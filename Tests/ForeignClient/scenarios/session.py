"""Sessions beyond one connection: resumption, goAway, limits, compression."""

import asyncio
import time
import uuid

from stage.expect import (
    expect, expect_between, expect_close, expect_equal, expect_in,
)
from stage.messages import kinds
from stage.scenario import scenario
from scenarios.text import model, text_tokens, user

RESUMABLE = {"session_resumption": {}}


def resuming(handle):
    return {"session_resumption": {"handle": handle}}


async def handle_after(conversation):
    """The handle that follows a turn."""
    turn = await conversation.until("handle")
    expect(turn.handles[-1], "a handle in the update", turn.messages[-1])
    return turn.handles[-1]


def seconds_left(go_away):
    """A duration of the wire, as "2.990s"."""
    expect(go_away.time_left.endswith("s"), "a duration in seconds", go_away.time_left)
    return float(go_away.time_left[:-1])


@scenario()
async def handles_are_given_at_rest(stage):
    """While a reply is made the session is not resumable; after each turn comes a new handle."""
    async with stage.connect(**RESUMABLE) as conversation:
        seen = []
        for _ in range(2):
            turn = await conversation.ask("What is 2 plus 3?")
            expect("unresumable" in turn.kinds, "resumable:false during the reply", turn.kinds)
            update = next(m for m in turn.messages if "unresumable" in kinds(m))
            expect(not update.session_resumption_update.new_handle, "no handle with it", update)
            expect("handle" not in turn.kinds, "no handle during the reply", turn.kinds)
            seen.append(await handle_after(conversation))
    expect_equal(len(set(seen)), 2, "the number of different handles")


@scenario()
async def nothing_is_said_of_handles_unasked(stage):
    """Without session_resumption there are no updates."""
    async with stage.connect() as conversation:
        turn = await conversation.ask("What is 2 plus 3?")
        expect_equal({"handle", "unresumable"} & set(turn.kinds), set(), "updates")
        received = len(conversation.received)
        await asyncio.sleep(0.5)
        expect_equal(len(conversation.received), received, "messages after the turn")


@scenario()
async def a_resumed_session_remembers(stage):
    """With a handle, a new connection goes on where the old one left off, twice."""
    async with stage.connect(**RESUMABLE, system_instruction="Your name is Hopper.") as first:
        turn = await first.ask("My name is Ada.")
        before = turn.usage
        handle = await handle_after(first)
    async with stage.connect(**resuming(handle)) as second:
        turn = await second.ask("What is my name?")
        expect_equal(turn.text, "Your name is Ada.", "the reply in the new connection")
        wanted = before.total_token_count + text_tokens("What is my name?")
        expect_equal(turn.usage.prompt_token_count, wanted, "the prompt, with all from before,")
        expect_in("I am Hopper", (await second.ask("Who are you?")).text, "who it is")
        await second.ask("My favourite colour is green.")
        # The updates so far stand for the turns before.
        handle = [m.session_resumption_update.new_handle for _, m in second.received
                  if "handle" in kinds(m)][-1]
    async with stage.connect(**resuming(handle)) as third:
        expect_in("Ada", (await third.ask("What is my name?")).text, "the name")
    expect(handle, "a handle of the resumed session's own")


@scenario()
async def the_past_can_be_gone_back_to(stage):
    """An earlier handle restores what was known when it was given."""
    async with stage.connect(**RESUMABLE) as conversation:
        await conversation.ask("My name is Ada.")
        early = await handle_after(conversation)
        await conversation.ask("My name is Grace.")
        late = await handle_after(conversation)
    for handle, name in ((early, "Ada"), (late, "Grace")):
        async with stage.connect(**resuming(handle)) as conversation:
            reply = (await conversation.ask("What is my name?")).text
            expect_equal(reply, f"Your name is {name}.", "the reply")


@scenario()
async def a_resumed_session_may_change(stage):
    """A changed system instruction is taken on resumption; another model or modality is refused."""
    async with stage.connect(
        **RESUMABLE, system_instruction="Your name is Hopper."
    ) as conversation:
        await conversation.ask("My name is Ada.")
        handle = await handle_after(conversation)
    async with stage.connect(
        **resuming(handle), system_instruction="Your name is Turing."
    ) as conversation:
        expect_in("I am Turing", (await conversation.ask("Who are you?")).text, "who it is")
        expect_in("Ada", (await conversation.ask("What is my name?")).text, "the name")
    error = await stage.refusal(**resuming(handle), response_modalities=["AUDIO"])
    expect_close(error, 1007, "modality")
    error = await stage.refusal(**resuming(handle), model="gemini-3.8-live")
    expect_close(error, 1007, "model")


@scenario()
async def wrong_handles_are_refused(stage):
    """An unknown handle closes with 1008, one that is none with 1007."""
    error = await stage.refusal(**resuming(str(uuid.uuid4())))
    expect_close(error, 1008, "session not found")
    error = await stage.refusal(**resuming("not a handle"))
    expect_close(error, 1007, "Invalid session handle")


@scenario()
async def a_spoken_session_is_resumed(stage):
    """A session in audio is resumed in audio, with its memory."""
    spoken = {"response_modalities": ["AUDIO"], "output_audio_transcription": {}}
    async with stage.connect(**spoken, **RESUMABLE) as conversation:
        await conversation.ask("My name is Ada.")
        handle = await handle_after(conversation)
    async with stage.connect(**spoken, **resuming(handle)) as conversation:
        turn = await conversation.ask("What is my name?")
    expect_in("your name is Ada", turn.said, "the transcription")
    expect(turn.audio_seconds > 0.5, "sound", turn.audio_seconds)


@scenario("--connection-life", "5s", "--goaway-lead", "3s")
async def go_away_comes_before_the_end(stage):
    """goAway tells the time left, then the connection ends with 1011; the session goes on after."""
    begin = time.monotonic()
    async with stage.connect(**RESUMABLE) as conversation:
        await conversation.ask("My name is Ada.")
        handle = await handle_after(conversation)
        error, rest = await conversation.closed()
        ended = time.monotonic()
    expect(rest.go_away, "goAway before the end", rest.outline)
    expect_between(seconds_left(rest.go_away), 2.9, 3, "the time left")
    told = rest.time_of("go_away")
    expect_between(told - begin, 1.5, 3.5, "seconds to goAway")
    expect_between(ended - told, 2.5, 4.5, "seconds from goAway to the end")
    expect_close(error, 1011, "Deadline expired before operation could complete.")
    async with stage.connect(**resuming(handle)) as conversation:
        expect_in("Ada", (await conversation.ask("What is my name?")).text, "the reply")


@scenario("--connection-life", "5s", "--goaway-lead", "3s")
async def who_goes_in_time_loses_nothing(stage):
    """Following goAway's advice, a session goes on over three connections."""
    handle, name = None, "Ada"
    for number in range(3):
        config = resuming(handle) if handle else RESUMABLE
        async with stage.connect(**config) as conversation:
            text = "What is my name?" if number else f"My name is {name}."
            expect_in(name, (await conversation.ask(text)).text, f"reply {number}")
            handle = await handle_after(conversation)
            if number < 2:
                await conversation.until("go_away")


@scenario("--session-life", "4s", "--goaway-lead", "2s")
async def a_session_ends_unless_it_is_compressed(stage):
    """The session's limit closes with 1008; with compression the session goes on."""
    async with stage.connect() as conversation:
        error, rest = await conversation.closed()
    expect(rest.go_away, "goAway before the end", rest.outline)
    expect_between(seconds_left(rest.go_away), 1.9, 2, "the time left")
    expect_close(error, 1008, "Connection aborted because the client failed to close")
    async with stage.connect(
        context_window_compression={"sliding_window": {}}
    ) as conversation:
        await conversation.ask("My name is Ada.")
        await asyncio.sleep(5)
        expect_in("Ada", (await conversation.ask("What is my name?")).text, "a reply after it")


@scenario("--session-life", "4s", "--goaway-lead", "2s")
async def a_session_is_as_old_as_all_its_connections(stage):
    """Resuming does not make a session younger."""
    begin = time.monotonic()
    async with stage.connect(**RESUMABLE) as conversation:
        await conversation.ask("My name is Ada.")
        handle = await handle_after(conversation)
        await conversation.until("go_away")
    async with stage.connect(**resuming(handle)) as conversation:
        error, _ = await conversation.closed()
    expect_close(error, 1008, "Connection aborted")
    expect_between(time.monotonic() - begin, 3.2, 5, "seconds that the session lasted")


@scenario()
async def compression_forgets_the_oldest(stage):
    """Past trigger_tokens the oldest turns are dropped; the system instruction stays."""
    window = {"trigger_tokens": 150, "sliding_window": {"target_tokens": 70}}
    async with stage.connect(
        context_window_compression=window, system_instruction="Your name is Hopper."
    ) as conversation:
        await conversation.ask("My name is Ada.")
        expect_in("Ada", (await conversation.ask("What is my name?")).text, "the name at first")
        prompts = []
        for number in range(20):
            turn = await conversation.ask(f"What is {number} plus 1000?")
            expect_in(f"is {number + 1000}", turn.text, "the reply")
            prompts.append(turn.usage.prompt_token_count)
        forgotten = (await conversation.ask("What is my name?")).text
        who = (await conversation.ask("Who are you?")).text
    expect(max(prompts) <= 150, "prompts within the trigger", prompts)
    drops = [after < before for before, after in zip(prompts, prompts[1:])]
    expect(any(drops), "prompts that shrink at some time", prompts)
    expect_equal(forgotten, "You have not told me your name yet.", "what became of the name")
    expect_in("I am Hopper", who, "who it still is")


@scenario("--context-tokens", "256")
async def a_full_context_ends_the_session(stage):
    """Without compression, a context beyond its limit closes with 1007."""
    async with stage.connect() as conversation:
        with_room = await conversation.ask("What is 2 plus 3?")
        expect_in("is 5", with_room.text, "the reply while there is room")
        await conversation.session.send_client_content(turns=user("word " * 220))
        error, _ = await conversation.closed()
    expect_close(error, 1007, "Request contains an invalid argument.")


@scenario()
async def history_survives_resumption(stage):
    """History that was given, not said, is there after resumption as well."""
    async with stage.connect(**RESUMABLE) as conversation:
        await conversation.session.send_client_content(
            turns=[user("My name is Ada."), model("Hello Ada.")], turn_complete=False
        )
        await conversation.ask("What is 2 plus 3?")
        handle = await handle_after(conversation)
    async with stage.connect(**resuming(handle)) as conversation:
        expect_in("Ada", (await conversation.ask("What is my name?")).text, "the reply")
