"""Turns by voice: detection of activity, transcripts, pacing."""

import time

from stage.expect import (
    expect, expect_between, expect_close, expect_equal, expect_in, expect_not_in,
)
from stage.messages import tokens
from stage.scenario import scenario
from stage.sound import is_speech
from stage.speech import RATE, Microphone, say, silence

SPOKEN = {
    "response_modalities": ["AUDIO"],
    "input_audio_transcription": {},
    "output_audio_transcription": {},
}
# In the script, whose phrases a recognizer tells apart well.
SCRIPT = ("--script", "voice.toml")
QUESTION, HEARD, ANSWER = "What is the weather?", "what is the weather", "It is sunny and warm"
LONG_REPLY = "Tell me a story."


def detection(**parameters):
    """A configuration of automatic activity detection."""
    return {"realtime_input_config": {"automatic_activity_detection": parameters}}


MANUAL = detection(disabled=True)


def pcm(data, rate=RATE):
    return {"data": data, "mime_type": f"audio/pcm;rate={rate}"}


async def send_fast(session, sound):
    """Sends sound in pieces of 100 ms, faster than real time, as a file is sent."""
    size = RATE // 10 * 2
    for start in range(0, len(sound), size):
        await session.send_realtime_input(audio=pcm(sound[start : start + size]))


def expect_spoken_turn(turn, heard, said):
    """Checks a whole turn by voice: words on both sides, sound, and the order of the reply."""
    expect_in(heard, turn.heard, "the input transcription")
    expect_in(said, turn.said, "the output transcription")
    expect(is_speech(turn.audio), "the reply to be speech")
    reply = [kind for kind in turn.outline if kind != "heard"]
    expect_equal(set(reply[:-2]), {"audio", "said"}, f"what comes first in {reply}")
    expect_equal(reply[-2:], ["generation_complete", "turn_complete"], "the end of the turn")


@scenario(*SCRIPT)
async def a_spoken_question_is_answered(stage):
    """Speech is found, transcribed and answered in speech, which is transcribed too."""
    async with stage.connect(**SPOKEN) as conversation:
        async with Microphone(conversation.session) as microphone:
            _, ended = await microphone.say(QUESTION)
            turn = await conversation.turn()
    expect_spoken_turn(turn, HEARD, ANSWER)
    # 800 ms of silence show the end; recognition may take its time on a busy machine.
    expect_between(turn.time_of("audio") - ended, 0.7, 4, "seconds from the question to sound")


@scenario(*SCRIPT)
async def a_turn_lasts_as_long_as_its_sound(stage):
    """Sound comes faster than it plays; turnComplete is held until it would have been played."""
    async with stage.connect(**SPOKEN) as conversation:
        turn = await conversation.ask("Count to 7.")
    begun, sent = turn.time_of("audio"), turn.time_of("audio", last=True)
    done, ended = turn.time_of("generation_complete"), turn.time_of("turn_complete")
    expect(turn.audio_seconds > 3, "more than three seconds of sound", turn.audio_seconds)
    expect(sent - begun < turn.audio_seconds / 2, "sound ahead of its playing", sent - begun)
    expect(done - sent < 1, "generationComplete right after the last sound", done - sent)
    expect_between(
        ended - begun, turn.audio_seconds - 0.5, turn.audio_seconds + 1,
        "seconds from the first sound to turnComplete",
    )


@scenario(*SCRIPT)
async def transcripts_come_only_when_asked_for(stage):
    """Without the configuration, neither side's words are sent."""
    async with stage.connect(response_modalities=["AUDIO"]) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say(QUESTION)
            turn = await conversation.turn()
    expect_equal(turn.outline, ["audio", "generation_complete", "turn_complete"], "the order")
    expect(is_speech(turn.audio), "the reply to be speech")


@scenario(*SCRIPT)
async def speech_is_answered_in_text(stage):
    """A text session hears speech as well."""
    async with stage.connect(
        response_modalities=["TEXT"], input_audio_transcription={}
    ) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say(QUESTION)
            turn = await conversation.turn()
    expect_in(HEARD, turn.heard, "the input transcription")
    expect_in(ANSWER, turn.text, "the reply")


@scenario(*SCRIPT)
async def the_conversation_goes_on_by_voice(stage):
    """What was said in one spoken turn is known in the next."""
    async with stage.connect(**SPOKEN) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say("My name is Diana.")
            turn = await conversation.turn()
            expect_spoken_turn(turn, "my name is Diana", "nice to meet you, Diana")
            await microphone.say(QUESTION)
            turn = await conversation.turn()
            expect_spoken_turn(turn, HEARD, "it is sunny and warm, Diana")


@scenario(*SCRIPT)
async def speech_at_the_start_of_a_stream_is_understood(stage):
    """However little silence is before it; with 40 and 60 ms it once was not."""
    for chunks in range(6):
        async with stage.connect(**SPOKEN) as conversation:
            room = silence(chunks * 0.02)
            await send_fast(conversation.session, room + say("My name is Diana.") + silence(1))
            turn = await conversation.turn()
        expect_in("my name is Diana", turn.heard, f"what was heard after {chunks * 20} ms")


async def answer_delay(stage, milliseconds):
    """Seconds from the last word to the first sound of the answer."""
    async with stage.connect(
        **SPOKEN, **detection(silence_duration_ms=milliseconds)
    ) as conversation:
        async with Microphone(conversation.session) as microphone:
            _, ended = await microphone.say(QUESTION)
            turn = await conversation.turn()
    expect_in(ANSWER, turn.said, f"the answer after {milliseconds} ms of silence")
    return turn.time_of("audio") - ended


@scenario(*SCRIPT)
async def silence_duration_decides_when_speech_is_over(stage):
    """silence_duration_ms of 300 and 2,500 make the answer come soon and late."""
    soon, late = await answer_delay(stage, 300), await answer_delay(stage, 2_500)
    expect(soon >= 0.25, "no answer before 300 ms of silence", soon)
    expect(late >= 2.4, "no answer before 2,500 ms of silence", late)
    expect_between(late - soon, 1, 4, f"what more silence adds to {soon} s")


@scenario(*SCRIPT)
async def a_pause_divides_or_joins(stage):
    """A pause of 0.6 s ends a turn when 300 ms of silence do, and none when 2,000 ms do."""
    async with stage.connect(**SPOKEN, **detection(silence_duration_ms=2_000)) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say("Close the door.")
            await microphone.play(silence(0.6))
            await microphone.say(QUESTION)
            turn = await conversation.turn()
    expect("interrupted" not in turn.kinds, "one turn that nothing interrupts", turn.outline)
    spoken = len(say("Close the door.") + say(QUESTION)) / 2 / RATE
    counted = tokens(turn.usage.prompt_tokens_details, "AUDIO") / 25
    expect_between(counted, spoken + 0.4, spoken + 1.2, "seconds with both sentences and the pause")
    async with stage.connect(**SPOKEN, **detection(silence_duration_ms=300)) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say("Close the door.")
            await microphone.play(silence(0.6))
            await microphone.say(QUESTION)
            first, second = await conversation.until("heard"), await conversation.until("heard")
    expect_equal(first.heard, "close the door", "the first turn's transcription")
    expect_equal(second.heard, HEARD, "the second turn's transcription")


@scenario(*SCRIPT)
async def prefix_padding_ignores_what_is_short(stage):
    """With prefix_padding_ms of 1,200, a short word starts no turn and a long sentence does."""
    async with stage.connect(**SPOKEN, **detection(prefix_padding_ms=1_200)) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say("Hey.")
            await conversation.quiet(2, "to a short word")
            await microphone.say("Please tell me: how many are you, what are you all doing?")
            turn = await conversation.turn()
    expect(is_speech(turn.audio), "an answer to a long sentence")


@scenario(*SCRIPT)
async def a_quiet_room_is_no_turn(stage):
    """Noise of a quiet room starts no turn and gets no answer."""
    async with stage.connect(**SPOKEN) as conversation:
        async with Microphone(conversation.session):
            await conversation.quiet(3, "to a quiet room")


@scenario(*SCRIPT)
async def the_end_of_the_stream_ends_speech(stage):
    """audio_stream_end has what was said answered at once, and sound may go on after it."""
    async with stage.connect(**SPOKEN, **detection(silence_duration_ms=8_000)) as conversation:
        session = conversation.session
        for _ in range(2):
            async with Microphone(session) as microphone:
                await microphone.say(QUESTION)
            ended = time.monotonic()
            await session.send_realtime_input(audio_stream_end=True)
            turn = await conversation.turn()
            expect_spoken_turn(turn, HEARD, ANSWER)
            expect(turn.time_of("audio") - ended < 4, "an answer long before 8 s of silence")


@scenario(*SCRIPT)
async def marked_activity_is_one_turn(stage):
    """With detection off, only the client's marks begin and end a turn, whatever pauses it has."""
    async with stage.connect(**SPOKEN, **MANUAL) as conversation:
        session = conversation.session
        async with Microphone(session) as microphone:
            await microphone.say("Close the door.")
            await conversation.quiet(1.2, "to speech outside the marks")
            await session.send_realtime_input(activity_start={})
            await microphone.say(QUESTION)
            await conversation.quiet(1.5, "before activityEnd, in a long pause")
            await session.send_realtime_input(activity_end={})
            turn = await conversation.turn()
    expect_spoken_turn(turn, HEARD, ANSWER)
    expect_not_in("door", turn.heard, "the transcription")


@scenario(*SCRIPT)
async def marks_need_detection_to_be_off(stage):
    """activity_start and activity_end under automatic detection end the session with 1007."""
    for mark in ("activity_start", "activity_end"):
        async with stage.connect(**SPOKEN) as conversation:
            await conversation.session.send_realtime_input(**{mark: {}})
            error, _ = await conversation.closed()
            expect_close(error, 1007, "Explicit activity control is not supported")


@scenario(*SCRIPT)
async def typing_joins_a_spoken_conversation(stage):
    """Text typed into a spoken session is answered in speech."""
    async with stage.connect(**SPOKEN) as conversation:
        async with Microphone(conversation.session):
            await conversation.session.send_realtime_input(text="Close the door.")
            turn = await conversation.turn()
    expect_equal(turn.heard, "", "the input transcription")
    expect_in("the door is closed", turn.said, "the answer")
    expect(is_speech(turn.audio), "the answer to be speech")


@scenario(*SCRIPT)
async def a_function_is_called_by_voice(stage):
    """A spoken request calls a function; the answer to its result is spoken in the same turn."""
    window = {
        "name": "open_window", "description": "Open the window",
        "parameters": {"type": "OBJECT", "properties": {"how_far": {"type": "INTEGER"}}},
    }
    async with stage.connect(
        **SPOKEN, tools=[{"function_declarations": [window]}]
    ) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say("Open the window.")
            asked = await conversation.until("tool_call")
        call = asked.calls[0]
        expect_in("open the window", asked.heard, "the input transcription")
        expect_equal((call.name, call.args), ("open_window", {"how_far": 40}), "the call")
        await conversation.session.send_tool_response(
            function_responses={"id": call.id, "name": call.name, "response": {"result": "ok"}}
        )
        turn = await conversation.turn()
    expect_in("the window is open", turn.said, "the answer")
    expect(is_speech(turn.audio), "the answer to be speech")
    expect_equal(turn.kinds[-1], "turn_complete", "the end")


@scenario(*SCRIPT)
async def what_is_not_understood_is_told(stage):
    """Speech without any known phrase is answered with what did arrive, and transcribed as none."""
    async with stage.connect(**SPOKEN) as conversation:
        async with Microphone(conversation.session) as microphone:
            await microphone.say("Purple elephants juggle breakfast.")
            turn = await conversation.turn()
    expect_equal(turn.heard, "", "the input transcription")
    expect_in("I heard", turn.said, "the answer")
    expect_in("seconds of speech", turn.said, "the answer")
