"""Dialogue: a branching call or chat, a scam or a genuine one, that the visitor steers and ends."""
