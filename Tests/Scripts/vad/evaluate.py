#!/usr/bin/env python3
"""Compares the project's voice activity detector with WebRTC's on the same mixtures.

    python3 evaluate.py --data FOLDER --detector .build/release/live-console vad -

Everything after --detector is the command: raw 16 kHz s16le mono on its standard input, a 0 or a 1
for each 10 ms on its output. Needs numpy, webrtcvad and ffmpeg; see voices.py for the data.
Prints the tables of docs/vad.md, the same for the same --seed.
"""

import argparse
import subprocess

import numpy as np
import webrtcvad

import mixtures
import voices
from voices import FRAME, RATE

SECONDS = 20
NAMES = ["live-console"] + [f"WebRTC {mode}" for mode in range(4)]
# An onset is clipped when the first 100 ms of speech all count as silence.
CLIPPED = 10
# An onset is a label that begins after 200 ms of none.
PAUSE = 20


def ours(command, samples):
    result = subprocess.run(command, input=samples.tobytes(), capture_output=True, check=True)
    text = result.stdout.strip()
    assert len(text) == len(samples) // FRAME and set(text) <= set(b"01"), text[:100]
    return np.frombuffer(text, np.uint8) == ord("1")


def webrtc(mode, samples):
    detector = webrtcvad.Vad(mode)
    data = samples.tobytes()
    return np.array([detector.is_speech(data[start : start + 2 * FRAME], RATE)
                     for start in range(0, len(data) // (2 * FRAME) * 2 * FRAME, 2 * FRAME)])


def count(labels, decided):
    """Frames, speech frames, missed ones, false alarms, onsets, clipped onsets."""
    before = np.concatenate([np.zeros(PAUSE, bool), labels])
    onsets = [frame for frame in np.flatnonzero(labels)
              if not before[frame : frame + PAUSE].any() and labels[frame : frame + CLIPPED].all()
              and frame + CLIPPED <= len(labels)]
    clipped = [frame for frame in onsets if not decided[frame : frame + CLIPPED].any()]
    return np.array([len(labels), labels.sum(), (labels & ~decided).sum(),
                     (~labels & decided).sum(), len(onsets), len(clipped)])


def measure(arguments):
    """Counts by noise, SNR and detector."""
    rng = np.random.default_rng(arguments.seed)
    people, pieces = voices.load(arguments.data)
    babblers = voices.test_babblers(people)
    recordings = [pieces[name] for name in voices.TEST_MUSIC]
    counts = np.zeros((len(mixtures.NOISES), len(mixtures.SNRS), len(NAMES), 6), int)
    for row, noise in enumerate(mixtures.NOISES):
        for column, snr in enumerate(mixtures.SNRS):
            for index in range(arguments.streams):
                speaker = people[voices.TEST_SPEAKERS[index % len(voices.TEST_SPEAKERS)]]
                clean, labels = mixtures.speech(rng, speaker, SECONDS)
                added = mixtures.noise(rng, noise, len(clean), babblers, recordings)
                mixed = mixtures.mix(clean, labels, added, snr)
                # Talkers near and far: the peak lies between 3 and 25 dB below full scale.
                peak = 32_767 * 10 ** (-rng.uniform(3, 25) / 20)
                samples = mixtures.to_int16(mixed * peak / np.abs(mixed).max())
                decisions = [ours(arguments.detector, samples)]
                decisions += [webrtc(mode, samples) for mode in range(4)]
                counts[row, column] += [count(labels, decided) for decided in decisions]
    return counts


def percent(part, whole):
    return f"{100 * part / max(whole, 1):.1f}"


def error(counts):
    return percent(counts[2] + counts[3], counts[0])


def print_table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("|" + " --- |" + " ---: |" * (len(header) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def report(counts):
    # The overall figures are over the seven noises of the target; recorded music is an extra.
    target = counts[:7]
    total = target.sum(axis=(0, 1))
    best = 1 + int(np.argmin(total[1:, 2] + total[1:, 3]))
    frames, speech = total[0, 0], total[0, 1]
    print(f"{frames} frames ({frames / 6000:.0f} minutes), {percent(speech, frames)} % speech, "
          f"{total[0, 4]} onsets; WebRTC's best mode is {best - 1}.\n")
    print_table(["Detector", "frame error %", "speech missed %", "false alarms %", "onsets clipped %"],
                [[name, error(c), percent(c[2], c[1]), percent(c[3], c[0] - c[1]),
                  percent(c[5], c[4])] for name, c in zip(NAMES, total)])
    print("Frame error % by noise (all ratios), and clipped onsets %:\n")
    print_table(["Noise", *NAMES, "clipped", f"clipped {NAMES[best]}"],
                [[noise, *map(error, c), percent(c[0][5], c[0][4]), percent(c[best][5], c[best][4])]
                 for noise, c in zip(mixtures.NOISES, counts.sum(axis=1))])
    print("Frame error % by signal-to-noise ratio (the seven noises), and clipped onsets %:\n")
    print_table(["SNR", *NAMES, "clipped", f"clipped {NAMES[best]}"],
                [[f"{snr} dB", *map(error, c), percent(c[0][5], c[0][4]),
                  percent(c[best][5], c[best][4])]
                 for snr, c in zip(mixtures.SNRS, target.sum(axis=0))])
    print(f"Frame error %, live-console / {NAMES[best]}:\n")
    print_table(["Noise", *(f"{snr} dB" for snr in mixtures.SNRS)],
                [[noise, *(f"{error(c[0])} / {error(c[best])}" for c in row)]
                 for noise, row in zip(mixtures.NOISES, counts)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--streams", type=int, default=6, help="of 20 s for each noise and ratio")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--detector", nargs=argparse.REMAINDER, required=True)
    report(measure(parser.parse_args()))


main()
