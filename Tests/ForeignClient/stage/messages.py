"""What a message of the server's is, and what the messages of a turn come to."""

from google.genai import types

# May come between any other two messages. A pause is a turnComplete that ends nothing: functions
# are running, and SDKs that know it (from 2.18) wait on.
HOUSEKEEPING = {"handle", "unresumable", "go_away", "pause"}


def kinds(message):
    """What a message carries, in the order an app would look at it."""
    found = []
    content = message.server_content
    if message.setup_complete:
        found.append("setup_complete")
    if content:
        for part in (content.model_turn and content.model_turn.parts) or []:
            if part.inline_data:
                found.append("audio")
            elif part.text is not None:
                found.append("thought" if part.thought else "text")
        for field, kind in (
            (content.input_transcription, "heard"),
            (content.output_transcription, "said"),
            (content.interrupted, "interrupted"),
            (content.generation_complete, "generation_complete"),
            (content.turn_complete, "pause" if is_in_progress(content) else "turn_complete"),
        ):
            if field:
                found.append(kind)
    if message.tool_call:
        found.append("tool_call")
    if message.tool_call_cancellation:
        found.append("cancellation")
    if message.go_away:
        found.append("go_away")
    if message.session_resumption_update:
        is_resumable = message.session_resumption_update.resumable
        found.append("handle" if is_resumable else "unresumable")
    return found


def is_in_progress(content):
    """Whether the interaction goes on after a turnComplete."""
    status = getattr(content, "interaction_status", None)
    return getattr(status, "value", status) == "IN_PROGRESS"


def describe(message):
    """A message in one line, sound and pictures left out."""

    def shorten(value):
        if isinstance(value, bytes):
            return f"<{len(value)} bytes>"
        if isinstance(value, dict):
            return {key: shorten(item) for key, item in value.items()}
        if isinstance(value, list):
            return [shorten(item) for item in value]
        return getattr(value, "value", value)

    return str(shorten(message.model_dump(exclude_none=True)))


class Turn:
    """Messages in the order they came, each with its time in seconds."""

    def __init__(self):
        self.received = []

    def add(self, time, message):
        self.received.append((time, message))

    @property
    def messages(self):
        return [message for _, message in self.received]

    @property
    def kinds(self):
        return [kind for message in self.messages for kind in kinds(message)]

    @property
    def outline(self):
        """The kinds without housekeeping, each run of the same kind once."""
        outline = []
        for kind in self.kinds:
            if kind not in HOUSEKEEPING and outline[-1:] != [kind]:
                outline.append(kind)
        return outline

    @property
    def text(self):
        return "".join(message.text or "" for message in self.messages)

    @property
    def audio(self):
        return b"".join(message.data or b"" for message in self.messages)

    @property
    def audio_seconds(self):
        return len(self.audio) / 48_000

    @property
    def heard(self):
        return self._transcript("input_transcription")

    @property
    def said(self):
        return self._transcript("output_transcription")

    def _transcript(self, field):
        contents = [m.server_content for m in self.messages if m.server_content]
        fragments = [getattr(content, field) for content in contents]
        return "".join(fragment.text or "" for fragment in fragments if fragment)

    @property
    def calls(self):
        calls = [m.tool_call.function_calls for m in self.messages if m.tool_call]
        return [call for group in calls for call in group]

    @property
    def cancelled(self):
        groups = [m.tool_call_cancellation for m in self.messages]
        return [identifier for group in groups if group for identifier in group.ids]

    @property
    def usage(self):
        """The last account; each counts the whole turn."""
        accounts = [m.usage_metadata for m in self.messages if m.usage_metadata]
        return accounts[-1] if accounts else None

    @property
    def handles(self):
        updates = [m.session_resumption_update for m in self.messages]
        return [update.new_handle for update in updates if update and update.resumable]

    @property
    def go_away(self):
        return next((m.go_away for m in self.messages if m.go_away), None)

    @property
    def is_interrupted(self):
        return "interrupted" in self.kinds

    def time_of(self, kind, last=False):
        """When the first, or last, message of a kind came; None if none did."""
        times = [time for time, message in self.received if kind in kinds(message)]
        return (times[-1] if last else times[0]) if times else None


def tokens(details, modality):
    """The tokens of one medium in an account's details."""
    wanted = types.MediaModality(modality)
    return sum(d.token_count or 0 for d in details or [] if d.modality == wanted)
