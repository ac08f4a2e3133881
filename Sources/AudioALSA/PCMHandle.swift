// SPDX-License-Identifier: Apache-2.0

import AudioCore
import CALSA
import Glibc

/// One open PCM, non-blocking and set up; closed when it goes.
///
/// Every call may take as long as the sound server pleases, except those marked as prompt.
struct PCMHandle: ~Copyable {
    let pcm: OpaquePointer
    let given: GivenSetup
    private let direction: AudioDirection
    private let device: String

    /// Opens the device named in `configuration` and agrees with it on a setup.
    init(_ direction: AudioDirection, _ configuration: StreamConfiguration) throws(DeviceError) {
        let device = configuration.device
        var opened: OpaquePointer?
        let stream =
            direction == .capture ? SND_PCM_STREAM_CAPTURE : SND_PCM_STREAM_PLAYBACK
        let status = snd_pcm_open(&opened, device, stream, SND_PCM_NONBLOCK)
        guard status >= 0, let opened else {
            throw DeviceError(.open, direction, device: device, errno: -status)
        }
        do throws(PCMFailure) {
            given = try PCMSetup.apply(configuration, to: opened)
        } catch {
            snd_pcm_close(opened)
            throw DeviceError(.configure, direction, device: device, errno: error.errno)
        }
        pcm = opened
        self.direction = direction
        self.device = device
    }

    deinit {
        snd_pcm_close(pcm)
    }

    func error(_ operation: DeviceError.Operation, _ errno: Int32) -> DeviceError {
        DeviceError(operation, direction, device: device, errno: errno)
    }

    /// Frames that can be moved now, or the fault; prompt.
    func available() -> PCMTransfer {
        PCMTransfer(Int(snd_pcm_avail_update(pcm)), of: pcm)
    }

    /// Reads at most `frames` interleaved frames; prompt.
    func read(into buffer: UnsafeMutablePointer<Int16>, frames: Int) -> PCMTransfer {
        PCMTransfer(Int(snd_pcm_readi(pcm, buffer, snd_pcm_uframes_t(frames))), of: pcm)
    }

    /// Writes at most `frames` interleaved frames; prompt.
    func write(_ buffer: UnsafePointer<Int16>, frames: Int) -> PCMTransfer {
        PCMTransfer(Int(snd_pcm_writei(pcm, buffer, snd_pcm_uframes_t(frames))), of: pcm)
    }

    /// Frames between the program and the loudspeaker; nil while the device has no idea; prompt.
    func delay() -> Int? {
        var frames: snd_pcm_sframes_t = 0
        return snd_pcm_delay(pcm, &frames) == 0 ? max(0, Int(frames)) : nil
    }

    /// Prompt.
    var state: snd_pcm_state_t { snd_pcm_state(pcm) }

    /// Starts it unless it runs; returns a negative code on failure.
    func start() -> Int32 {
        state == SND_PCM_STATE_PREPARED ? snd_pcm_start(pcm) : 0
    }

    /// Forgets what is queued and makes ready to start; returns a negative code on failure.
    func dropAndPrepare() -> Int32 {
        snd_pcm_drop(pcm)
        return snd_pcm_prepare(pcm)
    }
}
