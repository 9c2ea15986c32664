"""Ordering: steps to put into their sequence."""
