"""Classroom sessions: a projector, phones on the same network, and the server between them."""
