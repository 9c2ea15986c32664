"""Sorting: things to put into classes."""
