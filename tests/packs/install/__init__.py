"""Packs from outside."""
