"""Pictures: frames of a camera, counted and described; pictures in content."""

import asyncio

from stage.expect import (
    expect, expect_between, expect_close, expect_equal, expect_in, expect_not_in,
)
from stage.messages import tokens
from stage.pictures import JPEG, png
from stage.scenario import scenario
from stage.speech import Microphone
from scenarios.session import seconds_left
from scenarios.text import text_tokens
from scenarios.voice import ANSWER, HEARD, QUESTION, SCRIPT, SPOKEN, detection

# Counts all frames, as the models of today do.
NEW_MODEL = "gemini-3.8-live"
LOOK = "What do you see?"


async def ask_aloud(conversation, text):
    await conversation.session.send_realtime_input(text=text)
    return await conversation.turn()


@scenario()
async def frames_are_seen_and_counted(stage):
    """JPEG frames are described with number, format and size, and cost 258 tokens of VIDEO each."""
    async with stage.connect(model=NEW_MODEL) as conversation:
        for _ in range(3):
            await conversation.session.send_realtime_input(video=JPEG)
        turn = await ask_aloud(conversation, LOOK)
        details = turn.usage.prompt_tokens_details
        expect_in("3 JPEG pictures, the last one 320x240", turn.text, "the description")
        expect_equal(tokens(details, "VIDEO"), 3 * 258, "the tokens of VIDEO")
        expect_equal(tokens(details, "TEXT"), text_tokens(LOOK), "the tokens of TEXT")
        expect_equal(turn.usage.prompt_token_count, 3 * 258 + text_tokens(LOOK), "all of them")
        # Frames stay in the context.
        later = await ask_aloud(conversation, "What is 2 plus 3?")
        kept = tokens(later.usage.prompt_tokens_details, "VIDEO")
        expect_equal(kept, 3 * 258, "the tokens of VIDEO in the next turn")


@scenario()
async def png_frames_are_seen(stage):
    """PNG frames of several sizes are taken; the last one's size is told."""
    async with stage.connect(model=NEW_MODEL) as conversation:
        for width, height in ((640, 480), (768, 768)):
            await conversation.session.send_realtime_input(video=png(width, height))
        turn = await ask_aloud(conversation, LOOK)
        expect_in("2 PNG pictures, the last one 768x768", turn.text, "the description")
        await conversation.session.send_realtime_input(video=png(33, 21))
        turn = await ask_aloud(conversation, LOOK)
        expect_in("one 33x21 PNG picture", turn.text, "the description of the next one")


@scenario()
async def low_resolution_costs_less(stage):
    """With MEDIA_RESOLUTION_LOW a frame costs 66 tokens."""
    async with stage.connect(
        model=NEW_MODEL, media_resolution="MEDIA_RESOLUTION_LOW"
    ) as conversation:
        for _ in range(2):
            await conversation.session.send_realtime_input(video=JPEG)
        turn = await ask_aloud(conversation, LOOK)
    details = turn.usage.prompt_tokens_details
    expect_equal(tokens(details, "VIDEO"), 2 * 66, "the tokens of VIDEO")


@scenario()
async def old_media_chunks_may_be_pictures(stage):
    """Pictures in the deprecated media chunks, from send_realtime_input and send, are seen."""
    async with stage.connect(model=NEW_MODEL) as conversation:
        await conversation.session.send_realtime_input(media=JPEG)
        await conversation.session.send(input=png(64, 48))
        turn = await ask_aloud(conversation, LOOK)
    expect_in("2 JPEG and PNG pictures, the last one 64x48", turn.text, "the description")
    expect_equal(tokens(turn.usage.prompt_tokens_details, "VIDEO"), 2 * 258, "tokens of VIDEO")


@scenario()
async def a_picture_in_content_is_an_image(stage):
    """A picture within a turn is described with its colour, and counted as IMAGE."""
    async with stage.connect() as conversation:
        part = {"inline_data": png(100, 50)}
        await conversation.session.send_client_content(
            turns={"role": "user", "parts": [part, {"text": LOOK}]}
        )
        turn = await conversation.turn()
    expect_in("one 100x50 PNG picture, on average orange (#c87828)", turn.text, "the description")
    details = turn.usage.prompt_tokens_details
    expect_equal(tokens(details, "IMAGE"), 258, "the tokens of IMAGE")
    expect_equal(tokens(details, "VIDEO"), 0, "the tokens of VIDEO")


@scenario()
async def frames_have_a_colour(stage):
    """The mean colour of the last frame is told, and how much changed; all frames are counted."""
    async with stage.connect(model=NEW_MODEL) as conversation:
        session = conversation.session
        await session.send_realtime_input(video=JPEG)
        turn = await ask_aloud(conversation, LOOK)
        expect_in("on average cyan (#00", turn.text, "the colour of the first frame")
        for red, green, blue in ((0, 0, 200), (200, 0, 0)):
            await session.send_realtime_input(video=png(320, 240, red, green, blue))
        # What is typed as content is asked about the frames too.
        turn = await conversation.ask(LOOK)
        expect_in("on average dark red (#c80000)", turn.text, "the colour of the last frame")
        expect_in("different in brightness from the one before", turn.text, "the change")
    details = turn.usage.prompt_tokens_details
    expect_equal(tokens(details, "VIDEO"), 3 * 258, "the tokens of VIDEO")
    others = tokens(details, "TEXT") + tokens(details, "IMAGE") + tokens(details, "AUDIO")
    expect_equal(turn.usage.prompt_token_count, 3 * 258 + others, "all of them")
    expect_equal(tokens(details, "IMAGE"), 0, "the tokens of IMAGE")


@scenario()
async def without_pictures_none_are_claimed(stage):
    """Asked what it sees without any picture, the server says that there was none."""
    async with stage.connect(model=NEW_MODEL) as conversation:
        turn = await ask_aloud(conversation, LOOK)
    expect_in("no pictures", turn.text, "the reply")
    expect_equal(tokens(turn.usage.prompt_tokens_details, "VIDEO"), 0, "the tokens of VIDEO")


async def counted_frames(stage, **config):
    """The frames in the prompt when five are sent, one a question, before and while it is asked."""
    async with stage.connect(
        **SPOKEN, **detection(disabled=True), **config
    ) as conversation:
        session = conversation.session
        for _ in range(3):
            await session.send_realtime_input(video=JPEG)
        await session.send_realtime_input(activity_start={})
        for _ in range(2):
            await session.send_realtime_input(video=JPEG)
        await session.send_realtime_input(text=QUESTION)
        await session.send_realtime_input(activity_end={})
        turn = await conversation.turn()
        expect_in(ANSWER, turn.said, "the reply")
        return tokens(turn.usage.prompt_tokens_details, "VIDEO") / 258


@scenario(*SCRIPT)
async def models_differ_in_which_frames_count(stage):
    """2.x models count the frames of the activity, and the one before it; 3.x models count all."""
    old, new = await asyncio.gather(
        counted_frames(stage, model="gemini-2.0-flash-live-001"),
        counted_frames(stage, model=NEW_MODEL),
    )
    expect_equal(new, 5, "the frames counted by a 3.x model")
    expect(2 <= old <= 3, "only the frames of the activity counted by a 2.x model", old)


@scenario(*SCRIPT)
async def pictures_and_voice_go_together(stage):
    """A camera beside the microphone: the spoken question is answered, both are counted."""
    async with stage.connect(model=NEW_MODEL, **SPOKEN) as conversation:
        async with Microphone(conversation.session) as microphone:
            await conversation.session.send_realtime_input(video=JPEG)
            speaking = asyncio.create_task(microphone.say(QUESTION))
            await conversation.session.send_realtime_input(video=JPEG)
            await speaking
            turn = await conversation.turn()
    expect_in(HEARD, turn.heard, "the transcription")
    expect_in(ANSWER, turn.said, "the reply")
    expect_not_in("pictures", turn.said, "the reply")
    details = turn.usage.prompt_tokens_details
    expect_equal(tokens(details, "VIDEO"), 2 * 258, "the tokens of VIDEO")
    expect(20 < tokens(details, "AUDIO") < 60, "the tokens of AUDIO for a second", details)


@scenario("--session-life-video", "4s", "--goaway-lead", "2s")
async def a_session_with_video_is_shorter(stage):
    """The limit for video begins with the first picture; a session without one lives on."""
    async with stage.connect() as silent, stage.connect() as watched:
        await asyncio.sleep(1)
        await watched.session.send_realtime_input(video=JPEG)
        error, rest = await watched.closed()
        expect(rest.go_away, "goAway before the end", rest.outline)
        expect_between(seconds_left(rest.go_away), 1.9, 2, "the time left")
        expect_close(error, 1008, "Connection aborted")
        reply = await silent.ask("What is 2 plus 3?")
        expect_in("is 5", reply.text, "the reply in the session without pictures")


@scenario()
async def other_media_are_refused(stage):
    """A blob that is neither sound nor picture closes with 1007."""
    async with stage.connect() as conversation:
        await conversation.session.send(input={"data": b"%PDF-1.4", "mime_type": "application/pdf"})
        error, _ = await conversation.closed()
    expect_close(error, 1007, "application/pdf")
