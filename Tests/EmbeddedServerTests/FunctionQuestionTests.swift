// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct FunctionQuestionTests {
    /// A request without a required argument, the question, the answer and the call.
    @Test(arguments: [
        (
            "What's the weather?", "What is the city?", "Oslo, please.",
            #"get_weather({"city":"Oslo"})"#
        ),
        (
            "Book a table for two", "What is the time?", "at 7pm",
            #"book_table({"party_size":2,"time":"19:00"})"#
        ),
        (
            "Book a table", "What are the party size and the time?", "For four people at noon.",
            #"book_table({"party_size":4,"time":"12:00"})"#
        ),
        (
            "Set a timer", "What is the duration minutes?", "ten",
            #"start_timer({"duration_minutes":10})"#
        ),
        (
            "Lock the door", "What is the door? The door can be front, back or garage.",
            "the garage one", #"lock_door({"door":"garage","locked":true})"#
        ),
        (
            "Text Ben", "What is the message?", "I will be late.",
            #"send_text_message({"contact":"Ben","message":"I will be late"})"#
        ),
        (
            "Find flights to London", "What is the origin?", "from Oslo",
            #"find_flights({"origin":"Oslo","destination":"London"})"#
        ),
    ])
    func missingArgumentIsAskedFor(
        words: String,
        question: String,
        answer: String,
        call: String
    ) throws {
        let chooser = try chooser()
        let first = chooser.choose(words)
        #expect(first.calls == [])
        #expect(first.unfinished?.question == question)
        let second = chooser.choose(answer, finishing: first.unfinished)
        #expect(second.calls.map(\.line) == [call])
    }

    @Test func questionIsAskedAgainForWhatIsStillMissing() throws {
        let chooser = try chooser()
        let first = chooser.choose("Book a table")
        let second = chooser.choose("for two", finishing: first.unfinished)
        #expect(second.calls == [])
        #expect(second.unfinished?.question == "What is the time?")
        let third = chooser.choose("8 pm", finishing: second.unfinished)
        #expect(third.calls.map(\.line) == [#"book_table({"party_size":2,"time":"20:00"})"#])
    }

    @Test(arguments: ["I don't know.", "What do you mean?", "never mind", "Tell me a story"])
    func otherWordsAreNoAnswer(words: String) throws {
        let chooser = try chooser()
        let first = chooser.choose("What's the weather?")
        #expect(chooser.choose(words, finishing: first.unfinished).isEmpty)
    }

    @Test func newRequestGoesBeforeTheQuestion() throws {
        let chooser = try chooser()
        let first = chooser.choose("Book a table")
        let second = chooser.choose("Stop the timer", finishing: first.unfinished)
        #expect(second.calls.map(\.line) == ["stop_timer({})"])
    }

    @Test func finishedPartOfARequestIsCalledWhileTheRestIsAskedFor() throws {
        let choice = try chooser().choose("Turn on the fan and book a table for two")
        #expect(choice.calls.map(\.name) == ["control_device"])
        #expect(choice.unfinished?.name == "book_table")
    }

    @Test func whatAboutRepeatsTheLastCall() throws {
        let previous = FunctionCall(name: "get_weather", args: ["city": "Oslo", "unit": "celsius"])
        let choice = try chooser().choose("And what about Bergen?", after: previous)
        #expect(choice.calls.map(\.line) == [#"get_weather({"city":"Bergen","unit":"celsius"})"#])
        #expect(try chooser().choose("What about Bergen?").isEmpty)
    }

    private func chooser() throws -> FunctionChooser {
        FunctionChooser(
            declarations: try FunctionCatalogue.functions(),
            today: FunctionChooserTests.today
        )
    }
}
