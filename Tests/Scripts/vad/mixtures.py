"""Streams of recorded speech in noise, with a label for every 10 ms; all from a seed.

Labels come from the clean recording alone: a frame is speech when its level is within SPAN_DB of
the recording's 95th percentile, and for HANGOVER frames after such a frame.
"""

import numpy as np

from voices import FRAME, RATE

SPAN_DB = 30
HANGOVER = 10

NOISES = ["white", "pink", "brown", "babble", "hum", "keyboard", "music", "recorded music"]
SNRS = [0, 5, 10, 15, 20, 25, 30]


def label(clean):
    """One boolean for each whole frame of a clean recording."""
    frames = clean[: len(clean) // FRAME * FRAME].reshape(-1, FRAME).astype(np.float64)
    level = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-3)
    speech = level > np.percentile(level, 95) - SPAN_DB
    since = np.arange(len(speech)) - np.maximum.accumulate(
        np.where(speech, np.arange(len(speech)), -(10**6))
    )
    return since <= HANGOVER


def colored(rng, count, slope):
    """Noise whose power falls with frequency to the power of `slope`: 0 white, 1 pink, 2 brown."""
    spectrum = rng.normal(size=count // 2 + 1) + 1j * rng.normal(size=count // 2 + 1)
    frequency = np.fft.rfftfreq(count, 1 / RATE)
    spectrum *= np.maximum(frequency, 20) ** (-slope / 2)
    spectrum[0] = 0
    return np.fft.irfft(spectrum, count)


def excerpt(rng, samples, count):
    """A random stretch of a recording, repeated when it is too short."""
    start = rng.integers(0, max(len(samples) - count, 0) + 1)
    return np.resize(samples[start : start + count], count).astype(np.float64)


def babble(rng, count, voices):
    """Three to eight people who talk at once."""
    total = np.zeros(count)
    for _ in range(rng.integers(3, 9)):
        voice, length = [], 0
        while length < count:
            words = stretched(rng, voices[rng.integers(len(voices))], 0.8, 1.2)
            voice.append(words / (np.std(words) + 1))
            length += len(words)
        total += rng.uniform(0.5, 1) * np.roll(np.concatenate(voice)[:count], rng.integers(count))
    return total


def stretched(rng, samples, low, high):
    """Played faster or slower, which moves the pitch and the formants with it."""
    count = max(int(len(samples) / rng.uniform(low, high)), FRAME)
    return np.interp(np.linspace(0, len(samples) - 1, count), np.arange(len(samples)), samples)


def hum(rng, count):
    """The mains and its harmonics, with a little hiss."""
    time = np.arange(count) / RATE
    base = rng.choice([50.0, 60.0]) * (1 + rng.normal() * 1e-3)
    decay = rng.uniform(0.5, 1.5)
    total = 10 ** rng.uniform(-3, -1) * rng.normal(size=count)
    for harmonic in range(1, rng.integers(4, 20)):
        strength = rng.uniform(0.2, 1) * harmonic**-decay
        total += strength * np.sin(2 * np.pi * (base * harmonic * time + rng.uniform()))
    return total * (1 + 0.1 * np.sin(2 * np.pi * rng.uniform(0.1, 2) * time))


def keyboard(rng, count):
    """Keys going down and up: short bursts that ring, in runs and pauses, over a faint hiss."""
    total = np.zeros(count + RATE)
    resonances = rng.uniform(800, 6_500, size=6)
    position = int(rng.exponential(0.2) * RATE)
    while position < count:
        strength = rng.uniform(0.3, 1)
        for offset in (0, int(rng.uniform(0.05, 0.12) * RATE)):
            length = int(rng.uniform(0.004, 0.03) * RATE)
            time = np.arange(length) / RATE
            ring = np.sin(2 * np.pi * rng.choice(resonances) * time + rng.uniform(0, 6))
            burst = (rng.normal(size=length) + ring) * np.exp(-6 * time * RATE / length)
            start = min(position + offset, count)
            total[start : start + length] += strength * burst
            strength *= rng.uniform(0.2, 0.8)
        pause = 0.09 + rng.exponential(0.1) if rng.uniform() < 0.93 else rng.exponential(0.8)
        position += int(pause * RATE)
    return total[:count] + 10 ** rng.uniform(-3.5, -2) * rng.normal(size=count)


def music(rng, count):
    """Chords, a melody and sometimes a drum, from notes with random timbres."""
    total = np.zeros(count + 4 * RATE)
    beat = rng.uniform(0.2, 0.7)
    root = rng.uniform(100, 220)
    scale = np.array([0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 17, 19])
    timbres = [(rng.uniform(0.6, 2), rng.uniform(1, 8), rng.uniform(0.002, 0.08)) for _ in range(3)]
    has_drum = rng.uniform() < 0.5

    def note(start, degree, length, timbre, gain):
        rolloff, decay, attack = timbre
        time = np.arange(int(length * RATE)) / RATE
        pitch = root * 2 ** (degree / 12)
        envelope = np.minimum(time / attack, 1) * np.exp(-decay * time)
        envelope *= np.minimum((length - time) / 0.02, 1)
        phase = pitch * time + 0.002 * np.sin(2 * np.pi * 5.5 * time) * pitch / 35
        wave = np.zeros(len(time))
        for harmonic in range(1, 13):
            if pitch * harmonic < RATE / 2:
                wave += harmonic**-rolloff * np.sin(2 * np.pi * harmonic * phase)
        begin = int(start * RATE)
        total[begin : begin + len(wave)] += gain * envelope * wave

    now, bar = 0.0, 0
    while now * RATE < count:
        if bar % 4 == 0:
            chord = rng.integers(0, 6)
            for step in (0, 2, 4):
                note(now, scale[chord + step], min(4 * beat, 3), timbres[0], 0.5)
            note(now, scale[chord] - 12, min(4 * beat, 3), timbres[1], 0.8)
        if rng.uniform() < 0.8:
            length = beat * rng.choice([0.5, 1, 2])
            note(now, scale[rng.integers(len(scale))] + 12, length, timbres[2], 0.8)
        if has_drum:
            time = np.arange(int(0.15 * RATE)) / RATE
            begin = int(now * RATE)
            total[begin : begin + len(time)] += np.exp(-30 * time) * rng.normal(size=len(time))
        now += beat
        bar += 1
    return total[:count]


def noise(rng, kind, count, babblers, recordings):
    """Noise of one kind; its level means nothing yet."""
    slopes = {"white": 0, "pink": 1, "brown": 2}
    if kind in slopes:
        return colored(rng, count, slopes[kind])
    if kind == "babble":
        return babble(rng, count, babblers)
    if kind == "recorded music":
        return excerpt(rng, recordings[rng.integers(len(recordings))], count)
    return {"hum": hum, "keyboard": keyboard, "music": music}[kind](rng, count)


def speech(rng, voices, seconds, change=None):
    """Utterances with pauses of 0.3 to 2.5 s between them: the samples and their labels.

    `change` alters an utterance before it is labelled.
    """
    frames = int(seconds * RATE / FRAME)
    samples, labels = np.zeros(frames * FRAME), np.zeros(frames, dtype=bool)
    position = int(rng.uniform(0.1, 2) * 100)
    while position < frames:
        words = voices[rng.integers(len(voices))].astype(np.float64)
        # A few recordings last a minute; a stretch is enough.
        start = rng.integers(0, max(len(words) - 8 * RATE, 0) + 1)
        words = words[start : start + 8 * RATE]
        if change:
            words = change(words)
        marks = label(words)[: frames - position]
        samples[position * FRAME : (position + len(marks)) * FRAME] = words[: len(marks) * FRAME]
        labels[position : position + len(marks)] = marks
        position += len(marks) + int(rng.uniform(0.3, 2.5) * 100)
    return samples, labels


def mix(clean, labels, disturbance, snr):
    """Speech plus noise at a ratio of powers: of the speech frames, and of the whole noise."""
    power = np.mean(clean.reshape(-1, FRAME)[labels] ** 2)
    gain = np.sqrt(power / (np.mean(disturbance**2) + 1e-9) / 10 ** (snr / 10))
    return clean + gain * disturbance


def to_int16(samples):
    """Rounded, and clipped as a converter would."""
    return np.clip(np.round(samples), -32_768, 32_767).astype("<i2")
