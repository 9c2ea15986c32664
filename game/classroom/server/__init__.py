"""The server between a projector and the phones: its own process, without pygame."""
