"""What the scenarios play on: servers, conversations, voices and pictures."""
