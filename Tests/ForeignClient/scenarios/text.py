"""Turns in text: order, history, interruption, accounts and configuration."""

import asyncio
import math

from google.genai import types

from stage.expect import NotInThisSDK, expect, expect_equal, expect_in, expect_not_in
from stage.messages import tokens
from stage.scenario import scenario

NORMAL_TURN = ["text", "generation_complete", "turn_complete"]


def text_tokens(text):
    """About four characters a token."""
    return math.ceil(len(text) / 4)


def user(text):
    return {"role": "user", "parts": [{"text": text}]}


def model(text):
    return {"role": "model", "parts": [{"text": text}]}


async def begin_story(conversation):
    """Has a long reply begun."""
    await conversation.session.send_client_content(turns=user("Tell me a long story."))
    return await conversation.until("text")


@scenario()
async def a_turn_comes_in_order(stage):
    """A reply streams in pieces, then comes generationComplete, then turnComplete with usage."""
    async with stage.connect() as conversation:
        turn = await conversation.ask("What is 12 times 7?")
    expect_equal(turn.outline, NORMAL_TURN, "the order")
    expect_equal(turn.text, "12 times 7 is 84.", "the text")
    expect(turn.kinds.count("text") > 1, "several pieces of text", turn.kinds)
    last = turn.messages[-1]
    expect(last.usage_metadata is not None, "usage on the message with turnComplete")


@scenario()
async def usage_counts_the_whole_context(stage):
    """Each turn's prompt counts everything before it again, at four characters a token."""
    async with stage.connect() as conversation:
        context, totals = 0, []
        for text in ("What is 12 times 7?", "My name is Ada.", "What is my name?"):
            turn = await conversation.ask(text)
            usage = turn.usage
            context += text_tokens(text)
            expect_equal(usage.prompt_token_count, context, f"the prompt's tokens at {text!r}")
            expect_equal(tokens(usage.prompt_tokens_details, "TEXT"), context, "those of text")
            response = text_tokens(turn.text)
            expect_equal(usage.response_token_count, response, "the response's tokens")
            expect_equal(tokens(usage.response_tokens_details, "TEXT"), response, "those of text")
            expect_equal(usage.total_token_count, context + response, "the total")
            context += response
            totals.append(usage.prompt_token_count)
    expect(totals == sorted(set(totals)), "prompts that grow turn over turn", totals)


@scenario()
async def realtime_text_is_answered(stage):
    """send_realtime_input(text=…) is activity: it triggers a reply of its own."""
    async with stage.connect() as conversation:
        await conversation.session.send_realtime_input(text="How much is 30 minus 4?")
        turn = await conversation.turn()
        expect_equal(turn.outline, NORMAL_TURN, "the order")
        expect_in("26", turn.text, "the reply")
        await conversation.quiet(0.5, "after the turn")


@scenario()
async def client_content_interrupts(stage):
    """Client content during a reply ends it: interrupted, turnComplete, then the new answer."""
    async with stage.connect() as conversation:
        await begin_story(conversation)
        await conversation.session.send_client_content(turns=user("What is 2 plus 3?"))
        story = await conversation.turn()
        expect_equal(story.outline[-2:], ["interrupted", "turn_complete"], "the end of the story")
        expect("generation_complete" not in story.kinds, "no generationComplete", story.outline)
        expect(story.usage is not None, "usage at the end of the interrupted turn")
        answer = await conversation.turn()
        expect_equal(answer.outline, NORMAL_TURN, "the order of the answer")
        expect_in("2 plus 3 is 5", answer.text, "the answer")


@scenario()
async def realtime_text_interrupts(stage):
    """Realtime text during a reply interrupts it too."""
    async with stage.connect() as conversation:
        await begin_story(conversation)
        await conversation.session.send_realtime_input(text="What is 2 plus 3?")
        story = await conversation.turn()
        expect(story.is_interrupted, "the story to be interrupted", story.outline)
        expect("generation_complete" not in story.kinds, "no generationComplete", story.outline)
        expect_in("is 5", (await conversation.turn()).text, "the answer")


@scenario()
async def an_incomplete_turn_can_interrupt(stage):
    """turn_complete=False without turns stops a reply and asks for nothing."""
    async with stage.connect() as conversation:
        await begin_story(conversation)
        await conversation.session.send_client_content(turn_complete=False)
        story = await conversation.turn()
        expect(story.is_interrupted, "the story to be interrupted", story.outline)
        await conversation.quiet(0.7, "after it")


@scenario()
async def only_what_was_sent_stays_in_history(stage):
    """An interrupted reply counts in the next prompt with what was sent of it, no more."""
    async with stage.connect() as conversation:
        question = "Tell me a long story."
        begun = await begin_story(conversation)
        await conversation.session.send_client_content(turn_complete=False)
        rest = await conversation.turn()
        sent = begun.text + rest.text
        following = "What is 2 plus 3?"
        turn = await conversation.ask(following)
        wanted = text_tokens(question) + text_tokens(sent) + text_tokens(following)
        expect_equal(turn.usage.prompt_token_count, wanted, "the prompt after the interruption")


@scenario()
async def history_is_taken_without_an_answer(stage):
    """Turns with turn_complete=False are history: no reply, and they are remembered."""
    async with stage.connect() as conversation:
        turns = [user("My name is Grace."), model("Nice to meet you, Grace.")]
        await conversation.session.send_client_content(turns=turns, turn_complete=False)
        await conversation.quiet(0.7, "to history")
        turn = await conversation.ask("What is my name?")
        expect_equal(turn.text, "Your name is Grace.", "the reply")


@scenario()
async def initial_history_is_not_answered(stage):
    """With history_config, client content up to its first turnComplete is history only."""
    config = {"initial_history_in_client_content": True}
    async with stage.connect(history_config=config) as conversation:
        await conversation.session.send_client_content(
            turns=[user("My name is Grace."), model("Hello Grace.")], turn_complete=True
        )
        await conversation.quiet(0.7, "to initial history")
        await conversation.session.send_realtime_input(text="What is my name?")
        expect_in("Grace", (await conversation.turn()).text, "the first reply")
        expect_in("is 5", (await conversation.ask("What is 2 plus 3?")).text, "the second reply")


@scenario()
async def a_question_may_come_before_its_end(stage):
    """A lone turnComplete asks for the answer to everything since the model's last turn."""
    async with stage.connect() as conversation:
        session = conversation.session
        await session.send(input="What is 6 times 7?")
        await conversation.quiet(0.5, "before turnComplete")
        await session.send()
        expect_in("42", (await conversation.turn()).text, "the reply to a lone turnComplete")
        # As one framework asks for a reply: the question, then a dot as the user's turn.
        await session.send_client_content(turns=user("What is 6 times 8?"), turn_complete=False)
        await session.send_client_content(turns=user("."), turn_complete=True)
        expect_in("48", (await conversation.turn()).text, "the reply to the dot")
        await conversation.quiet(0.5, "after it")


@scenario()
async def a_blank_after_content_asks_once(stage):
    """Client content followed by a blank realtime text gets exactly one answer."""
    async with stage.connect(model="gemini-3.8-live") as conversation:
        await conversation.session.send_client_content(turns=user("What is 6 times 7?"))
        await conversation.session.send_realtime_input(text=" ")
        turn = await conversation.turn()
        expect_equal(turn.outline, NORMAL_TURN, "the order")
        expect_in("42", turn.text, "the reply")
        await conversation.quiet(0.7, "after the one answer")


@scenario()
async def old_and_new_calls_mix(stage):
    """session.send and send_client_content speak to the same conversation."""
    async with stage.connect() as conversation:
        await conversation.session.send(input="My name is Ada.", end_of_turn=True)
        expect_in("Ada", (await conversation.turn()).text, "the first reply")
        expect_in("Ada", (await conversation.ask("What is my name?")).text, "the second reply")
        await conversation.session.send(
            input=types.LiveClientContent(turns=[user("What is 9 plus 9?")], turn_complete=True)
        )
        expect_in("18", (await conversation.turn()).text, "the third reply")


@scenario()
async def a_system_instruction_is_followed(stage):
    """The system instruction steers name, language and length, as text and as Content."""
    async with stage.connect(system_instruction="Your name is Hopper.") as conversation:
        expect_in("I am Hopper", (await conversation.ask("Who are you?")).text, "the reply")
    content = types.Content(parts=[types.Part(text="Answer in French.")])
    async with stage.connect(system_instruction=content) as conversation:
        expect_in("Bonjour", (await conversation.ask("Hello!")).text, "the greeting")
    async with stage.connect(system_instruction="Answer in one sentence.") as conversation:
        turn = await conversation.ask("Tell me a long story.")
        expect_equal(turn.text.count("."), 1, f"the sentences of {turn.text!r}")


@scenario()
async def a_system_instruction_is_counted(stage):
    """The system instruction is part of every prompt."""
    instruction = "Your name is Hopper. Answer in one sentence."
    async with stage.connect(system_instruction=instruction) as conversation:
        turn = await conversation.ask("Who are you?")
    wanted = text_tokens(instruction) + text_tokens("Who are you?")
    expect_equal(turn.usage.prompt_token_count, wanted, "the prompt's tokens")


@scenario()
async def the_context_can_be_updated(stage):
    """send_context_update replaces the system instruction in a running session."""
    async with stage.connect(system_instruction="Your name is Hopper.") as conversation:
        if not hasattr(conversation.session, "send_context_update"):
            raise NotInThisSDK("send_context_update")
        expect_in("I am Hopper", (await conversation.ask("Who are you?")).text, "the reply")
        await conversation.session.send_context_update(system_instruction="Your name is Ada.")
        await conversation.quiet(0.3, "to the update")
        turn = await conversation.ask("Who are you?")
        expect_in("I am Ada", turn.text, "the reply after the update")
        expect_not_in("Hopper", turn.text, "the reply after the update")


@scenario()
async def everything_that_can_be_configured_is_taken(stage):
    """A setup with all the fields the SDK can send is accepted and answered."""
    config = {
        "temperature": 0.4, "top_p": 0.9, "top_k": 40, "max_output_tokens": 400, "seed": 7,
        "media_resolution": "MEDIA_RESOLUTION_MEDIUM",
        "thinking_config": {"include_thoughts": True, "thinking_budget": 0},
        "speech_config": {
            "language_code": "en-US",
            "voice_config": {"prebuilt_voice_config": {"voice_name": "Kore"}},
        },
        "enable_affective_dialog": True,
        "proactivity": {"proactive_audio": True},
        "system_instruction": "Be brief.",
        "safety_settings": [
            {"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"},
        ],
        "session_resumption": {},
        "context_window_compression": {
            "trigger_tokens": 25_600, "sliding_window": {"target_tokens": 12_800},
        },
        "input_audio_transcription": {},
        "output_audio_transcription": {},
        "realtime_input_config": {
            "automatic_activity_detection": {
                "disabled": False,
                "start_of_speech_sensitivity": "START_SENSITIVITY_LOW",
                "end_of_speech_sensitivity": "END_SENSITIVITY_LOW",
                "prefix_padding_ms": 20,
                "silence_duration_ms": 100,
            },
            "activity_handling": "START_OF_ACTIVITY_INTERRUPTS",
            "turn_coverage": "TURN_INCLUDES_ONLY_ACTIVITY",
        },
    }
    async with stage.connect(**config) as conversation:
        expect_in("84", (await conversation.ask("What is 12 times 7?")).text, "the reply")


@scenario()
async def generation_config_may_be_given_whole(stage):
    """One field under both casings, as frameworks have the SDK send it, is no error."""
    generation = types.GenerationConfig(
        candidate_count=1, temperature=0.8, response_modalities=["TEXT"]
    )
    async with stage.connect(
        generation_config=generation, response_modalities=["TEXT"]
    ) as conversation:
        turn = await conversation.ask("What is 12 times 7?")
    expect_equal(turn.outline, NORMAL_TURN, "a turn in text")
    expect_in("84", turn.text, "the reply")


@scenario()
async def every_version_and_path_is_served(stage):
    """v1alpha, v1beta and v1, the SDK's default, and base URLs with a path or a slash all work."""
    for version, path in (
        ("v1alpha", "/"), ("v1beta", ""), ("v1", "/some/proxy"), ("v1beta", "/some/proxy/"),
    ):
        async with stage.connect(client=stage.client(version, path=path)) as conversation:
            turn = await conversation.ask("What is 12 times 7?")
            expect_in("84", turn.text, f"the reply through {version} at {path!r}")


@scenario(alone=True)
async def twenty_sessions_at_once(stage):
    """Twenty sessions, half of them spoken, each get their own answers and keep their own name."""

    async def one(number):
        modality = "AUDIO" if number % 2 else "TEXT"
        async with stage.connect(
            response_modalities=[modality], output_audio_transcription={}
        ) as conversation:
            await conversation.ask(f"My name is User{number}.")
            turn = await conversation.ask("What is my name?")
            text = turn.said if modality == "AUDIO" else turn.text
            expect_equal(text.strip(), f"Your name is User{number}.", "the reply")
            expect_equal(bool(turn.audio), modality == "AUDIO", "whether there is sound")

    await asyncio.gather(*(one(number) for number in range(20)))


@scenario("--speed", "20")
async def time_can_be_run_faster(stage):
    """At twenty times the speed, a spoken reply is over in a twentieth of its playing time."""
    async with stage.connect(response_modalities=["AUDIO"]) as conversation:
        turn = await conversation.ask("Count to 10.")
    expect(turn.audio_seconds > 4, "more than four seconds of sound", turn.audio_seconds)
    seconds = turn.time_of("turn_complete") - turn.time_of("audio")
    expect(seconds < turn.audio_seconds / 2, "the turn to be over before its sound", seconds)
