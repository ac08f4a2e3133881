"""What can be told of received sound without listening to it."""

import array
import math


def samples(data):
    return array.array("h", data)


def level(values):
    """RMS of samples in dBFS; -120 for silence."""
    power = sum(value * value for value in values) / max(len(values), 1)
    return 10 * math.log10(max(power / 32_768**2, 1e-12))


def frame_levels(data, rate=24_000):
    """The level of every 20 ms."""
    size = rate // 50
    values = samples(data)
    starts = range(0, len(values) - size, size)
    return [level(values[start : start + size]) for start in starts]


def is_speech(data):
    """Whether it is loud at times and, as speech is, nearly silent at others."""
    levels = sorted(frame_levels(data))
    if len(levels) < 10:
        return False
    return levels[len(levels) * 8 // 10] > -40 and levels[-1] - levels[len(levels) // 20] > 20


def pitch(data, rate=24_000):
    """The median pitch of the loud parts in hertz, by autocorrelation."""
    step, size = 4, 300
    values = samples(data)[::step]
    found = []
    for start in range(0, len(values) - 2 * size, size):
        frame = values[start : start + 2 * size]
        if level(frame) < -30:
            continue
        lags = range(rate // step // 350, rate // step // 60)
        strengths = {
            lag: sum(a * b for a, b in zip(frame[:size], frame[lag : lag + size])) for lag in lags
        }
        found.append(rate / step / max(strengths, key=strengths.get))
    return sorted(found)[len(found) // 2] if found else 0
