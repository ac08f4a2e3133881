// SPDX-License-Identifier: Apache-2.0

/// A place in the session that all panes can show.
package enum Moment: Sendable, Equatable {
    /// The begin of a turn; on the console's clock, where that is known.
    case turn(Int, at: Duration?)
    /// A time on the console's clock, and the turn it belongs to where that is known.
    case time(Duration, turn: Int?)

    var time: Duration? {
        switch self {
        case .turn(_, let time): time
        case .time(let time, _): time
        }
    }

    var turn: Int? {
        switch self {
        case .turn(let turn, _): turn
        case .time(_, let turn): turn
        }
    }
}

extension BidirectionalCollection {
    /// The begin of the latest run of elements that belong to a turn, where `turn` is 0 for those
    /// that belong to none; nil without any.
    ///
    /// The turns of a later session count from 1 again, so the latest run is the one that is meant.
    func startOfTurn(_ wanted: Int, turn: (Element) -> Int) -> Index? {
        guard let last = lastIndex(where: { turn($0) == wanted }) else { return nil }
        var (start, index) = (last, last)
        while index > startIndex {
            formIndex(before: &index)
            let found = turn(self[index])
            if found == wanted { start = index } else if found != 0 { break }
        }
        return start
    }
}
