"""Question files of other programs, one module a format: each reads a file as a `Draft` and writes a pack as bytes."""
