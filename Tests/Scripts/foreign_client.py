"""Both examples of the Live API overview, run by Google's SDK against the embedded server.

The server is found through GOOGLE_GEMINI_BASE_URL, trusted through SSL_CERT_FILE.
"""

import asyncio
import io
import os
import wave

from google import genai

MODEL = "gemini-2.0-flash-live-001"


async def text_turn(client):
    config = {"response_modalities": ["TEXT"]}
    async with client.aio.live.connect(model=MODEL, config=config) as session:
        await session.send_client_content(
            turns={"role": "user", "parts": [{"text": "What is 12 times 7?"}]}
        )
        text, usage = "", None
        async for response in session.receive():
            text += response.text or ""
            usage = response.usage_metadata or usage
        assert "84" in text, f"expected 84 in the reply: {text!r}"
        assert usage and usage.prompt_token_count > 0, f"no usage: {usage!r}"
        first = usage.prompt_token_count

        # The overview's own, deprecated call, and a second turn in the same session.
        await session.send(input="Hello again", end_of_turn=True)
        async for response in session.receive():
            usage = response.usage_metadata or usage
        assert usage.prompt_token_count > first, "the context did not grow"
    print("text turn:", text.strip())


async def audio_turn(client):
    config = {
        "response_modalities": ["AUDIO"],
        "output_audio_transcription": {},
        "speech_config": {"voice_config": {"prebuilt_voice_config": {"voice_name": "Kore"}}},
    }
    async with client.aio.live.connect(model=MODEL, config=config) as session:
        await session.send(input="Hello? Gemini are you there?", end_of_turn=True)
        file = io.BytesIO()
        said = ""
        with wave.open(file, "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(24000)
            async for response in session.receive():
                if response.data is not None:
                    wav.writeframes(response.data)
                content = response.server_content
                if content and content.output_transcription:
                    said += content.output_transcription.text or ""
            frames = wav.getnframes()
    assert frames > 24000 // 4, f"only {frames} frames of sound"
    assert said.strip(), "no transcription of the reply"
    print(f"audio turn: {frames / 24000:.2f} s, {said.strip()!r}")


async def refusal(client):
    config = {"response_modalities": ["TEXT", "AUDIO"]}
    try:
        async with client.aio.live.connect(model=MODEL, config=config) as session:
            async for _ in session.receive():
                pass
    except Exception as error:
        assert "At most one response modality" in str(error), repr(error)
        print("refusal:", str(error)[:70])
        return
    raise AssertionError("two modalities were accepted")


async def main():
    client = genai.Client(
        api_key=os.environ["GEMINI_API_KEY"], http_options={"api_version": "v1alpha"}
    )
    await asyncio.wait_for(text_turn(client), 60)
    await asyncio.wait_for(audio_turn(client), 60)
    await asyncio.wait_for(refusal(client), 60)


asyncio.run(main())
