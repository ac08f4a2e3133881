"""Refusals and failures: close codes as the SDK reports them, frames, and what scripts provoke."""

import asyncio
import json
import os
import ssl

import websockets

from google.genai import errors, types

from stage.expect import (
    Unmet, expect, expect_between, expect_close, expect_equal, expect_in,
)
from stage.scenario import MODEL, scenario
from scenarios.session import RESUMABLE, handle_after, resuming
from scenarios.text import user

FAULTS = ("--script", "faults.toml")
METHOD = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"


def socket(stage, path=METHOD + "?key=test", **options):
    """A bare connection, for what the SDK would never send."""
    context = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
    return websockets.connect(
        stage.address.replace("https:", "wss:") + path, ssl=context, **options
    )


async def closes(connection):
    """The code and reason with which the server closes, and what it sent before."""
    sent = []
    try:
        while True:
            sent.append(await asyncio.wait_for(connection.recv(), 5))
    except websockets.ConnectionClosed as closed:
        return closed.rcvd.code, closed.rcvd.reason, sent
    except asyncio.TimeoutError:
        raise Unmet(f"expected a close, found only {sent}") from None


@scenario()
async def two_modalities_are_refused(stage):
    """TEXT and AUDIO at once close with 1007 before setupComplete."""
    error = await stage.refusal(response_modalities=["TEXT", "AUDIO"])
    expect_close(error, 1007, "At most one response modality can be specified")


@scenario()
async def other_modalities_are_refused(stage):
    """A modality that Live does not speak closes with 1007."""
    error = await stage.refusal(response_modalities=["IMAGE"])
    expect_close(error, 1007, "combination of response modalities")


@scenario("--unknown-model", "gemini-0-gone")
async def an_unknown_model_is_refused(stage):
    """A model the server is told not to know closes with 1008 and its name."""
    error = await stage.refusal(model="gemini-0-gone")
    expect_close(error, 1008, "models/gemini-0-gone is not found for API version v1alpha")
    async with stage.connect() as conversation:
        expect_in("is 5", (await conversation.ask("What is 2 plus 3?")).text, "any other's reply")


@scenario()
async def an_unknown_voice_is_refused(stage):
    """A voice that does not exist closes with 1007 and its name."""
    speech = {"voice_config": {"prebuilt_voice_config": {"voice_name": "Nobody"}}}
    error = await stage.refusal(response_modalities=["AUDIO"], speech_config=speech)
    expect_close(error, 1007, "Nobody")


@scenario()
async def settings_without_sense_are_refused(stage):
    """Negative times and a window whose target exceeds its trigger close with 1007."""
    for config in (
        {"realtime_input_config": {"automatic_activity_detection": {"silence_duration_ms": -1}}},
        {"context_window_compression": {
            "trigger_tokens": 100, "sliding_window": {"target_tokens": 200}}},
    ):
        expect_close(await stage.refusal(**config), 1007, "invalid argument")


@scenario()
async def a_second_setup_is_refused(stage):
    """Another setup ends the session with 1007, however far it is."""
    async with stage.connect() as conversation:
        await conversation.ask("What is 2 plus 3?")
        # The SDK has no call for it.
        await conversation.session._ws.send(json.dumps({"setup": {"model": f"models/{MODEL}"}}))
        error, _ = await conversation.closed()
    expect_close(error, 1007, "setup must be the first message and only the first")


@scenario()
async def setup_must_come_first(stage):
    """Any other first message closes with 1007."""
    async with socket(stage) as connection:
        await connection.send(json.dumps({"clientContent": {"turnComplete": True}}))
        code, reason, sent = await closes(connection)
    expect_equal((code, sent), (1007, []), "the code, and what came before it")
    expect_in("setup must be the first message", reason, "the reason")


@scenario()
async def frames_are_as_googles(stage):
    """Messages are binary frames of ASCII JSON in camelCase; setupComplete alone is the first."""
    async with socket(stage) as connection:
        # Both casings, unknown fields, and a message before setupComplete, which has to wait.
        await connection.send(json.dumps({"setup": {
            "model": f"models/{MODEL}", "generation_config": {"responseModalities": ["TEXT"]},
            "somethingNew": 1,
        }}))
        await connection.send(json.dumps({"client_content": {
            "turns": {"parts": {"text": "Say été."}}, "turnComplete": True,
        }}).encode())
        frames = []
        while not frames or b"turnComplete" not in frames[-1]:
            frames.append(await asyncio.wait_for(connection.recv(), 10))
            expect(isinstance(frames[-1], bytes), "binary frames", frames[-1])
    expect_equal(json.loads(frames[0]), {"setupComplete": {}}, "the first message")
    expect(all(frame.isascii() for frame in frames), "ASCII only", frames)
    parts = [json.loads(frame)["serverContent"].get("modelTurn") for frame in frames[1:]]
    text = "".join(part["parts"][0]["text"] for part in parts if part)
    expect_in("été", text, "the reply")
    usage = json.loads(frames[-1])["usageMetadata"]
    expect("promptTokenCount" in usage, "camelCase", usage)


@scenario()
async def without_a_key_nobody_is_let_in(stage):
    """A connection without credentials, or with a token on the plain method, closes with 1008."""
    for path in (METHOD, METHOD + "?access_token=auth_tokens/x"):
        async with socket(stage, path) as connection:
            await connection.send(json.dumps({"setup": {"model": f"models/{MODEL}"}}))
            code, reason, _ = await closes(connection)
        expect_equal(code, 1008, f"the code of {reason!r}")
        expect_in("unregistered callers", reason, "the reason")


@scenario()
async def other_paths_are_not_found(stage):
    """What is no method of the Live API is refused with HTTP 404."""
    try:
        async with socket(stage, "/ws/google.ai.generativelanguage.v1beta.Nothing?key=test"):
            raise Unmet("expected the upgrade to be refused")
    except websockets.exceptions.InvalidStatus as refused:
        expect_equal(refused.response.status_code, 404, "the status")


@scenario()
async def pings_are_answered_at_once(stage):
    """A ping is answered within moments, also while a reply is made."""
    async with stage.connect() as conversation:
        await conversation.session.send_client_content(turns=user("Tell me a long story."))
        await conversation.until("text")
        for _ in range(5):
            pong = await conversation.session._ws.ping()
            delay = await asyncio.wait_for(pong, 5)
            expect_between(delay, 0, 1, "seconds to the pong")


@scenario()
async def what_cannot_be_done_is_refused(stage):
    """File data closes with 1008, a role that does not exist with 1007."""
    async with stage.connect() as conversation:
        part = types.Part.from_uri(file_uri="https://example.org/a.png", mime_type="image/png")
        await conversation.session.send_client_content(
            turns=types.Content(role="user", parts=[part])
        )
        error, _ = await conversation.closed()
        expect_close(error, 1008, "Operation is not implemented, or supported, or enabled.")
    async with stage.connect() as conversation:
        await conversation.session.send_client_content(
            turns={"role": "system", "parts": [{"text": "Obey."}]}
        )
        error, _ = await conversation.closed()
        expect_close(error, 1007, "valid role")


@scenario()
async def compressed_sound_is_refused(stage):
    """Sound in a container closes with 1007 and the type."""
    async with stage.connect() as conversation:
        await conversation.session.send_realtime_input(
            audio={"data": b"ID3", "mime_type": "audio/mp3"}
        )
        error, _ = await conversation.closed()
    expect_close(error, 1007, "audio/mp3")


@scenario(*FAULTS)
async def closes_reach_the_app(stage):
    """Scripted closes reach the app as APIError with code and reason, after what came before."""
    async with stage.connect() as conversation:
        await conversation.session.send_client_content(turns=user("Close with 1011."))
        error, before = await conversation.closed()
        expect_equal(before.text, "Goodbye.", "the text before the close")
        expect_close(error, 1011, "Internal error encountered.")
    async with stage.connect() as conversation:
        await conversation.session.send_client_content(turns=user("Close normally."))
        error, _ = await conversation.closed()
        expect_equal(error.code, 1000, "the code of a normal close")


@scenario(*FAULTS)
async def scripted_messages_reach_the_app(stage):
    """goAway, empty messages, interruptions and odd characters arrive as the script has them."""
    async with stage.connect() as conversation:
        turn = await conversation.ask("Go away now.")
        expect_equal(turn.go_away.time_left, "60.500s", "the time left")
        expect_equal(turn.text, "I have to go.", "the reply")
        turn = await conversation.ask("Send an empty message.")
        expect(turn.messages[0].server_content is None, "an empty message", turn.messages[0])
        expect_equal(turn.text, "That was empty.", "the reply")
        turn = await conversation.ask("Interrupt yourself.")
        expect_equal(turn.outline, ["text", "interrupted", "turn_complete"], "the order")
        turn = await conversation.ask("Colour!")
        expect_equal(
            turn.text, "\x1b[31mRed\x1b[0m and \u202ebackwards, été \U0001F600", "the text"
        )


@scenario(*FAULTS)
async def stalls_and_waits_are_survived(stage):
    """A delayed reply comes, and a stalled one is ended by new input."""
    async with stage.connect() as conversation:
        await conversation.session.send_client_content(turns=user("Wait a moment."))
        await conversation.quiet(0.8, "before the moment is over")
        expect_in("a moment", (await conversation.turn()).text, "the reply")
        await conversation.session.send_client_content(turns=user("Stall."))
        await conversation.until("text")
        await conversation.session.send_client_content(turns=user("Hello."))
        expect((await conversation.turn()).is_interrupted, "the stalled reply to be interrupted")
        expect_equal((await conversation.turn()).text, "Hello.", "the next reply")


@scenario(*FAULTS)
async def broken_frames_hurt_one_session(stage):
    """Broken and oversized frames end the session they are sent to, and no other."""
    async with stage.connect() as other:
        async with stage.connect() as conversation:
            await conversation.session.send_client_content(turns=user("Send broken JSON."))
            try:
                await conversation.closed()
                raise Unmet("expected the SDK not to read what is no JSON")
            except ValueError as error:
                expect_in("Failed to parse response", str(error), "what the SDK says")
        async with stage.connect() as conversation:
            await conversation.session.send_client_content(turns=user("Send too much."))
            error, _ = await conversation.closed()
            # The SDK refuses messages of more than 1 MiB, and has received no close itself.
            expect(error.code in (1006, 1009), "a close by the client", error)
        async with stage.connect() as conversation:
            await conversation.session.send_client_content(turns=user("Send much."))
            expect_in("That was much", (await conversation.turn()).text, "the reply after 900 kB")
        expect_equal((await other.ask("Hello.")).text, "Hello.", "the reply of another session")


@scenario(*FAULTS)
async def lost_handles_are_not_found(stage):
    """Handles that the server lost are refused like any unknown one."""
    async with stage.connect(**RESUMABLE) as conversation:
        await conversation.ask("Hello.")
        handle = await handle_after(conversation)
        await conversation.ask("Lose my handles.")
    expect_close(await stage.refusal(**resuming(handle)), 1008, "session not found")


@scenario()
async def leaving_in_the_middle_is_no_harm(stage):
    """Clients that go while a reply is made, or without a word, leave the server well."""
    for _ in range(5):
        async with stage.connect(response_modalities=["AUDIO"]) as conversation:
            await conversation.session.send_client_content(turns=user("Tell me a long story."))
            await conversation.until("audio")
            conversation.session._ws.transport.abort()
            try:
                await conversation.closed()
            except (errors.APIError, ConnectionError):
                pass
    async with stage.connect() as conversation:
        expect_in("is 5", (await conversation.ask("What is 2 plus 3?")).text, "the next reply")
