// SPDX-License-Identifier: Apache-2.0

import AudioCore
import CALSA
import Glibc

/// A negative result of ALSA's, as `errno`.
struct PCMFailure: Error {
    var errno: Int32
}

/// Agreeing with a device on rate, channels, period and buffer.
enum PCMSetup {
    /// Asks for what the configuration prefers and reads back what the device gave.
    static func apply(
        _ configuration: StreamConfiguration,
        to pcm: OpaquePointer
    ) throws(PCMFailure) -> GivenSetup {
        let given = try setHardware(configuration, of: pcm)
        try setSoftware(given, of: pcm)
        return given
    }

    private static func setHardware(
        _ configuration: StreamConfiguration,
        of pcm: OpaquePointer
    ) throws(PCMFailure) -> GivenSetup {
        var allocated: OpaquePointer?
        try check(snd_pcm_hw_params_malloc(&allocated))
        guard let params = allocated else { throw PCMFailure(errno: ENOMEM) }
        defer { snd_pcm_hw_params_free(params) }
        try check(snd_pcm_hw_params_any(pcm, params))
        // ALSA's own rate conversion interpolates linearly; ours is better, so the true rate is due.
        try check(snd_pcm_hw_params_set_rate_resample(pcm, params, 0))
        try check(snd_pcm_hw_params_set_access(pcm, params, SND_PCM_ACCESS_RW_INTERLEAVED))
        try check(snd_pcm_hw_params_set_format(pcm, params, SND_PCM_FORMAT_S16))
        var channels = UInt32(configuration.format.channels)
        try check(snd_pcm_hw_params_set_channels_near(pcm, params, &channels))
        var rate = UInt32(configuration.format.sampleRate)
        try check(snd_pcm_hw_params_set_rate_near(pcm, params, &rate, nil))
        let format = AudioFormat(sampleRate: Int(rate), channels: Int(channels))
        var period = snd_pcm_uframes_t(max(1, format.frames(in: configuration.period)))
        try check(snd_pcm_hw_params_set_period_size_near(pcm, params, &period, nil))
        var buffer = period * snd_pcm_uframes_t(configuration.bufferPeriods)
        try check(snd_pcm_hw_params_set_buffer_size_near(pcm, params, &buffer))
        try check(snd_pcm_hw_params(pcm, params))
        try check(snd_pcm_hw_params_get_period_size(params, &period, nil))
        try check(snd_pcm_hw_params_get_buffer_size(params, &buffer))
        return GivenSetup(format: format, periodFrames: Int(period), bufferFrames: Int(buffer))
    }

    private static func setSoftware(
        _ given: GivenSetup,
        of pcm: OpaquePointer
    ) throws(PCMFailure) {
        var allocated: OpaquePointer?
        try check(snd_pcm_sw_params_malloc(&allocated))
        guard let params = allocated else { throw PCMFailure(errno: ENOMEM) }
        defer { snd_pcm_sw_params_free(params) }
        try check(snd_pcm_sw_params_current(pcm, params))
        let period = snd_pcm_uframes_t(given.periodFrames)
        try check(snd_pcm_sw_params_set_avail_min(pcm, params, period))
        // The loops start the device themselves.
        let buffer = snd_pcm_uframes_t(given.bufferFrames)
        try check(snd_pcm_sw_params_set_start_threshold(pcm, params, buffer))
        try check(snd_pcm_sw_params(pcm, params))
    }

    private static func check(_ status: Int32) throws(PCMFailure) {
        if status < 0 { throw PCMFailure(errno: -status) }
    }
}
