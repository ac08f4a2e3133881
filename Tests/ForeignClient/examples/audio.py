# "Receive Audio" of the Live API overview. As printed there its loop cannot run: `enumerate` takes
# no asynchronous iterator. Nothing else is changed.
import asyncio
import wave
from google import genai

client = genai.Client(api_key="GEMINI_API_KEY", http_options={'api_version': 'v1alpha'})
model = "gemini-2.0-flash-live-001"

config = {"response_modalities": ["AUDIO"]}

async def main():
    async with client.aio.live.connect(model=model, config=config) as session:
        wf = wave.open("audio.wav", "wb")
        wf.setnchannels(1)
        wf.setsampwidth(2)
        wf.setframerate(24000)

        message = "Hello? Gemini are you there?"
        await session.send(input=message, end_of_turn=True)

        async for response in session.receive():
            if response.data is not None:
                wf.writeframes(response.data)

        wf.close()

if __name__ == "__main__":
    asyncio.run(main())
