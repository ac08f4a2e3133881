// SPDX-License-Identifier: Apache-2.0

package import LiveAPI

/// What the person asks of whoever answers function calls.
package enum ToolOrder: Sendable, Equatable {
    /// Let a call that waits run.
    case agree(id: String)
    /// End a call with an error, whatever it is doing.
    case refuse(id: String)
    /// Answer a call in place of whatever would have.
    case answer(id: String, JSONValue)
    /// Slow the answers of calls that start from now on down, and make a share of them fail.
    case strain(delay: Duration, errorRate: Double)
    /// Hold calls before they run, or let them go on.
    case hold(Bool)
}
