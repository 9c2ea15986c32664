"""The hash that names what is kept in caches."""

from __future__ import annotations

try:
    # hashlib loads the whole of OpenSSL first, a tenth of what the game's start may take.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
