"""Sound itself: its pieces, rates, voices and tokens."""

import asyncio
import math

from stage.expect import expect, expect_between, expect_equal, expect_in
from stage.messages import kinds, tokens
from stage.scenario import MODEL, scenario
from stage.sound import is_speech, pitch
from stage.speech import MIME, RATE, Microphone, say, silence
from scenarios.voice import (
    ANSWER, HEARD, MANUAL, QUESTION, SCRIPT, SPOKEN, expect_spoken_turn, pcm, send_fast,
)


@scenario(*SCRIPT)
async def sound_comes_in_documented_pieces(stage):
    """Every message has one part of whole samples, 20 to 240 ms, with its rate in the type."""
    async with stage.connect(response_modalities=["AUDIO"]) as conversation:
        turn = await conversation.ask("Close the door.")
    contents = [message.server_content for message in turn.messages]
    turns = [content.model_turn for content in contents if content and content.model_turn]
    expect_equal({len(turn.parts) for turn in turns}, {1}, "the parts of a message")
    blobs = [turn.parts[0].inline_data for turn in turns]
    expect_equal({blob.mime_type for blob in blobs}, {"audio/pcm;rate=24000"}, "the type")
    sizes = [len(blob.data) for blob in blobs]
    expect_equal({size % 2 for size in sizes}, {0}, "bytes beyond whole samples")
    expect(all(960 <= size <= 11_520 for size in sizes[:-1]), "20 to 240 ms a message", sizes)
    # No transcript was asked for.
    expect_equal(turn.outline, ["audio", "generation_complete", "turn_complete"], "the order")


@scenario(*SCRIPT)
async def sound_of_any_rate_is_heard(stage):
    """Sound at the rate its type declares is understood: 22,050 and 48,000 Hz."""
    for rate in (22_050, 48_000):
        async with stage.connect(**SPOKEN, **MANUAL) as conversation:
            await conversation.session.send_realtime_input(activity_start={})
            await conversation.session.send_realtime_input(audio=pcm(say(QUESTION, rate), rate))
            await conversation.session.send_realtime_input(activity_end={})
            turn = await conversation.until("said")
            expect_in(HEARD, turn.heard, f"the transcription at {rate} Hz")


@scenario(*SCRIPT)
async def old_media_chunks_are_heard(stage):
    """Sound in the deprecated media chunks, from send_realtime_input and from send, is heard."""
    def through_media(session):
        return lambda data: session.send_realtime_input(media={"data": data, "mime_type": MIME})

    def through_send(session):
        return lambda data: session.send(input={"data": data, "mime_type": "audio/pcm"})

    async def one(way):
        async with stage.connect(**SPOKEN) as conversation:
            session = conversation.session
            async with Microphone(session, way(session)) as microphone:
                await microphone.say(QUESTION)
                turn = await conversation.turn()
                expect_spoken_turn(turn, HEARD, ANSWER)

    await asyncio.gather(one(through_media), one(through_send))


@scenario(*SCRIPT)
async def sound_is_counted_by_the_second(stage):
    """25 tokens for each second of sound, both ways, under AUDIO; earlier sound stays AUDIO."""
    async with stage.connect(**SPOKEN, **MANUAL) as conversation:
        session, speech, context = conversation.session, say(QUESTION), 0
        spoken = math.ceil(len(speech) / 2 / RATE * 25)
        for _ in range(2):
            await session.send_realtime_input(activity_start={})
            await send_fast(session, speech)
            await session.send_realtime_input(activity_end={})
            turn = await conversation.turn()
            context += spoken
            prompt = tokens(turn.usage.prompt_tokens_details, "AUDIO")
            expect_between(prompt, context - 2, context + 2, "the prompt's tokens of sound")
            response = math.ceil(turn.audio_seconds * 25 - 1e-6)
            used = tokens(turn.usage.response_tokens_details, "AUDIO")
            expect_equal(used, response, f"the tokens of {turn.audio_seconds} s of reply")
            expect_equal(turn.usage.response_token_count, response, "the response's tokens")
            context += response


async def counted_seconds(stage, coverage):
    """Seconds of sound in the prompt when a question comes after two seconds of silence."""
    realtime = {"turn_coverage": coverage}
    async with stage.connect(**SPOKEN, realtime_input_config=realtime) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.play(silence(2))
            await microphone.say(QUESTION)
            turn = await conversation.turn()
    return tokens(turn.usage.prompt_tokens_details, "AUDIO") / 25


@scenario(*SCRIPT)
async def turn_coverage_decides_whether_silence_counts(stage):
    """TURN_INCLUDES_ALL_INPUT counts the silence before a question, ONLY_ACTIVITY does not."""
    spoken = len(say(QUESTION)) / 2 / RATE
    activity, everything = await asyncio.gather(
        counted_seconds(stage, "TURN_INCLUDES_ONLY_ACTIVITY"),
        counted_seconds(stage, "TURN_INCLUDES_ALL_INPUT"),
    )
    expect_between(activity, spoken - 0.4, spoken + 0.6, "seconds counted of activity alone")
    expect_between(everything, spoken + 2, spoken + 4.5, "seconds counted of all input")


@scenario(*SCRIPT)
async def voices_differ(stage):
    """The configured voice is heard, in whatever case: Kore's is higher than Charon's."""
    async def heard_pitch(voice):
        speech = {"voice_config": {"prebuilt_voice_config": {"voice_name": voice}}}
        async with stage.connect(**SPOKEN, speech_config=speech) as conversation:
            turn = await conversation.ask("Close the door.")
            expect_in("closed", turn.said, f"the words of {voice}")
            return await asyncio.to_thread(pitch, turn.audio)

    kore, again, charon = await asyncio.gather(*map(heard_pitch, ("Kore", "kore", "Charon")))
    expect_between(kore, 150, 300, "the pitch of Kore, a woman, in hertz")
    expect_between(charon, 60, 140, "the pitch of Charon, a man, in hertz")
    expect_between(again / kore, 0.9, 1.1, "the pitch of kore in that of Kore")


@scenario(*SCRIPT)
async def the_oldest_stream_call_works(stage):
    """start_stream, deprecated, still sends sound and gives what the server answers."""
    async with stage.client().aio.live.connect(
        model=MODEL, config={"response_modalities": ["AUDIO"]}
    ) as session:

        async def stream():
            sound = say(QUESTION) + silence(1.2)
            for start in range(0, len(sound), 640):
                yield sound[start : start + 640]
            # It ends when its stream does; an app's microphone would go on.
            await over.wait()

        over, received = asyncio.Event(), b""
        async for message in session.start_stream(stream=stream(), mime_type=MIME):
            received += message.data or b""
            if "turn_complete" in kinds(message):
                over.set()
                break
        expect(is_speech(received), "the answer to be speech")
