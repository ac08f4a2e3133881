"""Who is let in: keys, and ephemeral tokens made by the SDK."""

import asyncio
import datetime

from google.genai import errors, types

from stage.expect import expect, expect_close, expect_equal, expect_in
from stage.scenario import MODEL, scenario
from scenarios.session import RESUMABLE, handle_after, resuming
from scenarios.text import user


async def token(stage, **config):
    """An ephemeral token's name, made by the SDK."""
    created = await stage.client().aio.auth_tokens.create(config=config)
    expect(created.name.startswith("auth_tokens/"), "a name of a token", created.name)
    return created.name


def in_seconds(seconds):
    return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)


@scenario("--auth-key", "secret")
async def keys_can_be_asked_for(stage):
    """With --auth-key, that key is let in and any other closes with 1007."""
    async with stage.connect(client=stage.client(key="secret")) as conversation:
        expect_in("is 5", (await conversation.ask("What is 2 plus 3?")).text, "the reply")
    error = await stage.refusal(client=stage.client(key="wrong"))
    expect_close(error, 1007, "API key not valid. Please pass a valid API key.")
    try:
        await stage.client(key="wrong").aio.auth_tokens.create(config={})
        expect(False, "a token to be refused to a wrong key")
    except errors.ClientError as error:
        expect_equal(error.code, 400, "the status of the refusal")


@scenario("--auth-key", "secret")
async def a_token_stands_for_the_key(stage):
    """A token made with the key starts one session; the second is refused with 1011."""
    created = await stage.client(key="secret").aio.auth_tokens.create(config={"uses": 1})
    client = stage.client(key=created.name)
    async with stage.connect(client=client, **RESUMABLE) as conversation:
        await conversation.ask("My name is Ada.")
        handle = await handle_after(conversation)
    error = await stage.refusal(client=client)
    expect_close(error, 1011, "Token has been used too many times")
    # Going on with a session is no new one.
    async with stage.connect(client=client, **resuming(handle)) as conversation:
        expect_in("Ada", (await conversation.ask("What is my name?")).text, "the reply")
    # A token cannot make tokens, and nobody else's word is a token.
    error = await stage.refusal(client=stage.client(key="auth_tokens/made-up"))
    expect_close(error, 1007, "API key not valid")


@scenario()
async def tokens_have_uses_and_times(stage):
    """uses=2 starts two sessions; past its times a token starts none and ends those it started."""
    twice = stage.client(key=await token(stage, uses=2))
    for _ in range(2):
        async with stage.connect(client=twice) as conversation:
            await conversation.ask("What is 2 plus 3?")
    expect_close(await stage.refusal(client=twice), 1011, "used too many times")
    late = stage.client(key=await token(
        stage, uses=0, new_session_expire_time=in_seconds(-1), expire_time=in_seconds(60)
    ))
    expect_close(await stage.refusal(client=late), 1011, "Token has expired")
    brief = stage.client(key=await token(stage, uses=0, expire_time=in_seconds(2)))
    async with stage.connect(client=brief) as conversation:
        expect_in("is 5", (await conversation.ask("What is 2 plus 3?")).text, "a reply in time")
        await asyncio.sleep(2.2)
        await conversation.session.send_client_content(turns=user("What is 2 plus 4?"))
        error, _ = await conversation.closed()
    expect_close(error, 1011, "auth token has expired")


@scenario()
async def a_token_pins_the_setup(stage):
    """Constraints of a token replace the client's setup, or only the fields that are locked."""
    pinned = types.LiveConnectConstraints(
        model=MODEL,
        config={"response_modalities": ["TEXT"], "system_instruction": "Your name is Hopper."},
    )
    replaced = stage.client(key=await token(stage, live_connect_constraints=pinned))
    async with stage.connect(
        client=replaced, response_modalities=["AUDIO"], system_instruction="Your name is Eve."
    ) as conversation:
        turn = await conversation.ask("Who are you?")
        expect_in("I am Hopper", turn.text, "who it is, whatever the client says")
        expect_equal(turn.audio, b"", "the sound of a session pinned to text")
    locked = stage.client(key=await token(
        stage, live_connect_constraints=pinned, lock_additional_fields=["system_instruction"]
    ))
    async with stage.connect(
        client=locked, system_instruction="Your name is Eve.", **RESUMABLE
    ) as conversation:
        expect_in("I am Hopper", (await conversation.ask("Who are you?")).text, "who it is")
        # What is not locked is the client's.
        expect(await handle_after(conversation), "a handle, which the client asked for")
