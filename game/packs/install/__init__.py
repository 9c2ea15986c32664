"""Packs from outside: taken into quarantine, checked, compared, and switched to in one step – or refused with a reason."""
