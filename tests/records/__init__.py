"""The journal under kills, damage and a disk that refuses."""
