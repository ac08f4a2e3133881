// SPDX-License-Identifier: Apache-2.0

import EmbeddedServer
import LiveAPI
import Testing

@Suite struct FunctionChooserTests {
    /// A Tuesday, at 9:05.
    static let today = CivilTime(year: 2026, month: 11, day: 3, weekday: 2, hour: 9, minute: 5)

    static func choose(
        _ words: String,
        among names: String = ""
    ) throws -> FunctionChoice {
        let list = names.split(separator: " ").map(String.init)
        let chooser = FunctionChooser(
            declarations: try FunctionCatalogue.functions(list),
            today: today
        )
        return chooser.choose(words)
    }

    /// Every utterance is put to all the functions of the catalogue at once.
    @Test(arguments: [
        ("What's the weather in Oslo?", #"get_weather({"city":"Oslo"})"#),
        (
            "what is the weather like in oslo today",
            #"get_weather({"city":"oslo","date":"2026-11-03"})"#
        ),
        (
            "Will it rain in San Francisco tomorrow?",
            #"get_weather({"city":"San Francisco","date":"2026-11-04"})"#
        ),
        ("Do I need an umbrella in Bergen?", #"get_weather({"city":"Bergen"})"#),
        (
            "Tell me the weather in Paris in fahrenheit, please.",
            #"get_weather({"city":"Paris","unit":"fahrenheit"})"#
        ),
        ("Oslo weather", #"get_weather({"city":"Oslo"})"#),
        (
            "How's the weather in New York on Friday?",
            #"get_weather({"city":"New York","date":"2026-11-06"})"#
        ),
        ("What's the Berlin weather?", #"get_weather({"city":"Berlin"})"#),
        ("Hey Ada, what's the weather in Rome?", #"get_weather({"city":"Rome"})"#),
        ("Turn on the kitchen light", #"set_light({"room":"kitchen","on":true})"#),
        (
            "Please switch the light in the living room off.",
            #"set_light({"room":"living_room","on":false})"#
        ),
        (
            "Could you turn off the light in the bedroom?",
            #"set_light({"room":"bedroom","on":false})"#
        ),
        (
            "Turn on the bedroom light at 30%",
            #"set_light({"room":"bedroom","on":true,"brightness":30})"#
        ),
        (
            "turn on the bedroom light at thirty percent",
            #"set_light({"room":"bedroom","on":true,"brightness":30})"#
        ),
        ("Book a table for two at 7pm", #"book_table({"party_size":2,"time":"19:00"})"#),
        (
            "I'd like to book a table for four people at Luigi's tomorrow at 19:30",
            #"book_table({"restaurant":"Luigi's","party_size":4,"date":"2026-11-04","time":"19:30"})"#
        ),
        (
            "Reserve a table for 6 on Saturday at half past seven in the evening",
            #"book_table({"party_size":6,"date":"2026-11-07","time":"19:30"})"#
        ),
        (
            "I need a table for twenty one people at noon",
            #"book_table({"party_size":21,"time":"12:00"})"#
        ),
        (
            "Can we get an outdoor table for three tonight at 8?",
            #"book_table({"party_size":3,"date":"2026-11-03","time":"20:00","outdoor":true})"#
        ),
        ("Set a timer for 5 minutes", #"start_timer({"duration_minutes":5})"#),
        ("start a timer for one hour and twenty minutes", #"start_timer({"duration_minutes":80})"#),
        ("Start a 90 second timer", #"start_timer({"duration_minutes":1.5})"#),
        (
            "Set a timer for half an hour called pasta",
            #"start_timer({"duration_minutes":30,"label":"pasta"})"#
        ),
        ("Timer for ten minutes", #"start_timer({"duration_minutes":10})"#),
        ("Stop the timer", "stop_timer({})"),
        ("cancel the timer please", "stop_timer({})"),
        ("Set an alarm for 6:45 am", #"set_alarm({"time":"06:45"})"#),
        ("Wake me with an alarm at quarter to seven", #"set_alarm({"time":"06:45"})"#),
        (
            "Send an email to bob@example.com saying I am running late",
            #"sendEmail({"recipient":"bob@example.com","body":"I am running late"})"#
        ),
        (
            "Email Anna about the picnic saying bring some salad and bread",
            #"sendEmail({"recipient":"Anna","subject":"picnic","body":"bring some salad and bread"})"#
        ),
        (
            "Text Ben saying see you at six",
            #"send_text_message({"contact":"Ben","message":"see you at six"})"#
        ),
        (
            #"Send a text message to Clara: "On my way!""#,
            #"send_text_message({"contact":"Clara","message":"On my way"})"#
        ),
        ("What's the stock price of AAPL?", #"get_stock_price({"symbol":"AAPL"})"#),
        ("How is the Tesla stock price doing?", #"get_stock_price({"symbol":"Tesla"})"#),
        ("What's on my calendar tomorrow?", #"list_events({"date":"2026-11-04"})"#),
        ("Show me my events for 5 May", #"list_events({"date":"2027-05-05"})"#),
        (
            "Create an event called Team lunch on Thursday at 12:30",
            #"create_event({"title":"Team lunch","start_time":"2026-11-05T12:30:00"})"#
        ),
        (
            "Schedule a meeting titled Review with Anna and Ben tomorrow at 3pm for 45 minutes",
            #"create_event({"title":"Review","start_time":"2026-11-04T15:00:00","duration":45,"attendees":["Anna","Ben"]})"#
        ),
        ("Delete the event called Team lunch", #"delete_event({"title":"Team lunch"})"#),
        (
            "Convert 10 miles to kilometers",
            #"convert_units({"value":10,"from_unit":"miles","to_unit":"kilometers"})"#
        ),
        (
            "convert two and a half pounds into grams",
            #"convert_units({"value":2.5,"from_unit":"pounds","to_unit":"grams"})"#
        ),
        (
            "How many kilometers are 26 miles?",
            #"convert_units({"value":26,"from_unit":"miles","to_unit":"kilometers"})"#
        ),
        (
            "how many ounces in two pounds",
            #"convert_units({"value":2,"from_unit":"pounds","to_unit":"ounces"})"#
        ),
        (
            "Book a table for two at seven thirty",
            #"book_table({"party_size":2,"time":"07:30"})"#
        ),
        (
            "Set an alarm for six oh five am", #"set_alarm({"time":"06:05"})"#
        ),
        (
            "Convert 100 dollars to euros",
            #"convert_currency({"amount":100,"from_currency":"USD","to_currency":"EUR"})"#
        ),
        (
            "How much is $49.50 in yen?",
            #"convert_currency({"amount":49.5,"from_currency":"USD","to_currency":"JPY"})"#
        ),
        ("Set the thermostat to 21 degrees", #"set_thermostat({"temperature":21})"#),
        ("set the thermostat to twenty one point five", #"set_thermostat({"temperature":21.5})"#),
        (
            "Set the thermostat to 19 degrees in heat mode",
            #"set_thermostat({"temperature":19,"mode":"HEAT"})"#
        ),
        ("Turn on the fan", #"control_device({"device":"fan","action":"turn_on"})"#),
        ("turn the TV off", #"control_device({"device":"tv","action":"turn_off"})"#),
        (
            "Could you switch off the coffee maker",
            #"control_device({"device":"coffee_maker","action":"turn_off"})"#
        ),
        ("Lock the front door", #"lock_door({"door":"front","locked":true})"#),
        ("Unlock the garage door please", #"lock_door({"door":"garage","locked":false})"#),
        (
            "Play Bohemian Rhapsody by Queen",
            #"play_music({"song":"Bohemian Rhapsody","artist":"Queen"})"#
        ),
        ("play the song Yesterday", #"play_music({"song":"Yesterday"})"#),
        (
            "Add milk, eggs and bread to my shopping list",
            #"add_to_list({"items":["milk","eggs","bread"]})"#
        ),
        (
            "Remind me to water the plants tomorrow at 8 am",
            #"set_reminder({"task":"water the plants","when":"2026-11-04T08:00:00"})"#
        ),
        (
            "remind me in 20 minutes to call mom",
            #"set_reminder({"task":"call mom","when":"2026-11-03T09:25:00"})"#
        ),
        (
            "Translate good morning to French",
            #"translate_text({"text":"good morning","target_language":"French"})"#
        ),
        (
            #"Translate "where is the station?" into German"#,
            #"translate_text({"text":"where is the station","target_language":"German"})"#
        ),
        (
            "Find flights from Oslo to London on 3 December",
            #"find_flights({"origin":"Oslo","destination":"London","date":"2026-12-03"})"#
        ),
        (
            "find business flights from new york to paris next friday",
            #"find_flights({"origin":"new york","destination":"paris","date":"2026-11-06","cabin":"business_class"})"#
        ),
        ("What time is it in Tokyo?", #"get_time({"city":"Tokyo"})"#),
        ("Order two large pizzas", #"order_pizza({"quantity":2,"size":"large"})"#),
        (
            "Order a small pizza to 12 Main Street",
            #"order_pizza({"size":"small","delivery":{"address":"12 Main Street"}})"#
        ),
        ("Where is my order number A17?", #"track_order({"order_number":"A17"})"#),
        ("Track order 4711", #"track_order({"order_number":"4711"})"#),
        (
            "Is it going to be sunny in lisbon this weekend?", #"get_weather({"city":"lisbon"})"#
        ),
        ("Kitchen lights off, please", #"set_light({"room":"kitchen","on":false})"#),
        ("Set the heating to 22", #"set_thermostat({"temperature":22})"#),
        (
            "Google the best hiking trails in Norway",
            #"search_web({"query":"best hiking trails in Norway"})"#
        ),
        (
            "Change 250 euros into swiss francs",
            #"convert_currency({"amount":250,"from_currency":"EUR","to_currency":"CHF"})"#
        ),
        (
            "Put a dentist appointment on my calendar on 12 January at 10am",
            #"create_event({"title":"dentist appointment","start_time":"2027-01-12T10:00:00"})"#
        ),
        ("Search the web for lighthouse keepers", #"search_web({"query":"lighthouse keepers"})"#),
    ])
    func rightFunctionIsCalled(words: String, call: String) throws {
        let choice = try Self.choose(words)
        #expect(choice.calls.map(\.line) == [call])
    }

    @Test(arguments: [
        (
            "What's the weather in Oslo and in Bergen?",
            [#"get_weather({"city":"Oslo"})"#, #"get_weather({"city":"Bergen"})"#]
        ),
        (
            "Weather in Rome, Paris and Madrid",
            [
                #"get_weather({"city":"Rome"})"#, #"get_weather({"city":"Paris"})"#,
                #"get_weather({"city":"Madrid"})"#,
            ]
        ),
        (
            "Turn on the kitchen light and book a table for two at 7pm",
            [
                #"set_light({"room":"kitchen","on":true})"#,
                #"book_table({"party_size":2,"time":"19:00"})"#,
            ]
        ),
        (
            "Turn on the kitchen light and the fan",
            [
                #"set_light({"room":"kitchen","on":true})"#,
                #"control_device({"device":"fan","action":"turn_on"})"#,
            ]
        ),
        (
            "Turn off the kitchen and bedroom lights",
            [
                #"set_light({"room":"kitchen","on":false})"#,
                #"set_light({"room":"bedroom","on":false})"#,
            ]
        ),
        (
            "What's the weather in Oslo? And set a timer for 3 minutes.",
            [#"get_weather({"city":"Oslo"})"#, #"start_timer({"duration_minutes":3})"#]
        ),
        (
            "Lock the back door, then turn off the TV",
            [
                #"lock_door({"door":"back","locked":true})"#,
                #"control_device({"device":"tv","action":"turn_off"})"#,
            ]
        ),
        (
            "Tell me the weather in Oslo today and in Bergen tomorrow",
            [
                #"get_weather({"city":"Oslo","date":"2026-11-03"})"#,
                #"get_weather({"city":"Bergen","date":"2026-11-04"})"#,
            ]
        ),
    ])
    func severalRequestsGiveParallelCalls(words: String, calls: [String]) throws {
        #expect(try Self.choose(words).calls.map(\.line) == calls)
    }

    @Test(arguments: [
        ("Turn on the lights", "turn_on_the_lights turn_off_the_lights", "turn_on_the_lights"),
        ("turn the lights off", "turn_on_the_lights turn_off_the_lights", "turn_off_the_lights"),
        ("Delete the event called Lunch", "create_event list_events delete_event", "delete_event"),
        ("Stop the timer", "start_timer stop_timer", "stop_timer"),
        ("Text Ben saying hi", "sendEmail send_text_message", "send_text_message"),
        ("Mail Ben saying hi", "sendEmail send_text_message", "sendEmail"),
        ("Switch the lamp on", "set_light set_lamp", "set_lamp"),
        ("Convert 5 dollars to yen", "convert_units convert_currency", "convert_currency"),
    ])
    func likeFunctionsAreToldApart(words: String, names: String, name: String) throws {
        #expect(try Self.choose(words, among: names).calls.map(\.name) == [name])
    }

    @Test(arguments: [
        "Book a table for four people on 2026-12-24 under the name Miller.",
        "Book a table under the name of Miller for four people",
        "Book a table for four people in the name of Miller",
        "Book a table for four people, my name is Miller",
        "Please book a table for Miller for four people",
        "Book a table for Miller for four people on 2026-12-24",
    ])
    func nameIsTakenHoweverItIsGiven(words: String) throws {
        let function = FunctionDeclaration(
            name: "book_table",
            description: "Books a table.",
            parameters: [
                "type": "OBJECT",
                "properties": [
                    "name": ["type": "STRING", "description": "Name of the guest"],
                    "people": ["type": "INTEGER"],
                ],
                "required": ["name", "people"],
            ]
        )
        let chooser = FunctionChooser(declarations: [function], today: Self.today)
        #expect(
            chooser.choose(words).calls.map(\.line) == [
                #"book_table({"name":"Miller","people":4})"#
            ]
        )
    }

    @Test func descriptionSpeaksForAnOpaqueName() throws {
        let function = FunctionDeclaration(
            name: "fn17",
            description: "Gets the tide table of a harbour.",
            parametersJsonSchema: [
                "type": "object", "properties": ["harbour": ["type": "string"]],
                "required": ["harbour"],
            ]
        )
        let chooser = FunctionChooser(declarations: [function], today: Self.today)
        let calls = chooser.choose("Show me the tide table of harbour Bergen").calls
        #expect(calls.map(\.name) == ["fn17"])
        #expect(chooser.choose("The tide was high at the harbour.").isEmpty)
    }

    @Test func oddSchemasAreSurvived() {
        let schemas: [JSONValue] = [
            .null, "text", ["type": 5], ["type": "object", "properties": ["x": 1]],
            ["type": "object", "properties": ["x": ["$ref": "#/nowhere"]], "required": ["x"]],
            [
                "type": "object", "properties": ["x": ["anyOf": [["$ref": "#/$defs/x"]]]],
                "$defs": ["x": ["$ref": "#/$defs/x"]],
            ],
            [
                "type": "object",
                "properties": ["x": ["type": "integer", "minimum": 5, "maximum": 1]],
            ],
        ]
        for schema in schemas {
            let function = FunctionDeclaration(name: "paint_wall", parameters: schema)
            let chooser = FunctionChooser(declarations: [function], today: Self.today)
            _ = chooser.choose("Paint the wall and 7 doors")
            _ = chooser.choose("")
        }
    }

    @Test func longTextsStayFast() throws {
        let text = String(repeating: "turn on the lamp and the weather, ", count: 2_000)
        let clock = ContinuousClock()
        let elapsed = try clock.measure { _ = try Self.choose(text) }
        #expect(elapsed < .seconds(5))
    }
}
