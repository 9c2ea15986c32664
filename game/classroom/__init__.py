"""Classroom sessions: a projector, everyone's phone, and a server between them."""
