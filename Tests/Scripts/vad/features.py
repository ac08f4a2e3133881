"""What the detector's network sees of each frame: the same arithmetic as in VoiceFeatures.swift."""

import numpy as np

from voices import FRAME, RATE

WINDOW = 512
RISE = 384
BANDS = 24
LOWEST, HIGHEST = 80, 7_600
LAGS = np.arange(40, 201)
COUNT = 2 * BANDS + 2


def window():
    """A Hann window with its peak near the newest samples, so that little delay is added."""
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(RISE) + 0.5) / RISE)
    fall = WINDOW - RISE
    return np.concatenate([rise, 0.5 + 0.5 * np.cos(np.pi * (np.arange(fall) + 0.5) / fall)])


def filterbank():
    """Triangles of equal width on the mel scale: a row of weights for each band."""
    mel = lambda hertz: 2595 * np.log10(1 + hertz / 700)
    corners = np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2)
    bins = mel(np.arange(WINDOW // 2 + 1) * RATE / WINDOW)
    step = corners[1] - corners[0]
    return np.maximum(1 - np.abs(bins[None] - corners[1:-1, None]) / step, 0)


def features(samples):
    """Features by stream, frame and kind, of an int16 array by stream and sample."""
    samples = np.atleast_2d(samples)
    streams, frames = samples.shape[0], samples.shape[1] // FRAME
    padded = np.pad(samples[:, : frames * FRAME], ((0, 0), (WINDOW - FRAME, 0)))
    view = np.lib.stride_tricks.sliding_window_view(padded, WINDOW, axis=1)[:, ::FRAME]
    shape, bank = window(), filterbank().T
    bands = np.empty((streams, frames, BANDS))
    voicing = np.empty((streams, frames, 2))
    for stream in range(streams):
        power = np.abs(np.fft.rfft(view[stream] * shape)) ** 2
        bands[stream] = np.log(power @ bank + 30)
        voicing[stream] = _voicing(power)
    return np.concatenate([_relative(bands), voicing], axis=2).astype(np.float32)


def _voicing(power):
    """How periodic the frame is, and its period, from the autocorrelation of a flattened spectrum."""
    magnitude = np.sqrt(power)
    magnitude[:, :2] = 0
    magnitude[:, 129:] = 0
    correlation = np.fft.irfft(magnitude, WINDOW)
    candidates = correlation[:, LAGS]
    best = np.argmax(candidates, axis=1)
    peak = np.take_along_axis(candidates, best[:, None], 1)[:, 0] / (correlation[:, 0] + 1e-3)
    return np.stack([2 * peak - 1, (LAGS[best] - 120) / 80], axis=1)


def _relative(bands):
    """The bands above the noise floor of each, and below the loudest that was heard lately."""
    floor, top = bands[:, 0].copy(), bands[:, 0].max(axis=1)
    result = np.empty((*bands.shape[:2], 2 * BANDS))
    for frame in range(bands.shape[1]):
        now = bands[:, frame]
        loudest = now.max(axis=1)
        if frame < 4:
            floor, top = now.copy(), loudest
        else:
            floor = np.where(now < floor, floor + 0.1 * (now - floor), floor + 0.007)
            top = np.where(loudest > top, top + 0.3 * (loudest - top), top - 0.002)
        result[:, frame, :BANDS] = np.clip((now - floor) / 3 - 1, -1.5, 4)
        result[:, frame, BANDS:] = np.clip((now - top[:, None]) / 4 + 1, -4, 2)
    return result
