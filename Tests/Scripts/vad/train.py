#!/usr/bin/env python3
"""Trains the voice activity detector and writes its weights as Swift source.

    python3 train.py --data FOLDER --out ../../../Sources/AudioDSP/VoiceModel+Weights.swift

Needs numpy, scipy, jax and ffmpeg; see voices.py for the data. Takes about ten minutes on two cores.
Everything random comes from --seed; other versions of jax may round otherwise.
"""

import argparse
import base64
import textwrap
import time

import jax
import jax.numpy as jnp
import numpy as np
from scipy import signal

import mixtures
import voices
from features import COUNT, features
from voices import RATE

DENSE, HIDDEN = 48, 64
SECONDS = 15
KINDS = ["white", "pink", "brown", "colored", "babble", "babble", "hum", "keyboard", "keyboard",
         "music", "music", "recorded music", "recorded music", "quiet"]


def changed(rng):
    """Makes other speakers of the few: pitch, loudness and timbre vary."""

    def change(words):
        words = mixtures.stretched(rng, words, 0.7, 1.2)
        words = words * 10 ** (rng.uniform(-8, 4) / 20)
        if rng.uniform() < 0.4:
            tilt = rng.uniform(-0.5, 0.5)
            words = signal.lfilter([1, -tilt], [1], words)
        if rng.uniform() < 0.15:
            words = signal.sosfilt(signal.butter(4, rng.uniform(3_000, 7_000), fs=RATE,
                                                 output="sos"), words)
        return words

    return change


def disturbance(rng, count, people, recordings):
    """Noise of a random kind; now and then two at once, or one that begins midway."""
    kind = KINDS[rng.integers(len(KINDS))]
    if kind == "quiet":
        return mixtures.colored(rng, count, rng.uniform(0, 2)), rng.uniform(35, 60)
    if kind == "colored":
        total = mixtures.colored(rng, count, rng.uniform(-0.5, 2.5))
    else:
        total = mixtures.noise(rng, kind, count, people, recordings)
    total = total / (np.std(total) + 1e-9)
    if rng.uniform() < 0.25:
        total = total + 10 ** rng.uniform(-2, 0) * mixtures.colored(rng, count, rng.uniform(0, 2))
    if rng.uniform() < 0.15:
        total = total * np.where(np.arange(count) < rng.integers(count), 0.1, 1)
    return total, rng.uniform(-3, 32)


def stream(rng, people, recordings, change):
    clean, labels = mixtures.speech(rng, people, SECONDS, change)
    total, snr = disturbance(rng, len(clean), people, recordings)
    if not labels.any() or rng.uniform() < 0.05:
        mixed, labels = 1_000 * total / (np.std(total) + 1e-9), np.zeros_like(labels)
    else:
        mixed = mixtures.mix(clean, labels, total, snr)
    return mixtures.to_int16(mixed * 10 ** (rng.uniform(-34, 4) / 20)), labels


def dataset(rng, count, people, recordings, change):
    pairs = [stream(rng, people, recordings, change) for _ in range(count)]
    labels = np.stack([labels for _, labels in pairs])
    inputs = np.concatenate([
        features(np.stack([samples for samples, _ in pairs[start : start + 50]]))
        for start in range(0, count, 50)
    ])
    return inputs.astype(np.float16), labels


def initial(rng):
    def weights(rows, columns):
        return jnp.asarray(rng.normal(size=(rows, columns)) / np.sqrt(columns), jnp.float32)

    return {
        "dense": weights(DENSE, COUNT), "dense_bias": jnp.zeros(DENSE),
        "input": weights(3 * HIDDEN, DENSE), "input_bias": jnp.zeros(3 * HIDDEN),
        "recurrent": weights(3 * HIDDEN, HIDDEN), "recurrent_bias": jnp.zeros(3 * HIDDEN),
        "output": weights(1, HIDDEN), "output_bias": jnp.zeros(1),
    }


def forward(model, inputs):
    """Log odds of speech by stream and frame. A gated recurrent unit after Cho et al., 2014."""
    dense = jax.nn.relu(inputs @ model["dense"].T + model["dense_bias"])
    gates = dense @ model["input"].T + model["input_bias"]

    def step(state, gate):
        recurrent = state @ model["recurrent"].T + model["recurrent_bias"]
        both = jax.nn.sigmoid(gate[:, : 2 * HIDDEN] + recurrent[:, : 2 * HIDDEN])
        reset, keep = both[:, :HIDDEN], both[:, HIDDEN:]
        candidate = jnp.tanh(gate[:, 2 * HIDDEN :] + reset * recurrent[:, 2 * HIDDEN :])
        state = keep * state + (1 - keep) * candidate
        return state, state

    start = jnp.zeros((inputs.shape[0], HIDDEN))
    _, states = jax.lax.scan(step, start, jnp.swapaxes(gates, 0, 1))
    return (jnp.swapaxes(states, 0, 1) @ model["output"].T + model["output_bias"])[..., 0]


def loss(model, inputs, labels, weights):
    odds = forward(model, inputs)
    return jnp.mean(weights * (jax.nn.softplus(odds) - labels * odds))


@jax.jit
def update(model, moments, count, rate, inputs, labels, weights):
    """One step of Adam."""
    value, slopes = jax.value_and_grad(loss)(model, inputs, labels, weights)
    norm = jnp.sqrt(sum(jnp.sum(slope**2) for slope in jax.tree.leaves(slopes)))
    slopes = jax.tree.map(lambda slope: slope / jnp.maximum(norm, 1), slopes)
    first = jax.tree.map(lambda m, slope: 0.9 * m + 0.1 * slope, moments[0], slopes)
    second = jax.tree.map(lambda m, slope: 0.999 * m + 0.001 * slope**2, moments[1], slopes)
    model = jax.tree.map(
        lambda w, m, v: w - rate * (m / (1 - 0.9**count)) / (jnp.sqrt(v / (1 - 0.999**count)) + 1e-8),
        model, first, second)
    return model, (first, second), value


def onset_weights(labels):
    """Frames in the first 100 ms of speech count fourfold: a late start costs a word."""
    before = np.pad(labels, ((0, 0), (10, 0)))[:, :-10]
    return 1 + 3.0 * (labels & ~before)


def chosen_threshold(odds, labels):
    """The lowest threshold that costs at most a quarter more errors than the best one."""
    thresholds = np.arange(-2, 2.01, 0.1)
    errors = np.array([np.mean((odds > threshold) != labels) for threshold in thresholds])
    onsets = [(row, frame) for row, frame in zip(*np.nonzero(labels))
              if frame >= 20 and not labels[row, frame - 20 : frame].any()]
    for threshold, error in zip(thresholds, errors):
        late = np.mean([(odds[row, frame : frame + 10] <= threshold).all() for row, frame in onsets])
        print(f"threshold {threshold:5.1f}: error {error:.2%}, onsets clipped {late:.2%}")
    return thresholds[np.flatnonzero(errors <= 1.25 * errors.min())[0]]


def rounded(model):
    """The model as it will be stored: eight bits for each weight, a scale for each row."""
    stored = {}
    for name, values in model.items():
        values = np.asarray(values, np.float64)
        if values.ndim == 2:
            scale = (np.abs(values).max(axis=1) / 127).astype(np.float32)
            stored[name] = np.round(values / scale[:, None]).astype(np.int8), scale
        else:
            stored[name] = None, values.astype(np.float32)
    return stored


def unrounded(stored):
    return {name: values if codes is None else codes.astype(np.float32) * values[:, None]
            for name, (codes, values) in stored.items()}


def swift(stored):
    """Each layer's scales, codes and biases, row by row; little-endian, base64."""
    data = b""
    for layer in ("dense", "input", "output", "recurrent"):
        (codes, scales), (_, biases) = stored[layer], stored[layer + "_bias"]
        data += scales.astype("<f4").tobytes() + codes.tobytes() + biases.astype("<f4").tobytes()
    lines = textwrap.wrap(base64.b64encode(data).decode(), 98)
    return "\n".join([
        "// SPDX-License-Identifier: Apache-2.0", "// swift-format-ignore-file", "",
        "extension VoiceModel {",
        "    /// Written by Tests/Scripts/vad/train.py, which states the layout; docs/vad.md tells what it",
        "    /// was trained on.",
        '    static let encodedWeights: StaticString = """', *(line + "\\" for line in lines[:-1]), lines[-1],
        '"""', "}", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--streams", type=int, default=1_800)
    parser.add_argument("--steps", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = np.random.default_rng(arguments.seed)

    people, music = voices.load(arguments.data)
    train, tune = voices.split(people)
    recordings = [music[name] for name in music if name not in voices.TEST_MUSIC]
    started = time.time()
    inputs, labels = dataset(rng, arguments.streams, train, recordings, changed(rng))
    tune_inputs, tune_labels = dataset(rng, 150, tune, recordings, changed(rng))
    weights = onset_weights(labels)
    print(f"{arguments.streams} streams made in {time.time() - started:.0f} s", flush=True)

    model = initial(rng)
    moments = (jax.tree.map(jnp.zeros_like, model),) * 2
    batch, count = 30, 0
    while count < arguments.steps:
        order = rng.permutation(len(inputs))
        values = []
        for start in range(0, len(order) - batch + 1, batch):
            chosen = order[start : start + batch]
            count += 1
            done = min(count / arguments.steps, 1)
            rate = 4e-3 * (0.5 + 0.5 * np.cos(np.pi * done)) * min(count / 30, 1) + 2e-5
            model, moments, value = update(model, moments, count, rate,
                                           jnp.asarray(inputs[chosen], jnp.float32),
                                           labels[chosen], weights[chosen])
            values.append(float(value))
        odds = np.asarray(forward(model, jnp.asarray(tune_inputs, jnp.float32)))
        print(f"{done:4.0%} step {count} loss {np.mean(values):.4f} "
              f"tune error {np.mean((odds > 0) != tune_labels):.2%}", flush=True)

    # Even odds shall mean speech, so the threshold becomes part of the last bias.
    odds = np.asarray(forward(unrounded(rounded(model)), jnp.asarray(tune_inputs, jnp.float32)))
    threshold = chosen_threshold(odds, tune_labels)
    model["output_bias"] -= threshold
    with open(arguments.out, "w", encoding="ascii") as file:
        file.write(swift(rounded(model)))


main()
