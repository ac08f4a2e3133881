// SPDX-License-Identifier: Apache-2.0

import LiveAPI
import Testing

/// Functions as app authors declare them, in both kinds of schema.
enum FunctionCatalogue {
    /// The declarations of these names, in this order; all of them without names.
    static func functions(_ names: String...) throws -> [FunctionDeclaration] {
        try functions(names)
    }

    static func functions(_ names: [String]) throws -> [FunctionDeclaration] {
        let json = #"{"setup":{"model":"m","tools":[{"functionDeclarations":[\#(source)]}]}}"#
        let message = try MessageCodec().decodeClient(Array(json.utf8))
        let all = try #require(message.setup).tools.flatMap(\.functionDeclarations)
        guard !names.isEmpty else { return all }
        return try names.map { name in try #require(all.first { $0.name == name }, "\(name)") }
    }

    private static let source = #"""
        {"name":"get_weather","description":"Returns the current weather for a city.","parameters":
         {"type":"OBJECT","properties":{"city":{"type":"STRING","description":"The city"},
          "unit":{"type":"STRING","enum":["celsius","fahrenheit"]},
          "date":{"type":"STRING","description":"YYYY-MM-DD"}},"required":["city"]}},
        {"name":"set_light","description":"Switches a light on or off, or dims it.","parameters":
         {"type":"OBJECT","properties":{"room":{"type":"STRING","enum":["kitchen","living_room","bedroom"]},
          "on":{"type":"BOOLEAN"},"brightness":{"type":"INTEGER","minimum":0,"maximum":100}},
          "required":["on"]}},
        {"name":"turn_on_the_lights"},{"name":"turn_off_the_lights"},
        {"name":"set_lamp","description":"Switch the lamp","parameters":{"type":"OBJECT","properties":
          {"on":{"type":"BOOLEAN"}},"required":["on"]}},
        {"name":"book_table","description":"Books a table in a restaurant.","parametersJsonSchema":
         {"type":"object","properties":{"restaurant":{"type":"string"},"party_size":{"type":"integer"},
          "date":{"type":"string","format":"date"},"time":{"type":"string","description":"HH:MM"},
          "outdoor":{"type":"boolean","description":"Sit outside"}},
          "required":["party_size","time"]}},
        {"name":"start_timer","description":"Starts a countdown timer.","parameters":{"type":"OBJECT",
          "properties":{"duration_minutes":{"type":"NUMBER"},"label":{"type":"STRING"}},
          "required":["duration_minutes"]}},
        {"name":"stop_timer","description":"Stops the running timer."},
        {"name":"set_alarm","description":"Sets an alarm.","parameters":{"type":"OBJECT","properties":
          {"time":{"type":"STRING","description":"24 hour clock, HH:MM"}},"required":["time"]}},
        {"name":"sendEmail","description":"Sends an e-mail.","parameters":{"type":"OBJECT","properties":
          {"recipient":{"type":"STRING"},"subject":{"type":"STRING"},"body":{"type":"STRING"}},
          "required":["recipient","body"]}},
        {"name":"send_text_message","description":"Sends a text message to a contact.","parameters":
         {"type":"OBJECT","properties":{"contact":{"type":"STRING"},"message":{"type":"STRING"}},
          "required":["contact","message"]}},
        {"name":"get_stock_price","description":"Current price of a share.","parameters":{"type":"OBJECT",
          "properties":{"symbol":{"type":"STRING","description":"Ticker symbol"}},"required":["symbol"]}},
        {"name":"create_event","description":"Adds an event to the calendar.","parametersJsonSchema":
         {"type":"object","properties":{"title":{"type":"string"},
          "start_time":{"type":"string","format":"date-time"},
          "duration":{"type":"integer","description":"Length in minutes"},
          "attendees":{"type":"array","items":{"type":"string"}}},"required":["title","start_time"]}},
        {"name":"list_events","description":"Lists the events of a day.","parameters":{"type":"OBJECT",
          "properties":{"date":{"type":"STRING","format":"date"}}}},
        {"name":"delete_event","description":"Deletes an event.","parameters":{"type":"OBJECT",
          "properties":{"title":{"type":"STRING"}},"required":["title"]}},
        {"name":"convert_units","description":"Converts a value from one unit to another.","parameters":
         {"type":"OBJECT","properties":{"value":{"type":"NUMBER"},"from_unit":{"type":"STRING"},
          "to_unit":{"type":"STRING"}},"required":["value","from_unit","to_unit"]}},
        {"name":"convert_currency","parameters":{"type":"OBJECT","properties":{"amount":{"type":"NUMBER"},
          "from_currency":{"type":"STRING"},"to_currency":{"type":"STRING"}},
          "required":["amount","from_currency","to_currency"]}},
        {"name":"set_thermostat","description":"Sets the target temperature.","parameters":{"type":"OBJECT",
          "properties":{"temperature":{"type":"NUMBER"},"mode":{"type":"STRING",
          "enum":["HEAT","COOL","AUTO"]}},"required":["temperature"]}},
        {"name":"control_device","description":"Controls a device in the house.","parameters":
         {"type":"OBJECT","properties":{"device":{"type":"STRING","enum":["fan","tv","coffee_maker"]},
          "action":{"type":"STRING","enum":["turn_on","turn_off"]}},"required":["device","action"]}},
        {"name":"lock_door","description":"Locks or unlocks a door.","parameters":{"type":"OBJECT",
          "properties":{"door":{"type":"STRING","enum":["front","back","garage"]},
          "locked":{"type":"BOOLEAN"}},"required":["door","locked"]}},
        {"name":"play_music","description":"Plays a song.","parameters":{"type":"OBJECT","properties":
          {"song":{"type":"STRING"},"artist":{"type":"STRING"}},"required":["song"]}},
        {"name":"add_to_list","description":"Adds items to a shopping list.","parameters":{"type":"OBJECT",
          "properties":{"items":{"type":"ARRAY","items":{"type":"STRING"}}},"required":["items"]}},
        {"name":"set_reminder","description":"Reminds of something.","parameters":{"type":"OBJECT",
          "properties":{"task":{"type":"STRING"},"when":{"type":"STRING"}},"required":["task"]}},
        {"name":"translate_text","description":"Translates text.","parameters":{"type":"OBJECT",
          "properties":{"text":{"type":"STRING"},"target_language":{"type":"STRING"}},
          "required":["text","target_language"]}},
        {"name":"find_flights","description":"Finds flights.","parametersJsonSchema":{"type":"object",
          "properties":{"origin":{"type":"string"},"destination":{"type":"string"},
          "date":{"type":"string","format":"date"},
          "cabin":{"anyOf":[{"$ref":"#/$defs/Cabin"},{"type":"null"}],"default":null}},
          "required":["origin","destination"],
          "$defs":{"Cabin":{"type":"string","enum":["economy_class","business_class"]}}}},
        {"name":"get_time","description":"Tells the time in a city.","parameters":{"type":"OBJECT",
          "properties":{"city":{"type":"STRING"}},"required":["city"]}},
        {"name":"order_pizza","description":"Orders pizza.","parameters":{"type":"OBJECT","properties":
          {"quantity":{"type":"INTEGER"},"size":{"type":"STRING","enum":["small","medium","large"]},
          "delivery":{"type":"OBJECT","properties":{"address":{"type":"STRING"},
          "time":{"type":"STRING","description":"HH:MM"}},"required":["address"]}},
          "required":["size"]}},
        {"name":"track_order","description":"Where an order is.","parameters":{"type":"OBJECT",
          "properties":{"order_number":{"type":"STRING"}},"required":["order_number"]}},
        {"name":"search_web","description":"Searches the web.","parameters":{"type":"OBJECT",
          "properties":{"query":{"type":"STRING"}},"required":["query"]}}
        """#
}

extension FunctionCall {
    /// `get_weather({"city":"Oslo"})`, for comparing.
    var line: String {
        "\(name)(\(String(decoding: JSONValue.object(args).serialized(), as: UTF8.self)))"
    }
}
