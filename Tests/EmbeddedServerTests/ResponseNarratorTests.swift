// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct ResponseNarratorTests {
    private func text(
        _ response: JSONObject,
        name: String = "get_weather",
        _ args: JSONObject = [:]
    )
        -> String
    {
        ResponseNarrator.text(
            [FunctionResponse(id: "1", name: name, response: response)],
            calls: ["1": FunctionCall(id: "1", name: name, args: args)]
        )
    }

    @Test func weatherReadsLikeWeather() {
        #expect(
            text(["city": "Oslo", "temperature": 4, "unit": "C", "condition": "cloudy"])
                == "In Oslo it is 4 degrees Celsius and cloudy."
        )
        #expect(
            text(["result": ["temperature": -2.5, "humidity": 80]], ["city": "Bergen"])
                == "In Bergen it is -2.5 degrees and the humidity is 80."
        )
    }

    @Test func sentencesAreSaidAsTheyAre() {
        #expect(text(["output": "It rains in Bergen"]) == "It rains in Bergen.")
        #expect(text(["message": "Your table is booked."]) == "Your table is booked.")
    }

    @Test(arguments: ["ok", "done", "success"])
    func bareSuccessNamesTheCall(word: String) {
        let said = text(
            ["result": .string(word)],
            name: "set_light",
            ["room": "kitchen", "on": true]
        )
        #expect(said == "Done: set light, room kitchen, on yes.")
    }

    @Test func fieldsAreRead() {
        #expect(
            text(["price": 189.5, "currency": "USD"], name: "get_stock_price")
                == "The price is 189.5 and the currency is USD."
        )
        #expect(text([:], name: "stop_timer") == "Done: stop timer.")
        #expect(
            text(["result": ["a", "b", "c"]], name: "list_files")
                == "List files gave 3 results: a, b and c."
        )
        #expect(text(["result": []], name: "list_files") == "List files found nothing.")
    }

    private static let failures: [(JSONObject, String)] = [
        (["error": "no such city"], "I could not get weather: no such city."),
        (["error": ["code": 404, "message": "Not found"]], "I could not get weather: Not found."),
        (
            ["success": false, "message": "The service is down"],
            "I could not get weather: The service is down."
        ),
        (["status": "error"], "I could not get weather: it failed."),
    ]

    @Test(arguments: failures)
    func errorsAreSaidAsErrors(response: JSONObject, said: String) {
        #expect(text(response) == said)
    }

    @Test func severalResponsesFollowEachOther() {
        let said = ResponseNarrator.text([
            FunctionResponse(name: "get_weather", response: ["city": "Oslo", "temperature": 4]),
            FunctionResponse(name: "get_weather", response: ["city": "Bergen", "temperature": 7]),
        ])
        #expect(said == "In Oslo it is 4 degrees. In Bergen it is 7 degrees.")
    }

    @Test func hugeAndDeepResponsesAreCut() {
        let many = JSONObject((0..<1_000).map { ("k\($0)", JSONValue.integer(1)) })
        #expect(text(many).count < 400)
        let deep = (0..<50).reduce(JSONValue.integer(1)) { inner, _ in ["a": inner, "b": 2] }
        #expect(text(["result": deep]).count < 400)
    }
}
