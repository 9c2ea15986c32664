"""The X server for every test here."""

from tests.window.server import display

__all__ = ["display"]
