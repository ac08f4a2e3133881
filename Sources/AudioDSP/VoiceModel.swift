// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The detector's network: a dense layer, a gated recurrent unit (Cho and others, 2014) and the odds.
///
/// Trained by Tests/Scripts/vad/train.py. Weights are shared by all detectors.
struct VoiceModel: Sendable {
    static let shared = VoiceModel()
    private static let denseCount = 48
    private static let hiddenCount = 64

    private let dense: VoiceLayer
    private let input: VoiceLayer
    private let recurrent: VoiceLayer
    private let output: VoiceLayer

    /// What one detector remembers, and room for its intermediate results.
    struct State: Sendable {
        fileprivate var hidden = [Float](repeating: 0, count: hiddenCount)
        fileprivate var dense = [Float](repeating: 0, count: denseCount)
        fileprivate var input = [Float](repeating: 0, count: 3 * hiddenCount)
        fileprivate var recurrent = [Float](repeating: 0, count: 3 * hiddenCount)
        fileprivate var output = [Float](repeating: 0, count: VoiceLayer.lanes)
    }

    private init() {
        var weights = EncodedWeights(base64: Self.encodedWeights)
        dense = VoiceLayer(rows: Self.denseCount, columns: VoiceFeatures.count, from: &weights)
        input = VoiceLayer(
            rows: 3 * Self.hiddenCount,
            columns: Self.denseCount,
            from: &weights
        )
        output = VoiceLayer(rows: 1, columns: Self.hiddenCount, from: &weights)
        recurrent = VoiceLayer(
            rows: 3 * Self.hiddenCount,
            columns: Self.hiddenCount,
            from: &weights
        )
        precondition(weights.isAtEnd, "the weights are of another network")
    }

    /// The probability that the frame with these features holds speech.
    func probability(_ features: [Float], _ state: inout State) -> Float {
        dense.apply(to: features, into: &state.dense)
        for index in state.dense.indices { state.dense[index] = max(state.dense[index], 0) }
        input.apply(to: state.dense, into: &state.input)
        recurrent.apply(to: state.hidden, into: &state.recurrent)
        for index in 0..<Self.hiddenCount {
            let (keepIndex, newIndex) = (Self.hiddenCount + index, 2 * Self.hiddenCount + index)
            let reset = Self.logistic(state.input[index] + state.recurrent[index])
            let keep = Self.logistic(state.input[keepIndex] + state.recurrent[keepIndex])
            let new = tanhf(state.input[newIndex] + reset * state.recurrent[newIndex])
            state.hidden[index] = keep * state.hidden[index] + (1 - keep) * new
        }
        output.apply(to: state.hidden, into: &state.output)
        return Self.logistic(state.output[0])
    }

    private static func logistic(_ value: Float) -> Float { 1 / (1 + expf(-value)) }
}

/// A matrix and a bias; the rows are padded to whole vectors.
struct VoiceLayer: Sendable {
    static let lanes = 8

    private let columns: Int
    /// Eight rows of one column each, column after column, then the next eight rows.
    private let weights: [SIMD8<Float>]
    private let bias: [SIMD8<Float>]

    init(rows: Int, columns: Int, from encoded: inout EncodedWeights) {
        self.columns = columns
        let blocks = (rows + Self.lanes - 1) / Self.lanes
        var weights = [SIMD8<Float>](repeating: .zero, count: blocks * columns)
        var bias = [SIMD8<Float>](repeating: .zero, count: blocks)
        let scales = (0..<rows).map { _ in encoded.nextFloat() }
        for row in 0..<rows {
            for column in 0..<columns {
                weights[row / Self.lanes * columns + column][row % Self.lanes] =
                    scales[row] * Float(encoded.nextInt8())
            }
        }
        for row in 0..<rows { bias[row / Self.lanes][row % Self.lanes] = encoded.nextFloat() }
        (self.weights, self.bias) = (weights, bias)
    }

    /// - Precondition: The output has room for the padded rows.
    func apply(to input: [Float], into output: inout [Float]) {
        weights.withUnsafeBufferPointer { weights in
            input.withUnsafeBufferPointer { input in
                output.withUnsafeMutableBytes { output in
                    // Two at a time: the sums of one wait for each other, not for the other's.
                    for block in stride(from: 0, to: bias.count, by: 2) {
                        let other = min(block + 1, bias.count - 1)
                        var (sum, otherSum) = (bias[block], bias[other])
                        for column in 0..<columns {
                            sum += weights[block * columns + column] * input[column]
                            otherSum += weights[other * columns + column] * input[column]
                        }
                        let stride = MemoryLayout<SIMD8<Float>>.stride
                        output.storeBytes(of: sum, toByteOffset: block * stride, as: SIMD8.self)
                        output.storeBytes(
                            of: otherSum,
                            toByteOffset: other * stride,
                            as: SIMD8.self
                        )
                    }
                }
            }
        }
    }
}

/// Reads numbers, one after the other, from base64.
struct EncodedWeights {
    private let bytes: [UInt8]
    private var position = 0

    /// - Precondition: The text is base64 without line breaks.
    init(base64: StaticString) {
        var (bytes, bits, count) = ([UInt8](), 0, 0)
        base64.withUTF8Buffer { text in
            bytes.reserveCapacity(text.count / 4 * 3)
            for character in text where character != UInt8(ascii: "=") {
                bits = bits << 6 & 0xFFFF | Self.value(of: character)
                count += 6
                if count >= 8 {
                    count -= 8
                    bytes.append(UInt8(truncatingIfNeeded: bits >> count))
                }
            }
        }
        self.bytes = bytes
    }

    /// Whether everything was read.
    var isAtEnd: Bool { position == bytes.count }

    mutating func nextInt8() -> Int8 {
        defer { position += 1 }
        return Int8(bitPattern: bytes[position])
    }

    mutating func nextFloat() -> Float {
        defer { position += 4 }
        let bits = bytes[position..<(position + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        return Float(bitPattern: bits)
    }

    private static func value(of character: UInt8) -> Int {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        default: 63
        }
    }
}
