"""Recorded voices and music from Debian's Asterisk packages, decoded from G.722 at 16 kHz.

Nothing of them is kept in the project. To fetch them, in an empty folder:

    apt-get download asterisk-core-sounds-{en,es,fr,it,ru}-g722 asterisk-moh-opsound-g722
    for package in *.deb; do dpkg-deb -x "$package" .; done

and pass that folder as --data. Decoding needs ffmpeg, and is done once: decoded.npz is written next
to the packages.
"""

import pathlib
import subprocess
import tempfile

import numpy as np

RATE = 16_000
FRAME = 160

# Carlo is the only male voice and Ivrvoice the only Russian one; the detector never hears them, nor
# anything they say, before the test.
TRAIN_SPEAKERS = ["en_US_f_Allison", "es_MX_f_Allison", "fr_CA_f_June"]
TEST_SPEAKERS = ["it_IT_m_Carlo", "ru_RU_f_IvrvoiceRU"]
TEST_MUSIC = ["manolo_camp-morning_coffee"]

# Tones, silence, monkeys and the prompt for a conference's PIN are left out.
LEFT_OUT = ("beep", "silence", "ascending", "descending", "tt-", "confbridge-pin-")


def _decode(files):
    """The samples of G.722 files, a batch of files for each run of ffmpeg."""
    decoded = []
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(files), 40):
            batch = files[start : start + 40]
            outputs = [pathlib.Path(folder, f"{index}.raw") for index in range(len(batch))]
            command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y"]
            for file in batch:
                command += ["-f", "g722", "-i", str(file)]
            for index, output in enumerate(outputs):
                command += ["-map", str(index), "-ar", str(RATE), "-f", "s16le", str(output)]
            subprocess.run(command, check=True)
            decoded += [np.fromfile(output, dtype="<i2") for output in outputs]
    return decoded


def load(data):
    """Utterances by speaker and pieces of music by name, as arrays of int16."""
    data = pathlib.Path(data)
    cache = data / "decoded.npz"
    if not cache.exists():
        _fill(data, cache)
    voices, music = {}, {}
    with np.load(cache) as arrays:
        for name in sorted(arrays.files):
            kind, group, _ = name.split("|")
            if kind == "music":
                music[group] = arrays[name]
            elif len(arrays[name]) > RATE // 5:
                voices.setdefault(group, []).append(arrays[name])
    return voices, music


def _fill(data, cache):
    names, files = [], []
    for speaker in TRAIN_SPEAKERS + TEST_SPEAKERS:
        folder = next(data.rglob(speaker))
        for file in sorted(folder.rglob("*.g722")):
            relative = file.relative_to(folder).as_posix()
            if not any(part.startswith(LEFT_OUT) for part in relative.split("/")):
                names.append(f"voice|{speaker}|{relative}")
                files.append(file)
    for file in sorted(next(data.rglob("moh")).glob("*.g722")):
        names.append(f"music|{file.stem}|")
        files.append(file)
    np.savez(cache, **dict(zip(names, _decode(files))))


def split(people):
    """Utterances to train on and to tune on; the rest of the same speakers is the test's babble."""
    known = [(index % 8, words) for name in TRAIN_SPEAKERS for index, words in enumerate(people[name])]
    return [words for part, words in known if part > 1], [words for part, words in known if part == 1]


def test_babblers(people):
    """Utterances that are neither trained nor tuned on, nor of a speaker who is tested."""
    return [words for name in TRAIN_SPEAKERS for words in people[name][::8]]
