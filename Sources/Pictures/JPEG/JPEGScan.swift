// SPDX-License-Identifier: Apache-2.0

/// One scan that holds the first coefficient of blocks.
struct JPEGScan {
    struct Part {
        /// Index in the frame's components.
        var component: Int
        var direct: HuffmanTable?
        var alternating: HuffmanTable?
        var prediction = 0
    }

    var parts: [Part]
    let isProgressive: Bool
    /// Whether the scan adds a bit to coefficients that an earlier one gave.
    let refines: Bool
    let shift: Int
    let restartInterval: Int
    var bits: JPEGBits
    private var unitsToRestart = 0

    init(
        parts: [Part],
        isProgressive: Bool,
        refines: Bool,
        shift: Int,
        restartInterval: Int,
        bits: JPEGBits
    ) {
        self.parts = parts
        self.isProgressive = isProgressive
        self.refines = refines
        self.shift = shift
        self.restartInterval = restartInterval
        self.bits = bits
        unitsToRestart = restartInterval
    }

    /// Reads all units: blocks of one component, or groups of several (T.81 A.2).
    mutating func read(into frame: inout JPEGFrame) throws(PictureError) {
        guard parts.count > 1 else { return try readBlocks(into: &frame) }
        for row in 0..<frame.unitRows {
            for column in 0..<frame.unitColumns {
                try restartIfDue()
                for index in parts.indices {
                    let component = frame.components[parts[index].component]
                    for y in 0..<component.vertical {
                        for x in 0..<component.horizontal {
                            let place =
                                (row * component.vertical + y) * component.stride
                                + column * component.horizontal + x
                            try readBlock(index, at: place, into: &frame)
                        }
                    }
                }
            }
        }
    }

    private mutating func readBlocks(into frame: inout JPEGFrame) throws(PictureError) {
        let component = frame.components[parts[0].component]
        for row in 0..<component.rows {
            for column in 0..<component.columns {
                try restartIfDue()
                try readBlock(0, at: row * component.stride + column, into: &frame)
            }
        }
    }

    private mutating func restartIfDue() throws(PictureError) {
        guard restartInterval > 0 else { return }
        if unitsToRestart == 0 {
            try bits.restart()
            for index in parts.indices { parts[index].prediction = 0 }
            unitsToRestart = restartInterval
        }
        unitsToRestart -= 1
    }

    private mutating func readBlock(
        _ index: Int,
        at place: Int,
        into frame: inout JPEGFrame
    ) throws(PictureError) {
        let component = parts[index].component
        if refines {
            let bit = Int32(try bits.take(1))
            frame.components[component].means[place] |= bit << Int32(shift)
            return
        }
        guard let direct = parts[index].direct else { throw .malformed("no DC table") }
        let length = Int(try direct.next(&bits))
        guard length <= 11 else { throw .malformed("a DC difference") }
        parts[index].prediction += try bits.takeSigned(length)
        let value = Int32(clamping: parts[index].prediction)
        frame.components[component].means[place] = isProgressive ? value << Int32(shift) : value
        if !isProgressive { try skipAlternating(parts[index].alternating) }
    }

    /// Steps over the other 63 coefficients of a block.
    private mutating func skipAlternating(_ table: HuffmanTable?) throws(PictureError) {
        guard let table else { throw .malformed("no AC table") }
        var coefficient = 1
        while coefficient < 64 {
            let symbol = try table.next(&bits)
            let length = Int(symbol & 15)
            if length == 0 {
                guard symbol >> 4 == 15 else { return }
                coefficient += 16
            } else {
                _ = try bits.take(length)
                coefficient += Int(symbol >> 4) + 1
            }
        }
    }
}
