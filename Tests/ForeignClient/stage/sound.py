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
    return [level(values[start : start + size]) for start in range(0, len(values) - size, size)]


def is_speech(data):
    """Whether it is loud at times and, as speech is, nearly silent at others."""
    levels = sorted(frame_levels(data))
    if len(levels) < 10:
        return False
    return levels[len(levels) * 8 // 10] > -40 and levels[-1] - levels[len(levels) // 20] > 20
