#!/usr/bin/env python3
"""What google-genai and a server on `websockets` cost, beside live-console, in one run.

    PYTHON Tests/Scripts/peers.py [--program PATH]

PYTHON needs both packages. Prints what reading a server message with 16 KB of base64 audio costs
the SDK, the time from a program's start to `setupComplete` over loopback for a program of each
kind, and the CPU of a bare Python server that only reads and decodes fifty pieces of sound a second
for each of fifty sessions.
"""

import argparse
import asyncio
import base64
import json
import os
import resource
import statistics
import subprocess
import sys
import time

PATH = "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"
MODEL = "gemini-2.5-flash-native-audio-preview-12-2025"
SESSIONS, SECONDS = 50, 10

CONNECT = """
import asyncio, sys
from google import genai
async def main():
    options = {"base_url": sys.argv[1], "api_version": "v1beta"}
    client = genai.Client(api_key="none", http_options=options)
    async with client.aio.live.connect(model=sys.argv[2], config={"response_modalities": ["AUDIO"]}):
        print("ready", flush=True)
asyncio.run(main())
"""


def decoding():
    from google.genai import _live_converters, types

    audio = bytes((index * 167 + (index >> 5)) % 256 for index in range(12_288))
    blob = {"mimeType": "audio/pcm;rate=24000", "data": base64.b64encode(audio).decode()}
    parts = [{"inlineData": blob}]
    text = json.dumps({"serverContent": {"modelTurn": {"role": "model", "parts": parts}}})
    convert = getattr(_live_converters, "_LiveServerMessage_from_mldev", None)

    def once():
        message = json.loads(text)
        # As the SDK's session does it, which newer versions do without the converter.
        if convert:
            message = convert(message)
        return types.LiveServerMessage._from_response(response=message, kwargs={})

    assert once().server_content.model_turn.parts[0].inline_data.data == audio
    times = []
    for _ in range(2_000):
        begun = time.perf_counter()
        once()
        times.append(1e6 * (time.perf_counter() - begun))
    return statistics.median(times)


def until_ready(command, words):
    """Milliseconds from a program's start to the words it prints."""
    times = []
    for _ in range(10):
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for line in process.stdout:
            if words in line:
                break
        times.append(1000 * (time.monotonic() - begun))
        process.kill()
        process.wait()
    return statistics.median(times)


def start_up(program):
    server = subprocess.Popen(
        [program, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        address = server.stdout.readline().decode().split()[-1]
        http = address.replace("ws", "http", 1)
        ours = until_ready(
            [program, "send", "--endpoint", address, "--json", "hello"], b"setupComplete"
        )
        theirs = until_ready([sys.executable, "-c", CONNECT, http, MODEL], b"ready")
    finally:
        server.terminate()
        server.wait()
    return ours, theirs


async def serve_bare(connection):
    async for text in connection:
        message = json.loads(text)
        if "setup" in message:
            await connection.send('{"setupComplete":{}}')
        else:
            base64.b64decode(message["realtimeInput"]["audio"]["data"])


def bare_server(pipe):
    from websockets.asyncio.server import serve

    async def main():
        async with serve(serve_bare, "127.0.0.1", 0) as server:
            os.write(pipe, str(server.sockets[0].getsockname()[1]).encode())
            await server.serve_forever()

    asyncio.run(main())


async def load(url):
    from websockets.asyncio.client import connect

    sound = base64.b64encode(bytes(640)).decode()
    blob = {"data": sound, "mimeType": "audio/pcm;rate=16000"}
    message = json.dumps({"realtimeInput": {"audio": blob}})

    async def session():
        async with connect(url) as socket:
            await socket.send(json.dumps({"setup": {"model": f"models/{MODEL}"}}))
            await socket.recv()
            due = time.monotonic()
            for _ in range(50 * SECONDS):
                await socket.send(message)
                due += 0.02
                await asyncio.sleep(max(0, due - time.monotonic()))

    await asyncio.gather(*(session() for _ in range(SESSIONS)))


def bare_cost():
    """Percent of a core that the bare server takes."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        bare_server(writing)
        os._exit(0)
    port = int(os.read(reading, 16))
    begun = time.monotonic()
    asyncio.run(load(f"ws://127.0.0.1:{port}{PATH}"))
    elapsed = time.monotonic() - begun
    os.kill(child, 15)
    os.waitpid(child, 0)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage, elapsed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=".build/release/live-console")
    options = parser.parse_args()
    print(f"google-genai reads a message with 16 KB of base64: {decoding():.0f} us")
    ours, theirs = start_up(options.program)
    print(f"start to setupComplete: live-console send {ours:.0f} ms, google-genai {theirs:.0f} ms")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    after, elapsed = bare_cost()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    share = 100 * cpu / elapsed
    print(f"websockets, reading {SESSIONS} sessions and nothing else: {share:.0f} % of a core")


main()
