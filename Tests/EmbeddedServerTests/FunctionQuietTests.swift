// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import Testing

@Suite struct FunctionQuietTests {
    /// Ordinary sentences, many with words of the declared functions in them.
    @Test(arguments: [
        "Hello!", "Hi there, how are you?", "Good morning.", "Thank you very much.", "Goodbye!",
        "My name is Ada.", "What is your name?", "Tell me a story.", "Count to ten.",
        "What is 12 times 7?", "Who are you?", "Are you a robot?", "Can you hear me?",
        "The weather was awful yesterday, so we stayed in.", "I love light music in the evening.",
        "We had a lovely table by the window.", "I read a book about weather balloons.",
        "My brother works at a stock exchange.", "The lamp in my room is older than me.",
        "She sent me an email last week.", "Don't turn on the light.", "Never mind.",
        "I think the timer rang already.", "Yes, please.", "No, thanks.", "Maybe tomorrow.",
        "What do you think about that?", "That was a great song.", "You are very helpful.",
        "I am so tired of this meeting.", "It's dark and cold in here.", "Why is the sky blue?",
        "Did you turn on the lamp?", "I forgot to set an alarm last night.", "Say hello to Ben.",
        "Nice weather, isn't it, said nobody.", "We booked our holiday in May.", "Stop talking.",
        "I don't want a table.", "Remember that my keys are in the drawer.",
        "What is your favourite colour?", "Explain photosynthesis to me.", "Let's talk.",
        "He drove five miles to get milk.", "Please wait a minute.",
        "People order too much pizza.", "There's a song about a yellow door.",
    ])
    func ordinaryWordsCallNothing(words: String) throws {
        let choice = try FunctionChooserTests.choose(words)
        #expect(choice.calls.map(\.line) == [])
        #expect(choice.unfinished == nil)
    }

    @Test func nothingDeclaredCallsNothing() {
        let chooser = FunctionChooser(declarations: [], today: FunctionChooserTests.today)
        #expect(chooser.choose("Turn on the lamp").isEmpty)
    }
}
