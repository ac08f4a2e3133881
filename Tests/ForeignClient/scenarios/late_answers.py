"""NON_BLOCKING functions: what becomes of an answer that nobody waited for."""

from google.genai import types

from stage.expect import expect, expect_equal, expect_in, expect_not_in
from stage.scenario import scenario
from scenarios.text import user
from scenarios.tools import answer, declared

REPORT = {
    "name": "fetch_report",
    "description": "Fetch a report.",
    "behavior": "NON_BLOCKING",
    "parameters": {"type": "OBJECT", "properties": {"year": {"type": "INTEGER"}}},
}
SCRIPT = ("--script", "tools.toml")


async def talk(conversation):
    """The model's turn, which may leave functions running."""
    return await conversation.until("turn_complete", "pause")


async def fetching(conversation):
    """Has the report fetched while the model goes on talking; gives the call."""
    await conversation.session.send_client_content(
        turns=user("Fetch the report and keep talking.")
    )
    call = (await conversation.until("tool_call")).calls[0]
    expect_equal((call.name, call.args), ("fetch_report", {"year": 2026}), "the call")
    await conversation.until("text")
    return call


def scheduled(call, scheduling, **response):
    return types.FunctionResponse(
        id=call.id, name=call.name, response=response, scheduling=scheduling
    )


@scenario(*SCRIPT)
async def a_late_answer_may_interrupt(stage):
    """NON_BLOCKING with INTERRUPT: the reply is cut short and the result told."""
    async with stage.connect(tools=declared(REPORT)) as conversation:
        call = await fetching(conversation)
        await conversation.session.send_tool_response(
            function_responses=scheduled(call, "INTERRUPT", result="Sales are up.")
        )
        spoken = await talk(conversation)
        expect_equal(spoken.outline[-2:], ["interrupted", "turn_complete"], "the end of the talk")
        expect_not_in("That was all", spoken.text, "the talk that was cut short")
        expect_equal(spoken.cancelled, [], "the calls cancelled")
        report = await conversation.turn()
        expect_in("The report says: Sales are up.", report.text, "the turn that follows")


@scenario(*SCRIPT)
async def a_late_answer_may_wait(stage):
    """NON_BLOCKING with WHEN_IDLE: the reply ends as planned, then the result is told."""
    for scheduling in ("WHEN_IDLE", None):
        async with stage.connect(tools=declared(REPORT)) as conversation:
            call = await fetching(conversation)
            await conversation.session.send_tool_response(
                function_responses=scheduled(call, scheduling, result="Sales are up.")
            )
            spoken = await talk(conversation)
            expect_equal(
                spoken.outline, ["text", "generation_complete", "turn_complete"],
                f"the talk with {scheduling}",
            )
            expect_in("That was all", spoken.text, "the whole talk")
            report = await conversation.turn()
            expect_in("The report says: Sales are up.", report.text, "the turn that follows")


@scenario(*SCRIPT)
async def a_late_answer_may_be_silent(stage):
    """NON_BLOCKING with SILENT: nothing is said, and the result is in the context."""
    prompts = []
    for is_answered in (False, True):
        async with stage.connect(tools=declared(REPORT)) as conversation:
            call = await fetching(conversation)
            if is_answered:
                await conversation.session.send_tool_response(
                    function_responses=scheduled(call, "SILENT", result="Sales are up." * 20)
                )
            spoken = await talk(conversation)
            expect("interrupted" not in spoken.kinds, "no interruption", spoken.outline)
            await conversation.quiet(0.7, "about a silent result")
            await conversation.session.send_client_content(turns=user("What is 2 plus 3?"))
            following = await talk(conversation)
            expect_equal(following.text, "2 plus 3 is 5.", "the next reply")
            prompts.append(following.usage.prompt_token_count)
    expect(prompts[1] - prompts[0] >= 65, "the result's tokens in the next prompt", prompts)


@scenario(*SCRIPT)
async def a_late_answer_starts_a_turn_of_its_own(stage):
    """NON_BLOCKING: an answer that comes when nobody speaks is told in a new turn."""
    async with stage.connect(tools=declared(REPORT)) as conversation:
        await conversation.session.send_client_content(turns=user("Fetch the report."))
        turn = await talk(conversation)
        expect_in("It is being fetched", turn.text, "the reply that does not wait")
        await conversation.session.send_client_content(turns=user("What is 2 plus 3?"))
        expect_in("is 5", (await talk(conversation)).text, "a reply meanwhile")
        await conversation.session.send_tool_response(
            function_responses=answer(turn.calls[0], result="Sales are up.")
        )
        expect_in("Sales are up", (await conversation.turn()).text, "the turn of its own")


@scenario(*SCRIPT)
async def a_function_may_answer_again(stage):
    """NON_BLOCKING with will_continue: each answer is told, until the last."""
    async with stage.connect(tools=declared(REPORT)) as conversation:
        await conversation.session.send_client_content(turns=user("Fetch the report."))
        call = (await talk(conversation)).calls[0]
        for text, goes_on in (("Half is here.", True), ("All is here.", False)):
            response = types.FunctionResponse(
                id=call.id, name=call.name, response={"result": text}, will_continue=goes_on
            )
            await conversation.session.send_tool_response(function_responses=response)
            expect_in(text, (await talk(conversation)).text, "what is told")
        await conversation.session.send_tool_response(
            function_responses=answer(call, result="Too late.")
        )
        await conversation.quiet(0.5, "after the last answer")
