"""Speaking over a reply: what stops it, when, and what does not."""

import asyncio
import math

from stage.expect import expect, expect_between, expect_equal, expect_in
from stage.messages import tokens
from stage.scenario import scenario
from stage.speech import Microphone, say
from scenarios.voice import (
    ANSWER, HEARD, LONG_REPLY, MANUAL, QUESTION, SCRIPT, SPOKEN, expect_spoken_turn, send_fast,
)


@scenario(*SCRIPT)
async def a_marked_start_interrupts(stage):
    """With detection off, activityStart during a reply interrupts it."""
    async with stage.connect(**SPOKEN, **MANUAL) as conversation:
        session = conversation.session
        await session.send(input=LONG_REPLY, end_of_turn=True)
        await conversation.until("audio")
        await session.send_realtime_input(activity_start={})
        story = await conversation.turn()
        expect_equal(story.outline[-2:], ["interrupted", "turn_complete"], "the end of the story")
        await send_fast(session, say(QUESTION))
        await session.send_realtime_input(activity_end={})
        expect_spoken_turn(await conversation.turn(), HEARD, ANSWER)


@scenario(*SCRIPT)
async def barge_in(stage):
    """Speaking over a reply stops its sound at once: interrupted, turnComplete, new answer."""
    async with stage.connect(**SPOKEN) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say(LONG_REPLY)
            begun = await conversation.until("audio")
            expect_in("tell me a story", begun.heard, "the first transcription")
            speaking = asyncio.create_task(microphone.say(QUESTION))
            story = await conversation.turn()
            answer = await conversation.turn()
            started, _ = await speaking
    expect_equal(story.outline[-2:], ["interrupted", "turn_complete"], "the end of the story")
    expect("generation_complete" not in story.kinds, "no generationComplete", story.outline)
    delay = story.time_of("interrupted") - started
    # By 1.8 s the question would be over, and the silence after it noticed.
    expect_between(delay, 0, 1.75, "seconds from the first word to interrupted")
    after = story.kinds[story.kinds.index("interrupted"):]
    expect("audio" not in after, "no sound after interrupted", after)
    expect("heard" in answer.outline and "audio" in answer.outline, "words, then sound")
    expect(answer.time_of("heard") < answer.time_of("audio"), "the words before the answer")
    expect_spoken_turn(answer, HEARD, ANSWER)
    played = story.time_of("turn_complete") - begun.time_of("audio")
    sent = begun.audio_seconds + story.audio_seconds
    used = tokens(story.usage.response_tokens_details, "AUDIO")
    expect_equal(used, math.ceil(sent * 25 - 1e-6), f"the tokens of {sent} s sent in {played} s")


@scenario(*SCRIPT)
async def a_reply_is_interrupted_while_it_plays_out(stage):
    """Speech after generationComplete, while the sound still plays, interrupts too."""
    async with stage.connect(**SPOKEN) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say(LONG_REPLY)
            reply = await conversation.until("generation_complete")
            expect_in("and went home.", reply.said, "the whole reply")
            speaking = asyncio.create_task(microphone.say(QUESTION))
            rest = await conversation.turn()
            answer = await conversation.turn()
            await speaking
    expect_equal(rest.outline, ["interrupted", "turn_complete"], "the end of the turn")
    expect_in(ANSWER, answer.said, "the new answer")


@scenario(*SCRIPT)
async def interruption_can_be_turned_off(stage):
    """With NO_INTERRUPTION a reply goes on under speech, which is answered afterwards."""
    config = {"realtime_input_config": {"activity_handling": "NO_INTERRUPTION"}}
    async with stage.connect(**SPOKEN, **config) as conversation:
        async with Microphone(conversation.session) as microphone:
            await conversation.session.send_realtime_input(text="Count to 7.")
            begun = await conversation.until("audio")
            await microphone.say(QUESTION)
            count = await conversation.turn()
            answer = await conversation.turn()
    expect("interrupted" not in count.kinds, "no interruption", count.outline)
    # The words of the question may be known at any time.
    reply = [kind for kind in count.outline if kind != "heard"]
    expect_equal(reply[-2:], ["generation_complete", "turn_complete"], "its end")
    expect_in("7.", begun.said + count.said, "the whole count")
    expect_in(ANSWER, answer.said, "the answer after it")
    expect_in(HEARD, begun.heard + count.heard + answer.heard, "the transcription")


@scenario(*SCRIPT)
async def sound_alone_does_not_interrupt(stage):
    """A microphone that hears nobody does not cut a reply short."""
    async with stage.connect(**SPOKEN) as conversation:
        async with Microphone(conversation.session):
            turn = await conversation.ask("Count to 7.")
    expect("interrupted" not in turn.kinds, "no interruption", turn.outline)
    expect_in("7.", turn.said, "the whole count")
