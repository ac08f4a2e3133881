// SPDX-License-Identifier: Apache-2.0

/// The latest values of something over time, one for each step of equal length.
///
/// Memory is bounded by the capacity; a jump in time costs no more than filling it once.
struct TimeBins<Value: Sendable & Equatable>: Sendable {
    /// The length of a step.
    let stepMilliseconds: Int
    /// What steps hold in which nothing was recorded.
    let blank: Value
    private var ring: Ring<Value>
    /// The step of the ring's element number 0.
    private var origin = 0

    /// The last value is taken to go on for this many steps: recording may pause while nothing
    /// changes.
    private static var heldSteps: Int { 6 }

    init(stepMilliseconds: Int, capacity: Int, blank: Value) {
        self.stepMilliseconds = max(stepMilliseconds, 1)
        self.blank = blank
        ring = Ring(capacity: capacity)
    }

    /// The step that a time falls into.
    func step(of time: Duration) -> Int {
        max(time.wholeMilliseconds, 0) / stepMilliseconds
    }

    /// The value of a step; `blank` where nothing is known, or no longer.
    subscript(step: Int) -> Value {
        let number = step - origin
        if ring.indices.contains(number) { return ring[number] }
        let isHeld = (ring.end..<ring.end + Self.heldSteps).contains(number)
        return isHeld && ring.count > 0 ? ring[ring.end - 1] : blank
    }

    /// Changes the value of the step that `time` falls into and returns whether it reads otherwise.
    ///
    /// A time before the newest step changes that one.
    mutating func update(at time: Duration, _ change: (inout Value) -> Void) -> Bool {
        let step = step(of: time)
        if ring.count == 0 { origin = step - ring.end }
        let before = self[max(step, origin + ring.end - 1)]
        let gap = step - origin - ring.end + 1
        let held = gap > ring.capacity || ring.count == 0 ? blank : ring[ring.end - 1]
        if gap > ring.capacity { origin += gap - ring.capacity }
        let missing = min(gap, ring.capacity) - 1
        for index in stride(from: 0, to: missing, by: 1) {
            ring.append(index < Self.heldSteps ? held : blank)
        }
        if gap > 0 { ring.append(blank) }
        change(&ring[ring.end - 1])
        return ring[ring.end - 1] != before
    }
}
