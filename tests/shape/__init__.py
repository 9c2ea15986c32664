"""The architecture, read from the source."""
