"""Functions: declared, called, answered, cancelled, late; and the service's own tools."""


from google.genai import types

from stage.expect import NotInThisSDK, expect, expect_equal, expect_in
from stage.scenario import MODEL, scenario
from scenarios.text import user

SET_LAMP = {
    "name": "set_lamp",
    "description": "Switch a lamp on or off.",
    "parameters": {
        "type": "OBJECT",
        "properties": {
            "room": {"type": "STRING", "enum": ["kitchen", "hall", "cellar"]},
            "on": {"type": "BOOLEAN", "description": "whether it is to shine"},
        },
        "required": ["room", "on"],
    },
}
GET_WEATHER = {
    "name": "get_weather",
    "description": "Get the current weather in a city.",
    "parameters": {
        "type": "OBJECT",
        "properties": {"city": {"type": "STRING", "description": "The city"}},
        "required": ["city"],
    },
}


def declared(*functions, **others):
    return [{"function_declarations": list(functions), **others}]


def answer(call, **response):
    return types.FunctionResponse(id=call.id, name=call.name, response=response)


async def called(conversation, text):
    """Says a text that has functions called; gives the calls of the one message."""
    await conversation.session.send_client_content(turns=user(text))
    turn = await conversation.until("tool_call", "turn_complete")
    expect(turn.calls, f"a call for {text!r}", turn.text)
    identifiers = [call.id for call in turn.calls]
    expect(all(identifiers), "an id on every call", identifiers)
    expect_equal(len(set(identifiers)), len(identifiers), "the number of different ids")
    return turn.calls


@scenario()
async def a_function_is_called_and_its_result_told(stage):
    """A blocking call waits for its answer; the reply goes on in the same turn."""
    async with stage.connect(tools=declared(SET_LAMP)) as conversation:
        calls = await called(conversation, "Please switch on the lamp in the kitchen.")
        expect_equal(
            [(call.name, call.args) for call in calls],
            [("set_lamp", {"room": "kitchen", "on": True})], "the calls",
        )
        await conversation.session.send_tool_response(
            function_responses=answer(calls[0], result="It shines in blue.")
        )
        turn = await conversation.turn()
        expect_equal(turn.outline, ["text", "generation_complete", "turn_complete"], "the rest")
        expect_in("It shines in blue", turn.text, "the reply")
        used = turn.usage
        following = await conversation.ask("What is 2 plus 3?")
    expect_in("is 5", following.text, "the reply to the next question")
    expect(following.usage.prompt_token_count > used.prompt_token_count,
           "calls and responses to stay in the context", (used, following.usage))


@scenario()
async def the_documented_loop_works(stage):
    """The loop of the SDK's documentation, which answers calls inside receive(), gets its reply."""
    client = stage.client()
    config = {"response_modalities": ["TEXT"], "tools": declared(GET_WEATHER)}
    async with client.aio.live.connect(model=MODEL, config=config) as session:
        await session.send_client_content(turns=user("What is the weather in Oslo?"))
        text, cities = "", []
        async for chunk in session.receive():
            if chunk.server_content:
                text += chunk.text or ""
            elif chunk.tool_call:
                for call in chunk.tool_call.function_calls:
                    cities.append(call.args["city"])
                    await session.send_tool_response(
                        function_responses=answer(call, temperature=7, condition="rain")
                    )
    expect_equal(cities, ["Oslo"], "the cities asked for")
    expect_in("7 degrees", text, "the reply")
    expect_in("rain", text, "the reply")


@scenario("--after-tool-call", "in-progress")
async def a_pause_for_functions_is_told(stage):
    """After a call comes turnComplete IN_PROGRESS, which newer SDKs wait out; then IDLE."""
    if "interaction_status" not in types.LiveServerContent.model_fields:
        raise NotInThisSDK("interaction_status")
    async with stage.connect(tools=declared(GET_WEATHER)) as conversation:
        call = (await called(conversation, "What is the weather in Oslo?"))[0]
        await conversation.until("pause")
        await conversation.quiet(0.5, "before the answer")
        await conversation.session.send_tool_response(
            function_responses=answer(call, temperature=7)
        )
        turn = await conversation.turn()
    expect_in("7 degrees", turn.text, "the reply")
    status = turn.messages[-1].server_content.interaction_status
    expect_equal(status.value, "IDLE", "the status at the end")


@scenario()
async def calls_in_parallel_share_a_message(stage):
    """Two wishes make two calls in one message; the reply waits for both answers."""
    async with stage.connect(tools=declared(SET_LAMP, GET_WEATHER)) as conversation:
        calls = await called(conversation, "What is the weather in Paris and in Oslo?")
        expect_equal([call.args for call in calls], [{"city": "Paris"}, {"city": "Oslo"}], "args")
        paris, oslo = calls
        send = conversation.session.send_tool_response
        await send(function_responses=[answer(oslo, temperature=7)])
        await conversation.quiet(0.7, "before the second answer")
        await send(function_responses=[answer(paris, temperature=21)])
        turn = await conversation.turn()
        expect_in("7 degrees", turn.text, "the reply")
        expect_in("21 degrees", turn.text, "the reply")
        # Different functions, answered together.
        calls = await called(
            conversation, "Switch off the lamp in the hall and tell me the weather in Rome."
        )
        expect_equal(
            {call.name: call.args for call in calls},
            {"set_lamp": {"room": "hall", "on": False}, "get_weather": {"city": "Rome"}},
            "the calls",
        )
        await send(function_responses=[answer(call, result="ok") for call in calls])
        expect_equal((await conversation.turn()).kinds[-1], "turn_complete", "the end")


@scenario()
async def arguments_are_taken_from_the_words(stage):
    """Numbers, enums, dates and names come as the schema declares them."""
    book = {
        "name": "book_table",
        "description": "Book a table in a restaurant.",
        "parameters": {
            "type": "OBJECT",
            "properties": {
                "name": {"type": "STRING", "description": "Name of the guest"},
                "people": {"type": "INTEGER", "description": "Number of people"},
                "date": {"type": "STRING", "format": "date"},
                "smoking": {"type": "BOOLEAN"},
            },
            "required": ["name", "people"],
        },
    }
    async with stage.connect(tools=declared(book)) as conversation:
        calls = await called(
            conversation, "Book a table for four people on 2026-12-24 under the name Miller."
        )
    expect_equal(len(calls), 1, "the number of calls")
    args = dict(calls[0].args)
    expect_equal(args.pop("name", None), "Miller", "the name")
    expect_equal(args.pop("people", None), 4, "the number of people")
    expect_equal(args.pop("date", None), "2026-12-24", "the date")
    expect_equal(args, {}, "arguments that nobody gave")


@scenario()
async def missing_arguments_are_asked_for(stage):
    """A required argument that was not said is asked for, and its answer makes the call."""
    async with stage.connect(tools=declared(GET_WEATHER)) as conversation:
        question = await conversation.ask("What is the weather?")
        expect("tool_call" not in question.kinds, "no call yet", question.outline)
        expect_in("?", question.text, "the question")
        expect_in("city", question.text, "the question")
        calls = await called(conversation, "Bergen")
        expect_equal(calls[0].args, {"city": "Bergen"}, "the arguments")




def paint_wall(colour: str, coats: int = 1) -> str:
    """Paint the wall in a colour.

    Args:
        colour: The colour of the paint.
        coats: Number of coats.
    """
    return f"{coats} coats of {colour} paint"


@scenario()
async def python_functions_are_declared_by_the_sdk(stage):
    """A Python function given as a tool is called with what its signature says."""
    async with stage.connect(tools=[paint_wall]) as conversation:
        calls = await called(conversation, "Paint the wall in the colour red with 3 coats.")
        expect_equal(
            [(call.name, call.args) for call in calls],
            [("paint_wall", {"colour": "red", "coats": 3})], "the calls",
        )
        result = paint_wall(**calls[0].args)
        await conversation.session.send_tool_response(
            function_responses=answer(calls[0], result=result)
        )
        expect_in("3 coats of red paint", (await conversation.turn()).text, "the reply")


@scenario()
async def json_schema_declarations_are_understood(stage):
    """parameters_json_schema, in lower case, does what parameters does."""
    function = {
        "name": "set_volume",
        "description": "Set the volume of the speaker.",
        "parameters_json_schema": {
            "type": "object",
            "properties": {"percent": {"type": "integer", "minimum": 0, "maximum": 100}},
            "required": ["percent"],
        },
    }
    async with stage.connect(tools=declared(function)) as conversation:
        calls = await called(conversation, "Set the volume to 35 percent.")
    expect_equal(calls[0].args, {"percent": 35}, "the arguments")


@scenario()
async def a_failure_is_told(stage):
    """A response with an error is told as one."""
    async with stage.connect(tools=declared(GET_WEATHER)) as conversation:
        calls = await called(conversation, "What is the weather in Oslo?")
        await conversation.session.send_tool_response(
            function_responses=answer(calls[0], error="The station is offline.")
        )
        turn = await conversation.turn()
    expect_in("could not", turn.text, "the reply")
    expect_in("station is offline", turn.text, "the reply")


@scenario()
async def other_answers_are_ignored(stage):
    """An answer with an unknown id changes nothing; a second one to the same call neither."""
    async with stage.connect(tools=declared(GET_WEATHER)) as conversation:
        send = conversation.session.send_tool_response
        call = (await called(conversation, "What is the weather in Oslo?"))[0]
        stranger = types.FunctionResponse(id="nobody", name="get_weather", response={"result": 1})
        await send(function_responses=stranger)
        await conversation.quiet(0.5, "to an unknown id")
        await send(function_responses=answer(call, temperature=7))
        expect_in("7 degrees", (await conversation.turn()).text, "the reply")
        await send(function_responses=answer(call, temperature=8))
        await conversation.quiet(0.5, "to a second answer")
        expect_in("is 5", (await conversation.ask("What is 2 plus 3?")).text, "the next reply")


@scenario()
async def the_deprecated_send_answers_calls(stage):
    """session.send with a function response is as good as send_tool_response."""
    async with stage.connect(tools=declared(GET_WEATHER)) as conversation:
        call = (await called(conversation, "What is the weather in Oslo?"))[0]
        await conversation.session.send(input=answer(call, temperature=7))
        expect_in("7 degrees", (await conversation.turn()).text, "the reply")


@scenario()
async def interruption_cancels_calls(stage):
    """New input cancels pending calls: interrupted, their ids, turnComplete; answers are late."""
    async with stage.connect(tools=declared(GET_WEATHER)) as conversation:
        calls = await called(conversation, "What is the weather in Paris and in Oslo?")
        await conversation.session.send_client_content(turns=user("What is 2 plus 3?"))
        cut = await conversation.turn()
        expect_equal(cut.outline, ["interrupted", "cancellation", "turn_complete"], "the order")
        expect_equal(sorted(cut.cancelled), sorted(call.id for call in calls), "the ids")
        reply = await conversation.turn()
        expect_equal(reply.text, "2 plus 3 is 5.", "the new reply")
        await conversation.session.send_tool_response(
            function_responses=[answer(call, temperature=7) for call in calls]
        )
        await conversation.quiet(0.7, "to answers that come too late")


@scenario()
async def the_services_own_tools_are_taken(stage):
    """googleSearch and codeExecution are accepted; who asks for them hears that there is none."""
    for tool, wish, reply in (
        ({"google_search": {}}, "Search the web for the length of the Nile.", "no search"),
        ({"code_execution": {}}, "Run some Python code that prints 7.", "cannot run code"),
        ({"url_context": {}}, "Read https://example.org to me.", "cannot open web pages"),
    ):
        async with stage.connect(tools=[tool, *declared(SET_LAMP)]) as conversation:
            expect_in(reply, (await conversation.ask(wish)).text, f"the reply with {tool}")
            calls = await called(conversation, "Switch on the lamp in the cellar.")
            expect_equal(calls[0].args, {"room": "cellar", "on": True}, "a call beside it")


@scenario()
async def tools_can_be_replaced(stage):
    """send_context_update replaces the functions that can be called."""
    async with stage.connect(tools=declared(SET_LAMP)) as conversation:
        if not hasattr(conversation.session, "send_context_update"):
            raise NotInThisSDK("send_context_update")
        await conversation.session.send_context_update(
            tools=[types.Tool(function_declarations=[GET_WEATHER])]
        )
        lamp = await conversation.ask("Switch on the lamp in the kitchen.")
        expect("tool_call" not in lamp.kinds, "no call of what was replaced", lamp.outline)
        calls = await called(conversation, "What is the weather in Oslo?")
        expect_equal(calls[0].name, "get_weather", "the function called")


@scenario()
async def ids_are_not_used_twice(stage):
    """Calls of one session have ids of their own, over several turns."""
    seen = set()
    async with stage.connect(tools=declared(GET_WEATHER)) as conversation:
        for city in ("Oslo", "Rome", "Paris"):
            call = (await called(conversation, f"What is the weather in {city}?"))[0]
            expect(call.id not in seen, "an id that is new", call.id)
            seen.add(call.id)
            await conversation.session.send_tool_response(
                function_responses=answer(call, temperature=7)
            )
            await conversation.turn()
